"""The programme explained: its principles, how it stood on a day, its lineage and its cycles."""

from datetime import date

import pytest

from tests.factories import (
    AmendmentFactory,
    CommitteeFactory,
    DecisionFactory,
    EffectFactory,
    MeetingFactory,
    PresidentsPaperFactory,
    PrincipleFactory,
    SuccessionFactory,
)

pytestmark = pytest.mark.django_db

WRONG_DAYS = ["2000-02-30", "20000101", "now", "9999-99-99", "0000-01-01"]


@pytest.fixture(autouse=True)
def a_day_of_2026(time_machine):
    time_machine.move_to("2026-11-24 12:00 +0000")


def formal(number, held_in, **fields):
    days = {"starts_on": date(held_in, 9, 11), "ends_on": date(held_in, 9, 15)}
    names = {"short_name": f"{number}MSP", "slug": f"{number}msp", "title": {"en": f"Meeting no. {number}"}}
    return MeetingFactory(kind="msp", **{**days, **names, **fields})


def chapters_of(page):
    return {chapter.anchor: chapter for chapter in page.context["chapters"]}


def section(page, anchor):
    return page.content.decode().split(f'<section class="chapter" id="{anchor}">')[1].split("</section>")[0]


def chain(number):
    """A formal meeting with all that its cycle tells: a week before, a paper with principles, a decision and a body."""
    meeting = formal(number, 2000 + number)
    MeetingFactory(kind="standing_committees", starts_on=date(2000 + number, 5, 1), ends_on=date(2000 + number, 5, 5))
    paper = PrincipleFactory(paper__meeting=meeting).paper
    decision = DecisionFactory(meeting=meeting, based_on_paper=paper, decided_on=meeting.ends_on)
    EffectFactory(decision=decision, committee=None, matter="programme")
    committee = CommitteeFactory(established_on=meeting.ends_on)
    EffectFactory(decision=decision, committee=committee)
    SuccessionFactory(predecessor=CommitteeFactory(established_on=date(2000, 1, 1)), successor=committee)
    AmendmentFactory(earlier=decision, kind="replaces", later__meeting=meeting, later__decided_on=date(2025, 1, 1))


@pytest.mark.parametrize("meetings", [1, 3])
def test_the_page_costs_the_same_however_many_meetings(client, meetings, django_assert_num_queries):
    for number in range(1, meetings + 1):
        chain(number)
    with django_assert_num_queries(8):
        page = client.get("/programme/?on=2010-01-01")
    assert len(page.context["chapters"]) == meetings
    assert len(page.context["founding"]) == meetings
    assert len(page.context["standing"]["shaping"]) == meetings


def test_a_cycle_tells_the_meetings_between_two_formal_ones_and_folds_away_all_but_the_sittings(client, text_of):
    formal(1, 1999), formal(2, 2000)
    for kind, title in (("standing_committees", "Week"), ("preparatory", "Preparation"), ("other", "Consultation")):
        MeetingFactory(kind=kind, title={"en": title}, starts_on=date(2000, 3, 1), ends_on=date(2000, 3, 3))
    MeetingFactory(kind="intersessional", status="draft", starts_on=date(2000, 3, 1), ends_on=date(2000, 3, 3))
    page = client.get("/programme/")
    assert list(chapters_of(page)) == ["1msp", "2msp"]
    assert "Between 1MSP and 2MSP Week 1–3 March 2000 2 other meetings" in text_of(page)
    folded = section(page, "2msp").split("<details>")[1]
    assert "Preparation" in folded
    assert "Consultation" in folded
    assert [meeting.title["en"] for meeting in chapters_of(page)["2msp"].sittings] == ["Week"]


def test_papers_and_decisions_stand_with_their_meeting_and_bodies_with_the_day_on_which_they_began_and_ended(client):
    first, second = formal(1, 1999), formal(2, 2000)
    paper = PresidentsPaperFactory(meeting=first)
    decision = DecisionFactory(meeting=second)
    committee = CommitteeFactory(slug="sc", established_on=date(1999, 9, 15), ended_on=date(2000, 9, 13))
    early, late = chapters_of(client.get("/programme/")).values()
    assert (early.papers, early.decisions, [body.key for body in early.established]) == ([paper], [], [committee.slug])
    assert (late.papers, late.decisions, [body.key for body in late.ended]) == ([], [decision], [committee.slug])


def test_what_follows_the_last_formal_meeting_stands_at_the_end_with_the_formal_one_to_come(client, text_of):
    formal(22, 2025)
    formal(23, 2026, starts_on=None, ends_on=None, year=2026)
    MeetingFactory(title={"en": "2026 Intersessional Meetings"}, starts_on=None, ends_on=None, year=2026)
    text = text_of(client.get("/programme/"))
    assert (
        "Since the Meeting no. 22 Meetings 2026 Intersessional Meetings 2026 (dates not recorded) "
        "To come Meeting no. 23 2026 (dates not recorded)"
    ) in text


def test_a_cancelled_formal_meeting_ends_no_cycle(client):
    formal(1, 1999), formal(2, 2000, status="cancelled"), formal(3, 2001)
    assert list(chapters_of(client.get("/programme/"))) == ["1msp", "3msp"]


def test_a_day_shows_the_bodies_rules_and_decisions_of_that_day(client, text_of):
    CommitteeFactory(name={"en": "Old body"}, established_on=date(1999, 5, 7), ended_on=date(2000, 9, 13))
    CommitteeFactory(name={"en": "New body"}, established_on=date(2000, 9, 13))
    CommitteeFactory(name={"en": "Undated body"})
    shaping = DecisionFactory(summary={"en": "Set it up."}, decided_on=date(1999, 5, 7))
    EffectFactory(decision=shaping, committee=None, matter="programme")
    DecisionFactory(summary={"en": "Set a date."}, decided_on=date(1999, 5, 7))
    DecisionFactory(summary={"en": "Came later."}, decided_on=date(2000, 9, 14))
    told = text_of(client.get("/programme/?on=2000-09-12")).split("As it stood on ")[1].split("Its bodies")[0]
    assert told.startswith("12 September 2000, so far as it is recorded: Bodies Old body 1999–2000 Rules Each Standing")
    assert "Decisions in force Set it up." in told
    assert "1 other, which neither created, ended nor adjusted a body or the programme Set a date." in told
    assert "Came later." not in told
    after = text_of(client.get("/programme/?on=2000-09-13")).split("As it stood on ")[1].split("Its bodies")[0]
    assert "Bodies New body since 2000 Rules" in after


def test_without_a_day_today_is_shown(client, text_of):
    page = client.get("/programme/")
    assert "As it stood on 24 November 2026, so far as it is recorded" in text_of(page)
    assert 'value="2026-11-24"' in page.content.decode()


@pytest.mark.parametrize("day", WRONG_DAYS)
def test_a_day_that_is_none_is_refused_at_its_field_and_the_rest_of_the_page_stays(client, text_of, day):
    formal(1, 1999)
    page = client.get("/programme/", {"on": day})
    assert page.status_code == 400
    assert "Day Enter a day as 2024-06-18. Show Its bodies" in text_of(page)
    assert "Meeting no. 1" in text_of(page)


def test_principles_are_quoted_from_papers_on_which_decisions_on_the_programme_rest(client, text_of):
    founding = PrincipleFactory(text={"en": "That it be open."}, number=1, paper__slug="1msp-1").paper
    decision = DecisionFactory(based_on_paper=founding, meeting=founding.meeting)
    EffectFactory(decision=decision, committee=None, matter="programme")
    PrincipleFactory(text={"en": "On something else."})
    hidden = PrincipleFactory(text={"en": "Not yet published."}, paper__document__status="draft").paper
    EffectFactory(decision__based_on_paper=hidden, committee=None, matter="programme")
    page = client.get("/programme/")
    assert "1 That it be open." in text_of(page)
    assert 'href="/papers/1msp-1/#p1"' in page.content.decode()
    assert "On something else." not in text_of(page)
    assert "Not yet published." not in text_of(page)


def test_an_empty_programme_still_has_a_page(client, text_of):
    assert "Bodies None is recorded." in text_of(client.get("/programme/"))
