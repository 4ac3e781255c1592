// The quotation behind a footnote, on hover and on focus. It can be pointed at; Escape closes it.

const tip = Object.assign(document.createElement("div"), { id: "tip", hidden: true });
tip.setAttribute("role", "tooltip");
document.body.append(tip);
let tipped = null;
let leaving = 0;

function line(text) {
  const paragraph = document.createElement("p");
  paragraph.textContent = text;
  return paragraph;
}

function showTip(chip) {
  clearTimeout(leaving);
  tipped = chip;
  tip.replaceChildren(line(chip.getAttribute("aria-description")), line(chip.getAttribute("aria-label")));
  tip.hidden = false;
  placeTip();
}

function placeTip() {
  if (tip.hidden) return;
  const [at, own] = [tipped.getBoundingClientRect(), tip.getBoundingClientRect()];
  const rightmost = find("#transcript").getBoundingClientRect().right - own.width - 8;
  const above = at.top - own.height - 8;
  tip.style.top = `${above > 8 ? above : at.bottom + 8}px`;
  tip.style.left = `${Math.max(8, Math.min(at.left - 24, rightmost))}px`;
}

function hideTip() {
  clearTimeout(leaving);
  tip.hidden = true;
}

function pointed({ target }) {
  const chip = target.closest?.(".chip");
  clearTimeout(leaving);
  if (chip) showTip(chip);
  else if (!tip.hidden && !target.closest?.("#tip")) leaving = setTimeout(hideTip, 180);
}

document.addEventListener("pointerover", pointed);
document.addEventListener("focusin", pointed);
document.addEventListener("scroll", placeTip, true);
