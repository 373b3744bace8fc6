"""Options, deadlines, other conventions' meetings and reasons for departures, as rows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from meetings.models import Deadline, ExternalMeeting, Meeting, ThematicOption
from tests.factories import (
    DeadlineFactory,
    DepartureFactory,
    ExternalMeetingFactory,
    MeetingFactory,
    ThematicOptionFactory,
)

pytestmark = pytest.mark.django_db


def refusal(row):
    with pytest.raises(ValidationError) as raised:
        row.full_clean()
    return raised.value.message_dict


def test_only_intersessional_meetings_have_a_thematic_option():
    option = ThematicOption(meeting=MeetingFactory.create(kind=Meeting.Kind.MSP), option=ThematicOption.Option.NONE)
    assert refusal(option) == {"meeting": ["Only Intersessional Meetings have a thematic option."]}


def test_only_the_coordinating_committee_is_consulted():
    option = ThematicOptionFactory.build(meeting=MeetingFactory.create(), consultation=MeetingFactory.create())
    assert refusal(option) == {"consultation": ["Choose a meeting of the Coordinating Committee."]}


def test_a_deadline_by_days_before_moves_with_its_meeting():
    deadline = DeadlineFactory.create(days_before=30, meeting__starts_on=date(2024, 6, 18))
    assert deadline.falls_on == date(2024, 5, 19)
    deadline.meeting.starts_on = date(2024, 6, 25)
    assert deadline.falls_on == date(2024, 5, 26)


def test_a_deadline_on_a_fixed_day_stays_and_one_before_an_undated_meeting_is_unknown():
    fixed = DeadlineFactory.create(days_before=None, fixed_on=date(2024, 4, 30))
    undated = DeadlineFactory.create(meeting__starts_on=None, meeting__ends_on=None)
    assert (fixed.falls_on, undated.falls_on) == (date(2024, 4, 30), None)
    assert Deadline.objects.in_time() == [fixed, undated]


@pytest.mark.parametrize("given", [{"days_before": None}, {"days_before": 3, "fixed_on": date(2024, 4, 30)}])
def test_a_deadline_is_by_days_before_or_on_a_fixed_day(given):
    deadline = DeadlineFactory.build(meeting=MeetingFactory.create(), **given)
    assert refusal(deadline) == {"__all__": ["Give the days before the meeting or a fixed day, one of them."]}


@pytest.mark.parametrize(
    ("first", "last", "is_near"),
    [
        (date(2024, 6, 10), date(2024, 6, 16), False),
        (date(2024, 6, 10), date(2024, 6, 17), True),
        (date(2024, 6, 23), date(2024, 6, 25), True),
        (date(2024, 6, 24), date(2024, 6, 25), False),
    ],
)
def test_another_conventions_meeting_is_near_where_it_shares_a_calendar_week(first, last, is_near):
    ExternalMeetingFactory.create(starts_on=first, ends_on=last)
    meeting = MeetingFactory.create(starts_on=date(2024, 6, 18), ends_on=date(2024, 6, 20))
    assert ExternalMeeting.objects.near(meeting).exists() is is_near


def test_nothing_is_near_a_meeting_without_dates():
    ExternalMeetingFactory.create()
    assert not ExternalMeeting.objects.near(MeetingFactory.create(starts_on=None, ends_on=None)).exists()


def test_a_departure_is_from_a_rule_that_judges():
    meeting = MeetingFactory.create()
    for rule in ("stays-informal", "three-days"):
        departure = DepartureFactory.build(meeting=meeting, rule=rule)
        assert refusal(departure) == {"rule": ["There is no such rule."]}
