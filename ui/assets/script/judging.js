// What the reader thinks of an answer. The page shows it once the server has kept it: see judged.js.

function judge(node, thumb, reason = "") {
  const turn = node.closest(".turn");
  const note = find(".opinion input", turn).value;
  call("transcript", "like", { turn: findAll("#transcript .turn").indexOf(turn), thumb, reason, note });
}

deeds.approve = (button) => judge(button, "up");

deeds.reprove = (button) => {
  const turn = button.closest(".turn");
  turn.toggleAttribute("data-ui-judging");
  if (turn.hasAttribute("data-ui-judging")) find(".opinion button", turn).focus();
};

deeds.reason = (button) => judge(button, "down", button.textContent.trim());
