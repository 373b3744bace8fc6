"""Rows of a spreadsheet beside the draft that they are about: which item each is of, and what it would say."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from meetings.programme.changes import differs
from meetings.programme.items import Facts, Item
from meetings.programme.sheets.cells import (
    DRAFT_COLUMNS,
    OF_TEXTS,
    READERS,
    TEXTS,
    Cells,
    Names,
    day_in,
    item_cells,
    plain,
    read_cell,
    text_of,
)
from meetings.programme.sheets.faults import Code, Fault, UnreadableError

TELLING = {"id", "title", "number", "day"}
"""A header names two columns at least, and one of these: so nothing else is taken for one."""
BY_LANGUAGE = {*TEXTS, *OF_TEXTS}
CALLED = {f"{name}_en": name for name in TEXTS}
"""Other names of columns."""
OF_A_LANGUAGE = re.compile(rf"({'|'.join(TEXTS)})_[a-z]{{2}}(-[a-z]+)?")


@dataclass(frozen=True)
class Heading:
    """The header of a file: the place of each column, those that nobody reads, and those that stand there twice."""

    places: Mapping[str, int]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @classmethod
    def of(cls, header: Sequence[str]) -> "Heading":
        told = ["_".join(plain(text).lower().replace("_", " ").split()) for text in header]
        names = [CALLED.get(name, name) for name in told]
        counted = Counter(name for name in names if name in DRAFT_COLUMNS or name in OF_TEXTS)
        places = {name: names.index(name) for name in counted}
        unknown = [text for text, name in zip(header, names, strict=True) if name and name not in counted]
        return cls(places, tuple(unknown), tuple(name for name, number in counted.items() if number > 1))

    @property
    def unspoken(self) -> list[str]:
        """The columns whose language is none that a text may have: `title_de`."""
        return [text for text in self.unknown if OF_A_LANGUAGE.fullmatch(plain(text).lower())]

    @property
    def is_ours(self) -> bool:
        return len(self.places) > 1 and bool(TELLING & self.places.keys())

    def cells(self, row: Sequence[str]) -> Cells:
        """Of a row, however short, the texts by their columns."""
        return {name: plain(row[place]) if place < len(row) else "" for name, place in self.places.items()}


@dataclass(frozen=True)
class Draft:
    """The items of a meeting by id, in order, each with its position; and which ids of the file other meetings have."""

    meeting: Facts
    items: Mapping[str, Item]
    positions: Mapping[str, int]
    elsewhere: Collection[str] = ()


@dataclass(frozen=True)
class Row:
    """One row of the file, numbered as a spreadsheet numbers it. `item` is what it would be; `now` what it is, if it
    is there; `is_guess` says that it was found by its number and day."""

    line: int
    item: Item
    position: int
    now: Item | None = None
    position_now: int = 0
    is_guess: bool = False
    faults: tuple[Fault, ...] = ()

    @cached_property
    def changes(self) -> tuple[tuple[str, str, str], ...]:
        """Column, old and new text of what would change in an item that is there."""
        if self.now is None:
            return ()
        before, after = item_cells(self.now, self.position_now), item_cells(self.item, self.position)
        names = [
            name
            for name in READERS
            if name != "position"
            and (before[name] != after[name] if name in BY_LANGUAGE else differs(self.now, self.item, name))
        ]
        names += ["position"] if self.position != self.position_now else []
        return tuple((name, text_of(before[name]), text_of(after[name])) for name in names)


@dataclass(frozen=True)
class Reading:
    """A file read beside the draft."""

    rows: tuple[Row, ...]
    absent: tuple[Item, ...]
    """Items of the draft that no row is of."""

    @property
    def sound(self) -> list[Row]:
        return [row for row in self.rows if not row.faults]

    @property
    def guesses(self) -> list[Row]:
        return [row for row in self.rows if row.is_guess]


@dataclass
class Match:
    """Which item a row is of: one that is there, or none of them."""

    item: Item | None = None
    is_guess: bool = False
    faults: list[Fault] = field(default_factory=list)


def read_rows(
    heading: Heading, rows: Iterable[tuple[int, Sequence[str]]], draft: Draft, names: Names, *, by_number: bool = True
) -> Reading:
    """Rows by their line. Without an id an item is found `by_number` and day, or else the row is a new one."""
    numbered = [(line, heading.cells(row)) for line, row in rows]
    matches = matched([cells for _line, cells in numbered], draft, by_number=by_number)
    found: list[Row] = []
    latest: dict[date | None, int] = {}
    for (line, cells), match in zip(numbered, matches, strict=True):
        row = read_row(line, cells, match, draft, names, latest)
        latest[row.item.day] = row.position
        found.append(row)
    kept = {match.item.id for match in matches if match.item}
    return Reading(tuple(found), tuple(item for key, item in draft.items.items() if key not in kept))


def read_row(
    line: int, cells: Cells, match: Match, draft: Draft, names: Names, latest: Mapping[date | None, int]
) -> Row:
    """`latest` gives the position of the row before, by day: a new item without one of its own comes behind it."""
    now, base = match.item, match.item or Item(id="", title={})
    position_now = draft.positions[now.id] if now else 0
    written = item_cells(base, position_now) if now else {}
    item, given = base, None
    faults = [*match.faults, *of_this_meeting(cells, draft.meeting)]
    for column in (name for name in READERS if name in cells):
        if column in written and cells[column] == plain(text_of(written[column])):
            continue
        try:
            value = read_cell(column, cells[column], names, item)
        except UnreadableError as error:
            faults.append(error.at(column))
            continue
        if column == "position":
            given = value
        else:
            item = replace(item, **{OF_TEXTS.get(column, (column,))[0]: value})
    if now is None and "title" not in cells:
        faults.append(Fault(Code.MISSING, "title"))
    position = given if given is not None else position_now if now else latest.get(item.day, 0)
    return Row(line, item, position, now, position_now, match.is_guess, tuple(faults))


def of_this_meeting(cells: Cells, meeting: Facts) -> list[Fault]:
    """A row may say of which meeting it is and in which zone its times are; then it must be these."""
    faults = []
    if cells.get("meeting", "").lower() not in {"", meeting.short_name.lower(), meeting.slug.lower()}:
        faults.append(Fault(Code.OTHER_MEETING, "meeting", cells["meeting"], meeting.short_name))
    if cells.get("time_zone", "") not in {"", meeting.time_zone}:
        faults.append(Fault(Code.OTHER_ZONE, "time_zone", cells["time_zone"], meeting.time_zone))
    return faults


def matched(rows: Sequence[Cells], draft: Draft, *, by_number: bool) -> list[Match]:
    """By id first, so that no row without one takes an item that another names."""
    matches = [by_id(cells.get("id", "").lower(), draft) for cells in rows]
    lines: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        if match.item:
            lines[match.item.id].append(match)
    if by_number:
        guess(rows, matches, draft, lines)
    for identifier, together in lines.items():
        for match in together if len(together) > 1 else ():
            match.faults.append(Fault(Code.ITEM_TWICE, "number" if match.is_guess else "id", identifier))
    return matches


def by_id(identifier: str, draft: Draft) -> Match:
    if not identifier or identifier in draft.items:
        return Match(draft.items.get(identifier))
    code = Code.ITEM_ELSEWHERE if identifier in draft.elsewhere else Code.UNKNOWN_ITEM
    return Match(faults=[Fault(code, "id", identifier)])


def guess(rows: Sequence[Cells], matches: Sequence[Match], draft: Draft, lines: dict[str, list[Match]]) -> None:
    """Of rows without an id: the one item of their number and day that no other row names."""
    numbered: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in draft.items.values():
        if item.number and item.id not in lines:
            numbered[item.number.lower(), text_of(item.day)].append(item)
    for cells, match in zip(rows, matches, strict=True):
        if cells.get("id") or not {"number", "day"} <= cells.keys():
            continue
        found = numbered.get((cells["number"].lower(), day_told(cells["day"])), [])
        if len(found) > 1:
            match.faults.append(Fault(Code.SEVERAL_ITEMS, "number", cells["number"]))
        elif found:
            match.item, match.is_guess = found[0], True
            lines[found[0].id].append(match)


def day_told(text: str) -> str:
    """A day as it is written, however it was typed; what is no day is told elsewhere."""
    try:
        return text_of(day_in(text))
    except UnreadableError:
        return text
