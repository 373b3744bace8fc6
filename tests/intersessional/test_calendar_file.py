"""Calendars as an independent reader reads them, whatever stands in them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intersessional.lib.calendar_file import (
    CANCELLED,
    CONFIRMED,
    TENTATIVE,
    Calendar,
    Event,
    calendar_blocks,
)
from intersessional.lib.calendar_zone import Zone
from intersessional.lib.plain_text import plain
from tests.calendars import read

MOMENT = datetime(2024, 6, 1, 7, 5, 9, tzinfo=UTC)
ZURICH = Zone("Europe/Zurich", 2024, 2024)
NASTY = [
    *("a, b; c", "back\\slash \\n \\N \\, end\\", "two\nlines\r\nand\rthree", '“quoted”: "plain"', " spaces "),
    *("😀" * 60, "برنامج العمل فيما بين الدورات " * 20, "é" * 250, "x" * 500, "中" * 74, "\\" * 200, ";" * 80, ":;,=^"),
    *("BEGIN:VEVENT", "\u2028\u2029\x85", "tab\there", "\x00\x07\x1b\x7f\ufeff"),
]


def written(*events, zone=ZURICH, **rest):
    told = {"name": "Programme", "text": "", "address": "https://example.org/", "refresh": "PT1H"}
    return b"".join(calendar_blocks(Calendar(**{**told, **rest}, zone=zone), [events]))


def event(**rest):
    least = {"uid": "a@b", "changed_at": MOMENT, "sequence": 0, "starts": date(2024, 6, 18), "ends": None, "title": "T"}
    return Event(**{**least, **rest})


@pytest.mark.parametrize("text", NASTY)
def test_every_text_is_read_back_as_it_is(text):
    file = written(event(title=text, place=text, text=text, categories=(text, "Plain")), name=text, text=text)
    (found,) = read(file).events
    assert [found.summary, found.location, found.description] == [plain(text)] * 3
    calendar = icalendar.Calendar.from_ical(file)
    assert calendar["DESCRIPTION"] == plain(text)
    assert calendar.events[0]["CATEGORIES"].cats == [plain(text), "Plain"]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_no_text_breaks_a_calendar(text):
    (found,) = read(written(event(title=text, text=text))).events
    assert (found.summary, found.description or "") == (plain(text), plain(text))


days = st.dates(date(1999, 1, 1), date(2040, 12, 31))
moments = st.builds(datetime.combine, days, st.times().map(lambda moment: moment.replace(microsecond=0)))


def at(hour):
    return datetime.combine(date(2024, 6, 18), time(hour))


@settings(max_examples=50, deadline=None)
@given(moments, st.timedeltas(timedelta(minutes=1), timedelta(hours=12)), st.integers(0, 99))
def test_times_are_those_of_the_zone(starts, length, sequence):
    ends = starts + timedelta(seconds=length.seconds)
    zone = Zone("Europe/Zurich", starts.year, ends.year)
    (found,) = read(written(event(starts=starts, ends=ends, sequence=sequence), zone=zone)).events
    assert (found.dtstart.replace(tzinfo=None), found.dtend.replace(tzinfo=None)) == (starts, ends)
    assert found.dtstart.utcoffset() == starts.replace(tzinfo=ZoneInfo("Europe/Zurich")).utcoffset()
    assert (found.sequence, found.dtstamp, found.last_modified) == (sequence, MOMENT, MOMENT)


@pytest.mark.parametrize(
    ("starts", "ends", "status", "is_busy"),
    [
        (date(2024, 6, 18), date(2024, 6, 21), CONFIRMED, False),
        (at(9), None, CONFIRMED, True),
        (at(9), at(10), TENTATIVE, True),
        (at(9), at(10), CANCELLED, False),
    ],
)
def test_only_what_has_a_time_and_is_held_takes_time(starts, ends, status, is_busy):
    file = written(event(starts=starts, ends=ends, status=status))
    (found,) = read(file).events
    assert (found.status, found.dtend is None) == (status, ends is None)
    assert isinstance(found.dtstart, datetime) == isinstance(starts, datetime)
    assert (b"TRANSP:OPAQUE" in file) == is_busy


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("Europe/Zurich", (1999, 2000)),
        ("America/Bogota", (2010, 2010)),
        ("Pacific/Apia", (2011, 2012)),
        ("Africa/Casablanca", (2019, 2020)),
        ("UTC", (2024, 2024)),
    ],
)
def test_a_zone_tells_every_change_of_its_clocks_to_who_knows_nothing_but_the_file(name, years):
    (zone,) = read(written(zone=Zone(name, *years))).timezones
    moment, clock = datetime(years[0], 1, 1, tzinfo=ZoneInfo(name)), ZoneInfo(name)
    while moment.year <= years[1]:
        # An hour that clocks leave out has no offset.
        if moment.astimezone(UTC).astimezone(clock).replace(tzinfo=None) == moment.replace(tzinfo=None):
            told = zone.get_observance(moment.replace(tzinfo=None)).observance.tz_offset_to.offset
            assert told == moment.utcoffset(), moment
        moment += timedelta(hours=1)


def test_a_backslash_stays_with_what_it_escapes_where_a_line_is_folded():
    for length in range(60, 75):
        file = written(event(title="x" * length + ",,,"))
        assert b"\\\r\n" not in file


def test_what_has_a_meaning_in_a_calendar_is_escaped():
    assert b"SUMMARY:a\\, b\\; c\\\\ d\\ne: f\r\n" in written(event(title="a, b; c\\ d\ne: f"))
