// What the reader thinks of an answer.

function judge(node, thumb, reason = "") {
  const turn = node.closest(".turn");
  const thanks = "Thank you. It is kept on this machine, for the next measuring.";
  const note = find(".opinion input", turn).value;
  turn.dataset.judged = thumb;
  find('[data-do="approve"]', turn).ariaPressed = thumb === "up";
  find('[data-do="reprove"]', turn).ariaPressed = thumb === "down";
  turn.removeAttribute("data-ui-judging");
  find(".thanks", turn).textContent = thanks;
  call("transcript", "like", { turn: findAll("#transcript .turn").indexOf(turn), thumb, reason, note });
}

deeds.approve = (button) => judge(button, "up");

deeds.reprove = (button) => {
  const turn = button.closest(".turn");
  turn.toggleAttribute("data-ui-judging");
  if (turn.hasAttribute("data-ui-judging")) find(".opinion button", turn).focus();
};

deeds.reason = (button) => judge(button, "down", button.textContent.trim());
