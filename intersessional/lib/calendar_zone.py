"""A time zone as a calendar tells it to who doesn't know it by name (VTIMEZONE of RFC 5545)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)
ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Zone:
    """The zone of a calendar's events, and the first and last year of any."""

    name: str
    first_year: int
    last_year: int


@lru_cache(maxsize=200)
def zone_lines(zone: Zone) -> tuple[str, ...]:
    """With every change of its clocks in these years, each by itself: some programs know no other way."""
    clock = ZoneInfo(zone.name)
    begin, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (zone.first_year, zone.last_year + 1))
    lines = observance(clock, begin - ONE_DAY, begin - ONE_DAY)
    for before, after in changes(clock, begin - ONE_DAY, end + ONE_DAY):
        lines += observance(clock, before, after)
    return ("BEGIN:VTIMEZONE", f"TZID:{zone.name}", *lines, "END:VTIMEZONE")


def changes(clock: ZoneInfo, begin: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last minute before and the first after each change. A zone changes its clocks at most once a day."""
    while begin < end:
        before, after = begin, begin + ONE_DAY
        if offset(clock, before) != offset(clock, after):
            while after - before > ONE_MINUTE:
                middle = before + (after - before) // ONE_MINUTE // 2 * ONE_MINUTE
                before, after = (middle, after) if offset(clock, middle) == offset(clock, before) else (before, middle)
            yield before, after
        begin += ONE_DAY


def observance(clock: ZoneInfo, before: datetime, after: datetime) -> list[str]:
    """What the clocks show from `after` on; its onset is told as the clocks would have shown it unchanged, and twice,
    since some programs look for RDATE alone."""
    old, new = offset(clock, before), offset(clock, after)
    kind, onset = "DAYLIGHT" if after.astimezone(clock).dst() else "STANDARD", f"{after + old:%Y%m%dT%H%M%S}"
    return [
        *(f"BEGIN:{kind}", f"DTSTART:{onset}", f"RDATE:{onset}", f"TZNAME:{after.astimezone(clock):%Z}"),
        *(f"TZOFFSETFROM:{told(old)}", f"TZOFFSETTO:{told(new)}", f"END:{kind}"),
    ]


def offset(clock: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(clock).utcoffset() or timedelta()


def told(offset: timedelta) -> str:
    """`+0200`."""
    minutes = abs(offset) // ONE_MINUTE
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}"
