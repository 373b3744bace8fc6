"""What doesn't fit in a programme: overlaps, items outside their meeting or segment, gaps; codes and values."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple, Self

from meetings.programme.items import Facts, Item, Programme


class Severity(StrEnum):
    """How much it matters: an error keeps a programme from being released, the others are said."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Code(StrEnum):
    """What doesn't fit; in the order in which it is told of one moment."""

    STRANDED = "stranded"
    SAME_ROOM = "same_room"
    SAME_COMMITTEE = "same_committee"
    SAME_CHAIR = "same_chair"
    SAME_SPEAKER = "same_speaker"
    OTHER_COMMITTEE = "other_committee"
    OUTSIDE_SEGMENT = "outside_segment"
    NO_DAY = "no_day"
    NO_TIME = "no_time"
    NO_ROOM = "no_room"
    NO_CHAIR = "no_chair"
    OVER_LUNCH = "over_lunch"


SEVERITIES = {
    **dict.fromkeys(Code, Severity.WARNING),
    **dict.fromkeys((Code.STRANDED, Code.SAME_ROOM), Severity.ERROR),
    **dict.fromkeys((Code.NO_ROOM, Code.NO_CHAIR, Code.OVER_LUNCH), Severity.NOTE),
}

BREAK, SIDE_EVENT = "break", "side_event"
LACKING: dict[Code, tuple[str, frozenset[str]]] = {
    Code.NO_DAY: ("day", frozenset()),
    Code.NO_TIME: ("starts", frozenset()),
    Code.NO_ROOM: ("room", frozenset({BREAK})),
    Code.NO_CHAIR: ("chairs", frozenset({BREAK, SIDE_EVENT})),
}
"""The field that is empty, and the kinds of items that do without: nobody presides over a break or a side event."""

DAY = 24 * 60
LUNCH = (13 * 60, 15 * 60)
"""Meetings sit from 10:00 to 13:00 and from 15:00 to 18:00. In minutes of the day."""
SHORTEST_LUNCH = 60


@dataclass(frozen=True)
class Clash:
    """One thing that doesn't fit: the public ids of the items in the order of time, and what they share."""

    code: Code
    items: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self.code]

    @property
    def is_gap(self) -> bool:
        """Something that an item lacks, of which there may be many."""
        return self.code in LACKING

    @property
    def identity(self) -> str:
        """The same as long as the same items clash over the same thing; by it an error is acknowledged."""
        parts = (self.code, *sorted(self.items), *sorted(self.values.items()))
        return sha256(repr(parts).encode()).hexdigest()[:16]

    @property
    def is_final(self) -> bool:
        """No acknowledgement helps: nobody can come to an item on a day on which there is no meeting."""
        return self.code == Code.STRANDED


class Held(NamedTuple):
    """An item and the minutes in which it surely takes place, counted through all days."""

    starts: int
    ends: int
    id: str
    item: Item

    @classmethod
    def of(cls, item: Item, day: date) -> Self:
        """An unknown end or start invents no overlap: of such an item one minute is known, its first or its last."""
        midnight = day.toordinal() * DAY
        ends = minutes(item.ends) if item.ends else 0
        starts = minutes(item.starts) if item.starts else ends - 1
        return cls(midnight + starts, midnight + max(ends, starts + 1), item.id, item)


def clashes(programme: Programme) -> tuple[Clash, ...]:
    """By severity, then by time, those without a day last. What is cancelled clashes with nothing."""
    items = [item for item in programme.items if not item.is_cancelled]
    held = sorted(Held.of(item, item.day) for item in items if item.day and item.has_time and item.kind != BREAK)
    found = [
        *(Clash(Code.STRANDED, (item.id,)) for item in items if is_stranded(item, programme.meeting)),
        *overlaps(held),
        *of_other_committees(programme, items),
        *outside_segments(held),
        *gaps(items),
        *(Clash(Code.OVER_LUNCH, (one.id,)) for one in held if is_over_lunch(one)),
    ]
    return tuple(sorted(found, key=reading_order(programme)))


def reading_order(programme: Programme) -> Callable[[Clash], Any]:
    severities, codes = list(Severity), list(Code)
    places = {
        item.id: (item.day or date.max, item.starts or item.ends or time.min, place)
        for place, item in enumerate(programme.items)
    }
    return lambda clash: (severities.index(clash.severity), places[clash.items[0]], codes.index(clash.code))


def is_stranded(item: Item, meeting: Facts) -> bool:
    """On a day that isn't one of the meeting's, as its dates are now."""
    if item.day is None:
        return False
    return not (meeting.starts_on and meeting.ends_on and meeting.starts_on <= item.day <= meeting.ends_on)


# Overlaps


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def room_of(item: Item) -> dict[str, str]:
    return {folded(item.room): item.room} if item.room.strip() else {}


def committee_of(item: Item) -> dict[str, str]:
    return {item.committee.code: item.committee.code} if item.committee else {}


def chairs_of(item: Item) -> dict[str, str]:
    return {chair.code: chair.code for chair in item.chairs}


def persons_of(item: Item) -> dict[str, str]:
    """By their names alone: a State can send two people, and one person can be entered with and without a State."""
    return {folded(speaker.person): speaker.person for speaker in item.speakers if speaker.person.strip()}


TAKEN: dict[Code, tuple[str, Callable[[Item], dict[str, str]]]] = {
    Code.SAME_ROOM: ("room", room_of),
    Code.SAME_COMMITTEE: ("committee", committee_of),
    Code.SAME_CHAIR: ("chair", chairs_of),
    Code.SAME_SPEAKER: ("person", persons_of),
}
"""What can't be had twice at once: the name of the value, and what an item takes of it, compared by its key."""


def overlaps(held: Sequence[Held]) -> Iterator[Clash]:
    """Of items in the order of time. A break takes nothing: a hall may lend itself to a side event over lunch."""
    for code, (name, taken_by) in TAKEN.items():
        taken: dict[str, list[Held]] = defaultdict(list)
        spelt: dict[str, str] = {}
        for one in held:
            for key, value in taken_by(one.item).items():
                taken[key].append(one)
                spelt.setdefault(key, value)
        for key, group in taken.items():
            for together in at_once(group):
                if code == Code.SAME_ROOM or are_apart(together):
                    yield Clash(code, tuple(one.id for one in together), {name: spelt[key]})


def at_once(held: Iterable[Held]) -> Iterator[tuple[Held, ...]]:
    """Each largest set of items that go on at one moment, of items in the order of time. Touching isn't overlapping."""
    running: list[Held] = []
    for one in held:
        going_on = [other for other in running if other.ends > one.starts]
        if len(going_on) < len(running) > 1:
            yield tuple(running)
        running = [*going_on, one]
    if len(running) > 1:
        yield tuple(running)


def are_apart(held: Iterable[Held]) -> bool:
    """Not all in one room, as far as it is known: those would be told as one room taken twice."""
    rooms = {folded(one.item.room) for one in held}
    return len(rooms) > 1 or "" in rooms


# Segments


def of_other_committees(programme: Programme, items: Iterable[Item]) -> Iterator[Clash]:
    """Items of a committee in the sitting of another."""
    sittings = {segment.slug: segment.committee for segment in programme.segments if segment.committee}
    for item in items:
        sitting = sittings.get(item.segment)
        if sitting and item.committee and item.committee.code != sitting:
            yield Clash(Code.OTHER_COMMITTEE, (item.id,), {"committee": item.committee.code, "sitting": sitting})


def outside_segments(held: Iterable[Held]) -> Iterator[Clash]:
    """Items between two of one other segment in the same room, apart from the rest of their own on that day.

    A segment has no times of its own, and two may run in two rooms, so that nothing less tells of a torn one.
    """
    rows: dict[tuple[date | None, str], list[Item]] = defaultdict(list)
    for one in held:
        rows[one.item.day, folded(one.item.room)].append(one.item)
    sizes = Counter((one.item.day, one.item.segment) for one in held)
    for row in rows.values():
        for before, item, after in zip(row, row[1:], row[2:], strict=False):
            is_within = before.segment == after.segment != item.segment
            if is_within and before.segment and item.segment and sizes[item.day, item.segment] > 1:
                yield Clash(Code.OUTSIDE_SEGMENT, (item.id,), {"segment": item.segment, "among": before.segment})


# Gaps


def gaps(items: Iterable[Item]) -> Iterator[Clash]:
    """While an item has no day, its start isn't asked for."""
    for item in items:
        for code, (name, exempt) in LACKING.items():
            is_asked_for = item.kind not in exempt and (item.day or code != Code.NO_TIME)
            if is_asked_for and not getattr(item, name):
                yield Clash(code, (item.id,))


def is_over_lunch(one: Held) -> bool:
    """Leaves less than an hour of the lunch; side events are held over lunch by custom."""
    if one.item.kind == SIDE_EVENT:
        return False
    midnight = one.starts // DAY * DAY
    taken = min(one.ends - midnight, LUNCH[1]) - max(one.starts - midnight, LUNCH[0])
    return LUNCH[1] - LUNCH[0] - taken < SHORTEST_LUNCH


def minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute
