"""Every item stands once in each layout, in the order in which people look for it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.programme.items import Facts, Item, Named, Programme, Segment
from meetings.programme.layout import by_day, instant, now_and_next
from tests.meetings.programme.strategies import programmes

MEETING = Facts("im-2024", "IM-2024", {"en": "2024 Intersessional Meetings"})
TUESDAY, WEDNESDAY = date(2024, 6, 18), date(2024, 6, 19)


def item(identifier, day=TUESDAY, starts=None, ends=None, **rest):
    return Item(identifier, {"en": identifier}, day=day, starts=starts, ends=ends, **rest)


def programme(*items):
    segments = (Segment("general", "general", {"en": "General"}), Segment("thematic", "thematic", {"en": "Theme"}))
    return Programme(MEETING, segments, items)


@given(programmes)
def test_every_item_stands_exactly_once_in_the_list_by_day(any_programme):
    listed = [found.id for day in by_day(any_programme) for found in day.items]
    assert sorted(listed) == sorted(found.id for found in any_programme.items)


def test_days_come_in_order_and_items_without_a_day_last():
    days = by_day(programme(item("c", None), item("b", WEDNESDAY), item("a")))
    assert [(day.day, [found.id for found in day.items]) for day in days] == [
        (TUESDAY, ["a"]),
        (WEDNESDAY, ["b"]),
        (None, ["c"]),
    ]


def test_a_day_is_ordered_by_time_and_an_item_without_one_stays_behind_its_neighbour():
    (day,) = by_day(
        programme(
            item("afternoon", starts=time(15)),
            item("after the afternoon"),
            item("morning", starts=time(9)),
            item("until ten", ends=time(10)),
        )
    )
    assert [found.id for found in day.items] == ["morning", "until ten", "afternoon", "after the afternoon"]


def test_a_day_is_parted_by_segments_in_the_order_in_which_they_begin():
    (day,) = by_day(
        programme(
            item("theme", starts=time(15), ends=time(18), segment="thematic"),
            item("opening", starts=time(10), ends=time(11), segment="general"),
            item("closing", starts=time(17), ends=time(17, 30), segment="general"),
        )
    )
    assert [(g.segment.slug, [i.id for i in g.items], g.starts, g.ends) for g in day.groups] == [
        ("general", ["opening", "closing"], time(10), time(17, 30)),
        ("thematic", ["theme"], time(15), time(18)),
    ]


def test_items_without_a_day_stand_by_committee_in_file_order_never_by_time():
    va, a5 = Named("c-va", {"en": "Victim Assistance"}), Named("c-a5", {"en": "Article 5"})
    (day,) = by_day(
        programme(
            item("1", None, time(15), committee=va),
            item("2", None, time(9), committee=a5),
            item("3", None, time(9), committee=va),
            item("4", None),
        )
    )
    assert [(g.committee and g.committee.code, [i.id for i in g.items]) for g in day.groups] == [
        ("c-va", ["1", "3"]),
        ("c-a5", ["2"]),
        (None, ["4"]),
    ]


DAY = programme(
    item("opening", TUESDAY, time(10), time(10, 30), room="A"),
    item("matters", TUESDAY, time(10, 30), room="A"),
    item("beside", TUESDAY, time(10, 30), time(12), room="B"),
    item("lunch", TUESDAY, time(13), time(15), kind="break"),
    item("panel", TUESDAY, time(15), time(16), status="cancelled"),
    item("theme", WEDNESDAY, time(9), room="A"),
)


@pytest.mark.parametrize(
    ("utc", "now", "coming"),
    [
        ((18, 7, 59), [], ["opening"]),
        ((18, 8, 0), ["opening"], ["matters", "beside"]),
        ((18, 8, 30), ["matters", "beside"], ["theme"]),
        ((18, 11, 30), ["matters"], ["theme"]),
        ((18, 22, 30), [], ["theme"]),
        ((19, 8, 0), ["theme"], []),
        ((20, 8, 0), [], []),
    ],
)
def test_now_and_next_go_by_the_meetings_local_time(utc, now, coming):
    found = now_and_next(DAY, datetime(2024, 6, *utc, tzinfo=UTC))
    assert ([i.id for i in found.now], [i.id for i in found.next]) == (now, coming)


moments = st.integers(0, 4 * 24 * 60).map(lambda minute: datetime(2024, 6, 17, tzinfo=UTC) + timedelta(minutes=minute))


@given(programmes, moments)
def test_what_is_now_is_not_next_and_what_is_next_starts_together(any_programme, moment):
    found = now_and_next(any_programme, moment)
    assert not {i.id for i in found.now} & {i.id for i in found.next}
    assert len({(i.day, i.starts) for i in found.next}) <= 1


def test_a_local_time_is_an_instant_of_its_zone():
    assert instant(TUESDAY, time(10), "Europe/Zurich").isoformat() == "2024-06-18T10:00:00+02:00"
    assert instant(date(2024, 10, 27), time(2, 30), "Europe/Zurich").isoformat() == "2024-10-27T02:30:00+02:00"


def test_an_item_without_a_day_or_a_start_is_neither_now_nor_next():
    unknown = programme(item("a", None, time(10)), item("b", TUESDAY, None, time(12)))
    found = now_and_next(unknown, datetime(2024, 6, 18, 8, tzinfo=UTC))
    assert (found.now, found.next, found.next_starts) == ((), (), None)


def test_a_programme_gives_its_items_and_segments_by_their_names():
    assert DAY.item("lunch").kind == "break"
    assert (DAY.item("none"), DAY.segment("none")) == (None, None)
