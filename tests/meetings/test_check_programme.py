"""`check_programme` tells what doesn't fit, one a line, and ends with 1 where any of it is an error."""

import pytest
from django.core.management import CommandError, call_command

from meetings.models import Meeting
from tests.factories import AgendaItemFactory, MeetingFactory, StateFactory

pytestmark = pytest.mark.django_db

TODAY = "2024-06-19"
IN_PROGRESS = {"starts_on": "2024-06-18", "ends_on": "2024-06-19", "kind": Meeting.Kind.OTHER}


@pytest.fixture(autouse=True)
def in_time(time_machine):
    time_machine.move_to(f"{TODAY}T12:00:00Z", tick=False)


def an_item(meeting, title, starts="10:00", ends="11:00", **facts):
    facts = {"day": "2024-06-18", "room": "Room A", **facts}
    item = AgendaItemFactory(meeting=meeting, title={"en": title}, starts=starts, ends=ends, **facts)
    item.chairs.add(StateFactory())
    return item


def check(capsys, *arguments):
    """What it prints, and what it ends with."""
    try:
        call_command("check_programme", *arguments)
    except CommandError as error:
        return capsys.readouterr().out.splitlines(), (str(error), error.returncode)
    return capsys.readouterr().out.splitlines(), None


def test_each_finding_is_a_line_by_severity_then_by_time(capsys):
    meeting = MeetingFactory(short_name="CC-1", **IN_PROGRESS)
    an_item(meeting, "Late", "15:00", None, room="")
    an_item(meeting, "Stranded", day="2024-06-20")
    an_item(meeting, "Undated", None, None, day=None)
    an_item(meeting, "A"), an_item(meeting, "B", "10:30")
    twice = "Room A holds several items at the same time on Tuesday 18 June: “A” (10:00–11:00); “B” (10:30–11:00)."
    assert check(capsys) == (
        [
            f"Error: CC-1: {twice}",
            "Error: CC-1: “Stranded” is on Thursday 20 June, but the meeting is held on 18–19 June 2024.",
            "Warning: CC-1: “Undated” has no day.",
            "Note: CC-1: “Late” (Tuesday 18 June, from 15:00) has no room.",
        ],
        ("2 errors.", 1),
    )


def test_without_an_error_it_ends_well(capsys):
    an_item(MeetingFactory(short_name="CC-1", **IN_PROGRESS), "Nowhere", room="")
    told = ["Note: CC-1: “Nowhere” (Tuesday 18 June, 10:00–11:00) has no room."]
    assert check(capsys) == (told, None)


def test_where_nothing_is_open_it_says_so(capsys):
    assert check(capsys) == (["Nothing is open in: no meeting, since none is coming."], None)
    an_item(MeetingFactory(short_name="CC-1", **IN_PROGRESS), "Whole")
    assert check(capsys) == (["Nothing is open in: CC-1."], None)


def test_without_an_address_it_looks_at_meetings_that_are_coming_or_in_progress(capsys):
    later, past = ({"starts_on": day, "ends_on": day, "kind": "other"} for day in ("2024-07-01", "2024-06-18"))
    MeetingFactory(short_name="LATER", status=Meeting.Status.DRAFT, **later)
    MeetingFactory(short_name="NOW", **IN_PROGRESS)
    MeetingFactory(short_name="CALLED-OFF", status=Meeting.Status.CANCELLED, **later)
    MeetingFactory(short_name="PUT-OFF", status=Meeting.Status.POSTPONED, **later)
    MeetingFactory(slug="past", short_name="PAST", **past)
    MeetingFactory(short_name="UNDATED", starts_on=None, ends_on=None, kind="other")
    assert check(capsys) == (["Nothing is open in: NOW, LATER."], None)
    assert check(capsys, "past") == (["Nothing is open in: PAST."], None)


def test_an_unknown_address_is_told_in_one_sentence(capsys):
    assert check(capsys, "im-1066") == ([], ("There is no meeting of the address im-1066.", 1))
