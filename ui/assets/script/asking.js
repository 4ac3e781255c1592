// Questions that do not come from the field: offered, asked again, or edited.

function send(question, replace) {
  if (!busy()) call("transcript", "submit", { question, replace });
  find("#field textarea").focus({ preventScroll: true });
}

deeds.ask = (button) => send(button.dataset.question, "replace" in button.dataset);

deeds.edit = (button) => {
  const turn = button.closest(".turn");
  const field = find(".editor textarea", turn);
  turn.setAttribute("data-ui-editing", "");
  field.value = find(".question", turn).textContent;
  field.focus();
};

deeds["cancel-edit"] = (node) => {
  const turn = node.closest(".turn");
  turn.removeAttribute("data-ui-editing");
  find('[data-do="edit"]', turn).focus();
};

deeds["ask-edited"] = (node) => {
  const turn = node.closest(".turn");
  const question = find(".editor textarea", turn).value;
  if (!question.trim()) return;
  turn.removeAttribute("data-ui-editing");
  send(question, true);
};

deeds.prepare = (button) => button.dispatchEvent(new CustomEvent("prepare", { bubbles: true }));
