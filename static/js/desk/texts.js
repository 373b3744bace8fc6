// The page's own words, which its template has translated.

const texts = new Map(
  [...document.getElementById("desk-texts").content.querySelectorAll("[data-text]")].map((element) => [
    element.dataset.text,
    element.textContent,
  ]),
);

export function text(name, values = {}) {
  return texts.get(name).replace(/\{(\w+)\}/g, (_match, key) => values[key]);
}

export function counted(number, one, many) {
  return number === 1 ? text(one) : text(many, { number });
}

const told = document.getElementById("desk-told");

export function say(sentence) {
  told.textContent = sentence;
}
