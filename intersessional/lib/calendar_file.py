"""Calendars to import and to subscribe to (RFC 5545 and 7986).

Written line by line: the objects of a library take eight times as long, and a calendar is read anew every hour.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from intersessional.lib.calendar_zone import Zone, zone_lines
from intersessional.lib.plain_text import plain

PRODUCT = "-//Anti-Personnel Mine Ban Convention//Intersessional//EN"
CONFIRMED, TENTATIVE, CANCELLED = "CONFIRMED", "TENTATIVE", "CANCELLED"
LONGEST_LINE = 75
"""Octets, the line break not counted."""


@dataclass(frozen=True)
class Calendar:
    """What is told of a calendar beside its events; `refresh` is how often to ask for it, such as `PT1H`."""

    name: str
    text: str
    address: str
    refresh: str
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """All day between two dates, the second exclusive, or at naive times of the calendar's zone, the end maybe unknown.

    `changed_at` is aware. A higher `sequence` tells a calendar that it has an older version.
    """

    uid: str
    changed_at: datetime
    sequence: int
    starts: date
    ends: date | None
    title: str
    place: str = ""
    text: str = ""
    address: str = ""
    categories: tuple[str, ...] = ()
    status: str = CONFIRMED


def calendar_blocks(calendar: Calendar, blocks: Iterable[Iterable[Event]]) -> Iterator[bytes]:
    """The file, a piece for its head, one for each block of events and one for its end."""
    yield head(calendar).encode()
    zone = calendar.zone.name if calendar.zone else ""
    for block in blocks:
        yield "".join([written(event, zone) for event in block]).encode()
    yield b"END:VCALENDAR\r\n"


def head(calendar: Calendar) -> str:
    name, text = escaped(calendar.name), escaped(calendar.text)
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"),
        *(f"NAME:{name}", f"X-WR-CALNAME:{name}", f"DESCRIPTION:{text}", f"X-WR-CALDESC:{text}"),
        *(f"URL:{calendar.address}", f"REFRESH-INTERVAL;VALUE=DURATION:{calendar.refresh}"),
        f"X-PUBLISHED-TTL:{calendar.refresh}",
    ]
    if calendar.zone:
        lines += [f"X-WR-TIMEZONE:{calendar.zone.name}", *zone_lines(calendar.zone)]
    return folded(lines)


def written(event: Event, zone: str) -> str:
    """An all-day event takes nobody's time, and neither does a cancelled one."""
    stamp = event.changed_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    is_free = event.status == CANCELLED or not isinstance(event.starts, datetime)
    lines = [
        *("BEGIN:VEVENT", f"UID:{event.uid}", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}"),
        *(f"SEQUENCE:{event.sequence}", f"DTSTART{moment(event.starts, zone)}"),
        *(
            f"SUMMARY:{escaped(event.title)}",
            f"STATUS:{event.status}",
            f"TRANSP:{'TRANSPARENT' if is_free else 'OPAQUE'}",
        ),
    ]
    if event.ends:
        lines.append(f"DTEND{moment(event.ends, zone)}")
    if event.place:
        lines.append(f"LOCATION:{escaped(event.place)}")
    if event.text:
        lines.append(f"DESCRIPTION:{escaped(event.text)}")
    if event.address:
        lines.append(f"URL:{event.address}")
    if event.categories:
        lines.append(f"CATEGORIES:{','.join(map(escaped, event.categories))}")
    return folded([*lines, "END:VEVENT"])


def moment(value: date, zone: str) -> str:
    """What follows the property's name: its kind and its value."""
    if isinstance(value, datetime):
        return f";TZID={zone}:{value:%Y%m%dT%H%M%S}"
    return f";VALUE=DATE:{value:%Y%m%d}"


def escaped(text: str) -> str:
    return plain(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(lines: Iterable[str]) -> str:
    return "".join([f"{line if fits(line) else fold(line)}\r\n" for line in lines])


def fits(line: str) -> bool:
    return len(line if line.isascii() else line.encode()) <= LONGEST_LINE


def fold(line: str) -> str:
    """Broken between characters, never within one, and not between a backslash and what it escapes."""
    octets, pieces, begin, room = line.encode(), [], 0, LONGEST_LINE
    while len(octets) - begin > room:
        end = begin + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        end -= octets[end - 1] == ord("\\")
        pieces.append(octets[begin:end].decode())
        begin, room = end, LONGEST_LINE - 1
    return "\r\n ".join([*pieces, octets[begin:].decode()])
