"""An earlier revision is taken back into the draft: item by item, all of it or nothing."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.models import Committee, Objective, State
from meetings.actions import OutdatedError, candidate, take_back
from meetings.models import AgendaItem, Meeting, Segment, Speaker
from meetings.programme.changes import Beside, beside, difference
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    DocumentFactory,
    MeetingFactory,
    ObjectiveFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)
from tests.record import rolled_back

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2024, 6, 18), date(2024, 6, 20)
REFUSED = "Nothing is taken back, since this can't be as revision 1 says:"


@pytest.fixture
def meeting():
    return MeetingFactory(starts_on=FIRST, ends_on=LAST)


def items_of(meeting, number=3, **facts):
    return [
        AgendaItemFactory(meeting=meeting, position=place, number=str(place), title={"en": f"Item {place}"}, **facts)
        for place in range(1, number + 1)
    ]


def back(revision, user):
    return take_back(revision=revision, by=user)


def order(meeting):
    return [str(item) for item in meeting.items.in_order()]


def rows_of_history(items):
    return [item.history.count() for item in items]


@pytest.fixture
def user(editor):
    return editor.user


class Secretary:
    """Makes a programme, and any edit of it."""

    def __init__(self):
        self.states, self.committees = StateFactory.create_batch(3), CommitteeFactory.create_batch(2)
        self.objectives = ObjectiveFactory.create_batch(2)

    def programme(self):
        meeting = MeetingFactory(starts_on=FIRST, ends_on=LAST)
        segments = SegmentFactory.create_batch(2, meeting=meeting)
        for place, day in enumerate([FIRST, FIRST, LAST, None, None], start=1):
            states = self.states[: place % 3]
            item = AgendaItemFactory(
                meeting=meeting, position=place, segment=segments[place % 2], chairs=states, day=day, starts=time(place)
            )
            item.objectives.set(self.objectives[: place % 2])
            for state in states:
                SpeakerFactory(item=item, state=state, organisation="", position=place)
        return meeting

    def columns(self, meeting, choice):
        segments = [None, *meeting.segments.all()]
        return {
            "title": {"en": f"Title {choice}", "fr": "Titre"},
            "summary": {"en": "Summary"} if choice else {},
            "kind": AgendaItem.Kind.values[choice],
            "status": AgendaItem.Status.values[choice % 2],
            "day": [FIRST, LAST, None][choice],
            "starts": [time(8), None, time(23)][choice],
            "room": f"Room {choice}",
            "position": choice,
            "committee": [*self.committees, None][choice],
            "segment": segments[choice % len(segments)],
        }

    def edit(self, meeting, deed, item, choice):
        speakers = [speaker.pk for speaker in item.speakers.all()]
        deeds = {
            "add": lambda: AgendaItemFactory(meeting=meeting, day=FIRST, position=choice),
            "delete": item.delete,
            "add_speaker": lambda: SpeakerFactory(item=item, position=choice),
            "delete_speakers": item.speakers.filter(pk__in=speakers[choice:]).delete,
            "delete_segment": Segment.objects.filter(meeting=meeting, items=None).delete,
            "chairs": lambda: item.chairs.set(self.states[:choice]),
            "objectives": lambda: item.objectives.set(self.objectives[:choice]),
        }
        if deed in deeds:
            deeds[deed]()
        else:
            setattr(item, deed, self.columns(meeting, choice)[deed])
            item.save()


DEEDS = [
    "add",
    "delete",
    "add_speaker",
    "delete_speakers",
    "delete_segment",
    "chairs",
    "objectives",
    "title",
    "summary",
]
DEEDS += ["kind", "status", "day", "starts", "room", "position", "committee", "segment"]
EDITS = st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 9), st.integers(0, 2)), max_size=12)


def test_the_draft_says_what_the_revision_says_after_any_edits(user):
    secretary = Secretary()

    @settings(max_examples=40, deadline=None)
    @given(EDITS)
    def holds(edits):
        with rolled_back():
            meeting = secretary.programme()
            revision = released(meeting)
            for deed, place, choice in edits:
                items = list(meeting.items.in_order())
                if items:
                    secretary.edit(meeting, deed, items[place % len(items)], choice)
            back(revision, user)
            draft = AgendaItem.objects.as_programme(meeting)
            assert not difference(revision.programme(), draft)
            assert set(beside(revision.programme(), draft)) <= {Beside.SEGMENTS}
            assert not back(revision, user)

    holds()


def test_a_changed_item_gets_one_version_and_one_history_row_and_the_others_none(meeting, user):
    items = items_of(meeting, chairs=[StateFactory()])
    revision = released(meeting)
    changed = items[1]
    changed.title, changed.room, changed.status = {"en": "Renamed"}, "Room B", "cancelled"
    changed.save()
    changed.chairs.clear()
    changed.speakers.create(organisation="ICBL")
    before = rows_of_history(items)
    done = back(revision, user)
    changed.refresh_from_db()
    assert (str(changed), changed.room, changed.status) == ("2. Item 2", "", "scheduled")
    assert (changed.chairs.count(), changed.speakers.count()) == (1, 0)
    assert (done.changed, done.added, done.deleted, done.cancelled, done.lost) == ([changed], [], [], [], [])
    assert [after - rows for after, rows in zip(rows_of_history(items), before, strict=True)] == [0, 1, 0]
    assert [item.version for item in AgendaItem.objects.order_by("pk")] == [1, 2, 1]
    last = changed.history.first()
    assert (last.history_user, last.history_change_reason) == (user, "taken back from revision 1")
    assert [link.state for link in last.chairs.all()] == list(changed.chairs.all())


def test_an_item_found_by_its_new_words_after_it_was_taken_back(meeting, user, editor):
    (item,) = items_of(meeting, 1)
    revision = released(meeting)
    item.title = {"en": "Renamed"}
    item.save()
    back(revision, user)
    found = editor.list(AgendaItem, "?q=item").text
    assert ("1. Item 1" in found, "Renamed" in editor.list(AgendaItem, "?q=renamed").text) == (True, False)


def test_an_item_that_was_deleted_is_made_anew_under_its_public_id(meeting, user):
    state = StateFactory()
    deleted, kept = items_of(meeting, 2, chairs=[state])
    SpeakerFactory(item=deleted, state=state, organisation="", person="Jane Roe", function="Minister")
    revision = released(meeting)
    deleted.delete()
    done = back(revision, user)
    (anew,) = done.added
    assert (anew.public_id, str(anew), anew.position) == (deleted.public_id, "1. Item 1", 1)
    assert [(one.state, one.person, one.function) for one in anew.speakers.all()] == [(state, "Jane Roe", "Minister")]
    history = anew.history.all()
    assert [(row.history_type, row.history_user) for row in history] == [("+", user)]
    assert [link.state for link in history[0].chairs.all()] == [state]
    assert kept.history.count() == 2  # as it was made, and its chair


def test_items_that_the_revision_doesnt_have_are_deleted_from_the_draft(meeting, user):
    items_of(meeting, 1)
    revision = released(meeting)
    late = AgendaItemFactory(meeting=meeting, title={"en": "Late"})
    done = back(revision, user)
    assert (done.deleted, order(meeting)) == (["Late"], ["1. Item 1"])
    gone = AgendaItem.history.filter(id=late.pk).first()
    assert (gone.history_type, gone.history_user) == ("-", user)


def test_an_item_that_documents_hang_on_is_cancelled_instead(meeting, user):
    items_of(meeting, 1)
    revision = released(meeting)
    late = AgendaItemFactory(meeting=meeting, title={"en": "Late"})
    DocumentFactory(meeting=meeting, item=late)
    done = back(revision, user)
    late.refresh_from_db()
    assert (done.cancelled, done.deleted, late.status, late.version) == ([late], [], "cancelled", 2)
    assert late.history.count() == 2
    assert not back(revision, user)


def test_the_order_of_the_revision_comes_back_and_only_moved_items_are_changed(meeting, user):
    items = items_of(meeting, 4)
    revision = released(meeting)
    AgendaItem.objects.filter(pk=items[0].pk).update(position=9)
    assert order(meeting)[-1] == "1. Item 1"
    done = back(revision, user)
    assert order(meeting) == ["1. Item 1", "2. Item 2", "3. Item 3", "4. Item 4"]
    assert done.changed == [items[0]]


def test_missing_segments_are_made_anew_and_others_stay(meeting, user):
    committee = CommitteeFactory()
    sitting = SegmentFactory(meeting=meeting, kind="sitting", slug="va", committee=committee)
    (item,) = items_of(meeting, 1, segment=sitting)
    revision = released(meeting)
    item.segment = None
    item.save()
    sitting.delete()
    new = SegmentFactory(meeting=meeting, slug="new")
    version = Meeting.objects.get().public_version
    back(revision, user)
    item.refresh_from_db()
    assert (item.segment.slug, item.segment.committee, item.segment.title) == ("va", committee, {})
    assert set(meeting.segments.all()) == {new, item.segment}
    assert [row.history_user for row in item.segment.history.all()] == [user]
    assert Meeting.objects.get().public_version == version + 1


def test_what_no_longer_exists_is_left_out_and_named(meeting, user):
    state, committee = StateFactory(name={"en": "Ruritania"}), CommitteeFactory(name={"en": "Committee on Kites"})
    objective = ObjectiveFactory(slug="kites")
    sitting = SegmentFactory(meeting=meeting, kind="sitting", committee=committee)
    (item,) = items_of(meeting, 1, segment=sitting, committee=committee, chairs=[state])
    item.objectives.add(objective)
    SpeakerFactory(item=item, state=state, organisation="", person="Jane Roe")
    SpeakerFactory(item=item, state=state, organisation="", function="Minister", position=2)
    revision = released(meeting)
    item.speakers.all().delete()
    item.segment = item.committee = None
    item.save()
    item.chairs.clear()
    item.objectives.clear()
    sitting.delete()
    revision.committees.clear(), revision.states.clear(), revision.objectives.clear()
    State.objects.all().delete(), Committee.objects.all().delete(), Objective.objects.filter(slug="kites").delete()
    done = back(revision, user)
    lost = {"Ruritania", "Committee on Kites", "kites"}
    assert {name for name, _item in done.lost} == lost
    assert {of for _name, of in done.lost} == {"1. Item 1"}
    assert [(one.state, one.person) for one in Speaker.objects.all()] == [(None, "Jane Roe")]


def test_nothing_is_taken_back_where_one_item_is_now_outside_the_meetings_days(meeting, user):
    first, second = items_of(meeting, 2, day=LAST)
    revision = released(meeting)
    for item in (first, second):
        item.day = FIRST
        item.save()
    second.room = "Room B"
    second.save()
    meeting.ends_on = FIRST
    meeting.save()
    with pytest.raises(ValidationError) as refused:
        back(revision, user)
    reason = "(The meeting is held on 18 June 2024.)"
    assert refused.value.messages == [f"{REFUSED} 1. Item 1 {reason}; 2. Item 2 {reason}"]
    assert set(meeting.items.values_list("day", "room")) == {(FIRST, ""), (FIRST, "Room B")}


def test_a_segment_whose_committee_didnt_exist_by_then_holds_everything_up(meeting, user):
    committee = CommitteeFactory(name={"en": "Committee on Kites"})
    segment = SegmentFactory(meeting=meeting, kind="sitting", committee=committee)
    items_of(meeting, 1)
    revision = released(meeting)
    segment.delete()
    Committee.objects.update(ended_on=date(2014, 6, 27))
    with pytest.raises(ValidationError, match="didn't exist at the time of the meeting"):
        back(revision, user)


def test_an_item_that_has_moved_to_another_meeting_isnt_stolen_from_it(meeting, user):
    first, _second = items_of(meeting, 2)
    revision = released(meeting)
    other = MeetingFactory()
    first.meeting = other
    first.save()
    with pytest.raises(ValidationError, match=r"1\. Item 1 \(It belongs to another meeting now\.\)"):
        back(revision, user)
    assert order(other) == ["1. Item 1"]


def test_a_draft_that_changed_since_it_was_looked_at_is_left(meeting, user):
    (item,) = items_of(meeting, 1)
    revision = released(meeting)
    seen = candidate(Meeting.objects.select_related("country").get()).seen
    item.room = "Room B"
    item.save()
    with pytest.raises(OutdatedError):
        take_back(revision=revision, by=user, seen=seen)
    item.refresh_from_db()
    assert item.room == "Room B"


def test_an_unchanged_odd_item_doesnt_hold_up_the_others(meeting, user):
    odd, other = items_of(meeting, 2, day=LAST)
    revision = released(meeting)
    Meeting.objects.update(ends_on=FIRST)
    meeting.items.filter(pk=other.pk).update(room="Room B", day=LAST)
    AgendaItem.objects.filter(pk=odd.pk).update(day=LAST)
    with pytest.raises(ValidationError) as refused:
        back(revision, user)
    assert refused.value.messages == [f"{REFUSED} 2. Item 2 (The meeting is held on 18 June 2024.)"]


@pytest.mark.parametrize("number", [1, 3])
def test_unchanged_items_cost_the_same_however_many(meeting, user, number, django_assert_num_queries):
    items_of(meeting, number, chairs=[StateFactory()], segment=SegmentFactory(meeting=meeting))
    revision = released(meeting)
    with django_assert_num_queries(15):
        assert not back(revision, user)


@pytest.mark.parametrize("number", [1, 3])
def test_items_made_anew_cost_the_same_however_many(meeting, user, number, django_assert_num_queries):
    state, objective = StateFactory(), ObjectiveFactory()
    for item in items_of(meeting, number, chairs=[state], segment=SegmentFactory(meeting=meeting)):
        item.objectives.add(objective)
        SpeakerFactory(item=item)
    revision = released(meeting)
    meeting.items.all().delete()
    with django_assert_num_queries(26):
        assert len(back(revision, user).added) == number
    assert [row.history_type for item in meeting.items.all() for row in item.history.all()] == ["+"] * number
    links = [list(item.history.get().chairs.values_list("state", flat=True)) for item in meeting.items.all()]
    assert links == [[state.pk]] * number


@pytest.mark.parametrize("number", [1, 3])
def test_changed_items_cost_the_same_however_many(meeting, user, number, django_assert_num_queries):
    states = StateFactory.create_batch(2)
    items = items_of(meeting, number, chairs=states[:1])
    for item in items:
        SpeakerFactory(item=item, person="Jane Roe")
    revision = released(meeting)
    for item in items:
        item.chairs.set(states[1:])
    Speaker.objects.update(person="John Doe")
    AgendaItem.objects.update(room="Room B")
    with django_assert_num_queries(25):
        assert back(revision, user).changed == items
    assert [str(item.speakers.get()) for item in items] == ["Jane Roe"] * number
    assert [list(item.chairs.all()) for item in items] == [states[:1]] * number
