// Times and names as people type them; the server reads them in the same way and has the last word.

const CLOCK = /^(\d{1,2})(?:(?:[:.h]|\s*h\s*)(\d{2})?(?::00)?|(\d{2}))?$/i;

/* `09:30` of `930`, `9h30`, `9.30`; an empty text of an empty one; null of what is no time. */
export function readClock(typed) {
  const trimmed = typed.trim();
  if (!trimmed) {
    return "";
  }
  const found = CLOCK.exec(trimmed);
  if (!found) {
    return null;
  }
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? found[3] ?? 0)];
  return hours < 24 && minutes < 60 ? clockOf(hours * 60 + minutes) : null;
}

export function clockOf(minutes) {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/* Minutes since midnight; null of an empty text and of what is no time. */
export function minutesOf(typed) {
  const clock = readClock(typed);
  return clock ? Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) : null;
}

/* Without case and accents, letters and digits alone. */
export function fold(typed) {
  const bare = typed.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/* Rows that are found by codes and names, as the page's data holds them. */
export class Called {
  constructor(rows) {
    this.rows = rows.map((row) => ({
      ...row,
      codes: [row.value, ...row.codes].map(fold),
      names: [row.told, ...row.names].map(fold),
    }));
  }

  find(typed) {
    const key = fold(typed);
    return this.rows.find((row) => row.codes.includes(key)) ?? this.rows.find((row) => row.names.includes(key));
  }

  /* The best first: the one that is called so, then those whose code, name or any word begins so. */
  suggest(typed, most = 8) {
    const key = fold(typed);
    if (!key) {
      return this.rows.slice(0, most);
    }
    const ranked = this.rows.map((row) => [rank(row, key), row]).filter(([place]) => place < 5);
    ranked.sort((one, other) => one[0] - other[0]);
    return ranked.slice(0, most).map(([, row]) => row);
  }
}

function rank(row, key) {
  if (row.codes.includes(key)) {
    return 0;
  }
  if (row.names.includes(key)) {
    return 1;
  }
  if (row.names.some((name) => name.startsWith(key))) {
    return 2;
  }
  if (row.codes.some((code) => code.startsWith(key))) {
    return 3;
  }
  return row.names.some((name) => name.includes(` ${key}`)) ? 4 : 5;
}
