// The programme desk: rows drawn from the page's data, edited in place, saved together.

import { leaveConflict, takeStored } from "./answers.js";
import { Board } from "./board.js";
import { Offers } from "./combobox.js";
import { Deeds } from "./deeds.js";
import { discard, keep, offer, restore } from "./kept.js";
import { listen } from "./keys.js";
import { readClock } from "./reading.js";
import { save } from "./saving.js";
import { watch, watchSession } from "./signed_in.js";
import { counted, say, text } from "./texts.js";

const data = JSON.parse(document.getElementById("desk-data").textContent);
const place = document.getElementById("desk-days");
const unsaved = document.getElementById("desk-unsaved");
const saveButton = document.querySelector('[data-deed="save"]');
const board = new Board(data, place);
const offers = new Offers(board);
const deeds = new Deeds(board);
let isSaving = false;
let keeping;
let counting;

function isUnsaved() {
  return board.all.some((row) => row.isDirty || row.conflict) || Object.keys(board.ordersWanted()).length > 0;
}

function tellUnsaved() {
  const number = board.all.filter((row) => row.isDirty || row.conflict).length;
  const hasOrder = Object.keys(board.ordersWanted()).length > 0;
  unsaved.textContent = number ? counted(number, "unsaved") : text(hasOrder ? "orderUnsaved" : "allSaved");
}

const page = {
  /* Called after every edit: what isn't saved is counted, and kept in this browser. */
  changed() {
    tellUnsaved();
    clearTimeout(keeping);
    keeping = setTimeout(() => keep(board), 300);
  },

  /* While somebody is typing the whole page needn't be looked through at every letter. */
  typing() {
    clearTimeout(counting);
    counting = setTimeout(page.changed, 150);
  },

  async save() {
    if (isSaving) {
      return;
    }
    isSaving = true;
    saveButton.setAttribute("aria-disabled", "true");
    try {
      await save(board, (answer) => {
        document.getElementById("desk-banner").innerHTML = answer.banner;
        watch(answer.seconds);
      });
    } finally {
      isSaving = false;
      saveButton.removeAttribute("aria-disabled");
    }
    page.changed();
  },

  addBelow(row) {
    page.added(data.may.includes("add") ? board.add(row.values.day, row) : board.neighbour(row, 1));
  },

  added(row) {
    if (row) {
      row.focus("number");
      say(text("rowAdded"));
      page.changed();
    }
  },
};

const onRow = {
  more: (row) => row.open(!row.isOpen),
  "add-below": (row) => page.addBelow(row),
  copy: (row) => page.added(board.copy(row)),
  up: (row, button) => moved(row, -1, button),
  down: (row, button) => moved(row, 1, button),
  cancel: (row) => row.set("status", "cancelled"),
  hold: (row) => row.set("status", "scheduled"),
  delete: (row) => deleted(row),
  "as-stored": (row) => restored(row),
  shift: (row) => say(deeds.shift(row, row.more.querySelector('[data-told="minutes"]').value)),
  "keep-mine": (row) => chosen(row, () => leaveConflict(row)),
  "take-stored": (row) => chosen(row, () => restored(row)),
};

function moved(row, step, button) {
  board.move(row, step);
  button.focus();
  say(text("rowMoved"));
}

function deleted(row) {
  if (!row.isNew) {
    row.isDeleted = true;
    row.mark();
    return;
  }
  const other = board.neighbour(row, 1) ?? board.neighbour(row, -1);
  board.remove(row);
  other?.focus();
}

/* As it is stored, on the day on which it is stored. */
function restored(row) {
  takeStored(row);
  const { day } = row.values;
  if (board.dayAt(row.element) !== (board.days.has(day) ? day : "")) {
    board.put(row, day);
    board.countDays();
  }
}

function chosen(row, choose) {
  choose();
  row.focus();
}

const onDay = {
  "add-last": (day) => page.added(board.add(day)),
  "move-day": (day, section) => say(deeds.moveDay(day, section.querySelector('[data-name="to-day"]').value)),
  "swap-room": (day, section) => {
    const [from, to] = ["from-room", "to-room"].map((name) => section.querySelector(`[data-name="${name}"]`).value.trim());
    say(deeds.swapRoom(day, from, to));
  },
  "keep-order": (day) => {
    board.askForOrder(day, false);
    page.save();
  },
  "take-order": (day) => {
    board.askForOrder(day, false);
    board.arrange(day, board.orders.get(day).filter((id) => board.rows.get(id)?.values.day === day));
  },
};

const onPage = {
  save: () => page.save(),
  undo: () => deeds.undo(),
  "restore-kept": () => restore(board),
  "discard-kept": () => discard(),
};

document.getElementById("desk").addEventListener("click", (event) => {
  const button = event.target.closest("[data-deed]");
  if (!button) {
    return;
  }
  const { deed } = button.dataset;
  const row = board.rowAt(button);
  if (row) {
    onRow[deed](row, button);
  } else if (onDay[deed]) {
    onDay[deed](board.dayAt(button), button.closest(".day"));
  } else {
    onPage[deed]();
  }
  page.changed();
});

place.addEventListener("input", (event) => {
  const row = board.rowAt(event.target);
  if (row && event.target.matches("[data-name]")) {
    row.read(event.target);
    if (event.target.dataset.offers) {
      offers.open(event.target);
    }
    page.typing();
  }
});

/* On leaving a field: times and names as they are written, and a reason where they aren't understood. */
place.addEventListener("change", (event) => {
  const control = event.target;
  const row = board.rowAt(control);
  if (!row || !control.matches("[data-name]")) {
    return;
  }
  const { name } = control.dataset;
  const stored = row.base?.[name];
  row.read(control);
  if (name === "starts" || name === "ends") {
    const clock = readClock(control.value);
    settleField(row, name, clock ?? control.value, clock === null ? text("notATime") : "");
  } else if ((name === "committee" || name === "chairs") && control.value !== stored) {
    const { value, reason } = offers.tidied(control.dataset.offers, control.value);
    settleField(row, name, value, reason);
  } else if (name === "day") {
    board.put(row, control.value);
    board.countDays();
    control.focus();
  }
  page.changed();
});

function settleField(row, name, value, reason) {
  row.values[name] = value;
  if (reason) {
    row.errors[name] = [reason];
  }
  row.draw();
}

place.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-offers]")) {
    offers.prepare(event.target);
  }
});

place.addEventListener("focusout", () => offers.close());

place.addEventListener("toggle", (event) => {
  if (event.target.matches(".whole-day") && event.target.open) {
    const rooms = board.roomsOf(board.rowsOf(board.dayAt(event.target)));
    event.target.querySelector('[data-name="from-room"]').replaceChildren(...rooms.map((room) => new Option(room, room)));
  }
}, true);

window.addEventListener("beforeunload", (event) => {
  if (isUnsaved()) {
    event.preventDefault();
  }
});

window.addEventListener("pagehide", () => keep(board));

listen(board, offers, page);
offer(board);
document.getElementById("desk").hidden = false;
tellUnsaved();
watchSession(data);
