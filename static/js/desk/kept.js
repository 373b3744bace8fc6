// Rows that were not saved stay in this browser, by meeting and user, and are offered when the desk is opened again.

import { beInConflict } from "./answers.js";
import { counted, text } from "./texts.js";
import { DEFAULTS, copied, differences, withEdits } from "./values.js";

const bar = document.getElementById("desk-kept");

/* What an earlier page has kept, until it is restored or discarded: kept on beside what is edited meanwhile. */
let offered = null;

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // storage is off, or holds something else
  }
}

export function keep(board) {
  const name = board.data.keptAs;
  const rows = board.all.filter((row) => row.isDirty || row.conflict);
  const ids = rows.map((row) => row.id);
  const pending = offered?.rows.filter((row) => !ids.includes(row.id)) ?? [];
  const orders = { ...offered?.orders, ...board.ordersWanted() };
  try {
    if (!rows.length && !pending.length && !Object.keys(orders).length) {
      localStorage.removeItem(name);
      return;
    }
    const kept = rows.map((row) => ({
      id: row.id,
      version: row.conflict ? row.conflict.seen : row.version,
      edits: row.isNew ? copied(row.values) : row.edits,
      isDeleted: row.isDeleted,
      title: row.title,
    }));
    localStorage.setItem(name, JSON.stringify({ at: Date.now(), rows: [...kept, ...pending], orders }));
  } catch {
    // full or switched off: the page itself still has the rows, and warns before it is left
  }
}

/* Say what is kept, and what has become of it since. */
export function offer(board) {
  const kept = read(board.data.keptAs);
  if (!kept?.rows) {
    return;
  }
  offered = kept;
  const when = new Date(kept.at).toLocaleString(document.documentElement.lang);
  bar.querySelector("p").textContent = counted(kept.rows.length, "kept", { when });
  const sentences = kept.rows.map((row) => since(board, row)).filter(Boolean);
  const list = bar.querySelector("ul");
  list.hidden = !sentences.length;
  list.replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
  );
  bar.hidden = false;
}

function since(board, { id, version, title }) {
  const now = board.rows.get(id);
  if (!now) {
    return version ? text("keptGone", { title }) : "";
  }
  return now.version === version ? "" : text("keptChanged", { title });
}

export function discard() {
  offered = null;
  bar.hidden = true;
}

export function restore(board) {
  offered.rows.forEach((row) => restoreRow(board, row));
  Object.entries(offered.orders).forEach(([day, order]) => {
    if (board.days.has(day)) {
      board.arrange(day, order.wanted.filter((id) => board.rows.get(id)?.values.day === day));
    }
  });
  board.countDays();
  discard();
}

function restoreRow(board, { id, version, edits, isDeleted }) {
  const now = board.rows.get(id);
  if (!now) {
    const row = board.row({ id, values: withEdits(DEFAULTS, edits) });
    row.beNew();
    board.put(row, row.values.day);
    return;
  }
  const isOutdated = now.version !== version;
  const stored = { version: now.version, address: now.address, speakers: now.speakers, is_released: now.isReleased };
  const values = copied(now.base);
  now.values = withEdits(now.base, edits);
  now.isDeleted = isDeleted;
  if (now.values.day !== values.day) {
    board.put(now, now.values.day);
  }
  now.draw();
  if (isOutdated && (isDeleted || Object.keys(differences(now.values, values)).length)) {
    beInConflict(now, { stored: { ...stored, values }, by: "", at: "" });
    now.conflict.seen = version;
  }
}
