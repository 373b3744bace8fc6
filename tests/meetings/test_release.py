"""A release freezes the draft as the next revision: numbered without a gap, never rewritten."""

import threading
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from meetings.actions import candidate, release, release_again
from meetings.models import AgendaItem, Meeting, ProgrammeRevision
from meetings.programme.changes import Way
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)


def full_item(meeting, **facts):
    item = AgendaItemFactory(
        meeting=meeting,
        segment=SegmentFactory(meeting=meeting),
        committee=CommitteeFactory(),
        chairs=[StateFactory()],
        day=meeting.starts_on,
        starts=time(10),
        **facts,
    )
    SpeakerFactory(item=item, state=StateFactory(), organisation="", person="Jane Roe")
    return item


@pytest.mark.django_db
@pytest.mark.parametrize("items", [1, 3])
def test_a_draft_becomes_a_value_at_the_same_cost_however_many_items(items, django_assert_num_queries):
    meeting = MeetingFactory(country=StateFactory())
    for _ in range(items):
        full_item(meeting)
    meeting = Meeting.objects.select_related("country").get()
    with django_assert_num_queries(5):
        programme = AgendaItem.objects.as_programme(meeting)
    assert len(programme.items) == items


@pytest.mark.django_db
def test_a_revision_freezes_what_the_draft_says_and_reads_back_equal():
    meeting = MeetingFactory()
    item = full_item(meeting, title={"en": "Opening", "fr": "Ouverture"})
    draft = AgendaItem.objects.as_programme(meeting)
    revision = released(meeting, note="First")
    assert revision.programme() == draft
    (frozen,) = revision.programme().items
    assert (frozen.id, frozen.title) == (item.public_id, {"en": "Opening", "fr": "Ouverture"})
    assert (revision.number, str(revision.note), revision.is_latest) == (1, "First", True)


@pytest.mark.django_db
def test_a_release_that_says_nothing_new_is_refused():
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    with pytest.raises(ValidationError, match="Nothing has changed since revision 1"):
        released(meeting)
    assert meeting.revisions.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"title": {"en": "Renamed"}}, {"venue": {"en": "WMO"}}])
def test_a_change_of_the_meetings_own_facts_can_be_released(change):
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    for name, value in change.items():
        setattr(meeting, name, value)
    meeting.save()
    assert released(meeting).number == 2


@pytest.mark.django_db
def test_another_order_alone_can_be_released_and_marks_nothing():
    meeting = MeetingFactory()
    first, second = AgendaItemFactory(meeting=meeting, position=1), AgendaItemFactory(meeting=meeting, position=2)
    released(meeting)
    AgendaItem.objects.filter(pk=first.pk).update(position=3)
    revision = released(meeting)
    assert [item.id for item in revision.programme().items] == [second.public_id, first.public_id]
    assert [item.was for item in revision.programme().items] == [None, None]


@pytest.mark.django_db
def test_each_release_raises_the_public_version_and_leaves_one_latest_revision():
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    meeting.refresh_from_db()
    assert meeting.public_version == 3
    assert [(r.number, r.is_latest) for r in meeting.revisions.order_by("number")] == [(1, False), (2, True)]


@pytest.mark.django_db
def test_a_revision_is_found_by_the_committees_objectives_and_states_of_its_items():
    meeting = MeetingFactory()
    item = full_item(meeting)
    revision = released(meeting)
    assert list(revision.committees.all()) == [item.committee]
    chair, speaker = item.chairs.get(), item.speakers.get().state
    assert set(revision.states.all()) == {chair, speaker}


@pytest.mark.django_db
def test_what_is_not_released_is_told_by_item():
    meeting = MeetingFactory()
    kept, moved, gone = (AgendaItemFactory(meeting=meeting) for _ in range(3))
    released(meeting)
    moved.room = "B"
    moved.save()
    added = AgendaItemFactory(meeting=meeting)
    gone.delete()
    told = {change.item.id: change.ways for change in candidate(meeting).difference.changes}
    assert told == {moved.public_id: (Way.ROOM,), added.public_id: (Way.ADDED,), gone.public_id: (Way.REMOVED,)}
    assert kept.public_id not in told


@pytest.mark.django_db
def test_an_earlier_revision_released_again_leaves_the_draft_alone():
    meeting = MeetingFactory()
    item = AgendaItemFactory(meeting=meeting, room="A")
    first = released(meeting)
    item.room = "B"
    item.save()
    released(meeting)
    third = release_again(revision=first, by=None, note={})
    (frozen,) = third.programme().items
    assert (third.number, frozen.room, frozen.sequence, frozen.was.ways) == (3, "A", 2, ("room",))
    item.refresh_from_db()
    assert item.room == "B"


@pytest.mark.django_db
def test_a_revision_is_written_once():
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting)
    revision = released(meeting)
    revision.body = "{}"
    with pytest.raises(IntegrityError), transaction.atomic():
        revision.save()
    assert ProgrammeRevision.objects.get().body != "{}"


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_releases_give_the_numbers_one_to_twenty_once_each():
    """Each thread releases an item of its own; on SQLite transactions queue, on PostgreSQL the meeting's row locks."""
    meeting = MeetingFactory()
    problems = []

    def one_release(number):
        try:
            with transaction.atomic():
                Meeting.objects.select_for_update().get(pk=meeting.pk)
                AgendaItemFactory(meeting=meeting, day=date(2024, 6, 18), position=number)
                release(meeting=meeting, by=None, note={})
        except Exception as error:  # noqa: BLE001 told by the assertion below
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one_release, args=[number]) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert list(meeting.revisions.order_by("number").values_list("number", flat=True)) == list(range(1, 21))
    assert len(meeting.revisions.get(is_latest=True).programme().items) == 20
