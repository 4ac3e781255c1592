// A file that the server has made is handed to the browser, which saves it.
watch("value", () => {
  const { name, type, text } = props.value;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
