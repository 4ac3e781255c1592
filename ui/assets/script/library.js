// The library: what its controls say is sent on, and what must be confirmed is asked for in place.

const books = () => find("#books .stack");
const tell = (name, detail) => books().dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));

function view(limit) {
  const said = Object.fromEntries(findAll(".finder [name]").map(({ name, value }) => [name, value]));
  return { ...said, limit };
}

const changes = {
  look: () => tell("look", view()),
  "choose-library": ({ value }) => tell("choose", { library: value }),
  "be-strict": (radio) => radio.dispatchEvent(new CustomEvent("strict", { bubbles: true, detail: radio.value })),
};

let typing = 0;
document.addEventListener("change", ({ target }) => changes[target.dataset.change]?.(target));
document.addEventListener("input", ({ target }) => {
  clearTimeout(typing);
  if (target.dataset.input) typing = setTimeout(changes[target.dataset.input], 150);
});

deeds["show-more"] = (button) => tell("look", view(Number(button.dataset.limit)));
deeds["ask-remove"] = (button) => {
  button.closest(".removing").setAttribute("data-ui-sure", "");
  find('[data-do="remove"]', button.closest(".removing")).focus();
};
deeds.keep = (button) => {
  button.closest(".removing").removeAttribute("data-ui-sure");
  find("summary", button.closest(".paper")).focus();
};
deeds.remove = (button) => {
  button.closest(".removing").removeAttribute("data-ui-sure");
  tell("remove", { ...view(), paper: button.closest(".paper").dataset.paper });
};
deeds["open-library"] = (button) => tell("choose", button.dataset);
deeds["name-library"] = (button) => {
  button.closest(".books").setAttribute("data-ui-naming", "");
  find(".naming input").focus();
};
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".naming")) return;
  event.preventDefault();
  event.target.closest(".books").removeAttribute("data-ui-naming");
  tell("choose", { library: event.target.library.value });
  event.target.reset();
});

// The settings close when one goes elsewhere.
document.addEventListener("pointerdown", ({ target }) => {
  if (!target.closest("#settings")) find(".settings")?.removeAttribute("open");
});

// A file that is too large is refused before any of it is sent.
const LARGEST = 100 * 1024 * 1024;

function refuseLarge(event) {
  const files = [...(event.dataTransfer?.files ?? event.target.files ?? [])];
  const large = files.find((file) => file.size > LARGEST);
  if (!large || !event.target.closest?.("#files")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const said = document.createElement("p");
  const size = Math.round(large.size / 1024 / 1024);
  said.textContent = `${large.name} has ${size} MB; at most 100 MB are taken here. Nothing was sent. \`footnote add\` takes larger files.`;
  const box = Object.assign(document.createElement("div"), { className: "added broken" });
  box.setAttribute("role", "status");
  box.append(said);
  find("#report .stack").replaceChildren(box);
}
addEventListener("drop", refuseLarge, true);
addEventListener("change", refuseLarge, true);

document.addEventListener("opened", ({ target }) => {
  if (target.id === "library" && books()) changes.look();
  if (target.id === "quality") find("#measured .report")?.dispatchEvent(new CustomEvent("look", { bubbles: true }));
});
document.addEventListener("laid", ({ target }) => {
  const isNew = target === books() && !target.children.length && panelOf(tabNamed("library")).hasAttribute("data-ui-open");
  if (isNew || (target.closest("#report") && find("[data-done]", target))) changes.look();
});
