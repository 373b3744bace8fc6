"""Symbols of documents, such as `APLC/MSP.16/2017/11/Add.1`: taken apart, tidied, put in order."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Self, TypeVar

T = TypeVar("T")

SUPPLEMENTS = {"add": "Add", "corr": "Corr", "rev": "Rev", "amend": "Amend"}
"""What follows the number of a document that goes with another one, by code, as it is printed."""

SUPPLEMENT = re.compile(r"(add|corr|rev|amend)\.([0-9]{1,6})", re.IGNORECASE)
NUMBER = re.compile(r"(?:([A-Z]+)\.)?([0-9]{1,6})", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)[0-9]{2}")
PART = re.compile(r"[A-Z0-9][A-Z0-9.]*", re.IGNORECASE)


@dataclass(frozen=True)
class Supplement:
    """`Add.1`; the kind is a code of `SUPPLEMENTS`."""

    kind: str
    number: int

    def __str__(self) -> str:
        return f"{SUPPLEMENTS[self.kind]}.{self.number}"


@dataclass(frozen=True)
class Symbol:
    """Who issued it, in which year, at which session (such as `PM.1`, mostly none), in which series (such as `L` or
    `WP`, for most none), and as which number."""

    body: str
    year: int
    session: str
    series: str
    number: int
    supplements: tuple[Supplement, ...] = ()

    @classmethod
    def of(cls, text: str) -> Self | None:
        """However it is typed; None for what is no symbol of this form."""
        parts = re.sub(r"\s*/\s*", "/", text.strip()).split("/")
        supplements: list[Supplement] = []
        while found := SUPPLEMENT.fullmatch(parts[-1]):
            supplements.insert(0, Supplement(found[1].lower(), int(found[2])))
            parts = parts[:-1] or [""]
        place = next((place for place, part in enumerate(parts) if place and YEAR.fullmatch(part)), len(parts))
        numbered = NUMBER.fullmatch(parts[-1]) if place < len(parts) - 1 else None
        if not numbered or not all(PART.fullmatch(part) for part in parts):
            return None
        body, session = ("/".join(some).upper() for some in (parts[:place], parts[place + 1 : -1]))
        series = (numbered[1] or "").upper()
        return cls(body, int(parts[place]), session, series, int(numbered[2]), tuple(supplements))

    def __str__(self) -> str:
        number = f"{self.series}.{self.number}" if self.series else str(self.number)
        parts = [self.body, str(self.year), self.session, number, *map(str, self.supplements)]
        return "/".join(part for part in parts if part)

    @property
    def main(self) -> Self:
        """The document that it belongs to; itself, if it is no supplement."""
        return replace(self, supplements=())


def tidy(text: str) -> str:
    """As it is printed; what is no symbol of the known form keeps its letters."""
    found = Symbol.of(text)
    return str(found) if found else " ".join(text.split())


def sort_key(text: str) -> str:
    """Small ASCII letters and digits, numbers by their value, a document right before its supplements: the same order
    under every collation. 200 characters at most."""
    runs = re.findall(r"[a-z]+|[0-9]+", text.lower())
    return "0".join(run.zfill(6) if run.isdigit() else run for run in runs)[:200]


def threaded(rows: Iterable[T], symbol_of: Callable[[T], str]) -> list[tuple[T, tuple[Supplement, ...]]]:
    """Rows in order, each with what makes it a supplement of a row above it; nothing for a row that stands by itself,
    also a supplement whose document isn't among them."""
    found: list[tuple[T, tuple[Supplement, ...]]] = []
    mains: set[Symbol] = set()
    for row in rows:
        symbol = Symbol.of(symbol_of(row))
        if symbol and not symbol.supplements:
            mains.add(symbol)
        found.append((row, symbol.supplements if symbol and symbol.main in mains else ()))
    return found
