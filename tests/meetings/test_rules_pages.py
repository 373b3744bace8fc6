"""What delegates and staff read of the rules: on the meeting's page, on the page of the rules, beside the form."""

import re
from datetime import date

import pytest

from meetings.models import Meeting, Segment, ThematicOption
from meetings.models.judged import Rulings
from meetings.rules import Status
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    DeadlineFactory,
    DepartureFactory,
    ExternalMeetingFactory,
    MeetingFactory,
    ReportedFigureFactory,
    SegmentFactory,
    SponsorshipRoundFactory,
    ThematicOptionFactory,
    released,
)
from tests.staff import notices

pytestmark = pytest.mark.django_db


def test_a_departure_shows_its_reason_while_it_departs(visitor, text_of):
    meeting = MeetingFactory.create(slug="im", starts_on=date(2024, 6, 18), ends_on=date(2024, 6, 21))
    DepartureFactory.create(meeting=meeting)
    assert "Reason given: The halls were free for longer." in text_of(visitor.get("/meetings/im/"))
    Meeting.objects.filter(pk=meeting.pk).update(ends_on=date(2024, 6, 19))
    assert "Reason given" not in text_of(visitor.get("/meetings/im/"))


def test_a_meeting_tells_its_option_its_deadlines_and_who_else_meets_that_week(visitor, text_of):
    consultation = MeetingFactory.create(
        kind=Meeting.Kind.COORDINATING_COMMITTEE, title={"en": "Coordinating Committee"}, starts_on=None, ends_on=None
    )
    meeting = MeetingFactory.create(slug="im")
    ThematicOptionFactory.create(
        meeting=meeting,
        option=ThematicOption.Option.ADDED_DAY,
        topics={"en": "victim assistance"},
        decided_on=date(2024, 2, 1),
        decided_by="The President",
        consultation=consultation,
    )
    DeadlineFactory.create(meeting=meeting, days_before=None, fixed_on=date(2024, 4, 30), kind="transparency")
    ExternalMeetingFactory.create(name={"en": "Meeting of the CCM"}, checked_on=date(2024, 1, 5))
    text = text_of(visitor.get("/meetings/im/"))
    assert "Thematic option: (b) an added day of thematic discussions: victim assistance" in text
    assert "Decided: 1 February 2024, The President Consulted before: Coordinating Committee" in text
    assert "30 April 2024 · Transparency information" in text
    assert "Meeting of the CCM CCM, 20–21 June 2024 on the same days Dates checked on 5 January 2024" in text


def test_a_draft_is_judged_for_staff_alone(visitor, editor, text_of):
    draft = MeetingFactory.create(
        status=Meeting.Status.DRAFT, title={"en": "Secret"}, starts_on=date(2025, 4, 1), ends_on=date(2025, 4, 4)
    )
    assert "Secret" not in text_of(visitor.get("/programme/rules/"))
    assert draft.slug not in visitor.get("/programme/rules/").content.decode()
    page = text_of(editor.open(draft))
    assert "Rules of the programme: 2 departures" in page
    assert "It begins on or before 30 April 2025." in page


@pytest.mark.parametrize("factory", [ReportedFigureFactory, SponsorshipRoundFactory])
def test_a_reported_figure_or_a_round_sponsors_a_meeting(factory):
    meeting, other = MeetingFactory.create(), MeetingFactory.create()
    factory.create(meeting=meeting)
    found = {
        one.meetings: one.status
        for one in Rulings.of_all(date(2025, 1, 1)).findings
        if one.rule == "representation-sponsored"
    }
    assert found == {(meeting.slug,): Status.MET, (other.slug,): Status.NOT_RECORDED}


def test_staff_give_the_reason_of_a_departure_from_the_meetings_page(editor, text_of):
    meeting = MeetingFactory.create(starts_on=date(2024, 6, 18), ends_on=date(2024, 6, 21))
    address = re.search(r'href="(/admin/meetings/departure/add/[^"]+)"', editor.open(meeting).content.decode())[1]
    query = address.replace("&amp;", "&").partition("?")[2]
    editor.add(meeting.departures.model, at=f"?{query}", reason_en="The hall was free.")
    assert [(d.rule, str(d.reason)) for d in meeting.departures.all()] == [("two-days", "The hall was free.")]
    assert "Reason given: The hall was free." in text_of(editor.open(meeting))


def test_an_option_that_the_days_contradict_is_said_when_it_is_saved(editor):
    meeting = MeetingFactory.create(starts_on=date(2024, 6, 18), ends_on=date(2024, 6, 20))
    SegmentFactory.create(meeting=meeting, kind=Segment.Kind.THEMATIC)
    response = editor.add(ThematicOption, meeting=meeting.pk, option="within")
    assert [sentence for kind, sentence in notices(response) if kind == "warning"] == [
        (
            "Each year a thematic segment within the two days, or an added day for it, is considered. A thematic "
            "segment within the two days was decided. The segments or the number of days say otherwise."
        )
    ]


def test_a_meeting_moved_onto_another_conventions_days_says_so(editor):
    ExternalMeetingFactory.create(name={"en": "Meeting of the CCM"})
    meeting = MeetingFactory.create(starts_on=date(2024, 7, 2), ends_on=date(2024, 7, 3))
    response = editor.save(meeting, starts_on="2024-06-20", ends_on="2024-06-21")
    assert ("warning", "On the same days: Meeting of the CCM (CCM, 20–21 June 2024)") in notices(response)
    assert "on the same days" in editor.open(meeting).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_the_rules_costs_the_same_however_many_meetings(visitor, django_assert_num_queries, number):
    for year in range(2020, 2020 + number):
        meeting = MeetingFactory.create(starts_on=date(year, 6, 1), ends_on=date(year, 6, 3))
        SegmentFactory.create(meeting=meeting, committee=CommitteeFactory.create())
        ThematicOptionFactory.create(meeting=meeting)
        DepartureFactory.create(meeting=meeting)
        ReportedFigureFactory.create(meeting=meeting)
        SponsorshipRoundFactory.create(meeting=meeting)
        ExternalMeetingFactory.create()
        AgendaItemFactory.create(meeting=meeting, committee=CommitteeFactory.create())
        released(meeting)
    with django_assert_num_queries(9):
        visitor.get("/programme/rules/")
