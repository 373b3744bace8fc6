// Offers for what is typed: States, committees, rooms. A States' field takes several, with semicolons between them.

import { Called, fold } from "./reading.js";
import { text } from "./texts.js";

const MOST = 8;

export class Offers {
  constructor(board) {
    this.board = board;
    this.states = new Called(board.data.states);
    this.committees = new Called(board.data.committees);
    this.list = Object.assign(document.createElement("ul"), { id: "desk-offers", className: "offers" });
    this.list.setAttribute("role", "listbox");
    this.list.addEventListener("pointerdown", (event) => this.pick(event));
    this.input = null;
    this.active = -1;
  }

  get isOpen() {
    return this.input !== null;
  }

  prepare(input) {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
  }

  /* The last State that is being typed, or all of the field. */
  typed(input) {
    return input.dataset.offers === "states" ? input.value.split(";").at(-1).trim() : input.value;
  }

  offered(input) {
    const typed = this.typed(input);
    if (input.dataset.offers !== "rooms") {
      return this[input.dataset.offers].suggest(typed, MOST);
    }
    const rooms = this.board.roomsOf(this.board.all).filter((room) => room !== input.value);
    return rooms.filter((room) => fold(room).includes(fold(typed))).map((room) => ({ value: room, told: room }));
  }

  open(input) {
    this.close();
    const offered = this.offered(input).slice(0, MOST);
    if (!offered.length) {
      return;
    }
    this.input = input;
    this.list.setAttribute("aria-label", input.closest("label").querySelector(".name").textContent);
    this.list.replaceChildren(...offered.map((offer, index) => option(offer, index)));
    input.closest(".cell").append(this.list);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", this.list.id);
    input.scrollIntoView({ block: "nearest" });
    // A State and a committee must be one of those offered; a room may be any.
    this.activate(input.dataset.offers === "rooms" ? -1 : 0);
  }

  close() {
    if (this.input) {
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-controls");
      this.input.removeAttribute("aria-activedescendant");
    }
    this.list.remove();
    this.input = null;
    this.active = -1;
  }

  activate(index) {
    const options = [...this.list.children];
    this.active = index;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    if (options[index]) {
      this.input.setAttribute("aria-activedescendant", options[index].id);
    }
  }

  pick(event) {
    event.preventDefault();
    const chosen = event.target.closest("[role=option]");
    if (chosen) {
      this.accept(chosen.dataset.value);
    }
  }

  accept(value) {
    const input = this.input;
    if (input.dataset.offers === "states") {
      const before = input.value.split(";").slice(0, -1).map((part) => part.trim());
      input.value = [...before, value].join("; ");
    } else {
      input.value = value;
    }
    this.close();
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* True where the key was for the list. */
  key(event) {
    if (!this.isOpen || this.input !== event.target || event.altKey) {
      return false;
    }
    const last = this.list.children.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const next = this.active + (event.key === "ArrowDown" ? 1 : -1);
      this.activate(next > last ? 0 : next < 0 ? last : next);
    } else if (event.key === "Escape") {
      this.close();
    } else if ((event.key === "Enter" || event.key === "Tab") && this.active >= 0 && this.typed(this.input)) {
      this.accept(this.list.children[this.active].dataset.value);
      return event.key === "Enter";
    } else {
      return false;
    }
    return true;
  }

  /* Names as they are written, and what is no name, which stays as it was typed. */
  tidied(kind, typed) {
    if (kind === "committees") {
      const found = this.committees.find(typed);
      return { value: found?.value ?? typed, reason: typed && !found ? text("noCommittee") : "" };
    }
    const parts = typed.split(";").map((part) => part.trim()).filter(Boolean);
    const found = parts.map((part) => this.states.find(part)?.value ?? part);
    const unknown = parts.filter((part) => !this.states.find(part));
    const reason = unknown.length ? text("noState", { names: unknown.join("; ") }) : "";
    return { value: [...new Set(found)].join("; "), reason };
  }
}

function option(offer, index) {
  const made = document.createElement("li");
  made.id = `desk-offer-${index}`;
  made.dataset.value = offer.value;
  made.setAttribute("role", "option");
  made.textContent = offer.told === offer.value ? offer.value : `${offer.value}, ${offer.told}`;
  return made;
}
