"""The programme of an earlier meeting copied into a draft: what is stored, all of it or nothing."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from meetings.actions import OutdatedError, copy_of, copy_programme
from meetings.models import AgendaItem, Meeting, ProgrammeRevision, Segment, Speaker
from meetings.wording.copies import left_told
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    MembershipFactory,
    ObjectiveFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    SuccessionFactory,
    released,
)

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 6, 18), date(2024, 6, 20)


@pytest.fixture
def user(editor):
    return editor.user


@pytest.fixture
def earlier():
    return MeetingFactory(short_name="IM-2024", starts_on=FIRST, ends_on=LAST)


@pytest.fixture
def target():
    return MeetingFactory(short_name="IM-2025", starts_on=date(2025, 6, 17), ends_on=date(2025, 6, 19))


def order(meeting):
    return [str(item) for item in meeting.items.in_order()]


def told(source, target, **which):
    return [left_told(left) for left in copy_of(source=source, target=target, **which).carried.left]


def test_an_item_arrives_with_all_that_is_not_of_that_year(earlier, target, user):
    committee, state, objective = CommitteeFactory(), StateFactory(), ObjectiveFactory()
    MembershipFactory(
        committee=committee, state=state, role="co_chair", starts_on=date(2024, 12, 1), ends_on=date(2025, 12, 1)
    )
    segment = SegmentFactory(meeting=earlier, kind="thematic", slug="theme", title={"en": "Theme", "fr": "Thème"})
    segment.objectives.add(objective)
    facts = {
        "number": "4a",
        "title": {"en": "Opening", "fr": "Ouverture"},
        "summary": {"en": "Words"},
        "kind": AgendaItem.Kind.PANEL,
        "starts": time(10),
        "ends": time(11),
        "room": "Room A",
    }
    item = AgendaItemFactory(
        meeting=earlier, day=LAST, committee=committee, segment=segment, chairs=[StateFactory()], **facts
    )
    item.objectives.add(objective)
    AgendaItem.objects.update(note="Ask them", source="Paper", confidence="low", record_key="x")
    SpeakerFactory(item=item)
    version = Meeting.objects.get(pk=target.pk).public_version
    (arrived,) = copy_programme(source=earlier, target=target, by=user).items
    arrived = AgendaItem.objects.get(pk=arrived.pk)
    assert {name: getattr(arrived, name) for name in facts} == facts
    assert (arrived.day, arrived.committee, arrived.status) == (date(2025, 6, 19), committee, "scheduled")
    assert (list(arrived.chairs.all()), list(arrived.objectives.all())) == ([state], [objective])
    assert (arrived.note, arrived.source, arrived.confidence, arrived.record_key) == ("", "", "", "")
    assert arrived.public_id != item.public_id
    assert arrived.speakers.count() == 0
    assert (arrived.segment.slug, arrived.segment.kind, arrived.segment.title["fr"]) == ("theme", "thematic", "Thème")
    assert list(arrived.segment.objectives.all()) == [objective]
    assert Meeting.objects.get(pk=target.pk).public_version == version + 1
    assert Speaker.objects.count() == 1
    assert arrived in AgendaItem.objects.filter(folded__contains="ouverture")


def test_each_new_row_has_one_history_row_that_says_whence_it_came(earlier, target, user):
    state, committee, objective = StateFactory(), CommitteeFactory(), ObjectiveFactory()
    MembershipFactory(committee=committee, state=state, role="chair", starts_on=FIRST, is_open=True)
    segment = SegmentFactory(meeting=earlier)
    segment.objectives.add(objective)
    for _ in range(3):
        AgendaItemFactory(meeting=earlier, segment=segment, committee=committee).objectives.add(objective)
    done = copy_programme(source=earlier, target=target, by=user)
    rows = [row for one in (*done.items, *done.segments) for row in one.history.all()]
    assert len(rows) == 4
    assert {(row.history_type, row.history_user, row.history_change_reason) for row in rows} == {
        ("+", user, "copied from IM-2024")
    }
    assert [[link.state for link in row.chairs.all()] for row in rows[:3]] == [[state]] * 3
    assert [[link.objective for link in row.objectives.all()] for row in rows] == [[objective]] * 4


def test_items_and_segments_that_are_there_stay_and_come_first(earlier, target, user):
    segment = SegmentFactory(meeting=target, slug="general", title={"en": "Ours"}, position=4)
    kept = AgendaItemFactory(meeting=target, title={"en": "Kept"}, day=target.starts_on, position=40, segment=segment)
    theirs = SegmentFactory(meeting=earlier, slug="general", title={"en": "Theirs"})
    SegmentFactory(meeting=earlier, slug="more", position=9)
    for place, day in enumerate([LAST, FIRST, None, FIRST]):
        AgendaItemFactory(meeting=earlier, title={"en": f"Item {place}"}, position=place, day=day, segment=theirs)
    version = kept.version
    done = copy_programme(source=earlier, target=target, by=user)
    assert order(target) == ["Kept", "Item 1", "Item 3", "Item 0", "Item 2"]
    kept.refresh_from_db()
    assert (kept.version, kept.position) == (version, 40)
    assert {item.segment for item in done.items} == {segment}
    assert [(one.slug, one.position) for one in Segment.objects.filter(meeting=target)] == [("general", 4), ("more", 5)]


def test_without_a_new_segment_nothing_published_changes(earlier, target, user):
    AgendaItemFactory(meeting=earlier)
    copy_programme(source=earlier, target=target, by=user)
    assert Meeting.objects.get(pk=target.pk).public_version == target.public_version


def test_the_latest_revision_is_taken_unless_the_draft_is_wished(earlier, target, user):
    item = AgendaItemFactory(meeting=earlier, title={"en": "Released"})
    released(earlier)
    item.title = {"en": "Drafted"}
    item.save()
    copy_programme(source=earlier, target=target, by=user)
    copy_programme(source=earlier, target=target, by=user, is_draft=True)
    assert order(target) == ["Released", "Drafted"]


def test_of_a_meeting_that_released_nothing_the_draft_is_taken(earlier, target):
    AgendaItemFactory(meeting=earlier, title={"en": "Drafted"})
    copy = copy_of(source=earlier, target=target)
    assert (copy.revision, [item.title["en"] for item in copy.carried.programme.items]) == (None, ["Drafted"])


def test_what_looks_copied_already_is_copied_again_only_on_demand(earlier, target, user):
    AgendaItemFactory.create_batch(2, meeting=earlier)
    copy_programme(source=earlier, target=target, by=user)
    with pytest.raises(ValidationError) as refused:
        copy_programme(source=earlier, target=target, by=user)
    assert refused.value.messages == [
        "2 items of IM-2024 look as if they had been copied already: say that you want them twice."
    ]
    assert target.items.count() == 2
    copy_programme(source=earlier, target=target, by=user, is_again=True)
    assert target.items.count() == 4


def test_a_meeting_without_items_isnt_copied(earlier, target, user):
    SegmentFactory(meeting=earlier)
    with pytest.raises(ValidationError, match=r"IM-2024 has no item to copy\."):
        copy_programme(source=earlier, target=target, by=user)
    assert target.segments.count() == 0


@pytest.mark.parametrize("change", ["source", "target", "chair", "day"])
def test_nothing_else_is_copied_than_what_was_seen(earlier, target, user, change):
    committee = CommitteeFactory()
    item = AgendaItemFactory(meeting=earlier, committee=committee, day=LAST)
    seen = copy_of(source=earlier, target=target).seen
    if change == "source":
        AgendaItem.objects.filter(pk=item.pk).update(room="Room B")
    elif change == "target":
        AgendaItemFactory(meeting=target)
    elif change == "chair":
        MembershipFactory(committee=committee, role="chair", starts_on=FIRST, is_open=True)
    else:
        Meeting.objects.filter(pk=target.pk).update(ends_on=target.starts_on)
    before = target.items.count()
    with pytest.raises(OutdatedError, match=r"has changed\."):
        copy_programme(source=earlier, target=target, by=user, seen=seen)
    assert target.items.count() == before
    target.refresh_from_db()
    copy_programme(source=earlier, target=target, by=user, seen=copy_of(source=earlier, target=target).seen)
    assert target.items.count() == before + 1


def test_nothing_is_copied_where_one_item_cant_be(earlier, target, user):
    SegmentFactory(meeting=earlier)
    AgendaItemFactory(meeting=earlier)
    AgendaItemFactory(meeting=earlier, number="9", title={"fr": "Ouverture"})
    with pytest.raises(ValidationError) as refused:
        copy_programme(source=earlier, target=target, by=user)
    assert refused.value.messages == ["Nothing is copied, since this can't be: 9.  (The English text is missing.)"]
    assert (target.items.count(), target.segments.count()) == (0, 0)


def test_a_public_id_that_is_taken_isnt_drawn(monkeypatch, target):
    AgendaItemFactory(meeting=target, public_id="aaaaaa")
    lots = iter(["aaaaaa", "bbbbbb", "bbbbbb", "cccccc"])
    monkeypatch.setattr("meetings.models.programme.new_public_id", lambda: next(lots))
    assert sorted(AgendaItem.objects.new_public_ids(2)) == ["bbbbbb", "cccccc"]


def test_a_committee_that_ended_is_left_out_and_its_successors_are_named(earlier, target, user):
    committee = CommitteeFactory(name={"en": "Committee on Kites"}, ended_on=date(2025, 1, 1))
    between = CommitteeFactory(name={"en": "Between"}, established_on=date(2025, 1, 1), ended_on=date(2025, 2, 1))
    heir = CommitteeFactory(name={"en": "Committee on Drones"}, established_on=date(2025, 2, 1))
    SuccessionFactory(predecessor=committee, successor=between), SuccessionFactory(predecessor=between, successor=heir)
    sitting = SegmentFactory(meeting=earlier, kind="sitting", committee=committee)
    AgendaItemFactory(meeting=earlier, committee=committee, segment=sitting, chairs=[StateFactory()])
    assert told(earlier, target) == [
        (
            "Doesn't exist then: Committee on Kites. 1 item arrives without its committee. "
            "Its work went on in: Committee on Drones."
        ),
        "Sittings of committees that don't exist then stay behind. 1 item arrives without its segment.",
        "The chairs of 1 item stay behind: without a committee nobody knows who chairs it now.",
    ]
    (arrived,) = copy_programme(source=earlier, target=target, by=user).items
    assert (arrived.committee, arrived.segment, arrived.chairs.count()) == (None, None, 0)


def test_a_committee_that_ends_within_the_meeting_is_kept_until_then(earlier, target, user):
    committee = CommitteeFactory(ended_on=date(2025, 6, 18))
    for day in (FIRST, LAST):
        AgendaItemFactory(meeting=earlier, committee=committee, day=day)
    done = copy_programme(source=earlier, target=target, by=user)
    assert [item.committee for item in done.items] == [committee, None]


def test_chairs_serve_on_the_day_of_their_item(earlier, target, user):
    committee = CommitteeFactory(name={"en": "Committee on Kites"})
    before, after = StateFactory(), StateFactory()
    MembershipFactory(committee=committee, state=before, role="chair", starts_on=FIRST, ends_on=date(2025, 6, 18))
    MembershipFactory(
        committee=committee, state=after, role="chair", starts_on=date(2025, 6, 18), ends_on=date(2025, 6, 19)
    )
    MembershipFactory(committee=committee, state=after, role="member", starts_on=FIRST, is_open=True)
    for day in (FIRST, date(2024, 6, 19), LAST, None):
        AgendaItemFactory(meeting=earlier, committee=committee, day=day)
    done = copy_programme(source=earlier, target=target, by=user)
    assert [list(item.chairs.all()) for item in done.items] == [[before], [after], [], [before]]
    assert told(earlier, target) == ["No chair recorded for Committee on Kites on Thursday 19 June 2025: 1 item."]


def test_what_is_left_out_is_told_in_sentences(earlier, target):
    objective = ObjectiveFactory(slug="kites")
    AgendaItemFactory(meeting=earlier, status="cancelled")
    item = AgendaItemFactory(meeting=earlier, day=LAST, chairs=[StateFactory()])
    item.objectives.add(objective)
    SpeakerFactory.create_batch(2, item=item)
    AgendaItemFactory(meeting=earlier, committee=CommitteeFactory())
    revision = released(earlier)
    item.objectives.clear(), revision.objectives.clear(), objective.delete()
    Meeting.objects.filter(pk=target.pk).update(starts_on=None, ends_on=None)
    assert told(earlier, Meeting.objects.get(pk=target.pk)) == [
        "1 cancelled item stays behind.",
        "The new meeting has no dates yet: 1 item arrives without its day.",
        "No longer on record: the objective kites of 1 item.",
        "Who chairs 1 item isn't known while the new meeting has no dates.",
        "The chairs of 1 item stay behind: without a committee nobody knows who chairs it now.",
        "Speakers are of that year and stay behind: 2, of 1 item.",
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_a_copy_costs_the_same_however_many_items(earlier, target, user, number, django_assert_num_queries):
    chaired_items(earlier, number)
    with django_assert_num_queries(43):
        assert len(copy_programme(source=earlier, target=target, by=user).items) == number


def test_a_copy_of_300_items_costs_only_more_batches(earlier, target, user, django_assert_max_num_queries):
    chaired_items(earlier, 1)
    (item,) = AgendaItem.objects.as_programme(earlier).items
    items = tuple(replace(item, id=f"item{number}") for number in range(300))
    many = replace(AgendaItem.objects.as_programme(earlier), items=items)
    ProgrammeRevision.objects.create(meeting=earlier, number=1, body=many.to_json())
    with django_assert_max_num_queries(53):
        assert len(copy_programme(source=earlier, target=target, by=user).items) == 300


def chaired_items(meeting, number):
    committee, objective, segment = CommitteeFactory(), ObjectiveFactory(), SegmentFactory(meeting=meeting)
    MembershipFactory(committee=committee, role="chair", starts_on=FIRST, is_open=True)
    for _ in range(number):
        AgendaItemFactory(meeting=meeting, segment=segment, committee=committee, day=LAST).objectives.add(objective)
