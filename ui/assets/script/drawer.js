// The drawer with the kept conversations.

const drawer = () => document.getElementById("drawer");
const isDrawn = () => desk().hasAttribute("data-ui-drawn");
const sought = () => find("input[type=search]", drawer()).value;
const entryOf = (node) => node.closest(".entry");

function draw(out) {
  desk().toggleAttribute("data-ui-drawn", out);
  find('[data-do="drawer"]').setAttribute("aria-expanded", out);
  if (out) find("input[type=search]", drawer()).value = "";
  if (out) look();
  find(out ? "#drawer input[type=search]" : '[data-do="drawer"]').focus({ preventScroll: true });
}

function look() {
  call("drawer", "input", { query: sought() });
}

function open(conversation) {
  call("drawer", "select", { conversation });
}

deeds.drawer = () => draw(!isDrawn());

deeds.open = (button) => {
  if (isDrawn()) draw(false);
  open(button.dataset.conversation);
};

deeds.rename = (button) => {
  const entry = entryOf(button);
  entry.setAttribute("data-ui-naming", "");
  find("input", entry).select();
};

function endNaming(entry) {
  entry.removeAttribute("data-ui-naming");
  find('[data-do="rename"]', entry).focus();
}

deeds["save-name"] = (input) => {
  const entry = entryOf(input);
  endNaming(entry);
  call("drawer", "edit", { conversation: entry.dataset.conversation, name: input.value, query: sought() });
};

// A second click, where the first asked, deletes.
deeds.delete = (button) => {
  const { conversation } = entryOf(button).dataset;
  if (!button.hasAttribute("data-ui-sure")) {
    button.setAttribute("data-ui-sure", "");
    button.addEventListener("blur", () => button.removeAttribute("data-ui-sure"), { once: true });
    return;
  }
  if (desk().dataset.uiConversation === conversation) find("#new").click();
  call("drawer", "delete", { conversation, query: sought() });
};

deeds.export = (button) => {
  button.closest("details").open = false;
  call("drawer", "download", { conversation: desk().dataset.uiConversation, format: button.dataset.format });
};

function closeMenu(node) {
  const menu = node.closest("details");
  menu.open = false;
  find("summary", menu).focus();
}

document.addEventListener("click", ({ target }) => {
  findAll(".menu[open]").forEach((menu) => menu.contains(target) || (menu.open = false));
});

function tellWhen(time) {
  const then = new Date(1000 * time.dataset.seconds);
  const today = then.toDateString() === new Date().toDateString();
  const form = today ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" };
  time.textContent = then.toLocaleString(navigator.language, form);
}

document.addEventListener("laid", ({ target }) => {
  if (target.closest("#drawer")) findAll("time", target).forEach(tellWhen);
});

desk().dataset.uiConversation = "";

document.addEventListener("placed", ({ detail }) => {
  desk().dataset.uiConversation = detail.conversation;
});

let seeking = 0;
document.addEventListener("input", ({ target }) => {
  if (!target.matches("#drawer input[type=search]")) return;
  clearTimeout(seeking);
  seeking = setTimeout(look, 150);
});

addEventListener("popstate", () => {
  const conversation = new URLSearchParams(location.search).get("conversation") ?? "";
  if (conversation === desk().dataset.uiConversation) return;
  if (conversation) open(conversation);
  else find("#new").click();
});
