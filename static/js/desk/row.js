// One item of the draft on the page: its controls, what was edited, what the server said of it.

import { Tabs } from "../tabs.js";
import { showErrors } from "./answers.js";
import { text } from "./texts.js";
import { DEFAULTS, copied, differences, keyOf, stateIn } from "./values.js";

const lineTemplate = document.getElementById("desk-row");
const moreTemplate = document.getElementById("desk-more");

export class Row {
  /* `stored` as the server tells it; of a new row null, and `values` are those that it begins with. */
  constructor({ id, stored = null, values = null, dayOptions, mayBeDeleted }) {
    this.id = id;
    this.mayBeDeleted = mayBeDeleted;
    this.dayOptions = dayOptions;
    this.element = lineTemplate.content.firstElementChild.cloneNode(true);
    this.element.dataset.id = id;
    this.line = this.element.querySelector(".line");
    this.more = null;
    this.tabs = null;
    this.isDeleted = false;
    this.conflict = null;
    this.errors = {};
    this.beStored(stored);
    this.values = copied(stored ? stored.values : values);
    this.begun = copied(this.values);
    this.draw();
  }

  beStored(stored) {
    this.version = stored ? stored.version : 0;
    this.base = stored ? copied(stored.values) : null;
    this.address = stored?.address;
    this.speakers = stored?.speakers ?? [];
    this.isReleased = stored?.is_released ?? false;
  }

  /* Become a new row that was typed by somebody, and is worth saving as it is. */
  beNew() {
    this.beStored(null);
    this.begun = copied(DEFAULTS);
  }

  get isNew() {
    return this.version === 0;
  }

  get title() {
    return this.values.title.en || text("untitled");
  }

  /* What differs from what is stored; of a new row from how it began. */
  get edits() {
    return differences(this.values, this.base ?? this.begun);
  }

  get isDirty() {
    return this.isDeleted ? !this.isNew : Object.keys(this.edits).length > 0;
  }

  get isUntouched() {
    return this.isNew && !this.isDirty;
  }

  /* What is sent: of a new row everything. */
  get entry() {
    const values = this.isNew ? this.values : this.edits;
    return { id: this.id, version: this.version, values: copied(values), isDeleted: this.isDeleted };
  }

  /* By what errors call it. */
  control(key) {
    const [name, language] = key.split("_");
    const selector = `[data-name="${name}"]${language ? `[data-language="${language}"]` : ""}`;
    return this.line.querySelector(selector) ?? this.more?.querySelector(selector);
  }

  get controls() {
    return this.element.querySelectorAll("[data-name]");
  }

  /* What a control was changed to. */
  read(control) {
    const { name, language } = control.dataset;
    if (language) {
      this.values[name][language] = control.value;
    } else if (name === "objectives") {
      const chosen = this.more.querySelectorAll('[data-name="objectives"]:checked');
      this.values.objectives = [...chosen].map((box) => box.value);
    } else {
      this.values[name] = control.value;
    }
    delete this.errors[keyOf(control)];
    this.mark();
  }

  /* What the server said is wrong: where that is hidden, the rest of the row is opened at its tab. */
  beRefused(errors) {
    this.errors = errors;
    const hidden = Object.keys(errors).filter((key) => key && !this.line.contains(this.control(key) ?? null));
    if (hidden.length) {
      this.open();
      hidden.reverse().forEach((key) => this.tabs.openAt(this.control(key) ?? null));
    }
    this.mark();
  }

  set(name, value) {
    this.values[name] = value;
    this.draw();
  }

  /* Put the values into the controls. */
  draw() {
    for (const control of this.controls) {
      const { name, language } = control.dataset;
      if (control.type === "checkbox") {
        control.checked = this.values.objectives.includes(control.value);
        continue;
      }
      const value = language ? (this.values[name][language] ?? "") : this.values[name];
      if (control.localName === "select" && ![...control.options].some((option) => option.value === value)) {
        control.add(new Option(value, value));
      }
      if (control.value !== value) {
        control.value = value;
      }
    }
    this.mark();
  }

  /* What the row looks like and is called. */
  mark() {
    const isCancelled = this.values.status === "cancelled";
    const state = this.state;
    this.line.setAttribute("aria-label", this.title);
    this.element.dataset.state = state;
    this.element.classList.toggle("cancelled", isCancelled);
    const words = [state && text(state), isCancelled && text("cancelled")].filter(Boolean);
    this.line.querySelector(".mark").textContent = words.join(", ");
    this.markMore(isCancelled);
    showErrors(this);
  }

  get state() {
    if (this.conflict) {
      return "conflict";
    }
    if (this.isDeleted) {
      return "deleted";
    }
    if (Object.keys(this.errors).length) {
      return "refused";
    }
    return this.isNew ? "new" : this.isDirty ? "edited" : "";
  }

  markMore(isCancelled) {
    if (!this.more) {
      return;
    }
    const show = (selector, isShown) => {
      const element = this.more.querySelector(selector);
      if (element) {
        element.hidden = !isShown;
      }
    };
    show('[data-deed="cancel"]', !isCancelled && !this.isNew);
    show('[data-deed="hold"]', isCancelled);
    show('[data-deed="delete"]', !this.isReleased && (this.isNew || this.mayBeDeleted));
    show('[data-told="released"]', this.isReleased);
    show('[data-deed="as-stored"]', !this.isNew && this.isDirty);
    show('[data-told="address"]', !this.isNew);
    this.tabs.mark();
  }

  /* The rest of the row is drawn when it is first wanted. */
  open(isOpen = true) {
    const button = this.line.querySelector('[data-deed="more"]');
    if (!this.more && isOpen) {
      this.more = moreTemplate.content.firstElementChild.cloneNode(true);
      this.more.querySelector('[data-name="day"]').append(...this.dayOptions());
      this.tabs = new Tabs(this.more.querySelector(".translated"), (language) => stateIn(this.values, language));
      this.drawFacts();
      this.element.append(this.more);
      this.draw();
    }
    if (this.more) {
      this.more.hidden = !isOpen;
    }
    this.element.classList.toggle("is-open", isOpen);
    button.setAttribute("aria-expanded", String(isOpen));
  }

  /* What doesn't fit, as it is stored; gaps are shown with the rest of the row. */
  tellClashes(clashes) {
    const lines = clashes.map(({ told, severity, isGap }) =>
      Object.assign(document.createElement("li"), { textContent: told, className: isGap ? `${severity} gap` : severity }),
    );
    this.element.querySelector(".clashes").replaceChildren(...lines);
  }

  drawFacts() {
    if (!this.more) {
      return;
    }
    const link = this.more.querySelector('[data-told="address"]');
    link.href = this.address ?? "";
    this.more.querySelector(".speakers").replaceChildren(
      ...this.speakers.map((told) => Object.assign(document.createElement("li"), { textContent: told })),
    );
  }

  get isOpen() {
    return Boolean(this.more && !this.more.hidden);
  }

  focus(name = "title") {
    const control = this.control(name) ?? this.control("title");
    control.focus();
    control.select?.();
  }
}
