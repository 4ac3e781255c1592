// Copying an answer with its references. Outside of a secure context only the old command is there.

function copyByCommand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

deeds.copy = async (button) => {
  const { text } = button.dataset;
  if (navigator.clipboard) await navigator.clipboard.writeText(text).catch(() => copyByCommand(text));
  else copyByCommand(text);
  button.textContent = "Copied";
  setTimeout(() => (button.textContent = "Copy"), 1600);
};
