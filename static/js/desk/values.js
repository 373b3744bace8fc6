// The values of a row: texts by field, of title and summary by language, of objectives a list.

export const DEFAULTS = {
  number: "",
  title: {},
  summary: {},
  kind: "item",
  status: "scheduled",
  day: "",
  starts: "",
  ends: "",
  room: "",
  segment: "",
  committee: "",
  chairs: "",
  objectives: [],
  note: "",
};

export function copied(values) {
  return structuredClone(values);
}

/* What differs from `base`, field by field; of texts in languages only those that do. */
export function differences(values, base) {
  const found = {};
  for (const [name, value] of Object.entries(values)) {
    if (name === "title" || name === "summary") {
      const languages = new Set([...Object.keys(value), ...Object.keys(base[name])]);
      const edited = [...languages].filter((code) => (value[code] ?? "") !== (base[name][code] ?? ""));
      if (edited.length) {
        found[name] = Object.fromEntries(edited.map((code) => [code, value[code] ?? ""]));
      }
    } else if (String(value) !== String(base[name])) {
      found[name] = value;
    }
  }
  return found;
}

/* What errors call a control: of a text that isn't English its name and language, `title_fr`. */
export function keyOf({ dataset: { name, language } }) {
  return language && language !== "en" ? `${name}_${language}` : name;
}

/* How far title and summary stand in a language: where there is a summary, both are wanted. */
export function stateIn({ title, summary }, language) {
  const isThere = (texts, code) => Boolean(texts[code]?.trim());
  const wanted = [title, summary].filter((texts) => texts === title || Object.keys(texts).some((code) => isThere(texts, code)));
  const there = wanted.filter((texts) => isThere(texts, language));
  return there.length === wanted.length ? "filled" : there.length ? "part" : "empty";
}

/* These values with what was edited put over them. */
export function withEdits(values, edits) {
  const found = copied(values);
  for (const [name, value] of Object.entries(edits)) {
    found[name] = name === "title" || name === "summary" ? { ...found[name], ...value } : copied(value);
  }
  return found;
}

/* An id as the server makes them: six signs that nobody takes for each other. */
export function newId(letters = "abcdefghjkmnpqrstuvwxyz23456789") {
  let found = "";
  while (found.length < 6) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    found += byte < 248 ? letters[byte % letters.length] : "";
  }
  return found;
}
