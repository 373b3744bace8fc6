// Deeds on many rows of a day: moved along, moved to another day, given another room; and the last of them undone.

import { clockOf, minutesOf } from "./reading.js";
import { counted, say, text } from "./texts.js";
import { copied } from "./values.js";

const DAY_MINUTES = 24 * 60;

export class Deeds {
  constructor(board) {
    this.board = board;
    this.last = null;
    this.undoButton = document.querySelector('[data-deed="undo"]');
  }

  /* Remember how rows and orders were, then do it. */
  remember() {
    const { board } = this;
    this.last = {
      values: new Map(board.all.map((row) => [row.id, copied(row.values)])),
      orders: [...board.days.keys()].map((day) => [day, board.idsOf(day)]),
    };
    this.undoButton.hidden = false;
  }

  undo() {
    const { board, last } = this;
    last.values.forEach((values, id) => {
      if (board.rows.has(id)) {
        board.rows.get(id).values = copied(values);
        board.rows.get(id).draw();
      }
    });
    last.orders.forEach(([day, ids]) => board.arrange(day, ids));
    this.last = null;
    this.undoButton.hidden = true;
    board.countDays();
    say(text("undone"));
  }

  /* This item and all that begin no earlier on its day, by some minutes, of which none may leave the day. */
  shift(row, typed) {
    const minutes = /^[-+−]?\d{1,4}$/.test(typed.trim()) ? Number(typed.trim().replace("−", "-")) : 0;
    if (!minutes) {
      return text("notMinutes");
    }
    const begins = (one) => minutesOf(one.values.starts) ?? minutesOf(one.values.ends);
    const from = begins(row);
    const later = this.board.rowsOf(row.values.day).filter((one) => from !== null && begins(one) >= from && begins(one) !== null);
    if (!later.length) {
      return text("noneMoved");
    }
    const moved = (typedTime) => (minutesOf(typedTime) === null ? null : minutesOf(typedTime) + minutes);
    const beyond = later.find((one) =>
      [one.values.starts, one.values.ends].some((time) => moved(time) !== null && (moved(time) < 0 || moved(time) >= DAY_MINUTES)),
    );
    if (beyond) {
      return text("beyondMidnight", { title: beyond.title });
    }
    this.remember();
    for (const one of later) {
      for (const name of ["starts", "ends"]) {
        const time = moved(one.values[name]);
        one.set(name, time === null ? one.values[name] : clockOf(time));
      }
    }
    return counted(later.length, "moved");
  }

  moveDay(from, to) {
    const rows = this.board.rowsOf(from);
    this.remember();
    rows.forEach((row) => this.board.put(row, to));
    this.board.countDays();
    return counted(rows.length, "moved");
  }

  swapRoom(day, from, to) {
    const rows = this.board.rowsOf(day).filter((row) => row.values.room === from);
    if (!rows.length || from === to) {
      return text("noneMoved");
    }
    this.remember();
    rows.forEach((row) => row.set("room", to));
    return counted(rows.length, "moved");
  }
}
