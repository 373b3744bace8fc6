"""The deadlines of all meetings, to subscribe to."""

from datetime import date

import pytest

from meetings.models import Meeting
from tests.calendars import read
from tests.factories import DeadlineFactory, MeetingFactory

pytestmark = pytest.mark.django_db


def events(client):
    response = client.get("/deadlines.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return {event.summary: event for event in read(response.content).events}


def test_a_deadline_is_a_day_of_the_calendar_and_moves_with_its_meeting(visitor, editor):
    meeting = MeetingFactory.create(short_name="IM-2024")
    DeadlineFactory.create(meeting=meeting, days_before=30)
    before = events(visitor)["Registration: IM-2024"]
    editor.save(meeting, starts_on="2024-06-19")
    after = events(visitor)["Registration: IM-2024"]
    assert (before.dtstart, after.dtstart) == (date(2024, 5, 19), date(2024, 5, 20))
    assert (before.uid, before.sequence + 1) == (after.uid, after.sequence)
    assert str(after.url) == f"http://testserver{meeting.get_absolute_url()}#deadlines"


def test_a_cancelled_meetings_deadline_is_cancelled_and_one_without_a_day_is_counted(visitor):
    meeting = MeetingFactory.create(short_name="OFF", status=Meeting.Status.CANCELLED)
    DeadlineFactory.create(meeting=meeting)
    DeadlineFactory.create(meeting__starts_on=None, meeting__ends_on=None)
    found = events(visitor)
    assert list(found) == ["[Cancelled] Registration: OFF"]
    assert found["[Cancelled] Registration: OFF"].status == "CANCELLED"
    assert "1 deadline without a day is left out." in visitor.get("/deadlines.ics").text


def test_a_drafts_deadline_is_nobodys_business(visitor):
    DeadlineFactory.create(meeting__status=Meeting.Status.DRAFT)
    assert events(visitor) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_the_calendar_costs_the_same_however_many_deadlines(visitor, django_assert_num_queries, number):
    DeadlineFactory.create_batch(number)
    with django_assert_num_queries(3):
        visitor.get("/deadlines.ics")
