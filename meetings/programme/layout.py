"""A programme arranged for people: by day, now and next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from meetings.programme.items import Item, Named, Programme, Segment


@dataclass(frozen=True)
class Group:
    """Items under one heading: a segment's, or, among items without a day, a committee's; neither may be known."""

    segment: Segment | None
    committee: Named | None
    items: tuple[Item, ...]

    @property
    def starts(self) -> time | None:
        return min((item.starts for item in self.items if item.starts), default=None)

    @property
    def ends(self) -> time | None:
        return max((item.ends for item in self.items if item.ends), default=None)


@dataclass(frozen=True)
class Day:
    """One day's items, or those of which no day is recorded (`day` is None), in groups."""

    day: date | None
    groups: tuple[Group, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group.items)

    def __len__(self) -> int:
        return len(self.items)


def by_day(programme: Programme) -> tuple[Day, ...]:
    """The days in order, items without a day last."""
    days = {item.day for item in programme.items}
    dated = [dated_day(programme, day) for day in sorted(day for day in days if day)]
    return (*dated, undated(programme)) if None in days else tuple(dated)


def dated_day(programme: Programme, day: date) -> Day:
    """By segment, in the order in which they begin; within each by time."""
    items = by_time([item for item in programme.items if item.day == day])
    slugs = list(dict.fromkeys(item.segment for item in items))
    groups = [
        Group(programme.segment(slug), None, tuple(item for item in items if item.segment == slug)) for slug in slugs
    ]
    return Day(day, tuple(groups))


def by_time(items: Sequence[Item]) -> list[Item]:
    """By start; an item without one stays behind the item that the programme puts it behind."""
    keyed, latest = [], time.min
    for item in items:
        latest = item.starts or latest
        keyed.append((latest, item))
    return [item for _start, item in sorted(keyed, key=lambda pair: pair[0])]


def undated(programme: Programme) -> Day:
    """By committee in the order of their first item, never by time; those of no committee under no heading."""
    items = [item for item in programme.items if item.day is None]
    committees = {item.committee.code if item.committee else "": item.committee for item in items}
    groups = [
        Group(None, committee, tuple(item for item in items if (item.committee.code if item.committee else "") == code))
        for code, committee in committees.items()
    ]
    return Day(None, tuple(groups))


@dataclass(frozen=True)
class NowAndNext:
    """The items in progress, and those that start next; `next_starts` is in local time."""

    now: tuple[Item, ...]
    next: tuple[Item, ...]
    next_starts: datetime | None


def now_and_next(programme: Programme, moment: datetime) -> NowAndNext:
    """At a moment (aware). Cancelled items and breaks are neither. An item without an end lasts until the next start
    in its room, at most to the end of the day."""
    local = moment.astimezone(ZoneInfo(programme.meeting.time_zone)).replace(tzinfo=None)
    items = [item for item in programme.items if item.day and item.starts and not item.is_cancelled]
    now = tuple(item for item in items if in_progress(item, items, local) and item.kind != "break")
    coming = [item for item in items if local_start(item) > local and item.kind != "break"]
    first = min((local_start(item) for item in coming), default=None)
    return NowAndNext(now, tuple(item for item in coming if local_start(item) == first), first)


def in_progress(item: Item, items: Iterable[Item], local: datetime) -> bool:
    return local_start(item) <= local < local_end(item, items)


def local_start(item: Item) -> datetime:
    """Needs day and start."""
    if item.day is None or item.starts is None:
        raise ValueError(f"Item {item.id} has no day or no start.")
    return datetime.combine(item.day, item.starts)


def local_end(item: Item, items: Iterable[Item]) -> datetime:
    start = local_start(item)
    if item.ends:
        return datetime.combine(start.date(), item.ends)
    later = [local_start(other) for other in items if other.room == item.room and local_start(other) > start]
    midnight = datetime.combine(start.date() + timedelta(days=1), time.min)
    return min([*later, midnight])


def instant(day: date, moment: time, time_zone: str) -> datetime:
    """A local time as an aware one; where clocks go back, the first of both."""
    return datetime.combine(day, moment, ZoneInfo(time_zone))
