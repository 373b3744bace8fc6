"""A programme with errors is released only by who says that they know of them; one with stranded items by nobody."""

from datetime import date, time

import pytest

from meetings.actions import ClashError, candidate, candidates, release, release_again, release_record
from meetings.models import AgendaItem, Meeting
from meetings.programme.clashes import Code
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(short_name="IM-2024")


def an_item(meeting, title, starts=time(10), ends=time(11), **facts):
    facts = {"day": date(2024, 6, 18), "room": "Room A", **facts}
    return AgendaItemFactory(meeting=meeting, title={"en": title}, starts=starts, ends=ends, **facts)


def overlapping(meeting):
    return [an_item(meeting, "Panel"), an_item(meeting, "Briefing", time(10, 30), time(12))]


def release_by(meeting, acknowledged=()):
    return release(meeting=meeting, by=None, note={}, acknowledged=acknowledged)


TWICE = (
    "Room A holds several items at the same time on Tuesday 18 June: “Panel” (10:00–11:00); “Briefing” (10:30–12:00)."
)


def test_an_overlap_in_a_room_is_refused_until_it_is_acknowledged(meeting):
    overlapping(meeting)
    with pytest.raises(ClashError) as refusal:
        release_by(meeting)
    assert refusal.value.messages == [
        f"The programme isn't released before somebody says that they know of this: {TWICE}"
    ]
    assert meeting.revisions.count() == 0
    assert release_by(meeting, candidate(meeting).acknowledgement).number == 1


def test_what_was_acknowledged_covers_no_overlap_that_came_since(meeting):
    overlapping(meeting)
    acknowledged = candidate(meeting).acknowledgement
    an_item(meeting, "Reception", time(11, 30), time(12), room="Room A")
    with pytest.raises(ClashError, match="“Reception”"):
        release_by(meeting, acknowledged)
    assert meeting.revisions.count() == 0


def test_warnings_and_notes_keep_nothing_from_being_released(meeting):
    chair = StateFactory()
    for room in ("Room A", "Room B"):
        an_item(meeting, room, room=room, chairs=[chair])
    AgendaItemFactory(meeting=meeting)
    assert {clash.severity for clash in candidate(meeting).clashes} == {"warning", "note"}
    assert release_by(meeting).number == 1


def test_a_stranded_item_is_refused_whatever_is_acknowledged(meeting):
    an_item(meeting, "Late")
    Meeting.objects.update(starts_on="2024-06-19")
    meeting.refresh_from_db()
    (stranded,) = candidate(meeting).stranded
    with pytest.raises(ClashError) as refusal:
        release_by(meeting, {stranded.identity})
    (told,) = refusal.value.messages
    assert told.startswith("The programme can't be released before this is mended: “Late” is on Tuesday 18 June")
    assert told.endswith("but the meeting is held on 19–20 June 2024.")


def test_an_earlier_revision_is_released_again_with_the_overlaps_that_were_known(meeting):
    one, _other = overlapping(meeting)
    first = release_by(meeting, candidate(meeting).acknowledgement)
    AgendaItem.objects.filter(pk=one.pk).update(room="Room B")
    released(meeting)
    assert release_again(revision=first, by=None, note={}).number == 3


def test_an_earlier_revision_whose_items_new_dates_have_stranded_is_refused(meeting):
    item = an_item(meeting, "Opening")
    first = released(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(day="2024-06-19")
    Meeting.objects.update(starts_on="2024-06-19")
    released(meeting)
    first.meeting.refresh_from_db()
    with pytest.raises(ClashError, match="the meeting is held on 19–20 June 2024"):
        release_again(revision=first, by=None, note={})
    assert meeting.revisions.count() == 2


def test_the_record_is_released_as_it_was_whatever_overlapped(meeting):
    overlapping(meeting)
    assert release_record(meeting=meeting).is_from_record


def test_a_release_that_says_nothing_new_is_told_so_before_its_errors(meeting):
    overlapping(meeting)
    release_by(meeting, candidate(meeting).acknowledgement)
    with pytest.raises(Exception, match="Nothing has changed since revision 1"):
        release_by(meeting)


@pytest.mark.parametrize("number", [1, 3])
def test_many_drafts_cost_as_much_as_one_and_each_stands_beside_its_own_revision(number, django_assert_num_queries):
    meetings = MeetingFactory.create_batch(number)
    for meeting in meetings:
        item = an_item(meeting, meeting.short_name, segment=SegmentFactory(meeting=meeting))
        SpeakerFactory(item=item, state=StateFactory(), organisation="")
        released(meeting)
        AgendaItem.objects.filter(pk=item.pk).update(room="Room B")
    with django_assert_num_queries(6):
        drafts = candidates(meetings)
    assert [(draft.meeting, draft.released.items[0].room, draft.changes) for draft in drafts] == [
        (meeting, "Room A", 1) for meeting in meetings
    ]
    assert [draft.programme.items[0].title["en"] for draft in drafts] == [each.short_name for each in meetings]


@pytest.mark.parametrize("code", [Code.NO_DAY, Code.NO_TIME, Code.NO_ROOM, Code.NO_CHAIR, Code.STRANDED])
def test_the_items_that_a_list_is_narrowed_to_are_those_of_the_clash(code):
    meeting, undated = MeetingFactory(), MeetingFactory(starts_on=None, ends_on=None)
    chairs = [StateFactory(), StateFactory()]
    for kind in AgendaItem.Kind:
        for status in AgendaItem.Status:
            what = {"kind": kind, "status": status}
            AgendaItemFactory(meeting=meeting, **what)
            an_item(meeting, "Whole", chairs=chairs, **what)
            an_item(meeting, "Late", day=date(2024, 7, 1), room="", **what)
            an_item(meeting, "Early", None, day=date(2024, 6, 17), **what)
            an_item(undated, "Undated", **what)
    for each in (meeting, undated):
        told = [clash.items[0] for clash in candidate(each).clashes if clash.code == code]
        listed = each.items.told_by(code).values_list("public_id", flat=True)
        assert sorted(listed) == sorted(told)
    assert AgendaItem.objects.told_by(code).exists()
