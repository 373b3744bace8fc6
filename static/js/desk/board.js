// The days of the page and the rows on them.

import { Row } from "./row.js";
import { counted, text } from "./texts.js";
import { DEFAULTS, copied, newId } from "./values.js";

const dayTemplate = document.getElementById("desk-day");

export class Board {
  constructor(data, place) {
    this.data = data;
    this.place = place;
    this.rows = new Map();
    this.days = new Map();
    this.orders = new Map();
    this.undecided = new Set();
    data.days.forEach(({ day, told }) => this.addDay(day, told));
    this.addDay("", text("noDay"));
    data.rows.forEach((stored) => this.put(this.row({ id: stored.id, stored }), stored.values.day));
    this.days.forEach((_section, day) => this.orders.set(day, this.idsOf(day)));
    this.countDays();
    this.tellClashes(data.clashes);
  }

  tellClashes(clashes) {
    const found = new Map();
    for (const clash of clashes) {
      clash.ids.forEach((id) => found.set(id, [...(found.get(id) ?? []), clash]));
    }
    this.rows.forEach((row) => row.tellClashes(found.get(row.id) ?? []));
  }

  get may() {
    return this.data.may;
  }

  addDay(day, told) {
    const section = dayTemplate.content.firstElementChild.cloneNode(true);
    section.dataset.day = day;
    section.querySelector("h2").textContent = told;
    section.querySelector('[data-name="to-day"]').append(...this.dayOptions(day));
    this.days.set(day, section);
    this.place.append(section);
  }

  /* The other days for a menu, or all of them. */
  dayOptions(but = null) {
    const known = [...this.data.days, { day: "", told: text("noDay") }];
    return known.filter(({ day }) => day !== but).map(({ day, told }) => new Option(told, day));
  }

  row(options) {
    const row = new Row({
      ...options,
      dayOptions: () => this.dayOptions(),
      mayBeDeleted: this.may.includes("delete"),
    });
    this.rows.set(row.id, row);
    return row;
  }

  rowAt(element) {
    return this.rows.get(element?.closest(".desk-row")?.dataset.id);
  }

  dayAt(element) {
    return element.closest(".day").dataset.day;
  }

  rowsOf(day) {
    return [...this.days.get(day).querySelectorAll(".desk-row")].map((element) => this.rows.get(element.dataset.id));
  }

  idsOf(day) {
    return this.rowsOf(day).map((row) => row.id);
  }

  get all() {
    return [...this.days.keys()].flatMap((day) => this.rowsOf(day));
  }

  /* Set a row on a day, behind another row of it or last. A day that the page hasn't got is the unknown one. */
  put(row, day, after = null) {
    const known = this.days.has(day) ? day : "";
    const list = this.days.get(known).querySelector(".rows");
    if (after) {
      after.element.after(row.element);
    } else {
      list.append(row.element);
    }
    row.values.day = known;
    row.draw();
  }

  /* A new row behind another: it starts where that one ends, in the same room and segment. */
  add(day, after = this.rowsOf(day).at(-1)) {
    const begun = { ...copied(DEFAULTS), day };
    if (after) {
      Object.assign(begun, { starts: after.values.ends, room: after.values.room, segment: after.values.segment });
    }
    const row = this.row({ id: newId(), values: begun });
    this.put(row, day, after);
    this.countDays();
    return row;
  }

  copy(row) {
    const made = this.row({ id: newId(), values: { ...copied(row.values), status: "scheduled" } });
    made.beNew();
    this.put(made, row.values.day, row);
    this.countDays();
    return made;
  }

  remove(row) {
    row.element.remove();
    this.rows.delete(row.id);
    this.countDays();
  }

  /* The row above or below on the page, across days. */
  neighbour(row, step) {
    const all = this.all;
    return all[all.indexOf(row) + step];
  }

  /* One place up or down; beyond the first or last row into the day before or after. */
  move(row, step) {
    const rows = this.rowsOf(row.values.day);
    const other = rows[rows.indexOf(row) + step];
    if (other) {
      other.element[step < 0 ? "before" : "after"](row.element);
      return;
    }
    const days = [...this.days.keys()];
    const day = days[days.indexOf(row.values.day) + step];
    if (day === undefined) {
      return;
    }
    const first = step > 0 ? this.rowsOf(day)[0] : null;
    this.put(row, day);
    first?.element.before(row.element);
    this.countDays();
  }

  /* Rows in this order on their days; used to take a stored order, and to undo. */
  arrange(day, ids) {
    const list = this.days.get(day).querySelector(".rows");
    ids.filter((id) => this.rows.has(id)).forEach((id) => list.append(this.rows.get(id).element));
  }

  countDays() {
    this.days.forEach((section, day) => {
      const number = this.rowsOf(day).length;
      section.querySelector(".count").textContent = counted(number, "items");
      section.querySelector(".empty").hidden = number > 0;
      section.querySelector(".whole-day").hidden = number === 0;
    });
  }

  /* What is to be sent: rows that were edited, and the days whose order isn't as it was seen. */
  get unsent() {
    const rows = this.all.filter((row) => row.isDirty && !row.conflict);
    return { rows, orders: this.ordersWanted() };
  }

  /* Somebody else has ordered the day too: which order is to stand isn't sent before it is chosen. */
  askForOrder(day, isAsked = true) {
    this.undecided[isAsked ? "add" : "delete"](day);
    this.days.get(day).querySelector(".order-kept").hidden = !isAsked;
  }

  ordersWanted() {
    const wanted = {};
    for (const [day, seen] of this.orders) {
      if (this.undecided.has(day)) {
        continue;
      }
      const ids = this.rowsOf(day)
        .filter((row) => !row.isUntouched && !row.isDeleted)
        .map((row) => row.id);
      const stood = seen.filter((id) => ids.includes(id));
      if (ids.join() !== stood.join()) {
        wanted[day] = { seen, wanted: ids };
      }
    }
    return wanted;
  }

  roomsOf(rows) {
    return [...new Set(rows.map((row) => row.values.room).filter(Boolean))].sort();
  }
}
