"""The list of meetings as a calendar to subscribe to."""

from datetime import date

import pytest

from meetings.models import Meeting
from tests.calendars import read
from tests.factories import MeetingFactory, StateFactory

pytestmark = pytest.mark.django_db


def calendar(client, query=""):
    response = client.get(f"/meetings.ics{query}")
    assert response.status_code == 200
    return read(b"".join(response))


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_calendar_costs_the_same_however_many_meetings(client, meetings, django_assert_num_queries):
    for _ in range(meetings):
        MeetingFactory(country=StateFactory())
    with django_assert_num_queries(6):
        found = calendar(client)
    assert len(found.events) == meetings


def test_a_meeting_is_an_event_of_all_its_days(client):
    MeetingFactory(
        slug="4msp",
        title={"en": "Fourth Meeting, of the States Parties"},
        kind=Meeting.Kind.MSP,
        venue={"en": "Palais des Nations"},
        city={"en": "Geneva"},
        country=StateFactory(name={"en": "Switzerland"}),
        starts_on=date(2002, 9, 16),
        ends_on=date(2002, 9, 20),
    )
    (event,) = calendar(client).events
    assert (event.uid, event.summary) == ("4msp@meetings.intersessional", "Fourth Meeting, of the States Parties")
    assert (event.dtstart, event.dtend) == (date(2002, 9, 16), date(2002, 9, 21))
    assert event.location == "Palais des Nations, Geneva, Switzerland"
    assert event.description.splitlines() == ["Meeting of the States Parties", "http://testserver/meetings/4msp/"]
    assert (str(event.url), event.status) == ("http://testserver/meetings/4msp/", "CONFIRMED")


@pytest.mark.parametrize(
    ("status", "title", "told"),
    [("cancelled", "[Cancelled] Meeting", "CANCELLED"), ("postponed", "[Postponed] Meeting", "TENTATIVE")],
)
def test_a_meeting_that_is_off_says_so(client, status, title, told):
    MeetingFactory(status=status, title={"en": "Meeting"})
    (event,) = calendar(client).events
    assert (event.summary, event.status) == (title, told)


def test_meetings_without_dates_are_left_out_and_counted(client):
    MeetingFactory()
    MeetingFactory.create_batch(2, starts_on=None, ends_on=None, year=2026)
    assert len(calendar(client).events) == 1
    text = b"".join(client.get("/meetings.ics")).decode()
    assert "X-WR-CALDESC:2 meetings without dates are left out.\r\n" in text
    assert "left out" not in b"".join(client.get("/meetings.ics?from=2024-01-01")).decode()


def test_an_edit_raises_the_sequence_and_moves_the_stamp_and_nothing_else_does(client, time_machine):
    time_machine.move_to("2026-01-01 12:00 +0000")
    meeting = MeetingFactory(slug="one")
    (before,) = calendar(client).events
    time_machine.move_to("2026-02-01 12:00 +0000")
    Meeting.objects.raise_public_version()
    assert calendar(client).events == [before]
    meeting.version += 1
    meeting.ends_on = date(2024, 6, 21)
    meeting.save()
    (after,) = calendar(client).events
    assert (before.sequence, after.sequence) == (0, 1)
    assert [event.dtstamp.isoformat() for event in (before, after)] == [
        "2026-01-01T12:00:00+00:00",
        "2026-02-01T12:00:00+00:00",
    ]
    assert after.last_modified == after.dtstamp


def test_the_calendar_refuses_what_it_does_not_understand(client):
    MeetingFactory()
    for query, reason in [
        ("colour=red", "colour: unknown parameter\n"),
        ("year=abc", "year: Enter a year of four digits, such as 2024.\n"),
    ]:
        refused = client.get(f"/meetings.ics?{query}")
        assert (refused.status_code, refused.content.decode()) == (400, reason)


def test_the_calendar_is_for_everybody(client):
    file = client.get("/meetings.ics")
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert file["Content-Disposition"] == 'inline; filename="meetings.ics"'
    assert file["Access-Control-Allow-Origin"] == "*"
    assert file["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert file["Cache-Control"] == "public, max-age=30"


def test_the_list_links_to_the_calendar_of_just_what_it_shows(client):
    MeetingFactory(kind=Meeting.Kind.MSP)
    page = client.get("/meetings/?kind=msp&page=1").content.decode()
    assert 'href="/meetings.ics?kind=msp"' in page
    assert 'href="webcal://testserver/meetings.ics?kind=msp"' in page
    assert "Calendars may refresh only once a day." in page
