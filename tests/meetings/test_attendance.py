"""Who came to a meeting: one row a delegation, entered by hand."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from meetings.models import Attendance
from tests.factories import AttendanceFactory, MeetingFactory, StateFactory
from tests.staff import address, conflict, errors

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"delegates": 0}, "A delegation has at least one delegate."),
        ({"delegates": 2, "women": 3}, "There are more women than delegates."),
        ({"state": None}, "Say which State or which organisation, not both."),
        ({"organisation": "ICBL"}, "Say which State or which organisation, not both."),
    ],
)
def test_what_no_delegation_can_be_is_refused_with_a_sentence_and_by_the_database(facts, told):
    row = AttendanceFactory.build(meeting=MeetingFactory(), **{"state": StateFactory(), **facts})
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert told in refused.value.messages
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(("delegates", "women"), [(1, None), (1, 0), (3, 3)])
def test_the_number_of_women_may_be_unknown_none_or_all(delegates, women):
    AttendanceFactory.build(
        meeting=MeetingFactory(), state=StateFactory(), delegates=delegates, women=women
    ).full_clean()


def test_a_state_is_entered_once_at_a_meeting_and_at_each_meeting():
    row = AttendanceFactory()
    AttendanceFactory(state=row.state)
    twice = AttendanceFactory.build(meeting=row.meeting, state=row.state)
    with pytest.raises(ValidationError) as refused:
        twice.full_clean()
    assert refused.value.messages == ["The delegation of this State to this meeting is entered already."]
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()


def test_an_organisation_is_the_same_whatever_its_case_and_accents():
    row = AttendanceFactory(state=None, organisation="Croix-Rouge fédérale")
    AttendanceFactory(meeting=row.meeting, state=None, organisation="ICBL")
    twice = AttendanceFactory.build(meeting=row.meeting, state=None, organisation="croix-rouge FEDERALE")
    with pytest.raises(ValidationError) as refused:
        twice.full_clean()
    assert refused.value.messages == ["The delegation of this organisation to this meeting is entered already."]
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()
    row.full_clean()


def test_states_stand_before_organisations_each_by_their_names():
    meeting = MeetingFactory()
    organisations = [AttendanceFactory(meeting=meeting, state=None, organisation=name) for name in ("UNMAS", "ICBL")]
    states = [AttendanceFactory(meeting=meeting, state=StateFactory(name={"en": name})) for name in ("Togo", "Chad")]
    assert list(meeting.attendance.in_order()) == [*reversed(states), *reversed(organisations)]


def test_an_editor_enters_a_delegation_and_its_history_tells_who(editor):
    meeting, state = MeetingFactory(), StateFactory()
    editor.add(Attendance, meeting=meeting.pk, state=state.pk, delegates="3", women="1", source="participants")
    row = Attendance.objects.get()
    assert (row.meeting, row.state, row.delegates, row.women, row.source) == (meeting, state, 3, 1, "participants")
    editor.save(row, delegates="4")
    assert [(past.delegates, past.history_user) for past in row.history.all()] == [(4, editor.user), (3, editor.user)]
    assert state.name["en"] in editor.list(Attendance).text


def test_the_later_of_two_editors_is_told(editor, second_editor):
    row = AttendanceFactory(delegates=2)
    drawn = second_editor.read(row)
    editor.save(row, delegates="3")
    assert conflict(second_editor.save(row, drawn, delegates="4")) == [("Delegates", "3", "4")]
    row.refresh_from_db()
    assert row.delegates == 3


def test_each_mistake_is_told_by_its_sentence(editor):
    meeting, state = MeetingFactory(), StateFactory()
    said = errors(editor.add(Attendance, meeting=meeting.pk, state=state.pk, delegates="2", women="3"))
    assert said["women"] == "There are more women than delegates."
    row = AttendanceFactory(state=None, organisation="ICBL")
    said = errors(editor.add(Attendance, meeting=row.meeting.pk, organisation="icbl", delegates="2"))
    assert said["organisation"] == "The delegation of this organisation to this meeting is entered already."


def test_an_edit_raises_the_meetings_public_version(editor):
    row = AttendanceFactory()
    before = row.meeting.public_version
    editor.save(row, delegates="7")
    row.meeting.refresh_from_db()
    assert row.meeting.public_version > before


def test_an_officer_reads_attendance_and_doesnt_change_it(officer):
    row = AttendanceFactory()
    assert officer.open(row).status_code == 200
    assert officer.client.post(address(row), {"delegates": "9"}).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_rows(editor, rows, django_assert_num_queries):
    AttendanceFactory.create_batch(rows)
    with django_assert_num_queries(7):
        editor.list(Attendance)
