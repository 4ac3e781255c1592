// What the other scripts share. All of them are joined into one function: this one first, the tabs last,
// so that each script hears of the tab that is opened at the start.

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const find = (selector, within = document) => within.querySelector(selector);
const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
const desk = () => document.getElementById("desk");
const busy = () => desk().hasAttribute("data-ui-busy");

// What a button with data-do="name" does.
const deeds = {};

function bringToView(node, block) {
  node.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });
}

// The clock beside a running step counts this property up; see turn.css.
CSS.registerProperty?.({ name: "--seconds", syntax: "<integer>", inherits: false, initialValue: "0" });

// Tells the server, through the stack under an id, what has been done.
function call(name, event, detail) {
  find(`#${name} .stack`).dispatchEvent(new CustomEvent("tell", { detail: { event, ...detail } }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (!button) return;
  event.preventDefault();
  deeds[button.dataset.do](button);
});

function talked(last) {
  desk().toggleAttribute("data-ui-talk", last !== null);
  desk().toggleAttribute("data-ui-busy", last?.ariaBusy === "true");
  if (last?.dataset.state === "searching") last.scrollIntoView({ block: "start" });
}

document.addEventListener("laid", ({ target }) => {
  if (target.closest("#transcript")) talked(target.lastElementChild);
});
