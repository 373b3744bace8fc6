"""What the rules look at, and what they find, as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Any

FORMAL = frozenset({"msp", "review_conference"})
INTERSESSIONAL = "intersessional"
COMMITTEE_WEEK = "standing_committees"

CLOSED_ON = {
    "1MSP": date(1999, 5, 7),
    "2MSP": date(2000, 9, 15),
    "4MSP": date(2002, 9, 20),
    "1RC": date(2004, 12, 3),
    "2RC": date(2009, 12, 4),
    "3RC": date(2014, 6, 27),
    "4RC": date(2019, 11, 29),
}
"""The closing days of the formal meetings at which a rule began or ended."""


class Severity(StrEnum):
    """How much a rule asks for."""

    MUST = "must"
    PREFERS = "prefers"
    MAY = "may"
    PRINCIPLE = "principle"


class Status(StrEnum):
    """What a rule says of a meeting, a year or a cycle; missing data is never a departure."""

    MET = "met"
    DEPARTS = "departs"
    USED = "used"
    NOT_USED = "not_used"
    NOT_RECORDED = "not_recorded"
    NOT_APPLICABLE = "not_applicable"


class Option(StrEnum):
    """The thematic option of an Intersessional Meetings."""

    NONE = "none"
    WITHIN = "within"
    ADDED_DAY = "added_day"


@dataclass(frozen=True)
class ThematicOption:
    """Which option was decided, on which day, and when the Coordinating Committee was consulted on it."""

    option: Option
    decided_on: date | None = None
    consulted_on: date | None = None


@dataclass(frozen=True)
class Period:
    """From the day after one formal meeting closed to the closing day of another, or on."""

    since: str
    until: str = ""

    @property
    def begins_after(self) -> date:
        return CLOSED_ON[self.since]

    @property
    def ends_on(self) -> date | None:
        return CLOSED_ON[self.until] if self.until else None

    def holds_on(self, day: date) -> bool:
        return self.begins_after < day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Held:
    """A meeting as the rules see it. `segments` are kinds with a committee's code or none; `committees` the codes of
    those with an item or a segment; `is_partial`: its programme isn't known in whole; `is_sponsored`: yes by a round
    or a reported figure, no by the secretariat's word; `others`: other conventions' meetings in its week."""

    slug: str
    short_name: str
    kind: str
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    is_cancelled: bool = False
    is_postponed: bool = False
    segments: tuple[tuple[str, str], ...] = ()
    committees: frozenset[str] = frozenset()
    is_partial: bool = True
    option: ThematicOption | None = None
    is_sponsored: bool | None = None
    others: tuple[str, ...] = ()

    @property
    def is_off(self) -> bool:
        return self.is_cancelled or self.is_postponed

    @property
    def days(self) -> int | None:
        return (self.ends_on - self.starts_on).days + 1 if self.starts_on and self.ends_on else None

    @property
    def judged_on(self) -> date | None:
        """The day that tells whether a rule held: its first, or the first of its year."""
        return self.starts_on or (date(self.year, 1, 1) if self.year else None)

    @property
    def in_year(self) -> int | None:
        return self.starts_on.year if self.starts_on else self.year

    def has_segment(self, *kinds: str) -> bool:
        return any(kind in kinds for kind, _committee in self.segments)


@dataclass(frozen=True)
class Body:
    """A committee's code, kind and span of life."""

    code: str
    kind: str
    established_on: date | None = None
    ended_on: date | None = None

    def lived(self, first: date, last: date) -> bool:
        """Throughout the period, as far as its days are known."""
        begun = self.established_on is not None and self.established_on <= first
        return begun and (self.ended_on is None or self.ended_on >= last)


@dataclass(frozen=True)
class Record:
    """All meetings and committees that the rules may look at."""

    meetings: tuple[Held, ...] = ()
    bodies: tuple[Body, ...] = ()

    def cycles(self) -> Iterator[tuple[Held, Held]]:
        """Each formal meeting with the next one, those with known days."""
        formal = [meeting for meeting in self.meetings if meeting.kind in FORMAL and meeting.ends_on]
        return pairwise(sorted(formal, key=lambda meeting: (meeting.ends_on or date.max, meeting.slug)))

    def held_in(self, year: int, kind: str) -> tuple[Held, ...]:
        return tuple(meeting for meeting in self.meetings if meeting.kind == kind and meeting.in_year == year)


@dataclass(frozen=True)
class Finding:
    """What one rule says: of the meetings named, of a year, or of a committee in a cycle (two short names); `values`
    tell why."""

    rule: str
    status: Status
    meetings: tuple[str, ...] = ()
    year: int | None = None
    committee: str = ""
    cycle: tuple[str, str] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
