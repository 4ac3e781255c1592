() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector, within = document) => within.querySelector(selector);
  const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
  const desk = () => document.getElementById("desk");
  const busy = () => desk().hasAttribute("data-ui-busy");
  CSS.registerProperty?.({ name: "--seconds", syntax: "<integer>", inherits: false, initialValue: "0" });
  const bringToView = (node, block) => node.scrollIntoView({ block, behavior: calm.matches ? "auto" : "smooth" });

  // Sources: the shelf of one turn is shown at a time.

  let origin = null;

  function showShelf(turn) {
    const shelf = find(`#sources .shelf[data-turn="${turn}"]`);
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
    const marks = findAll("mark", shelf).filter((mark) => mark.dataset.marks.split(" ").some((name) => names.includes(name)));
    if (!marks.length) return;
    marks[0].closest(".card").focus({ preventScroll: true });
    bringToView(marks[0], "center");
    flash([...marks, marks[0].closest(".card")]);
  }

  function showPlace(id) {
    const place = document.getElementById(id);
    const fold = place.closest(".considered");
    if (fold) fold.open = true;
    place.open = true;
    find("summary", place).focus({ preventScroll: true });
    bringToView(place, "start");
    flash([place]);
  }

  function show(button) {
    hideTip();
    origin = button;
    showShelf(button.dataset.turn);
    const shelf = find(`#sources .shelf[data-turn="${button.dataset.turn}"]`);
    if (button.dataset.place) showPlace(button.dataset.place);
    else showMarks(shelf, button.dataset.marks.split(" "));
  }

  function unfold(button) {
    const card = button.closest(".card");
    card.setAttribute("data-ui-whole", "");
    card.focus({ preventScroll: true });
  }

  function goBack(button) {
    const turn = findAll("#transcript .turn")[button.dataset.turn];
    const chips = findAll(".chip", turn).filter((chip) => chip.textContent === button.textContent);
    const chip = chips.includes(origin) ? origin : chips[0];
    bringToView(chip, "center");
    chip.focus({ preventScroll: true });
  }

  // Asking.

  function send(detail) {
    if (!busy()) find("#transcript .stack").dispatchEvent(new CustomEvent("ask", { detail }));
    find("#field textarea").focus({ preventScroll: true });
  }

  function ask(button) {
    send({ question: button.dataset.question, replace: "replace" in button.dataset });
  }

  function edit(button) {
    const turn = button.closest(".turn");
    turn.setAttribute("data-ui-editing", "");
    const field = find(".editor textarea", turn);
    field.value = find(".question", turn).textContent;
    field.focus();
  }

  function cancelEdit(node) {
    const turn = node.closest(".turn");
    turn.removeAttribute("data-ui-editing");
    find('[data-do="edit"]', turn)?.focus();
  }

  function askEdited(node) {
    const turn = node.closest(".turn");
    const question = find(".editor textarea", turn).value;
    if (!question.trim()) return;
    turn.removeAttribute("data-ui-editing");
    send({ question, replace: true });
  }

  function prepare(button) {
    button.dispatchEvent(new CustomEvent("prepare", { bubbles: true }));
  }

  // Copying. Outside of a secure context only the old command is there.

  function copyByCommand(text) {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }

  async function copy(button) {
    const { text } = button.dataset;
    if (navigator.clipboard) await navigator.clipboard.writeText(text).catch(() => copyByCommand(text));
    else copyByCommand(text);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1600);
  }

  // The quotation behind a footnote, on hover and on focus; it can be pointed at, and Escape closes it.

  const tip = Object.assign(document.createElement("div"), { id: "tip", hidden: true });
  tip.setAttribute("role", "tooltip");
  document.body.append(tip);
  let leaving = 0;
  let tipped = null;

  function showTip(chip) {
    clearTimeout(leaving);
    tipped = chip;
    tip.replaceChildren(...["description", "label"].map((name) => {
      const line = document.createElement("p");
      line.textContent = chip.getAttribute(`aria-${name}`);
      return line;
    }));
    tip.hidden = false;
    placeTip();
  }

  function placeTip() {
    if (tip.hidden) return;
    const [at, own] = [tipped.getBoundingClientRect(), tip.getBoundingClientRect()];
    const above = at.top - own.height - 8;
    const rightmost = find("#transcript").getBoundingClientRect().right - own.width - 8;
    tip.style.top = `${above > 8 ? above : at.bottom + 8}px`;
    tip.style.left = `${Math.max(8, Math.min(at.left - 24, rightmost))}px`;
  }

  function hideTip() {
    clearTimeout(leaving);
    tip.hidden = true;
  }

  function hideTipSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hideTip, 180);
  }

  function pointed({ target }) {
    const chip = target.closest?.(".chip");
    if (chip) showTip(chip);
    else if (target.closest?.("#tip")) clearTimeout(leaving);
    else if (!tip.hidden) hideTipSoon();
  }

  // Keys.

  function escaped(target) {
    if (!tip.hidden) return hideTip();
    if (target.closest(".editor")) return cancelEdit(target);
    if (target.closest("#sources") && origin?.isConnected) return origin.focus();
  }

  function keyed(event) {
    const { key, target } = event;
    const enter = key === "Enter" && !event.shiftKey && !event.isComposing;
    const typing = target.matches("input, textarea, [contenteditable]");
    if (key === "Escape") return escaped(target);
    if (enter && target.closest("#field") && (busy() || !target.value.trim())) return void (event.preventDefault(), event.stopPropagation());
    if (enter && target.matches(".editor textarea")) return void (event.preventDefault(), askEdited(target));
    if (key === "/" && !typing) return void (event.preventDefault(), find("#field textarea").focus());
  }

  const deeds = { show, unfold, "go-back": goBack, ask, edit, copy, prepare, "cancel-edit": cancelEdit, "ask-edited": askEdited };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    event.preventDefault();
    deeds[button.dataset.do](button);
  });
  document.addEventListener("pointerover", pointed);
  document.addEventListener("focusin", pointed);
  document.addEventListener("keydown", keyed, true);
  document.addEventListener("scroll", placeTip, true);

  function talked(last) {
    desk().toggleAttribute("data-ui-talk", last !== null);
    desk().toggleAttribute("data-ui-busy", last?.ariaBusy === "true");
    if (last?.dataset.state === "searching") last.scrollIntoView({ block: "start" });
  }

  document.addEventListener("laid", ({ target }) => {
    const last = target.lastElementChild;
    if (target.closest("#transcript")) talked(last);
    else if (last) showShelf(last.dataset.turn);
  });
}
