// Sending what was edited, and what the answer does to the page.

import { beInConflict, beSaved } from "./answers.js";
import { askToSignIn, isSignedIn, token } from "./signed_in.js";
import { say, text } from "./texts.js";
import { copied } from "./values.js";

export async function save(board, afterwards) {
  const { rows, orders } = board.unsent;
  const waiting = board.all.some((row) => row.conflict);
  if (!rows.length && !Object.keys(orders).length) {
    say(text(waiting ? "waiting" : "allSaved"));
    return;
  }
  say(text("saving"));
  const sent = new Map(rows.map((row) => [row.id, copied(row.values)]));
  const answer = await post(board.data, { rows: rows.map((row) => row.entry), orders });
  if (!answer) {
    return;
  }
  Object.entries(answer.rows).forEach(([id, told]) => apply(board, board.rows.get(id), told, sent.get(id)));
  settle(board, answer);
  board.tellClashes(answer.clashes);
  afterwards(answer);
  say(board.all.some((row) => row.conflict) ? `${answer.told} ${text("waiting")}` : answer.told);
}

/* The answer as data; nothing where it was a refusal, which is told. */
async function post(data, body, isAgain = false) {
  let response;
  try {
    response = await fetch(data.addresses.save, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
      body: JSON.stringify(body),
      redirect: "manual",
    });
  } catch {
    say(text("failed"));
    return null;
  }
  const isAnswer = response.headers.get("Content-Type")?.startsWith("application/json");
  if (isAnswer && response.ok) {
    return response.json();
  }
  if (isAnswer) {
    say((await response.json()).told);
    return null;
  }
  if (response.type !== "opaqueredirect" && response.status !== 403) {
    say(text("failed"));
    return null;
  }
  return refused(data, body, isAgain);
}

/* Signed out, or in again elsewhere, which changes the token; or not allowed. */
async function refused(data, body, isAgain) {
  if (!(await isSignedIn(data))) {
    const isBack = await askToSignIn(data);
    return isBack ? post(data, body) : null;
  }
  if (!isAgain) {
    return post(data, body, true);
  }
  say(text("forbidden"));
  return null;
}

function apply(board, row, told, sent) {
  if (!row) {
    return;
  }
  if (told.status === "deleted") {
    board.remove(row);
  } else if (told.status === "conflict") {
    beInConflict(row, { stored: told.row, by: told.by, at: told.at });
  } else if (told.status === "refused") {
    row.beRefused(told.errors);
  } else if (told.status === "gone") {
    row.beNew();
    row.isDeleted = false;
    row.errors = { "": [text("goneNow")] };
    row.mark();
  } else {
    beSaved(row, told.row, sent);
  }
}

/* The orders that are stored now; for a day that somebody else has ordered too the page asks which is to stand. */
function settle(board, answer) {
  for (const [day, seen] of board.orders) {
    board.orders.set(day, answer.orders[day] ?? seen.filter((id) => board.rows.get(id)?.base?.day === day));
  }
  answer.keptOrders.filter((day) => board.days.has(day)).forEach((day) => board.askForOrder(day));
  board.countDays();
}
