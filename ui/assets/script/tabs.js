// The tabs. The open one stands in the address, so that it can be linked to and survives a reload.
// Arrow keys move between them, as the ARIA Authoring Practices have it.

const tabs = findAll('[role="tab"]');
const panelOf = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
const tabNamed = (name) => document.getElementById(`tab-${name}`);

function openTab(tab) {
  for (const other of tabs) {
    other.ariaSelected = other === tab;
    other.tabIndex = other === tab ? 0 : -1;
    panelOf(other).toggleAttribute("data-ui-open", other === tab);
  }
  find("#frame").setAttribute("data-ui-ready", "");
  panelOf(tab).dispatchEvent(new CustomEvent("opened", { bubbles: true }));
}

deeds["open-tab"] = (tab) => {
  openTab(tab);
  history.replaceState(null, "", tab === tabs[0] ? location.pathname + location.search : `#${tab.id.slice(4)}`);
};

function neighbour(tab, key) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step && tabs.at((tabs.indexOf(tab) + step) % tabs.length);
}

find('[role="tablist"]').addEventListener("keydown", ({ target, key }) => {
  const next = neighbour(target, key);
  next?.focus();
  next?.click();
});

for (const tab of tabs) {
  panelOf(tab).setAttribute("role", "tabpanel");
  panelOf(tab).setAttribute("aria-labelledby", tab.id);
}

const openFromAddress = () => openTab(tabNamed(location.hash.slice(1) || "ask") ?? tabs[0]);
addEventListener("hashchange", openFromAddress);
openFromAddress();
