// Panels of which one is shown at a time, each behind a tab. Without this script they stand below one another.

const MARKS = { filled: "●", part: "◐", empty: "○" };

let number = 0;

export class Tabs {
  /* `root` holds a hidden tablist and a panel for each tab; `stateOf` tells of a tab's name how complete its panel is. */
  constructor(root, stateOf) {
    this.stateOf = stateOf;
    this.list = root.querySelector('[role="tablist"]');
    this.tabs = [...this.list.querySelectorAll('[role="tab"]')];
    this.panels = this.tabs.map((tab) => root.querySelector(`[data-panel="${tab.dataset.tab}"]`));
    this.tabs.forEach((tab, place) => this.join(tab, this.panels[place]));
    this.list.addEventListener("click", (event) => this.open(event.target.closest('[role="tab"]')));
    this.list.addEventListener("keydown", (event) => this.key(event));
    root.addEventListener("invalid", (event) => this.openAt(event.target), true);
    root.classList.add("is-tabbed");
    this.list.hidden = false;
    this.open(this.tabs[0]);
    this.openAt(root.querySelector('[aria-invalid="true"]'));
    this.mark();
  }

  join(tab, panel) {
    number += 1;
    tab.id = `tab-${number}`;
    panel.id = `panel-${number}`;
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
  }

  open(chosen) {
    if (!chosen) {
      return;
    }
    this.tabs.forEach((tab, place) => {
      tab.setAttribute("aria-selected", String(tab === chosen));
      tab.tabIndex = tab === chosen ? 0 : -1;
      this.panels[place].hidden = tab !== chosen;
    });
  }

  /* The tab of the panel in which a control stands, if it stands in one. */
  openAt(control) {
    this.open(this.tabs[this.panels.findIndex((panel) => panel.contains(control))]);
  }

  key(event) {
    const place = this.tabs.indexOf(event.target.closest('[role="tab"]'));
    const forwards = getComputedStyle(this.list).direction === "rtl" ? -1 : 1;
    const last = this.tabs.length - 1;
    const places = { ArrowRight: place + forwards, ArrowLeft: place - forwards, Home: 0, End: last };
    if (!(event.key in places) || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const chosen = this.tabs.at(places[event.key] > last ? 0 : places[event.key]);
    this.open(chosen);
    chosen.focus();
    event.preventDefault();
  }

  /* Say of every tab how complete its panel is. */
  mark() {
    for (const tab of this.tabs) {
      const state = this.stateOf(tab.dataset.tab);
      tab.querySelector(".mark").textContent = MARKS[state];
      tab.querySelector(".state").textContent = `(${this.list.dataset[state]})`;
    }
  }
}
