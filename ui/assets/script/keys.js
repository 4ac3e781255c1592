// The keys: Escape leaves what is open, Enter sends, / goes to the question field.

function escape(target) {
  if (!tip.hidden) return hideTip;
  if (find(".settings[open]")) return () => find(".settings").removeAttribute("open");
  if (target.closest(".entry[data-ui-naming]")) return () => endNaming(entryOf(target));
  if (target.closest("#drawer")) return () => draw(false);
  if (target.closest(".menu[open]")) return () => closeMenu(target);
  if (target.closest(".editor")) return () => deeds["cancel-edit"](target);
  if (target.closest("#sources") && origin?.isConnected) return () => origin.focus();
}

function enter(target) {
  if (target.matches(".entry-naming input")) return () => deeds["save-name"](target);
  if (target.matches(".editor textarea")) return () => deeds["ask-edited"](target);
  if (target.closest("#field") && (busy() || !target.value.trim())) return () => {};
}

function meaning({ key, shiftKey, isComposing, target }) {
  if (key === "Escape") return escape(target);
  if (key === "Enter" && !shiftKey && !isComposing) return enter(target);
  if (key === "/" && !target.matches("input, textarea")) return () => find("#field textarea").focus();
}

document.addEventListener(
  "keydown",
  (event) => {
    const act = meaning(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  },
  true,
);
