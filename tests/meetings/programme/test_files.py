"""A programme as events and as XML: every item that has a day, whatever is known of its time."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intersessional.lib.calendar_file import CANCELLED, CONFIRMED, TENTATIVE, Calendar, calendar_blocks
from intersessional.lib.plain_text import plain
from meetings.programme.changes import marked
from meetings.programme.files import Told, events, frab_xml, without_a_day, zone_of
from meetings.programme.files.told import number
from meetings.programme.items import LETTERS, Facts, Item, Programme
from tests.calendars import read
from tests.meetings.programme.strategies import programmes, words

MOMENT = datetime(2024, 6, 1, 12, tzinfo=UTC)
TUESDAY = date(2024, 6, 18)
MEETING = Facts("im-2024", "IM-2024", {"en": "2024 Intersessional Meetings"}, TUESDAY, date(2024, 6, 20))


def tell(item, *, is_dropped=False):
    """As briefly as a file can be told of an item."""
    title = item.title["en"]
    return Told(f"Dropped: {title}" if is_dropped else title, item.kind, summary=item.summary.get("en", ""))


def sound(programme):
    """What the database lets in: an item ends after it starts."""
    is_wrong = [item.starts and item.ends and item.ends <= item.starts for item in programme.items]
    items = [replace(item, ends=None) if wrong else item for item, wrong in zip(programme.items, is_wrong, strict=True)]
    return replace(programme, items=tuple(items))


def when(item):
    """Day by day or by the clock, as a calendar should have it."""
    if item.starts is None:
        return item.day, item.day + timedelta(days=1)
    ends = datetime.combine(item.day, item.ends) if item.ends else None
    return datetime.combine(item.day, item.starts), ends


def local(value):
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


@settings(max_examples=30, deadline=None)
@given(programmes.map(sound), programmes.map(sound))
def test_a_calendar_is_read_back_as_the_programme_with_what_it_dropped(first, second):
    programme = marked(first, second)
    zone = zone_of(programme, MOMENT)
    calendar = Calendar("Programme", "", "https://example.org/", "PT1H", zone)
    found = read(b"".join(calendar_blocks(calendar, [events(programme, MOMENT, tell)]))).events
    shown = [(item, False) for item in programme.items] + [(item, True) for item in programme.dropped]
    expected = [
        (
            f"{item.id}@items.intersessional",
            *when(item),
            plain(tell(item, is_dropped=is_dropped).title),
            CANCELLED if is_dropped or item.is_cancelled else CONFIRMED,
            item.sequence,
        )
        for item, is_dropped in shown
        if item.day and programme.meeting.starts_on
    ]
    assert [(e.uid, local(e.dtstart), local(e.dtend), e.summary, e.status, e.sequence) for e in found] == expected
    left_out = [item for item in programme.items if not (item.day and programme.meeting.starts_on)]
    assert without_a_day(programme) == len(left_out)


def test_the_events_of_a_postponed_meeting_are_uncertain_and_those_off_stay_so():
    held, off = Item("a", {"en": "A"}, day=TUESDAY), Item("b", {"en": "B"}, day=TUESDAY, status="cancelled")
    found = events(Programme(MEETING, (), (held, off)), MOMENT, tell, TENTATIVE)
    assert [event.status for event in found] == [TENTATIVE, CANCELLED]


def test_all_were_last_changed_when_the_revision_was_released():
    (event,) = events(Programme(MEETING, (), (Item("a", {"en": "A"}, day=TUESDAY),)), MOMENT, tell)
    assert event.changed_at == MOMENT


def parsed(programme, tell=tell):
    return fromstring(frab_xml(programme, 3, "https://example.org/schedule/", tell, "en"))  # noqa: S314 our own


@settings(max_examples=30, deadline=None)
@given(programmes.map(sound))
def test_every_item_with_a_day_is_an_event_of_its_day_and_room(programme):
    root = parsed(programme)
    found = [
        (day.get("date"), room.get("name"), event.findtext("title"), event.findtext("abstract") or "")
        for day in root.iter("day")
        for room in day.iter("room")
        for event in room.iter("event")
    ]
    expected = [
        (item.day.isoformat(), item.room or "IM-2024", plain(item.title["en"]), plain(item.summary.get("en", "")))
        for item in programme.items
        if item.day and programme.meeting.starts_on
    ]
    assert sorted(found) == sorted(expected)
    for name in ("id", "guid"):
        assert len({event.get(name) for event in root.iter("event")}) == len(found)


@given(words)
def test_no_text_breaks_the_xml(text):
    root = parsed(Programme(MEETING, (), (Item("a", {"en": text}, day=TUESDAY, room=text),)))
    assert (root.findtext(".//event/title"), root.find(".//room").get("name")) == (plain(text), plain(text))


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({"starts": time(10), "ends": time(13, 5)}, ("2024-06-18T10:00:00+02:00", "10:00", "03:05")),
        ({"starts": time(9)}, ("2024-06-18T09:00:00+02:00", "09:00", "00:00")),
        ({"ends": time(18)}, ("2024-06-18T00:00:00+02:00", "00:00", "24:00")),
        ({}, ("2024-06-18T00:00:00+02:00", "00:00", "24:00")),
    ],
)
def test_the_xml_tells_times_as_far_as_they_are_known(times, told):
    root = parsed(Programme(MEETING, (), (Item("a", {"en": "A"}, day=TUESDAY, **times),)))
    assert tuple(root.findtext(f".//event/{name}") for name in ("date", "start", "duration")) == told


def test_days_are_counted_from_the_first_of_the_meeting():
    root = parsed(Programme(MEETING, (), (Item("a", {"en": "A"}, day=date(2024, 6, 20)),)))
    (day,) = root.findall("day")
    assert day.attrib == {
        "index": "3",
        "date": "2024-06-20",
        "start": "2024-06-20T00:00:00+02:00",
        "end": "2024-06-21T00:00:00+02:00",
    }


def test_a_programme_without_a_day_has_the_meetings_first_and_nothing_in_it():
    root = parsed(Programme(MEETING, (), (Item("a", {"en": "A"}),)))
    assert [(day.get("date"), list(day)) for day in root.findall("day")] == [("2024-06-18", [])]


@given(st.text(LETTERS, min_size=6, max_size=6), st.text(LETTERS, min_size=6, max_size=6))
def test_a_public_id_has_a_number_of_its_own_that_small_programs_can_hold(one, other):
    first, second = (number(Item(identifier, {"en": "A"})) for identifier in (one, other))
    assert (first == second) == (one == other)
    assert 0 < first < 2**31
