"""The core terms, and whether translations use them as the glossary of their language has them; pure."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

HEADER = ["term", "translation", "forms"]
UNSPACED = {"ar", "zh"}
"""Written without spaces between words, or with the article at the word: a term may begin within a word."""

Accepted = Mapping[str, re.Pattern[str]]


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def faults(read: Sequence[Sequence[str]], terms: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each with its term: not the header, not all terms in their order, no translation."""
    head, *lines = [list(row) for row in read] or [[]]
    if head != HEADER or any(len(line) != len(HEADER) for line in lines):
        yield "", f"wants the columns {', '.join(HEADER)}"
        return
    named = [term for term, _translation, _forms in lines]
    for term in terms:
        if named.count(term) != 1:
            yield term, "stands there twice" if term in named else "is missing"
    for term, translation, _forms in lines:
        if term not in terms:
            yield term, "is none of the terms"
        elif not translation.strip():
            yield term, "has no translation"


def accepted(read: Iterable[Sequence[str]], language: str) -> Accepted:
    """What a translation of each term may hold; a `*` stands for any ending."""
    found = {}
    for term, translation, forms in read:
        words = [form.strip() for form in (translation, *forms.split("|")) if form.strip()]
        found[term] = re.compile("|".join(pattern(word, language) for word in words), re.IGNORECASE)
    return found


def pattern(form: str, language: str) -> str:
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in form.split()]
    whole = r"\s+".join(parts)
    return whole if language.split("_", maxsplit=1)[0] in UNSPACED else rf"\b{whole}(?!\w)"


def terms_in(text: str, terms: Iterable[str]) -> list[str]:
    """The terms that an English text holds as whole words; what a longer term takes is no shorter one's."""
    left, found = text, []
    for term in sorted(terms, key=len, reverse=True):
        words = re.escape(term).replace("’", "[’']")
        whole = re.compile(rf"(?<!\w){words}s?(?!\w)", re.IGNORECASE)
        if whole.search(left):
            found.append(term)
            left = whole.sub(" · ", left)
    return found


def unused(english: str, translation: str, by_term: Accepted) -> list[str]:
    """The terms of an English text that its translation doesn't use."""
    return [term for term in terms_in(english, by_term) if not by_term[term].search(translation)]
