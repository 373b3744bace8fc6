// What the server said of a row, shown at the row: reasons at their fields, two versions side by side.

import { text } from "./texts.js";
import { copied, differences, keyOf, withEdits } from "./values.js";

let number = 0;

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/* Each reason at its field; those of the whole row below it. */
export function showErrors(row) {
  for (const shown of row.element.querySelectorAll(".reason")) {
    shown.remove();
  }
  for (const control of row.controls) {
    const key = keyOf(control);
    const reasons = row.errors[key];
    const isItsPlace = reasons && row.control(key) === control;
    control.toggleAttribute("aria-invalid", Boolean(isItsPlace));
    control.removeAttribute("aria-describedby");
    if (isItsPlace) {
      control.setAttribute("aria-invalid", "true");
      number += 1;
      const reason = element("span", { className: "reason", id: `reason-${number}`, textContent: reasons.join(" ") });
      control.setAttribute("aria-describedby", reason.id);
      if (row.line.contains(control)) {
        reason.classList.add(control.dataset.name);
        row.line.append(reason);
      } else {
        control.closest("p, fieldset").append(reason);
      }
    }
  }
  const others = Object.entries(row.errors).filter(([name]) => !name || !row.control(name));
  if (others.length) {
    const sentence = others.map(([, reasons]) => reasons.join(" ")).join(" ");
    row.line.after(element("p", { className: "reason", textContent: sentence }));
  }
}

/* The label of a field as the row's controls have it. */
function labelOf(row, name, language) {
  const selector = `[data-name="${name}"]${language ? `[data-language="${language}"]` : ""}`;
  const label = row.element.querySelector(selector)?.closest("label")?.querySelector(".name");
  const plain = { day: text("day"), status: text("status"), objectives: text("objectives") };
  return plain[name] ?? label?.textContent ?? name;
}

/* How a value reads: of a choice its name. */
function valueTold(row, name, value) {
  const control = row.control(name);
  if (control?.localName === "select") {
    return [...control.options].find((option) => option.value === value)?.text || text("nothing");
  }
  if (name === "status") {
    return value === "cancelled" ? text("cancelled") : text("nothing");
  }
  return (Array.isArray(value) ? value.join("; ") : value) || text("nothing");
}

function lines(row, entered, stored) {
  return Object.entries(differences(entered, stored)).flatMap(([name, value]) =>
    name === "title" || name === "summary"
      ? Object.keys(value).map((code) => [labelOf(row, name, code), stored[name][code] ?? "", entered[name][code] ?? ""])
      : [[labelOf(row, name), valueTold(row, name, stored[name]), valueTold(row, name, value)]],
  );
}

/* Somebody else's version, `stored`, stands beside what was entered until one of them is chosen. What wasn't edited
   here follows it at once. */
export function beInConflict(row, { stored, by, at }) {
  row.open();
  const entered = withEdits(stored.values, row.edits);
  const compared = lines(row, row.isDeleted ? row.values : entered, stored.values);
  row.conflict = { by, at, lines: compared, seen: row.version };
  row.beStored(stored);
  row.values = entered;
  row.drawFacts();
  showConflict(row);
  row.draw();
}

function showConflict(row) {
  const place = row.element.querySelector(".told");
  place.hidden = !row.conflict;
  if (!row.conflict) {
    place.replaceChildren();
    return;
  }
  const { by, at } = row.conflict;
  const heads = ["field", "stored", "entered"].map((name) => element("th", { scope: "col", textContent: text(name) }));
  const body = row.conflict.lines.map(([label, ...values]) =>
    element(
      "tr",
      {},
      element("th", { scope: "row", textContent: label }),
      ...values.map((value) => element("td", { textContent: value || text("nothing") })),
    ),
  );
  const deeds = ["keepMine", "takeStored"].map((name) => {
    const button = element("button", { type: "button", className: "button", textContent: text(name) });
    button.dataset.deed = name === "keepMine" ? "keep-mine" : "take-stored";
    return button;
  });
  place.replaceChildren(
    element("p", { textContent: by ? text("by", { who: by, when: at }) : text("bySomebody") }),
    element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...body)),
    element("p", { className: "deeds" }, ...deeds),
  );
}

/* The row is stored; what was edited after it was `sent` stays edited. */
export function beSaved(row, stored, sent) {
  const since = differences(row.values, sent);
  row.beStored(stored);
  row.values = withEdits(stored.values, since);
  row.errors = {};
  row.drawFacts();
  row.draw();
}

export function takeStored(row) {
  row.values = copied(row.base);
  row.errors = {};
  row.isDeleted = false;
  leaveConflict(row);
}

export function leaveConflict(row) {
  row.conflict = null;
  showConflict(row);
  row.draw();
}
