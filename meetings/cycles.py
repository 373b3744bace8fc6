"""The programme's cycles, each from the end of one formal meeting to the end of the next. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Gathering:
    """A meeting as a cycle sees it: by its last day, or by the year where no day is known."""

    key: str
    is_formal: bool
    ends_on: date | None = None
    year: int | None = None


@dataclass(frozen=True)
class Cycle:
    """`after` is the closing day of the formal meeting before, `until` that of the one that ends it: both are unknown
    at an end of time. `meetings` are the keys of all its meetings in order, the one that ends it among them."""

    opened_by: str
    closed_by: str
    after: date | None
    until: date | None
    meetings: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """The closing day belongs to the cycle that it ends."""
        return (self.after is None or self.after < day) and (self.until is None or day <= self.until)


def cycles_of(gatherings: Iterable[Gathering]) -> list[Cycle]:
    """In time, each meeting in one of them. A formal meeting without days ends no cycle yet."""
    known = sorted(gatherings, key=lambda one: (one.ends_on or date.max, one.year or date.max.year, one.key))
    closing = [(one.key, one.ends_on) for one in known if one.is_formal and one.ends_on]
    opening: list[tuple[str, date | None]] = [("", None), *closing]
    ends: list[tuple[str, date | None]] = [*closing, ("", None)]
    empty = [
        Cycle(opened_by, closed_by, after, until)
        for (opened_by, after), (closed_by, until) in zip(opening, ends, strict=True)
    ]
    found: dict[Cycle, list[str]] = {cycle: [] for cycle in empty}
    for one in known:
        found[next(cycle for cycle in empty if takes(cycle, one))].append(one.key)
    return [
        Cycle(cycle.opened_by, cycle.closed_by, cycle.after, cycle.until, tuple(keys))
        for cycle, keys in found.items()
        if keys
    ]


def takes(cycle: Cycle, one: Gathering) -> bool:
    """A meeting of which only the year is known, or nothing, belongs to the first cycle that ends in its year or
    later."""
    if one.ends_on:
        return cycle.holds(one.ends_on)
    return cycle.until is None or (one.year is not None and one.year <= cycle.until.year)
