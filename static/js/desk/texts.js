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

const rules = new Intl.PluralRules(document.documentElement.lang);

/* A text that tells a number, in the form that the language has for such numbers. */
export function counted(number, name, values = {}) {
  const kind = rules.select(number);
  return text(texts.has(`${name}:${kind}`) ? `${name}:${kind}` : `${name}:other`, { ...values, number });
}

const told = document.getElementById("desk-told");

export function say(sentence) {
  told.textContent = sentence;
}
