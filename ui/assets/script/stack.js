// A stack of sections. Its value {keep, html} means: leave the first `keep` sections as they are,
// and let those of `html` follow. Only what differs is touched, so that focus, selection, opened
// folds and attributes that begin with data-ui survive.
const stack = element.querySelector(".stack");

function patchAttributes(old, fresh) {
  for (const { name } of [...old.attributes]) {
    const own = name === "open" || name.startsWith("data-ui");
    if (!own && !fresh.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

function patch(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) return old.replaceWith(fresh);
  if (old.nodeType !== Node.ELEMENT_NODE) return void (old.data = fresh.data);
  patchAttributes(old, fresh);
  patchAll(old, [...old.childNodes], [...fresh.childNodes]);
}

function patchAll(parent, old, fresh) {
  fresh.forEach((node, i) => (old[i] ? patch(old[i], node) : parent.append(node)));
  old.slice(fresh.length).forEach((node) => node.remove());
}

function lay({ keep, html }) {
  const template = document.createElement("template");
  template.innerHTML = html;
  patchAll(stack, [...stack.children].slice(keep), [...template.content.children]);
  stack.dispatchEvent(new CustomEvent("laid", { bubbles: true }));
}

stack.addEventListener("tell", ({ detail }) => trigger(detail.event, detail));
watch("value", () => lay(props.value));
lay(props.value);
