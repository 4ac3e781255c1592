// Which conversation the page shows. Its address names it, so that a page loaded anew, a bookmark and
// the browser's way back lead there.
const named = () => new URLSearchParams(location.search).get("conversation") ?? "";

function address(conversation) {
  const url = new URL(location.href);
  if (conversation) url.searchParams.set("conversation", conversation);
  else url.searchParams.delete("conversation");
  return url;
}

watch("value", () => {
  const { conversation } = props.value;
  if (conversation !== named()) history.pushState(null, "", address(conversation));
  document.dispatchEvent(new CustomEvent("placed", { detail: props.value }));
});

element.querySelector(".stack").addEventListener("tell", ({ detail }) => trigger(detail.event, detail));
if (named()) trigger("select", { conversation: named() });
