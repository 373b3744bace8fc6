"""Days and times as people type them, at the desk and in spreadsheets."""

import re
from datetime import date, time

CLOCK = re.compile(r"(?P<hours>\d{1,2})(?:[:.hH]|\s*h\s*)(?P<minutes>\d{2})?(?::00(?:\.0+)?)?", re.ASCII)
BARE = re.compile(r"(?P<hours>\d{1,2})(?P<minutes>\d{2})?", re.ASCII)
DAY_FORMS = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[T ]00:00(?::00)?)?", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})", re.ASCII),
)


def read_clock(text: str) -> time | None:
    """`9:30`, `09:30:00`, `9.30`, `9h30`, `9h`, `930`, `0930`, `9`; nothing of an empty text. ValueError: no time."""
    typed = text.strip()
    if not typed:
        return None
    found = CLOCK.fullmatch(typed) or BARE.fullmatch(typed)
    if not found:
        raise ValueError(f"No time: {typed!r}")
    return time(int(found["hours"]), int(found["minutes"] or 0))


def read_date(text: str) -> date | None:
    """`2024-06-18`, `18/06/2024`, `18.6.2024`: day before month; nothing of an empty text. ValueError: no day."""
    typed = text.strip()
    if not typed:
        return None
    found = next(filter(None, (form.fullmatch(typed) for form in DAY_FORMS)), None)
    if not found:
        raise ValueError(f"No day: {typed!r}")
    return date(int(found["year"]), int(found["month"]), int(found["day"]))
