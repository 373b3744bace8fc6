"""A programme as the events of a calendar."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from intersessional.lib.calendar_file import CANCELLED, CONFIRMED, Event
from intersessional.lib.calendar_zone import Zone
from meetings.programme.files.told import Tell, Told, uid
from meetings.programme.items import Item, Programme

ONE_DAY = timedelta(days=1)


def events(programme: Programme, released_at: datetime, tell: Tell, status: str = CONFIRMED) -> Iterator[Event]:
    """The items that have a day, then those that the programme no longer has, as cancelled; `status` is the meeting's.

    All were last changed when the revision was released: an earlier moment isn't known from one revision.
    """
    if programme.meeting.starts_on is None:
        return
    for items, is_dropped in ((programme.items, False), (programme.dropped, True)):
        for item in items:
            if item.day:
                is_off = is_dropped or item.is_cancelled
                told = tell(item, is_dropped=is_dropped)
                yield event(item, item.day, released_at, told, CANCELLED if is_off else status)


def event(item: Item, day: date, released_at: datetime, told: Told, status: str) -> Event:
    starts, ends = span(item, day)
    return Event(
        uid=uid(item),
        changed_at=released_at,
        sequence=item.sequence,
        starts=starts,
        ends=ends,
        title=told.title,
        place=told.place,
        text=told.text,
        address=told.address,
        categories=tuple([tag for tag in (told.segment, told.committee) if tag]),
        status=status,
    )


def span(item: Item, day: date) -> tuple[date, date | None]:
    """All day without a start, whatever the end; else local times, the end maybe unknown."""
    if item.starts is None:
        return day, day + ONE_DAY
    return datetime.combine(day, item.starts), datetime.combine(day, item.ends) if item.ends else None


def without_a_day(programme: Programme) -> int:
    """How many items a calendar leaves out: all of them while the meeting has no dates."""
    if programme.meeting.starts_on is None:
        return len(programme.items)
    return sum(item.day is None for item in programme.items)


def zone_of(programme: Programme, released_at: datetime) -> Zone:
    """Of the meeting, for the years of its items; without any day, for the year of the release."""
    days = [item.day for item in (*programme.items, *programme.dropped) if item.day] or [released_at.date()]
    return Zone(programme.meeting.time_zone, min(days).year, max(days).year)
