// The papers beside the conversation: the shelf of one turn is shown at a time.

let origin = null;

const shelfOf = (turn) => find(`#sources .shelf[data-turn="${turn}"]`);

function showShelf(shelf) {
  if (shelf.hasAttribute("data-ui-current")) return;
  find("#sources [data-ui-current]")?.removeAttribute("data-ui-current");
  shelf.setAttribute("data-ui-current", "");
  find("#sources").scrollTop = 0;
}

function flash(nodes) {
  nodes.forEach((node) => node.removeAttribute("data-ui-flash"));
  requestAnimationFrame(() => nodes.forEach((node) => node.setAttribute("data-ui-flash", "")));
  setTimeout(() => nodes.forEach((node) => node.removeAttribute("data-ui-flash")), 2400);
}

function showMarks(shelf, names) {
  const isNamed = (mark) => mark.dataset.marks.split(" ").some((name) => names.includes(name));
  const marks = findAll("mark", shelf).filter(isNamed);
  const card = marks[0].closest(".card");
  card.focus({ preventScroll: true });
  bringToView(marks[0], "center");
  flash([card, ...marks]);
}

function showPlace(place) {
  const fold = place.closest(".considered");
  if (fold) fold.open = true;
  place.open = true;
  find("summary", place).focus({ preventScroll: true });
  bringToView(place, "start");
  flash([place]);
}

deeds.show = (button) => {
  const { turn, place, marks } = button.dataset;
  hideTip();
  origin = button;
  showShelf(shelfOf(turn));
  if (place) showPlace(document.getElementById(place));
  else showMarks(shelfOf(turn), marks.split(" "));
};

deeds.unfold = (button) => {
  const card = button.closest(".card");
  card.setAttribute("data-ui-whole", "");
  card.focus({ preventScroll: true });
};

deeds["go-back"] = (button) => {
  const turn = findAll("#transcript .turn")[button.dataset.turn];
  const chips = findAll(".chip", turn).filter((chip) => chip.textContent === button.textContent);
  const chip = chips.includes(origin) ? origin : chips[0];
  bringToView(chip, "center");
  chip.focus({ preventScroll: true });
};

document.addEventListener("laid", ({ target }) => {
  const last = target.lastElementChild;
  if (last && target.closest("#sources")) showShelf(last);
});
