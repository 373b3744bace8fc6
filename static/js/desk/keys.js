// The desk by keyboard alone.

import { say, text } from "./texts.js";

export function listen(board, offers, page) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      document.activeElement.dispatchEvent(new Event("change", { bubbles: true }));
      page.save();
    }
  });
  board.place.addEventListener("keydown", (event) => {
    const row = board.rowAt(event.target);
    if (!row || event.ctrlKey || event.metaKey || event.isComposing) {
      return;
    }
    if (offers.key(event) || handle(board, row, event, page)) {
      event.preventDefault();
    }
  });
}

/* True where the key was one of the desk's. */
function handle(board, row, event, page) {
  const { key, altKey, target } = event;
  if (altKey && (key === "ArrowUp" || key === "ArrowDown")) {
    move(board, row, key === "ArrowUp" ? -1 : 1, target, page);
    return true;
  }
  if (altKey && key === "Enter") {
    row.open(!row.isOpen);
    (row.isOpen ? row.more.querySelector("button, select, input") : row.control("title")).focus();
    return true;
  }
  if (!target.matches(".line [data-name]") || altKey) {
    return false;
  }
  return inLine(board, row, event, page);
}

function inLine(board, row, { key, target, shiftKey }, page) {
  if (key === "Enter" && !shiftKey) {
    target.dispatchEvent(new Event("change", { bubbles: true }));
    if (!row.isUntouched) {
      page.addBelow(row);
    }
    return true;
  }
  if (key === "Escape" && row.isUntouched) {
    const other = board.neighbour(row, -1) ?? board.neighbour(row, 1);
    board.remove(row);
    other?.focus(target.dataset.name);
    page.changed();
    return true;
  }
  if ((key === "ArrowUp" || key === "ArrowDown") && target.localName === "input") {
    board.neighbour(row, key === "ArrowUp" ? -1 : 1)?.focus(target.dataset.name);
    return true;
  }
  return false;
}

function move(board, row, step, target, page) {
  board.move(row, step);
  target.focus();
  row.line.scrollIntoView({ block: "nearest" });
  say(text("rowMoved"));
  page.changed();
}
