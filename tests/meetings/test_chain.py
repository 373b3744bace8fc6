"""From a paper to a decision to what it brought about, and back; sponsorship; the first page."""

from datetime import date

import pytest

from meetings.models import Meeting
from tests.factories import (
    AmendmentFactory,
    CommitteeFactory,
    DecisionFactory,
    DocumentFactory,
    DocumentVersionFactory,
    EffectFactory,
    MeetingFactory,
    ObjectiveFactory,
    PresidentsPaperFactory,
    PrincipleFactory,
    ReportedFigureFactory,
    StateFactory,
)

pytestmark = pytest.mark.django_db


def chain():
    """A paper that revises one and reaffirms another, and a decision that rests on it: with two effects, an earlier
    decision that it changes and a later one that changes it."""
    meeting = MeetingFactory(kind=Meeting.Kind.MSP)
    earlier = PresidentsPaperFactory.create_batch(2, meeting=meeting)
    paper = PresidentsPaperFactory(meeting=meeting, revises=earlier[0], reaffirms=earlier[1])
    paper.objectives.add(ObjectiveFactory())
    DocumentVersionFactory(document=paper.document)
    decision = DecisionFactory(meeting=meeting, based_on_paper=paper)
    EffectFactory(decision=decision, committee=CommitteeFactory())
    EffectFactory(decision=decision, committee=None, matter="programme")
    AmendmentFactory(later=decision)
    AmendmentFactory(earlier=decision)
    PrincipleFactory(paper=paper)
    return decision


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/decisions/", 5), ("/decisions.csv", 5), ("/papers/", 3), ("/papers.csv", 5)],
)
def test_the_lists_cost_the_same_however_many_rows(client, path, rows, queries, django_assert_num_queries):
    for _ in range(rows):
        chain()
    with django_assert_num_queries(queries):
        answer = client.get(path)
        assert b"".join(answer) if answer.streaming else answer.context["count"] == rows * 3


@pytest.mark.parametrize("rows", [1, 3])
def test_a_paper_and_a_decision_cost_the_same_however_much_hangs_on_them(client, rows, django_assert_num_queries):
    decision = chain()
    paper = decision.based_on_paper
    for _ in range(rows - 1):
        EffectFactory(decision=DecisionFactory(meeting=decision.meeting, based_on_paper=paper))
        EffectFactory(committee=EffectFactory(decision=decision).committee, kind="adjusts")
        AmendmentFactory(later=decision)
        AmendmentFactory(earlier=decision)
        PrincipleFactory(paper=paper)
        PresidentsPaperFactory(meeting=decision.meeting, revises=paper)
        paper.objectives.add(ObjectiveFactory())
    with django_assert_num_queries(6):
        client.get(decision.get_absolute_url())
    with django_assert_num_queries(11):
        client.get(paper.get_absolute_url())


def test_a_paper_names_what_it_revises_and_is_named_back(client, text_of):
    first = PresidentsPaperFactory(title={"en": "On Intersessional Work"}, meeting__short_name="1MSP")
    second = PresidentsPaperFactory(title={"en": "On Revisions"}, revises=first, meeting__short_name="2MSP")
    third = PresidentsPaperFactory(title={"en": "On the Programme"}, reaffirms=first, meeting__short_name="4MSP")
    text = text_of(client.get(first.get_absolute_url()))
    assert "Revised by: On Revisions (2MSP)" in text
    assert "Reaffirmed by: On the Programme (4MSP)" in text
    assert "Revises: On Intersessional Work (1MSP)" in text_of(client.get(second.get_absolute_url()))
    assert "Reaffirms: On Intersessional Work (1MSP)" in text_of(client.get(third.get_absolute_url()))


def test_a_decision_says_what_it_brought_about(client, text_of):
    decision = DecisionFactory(reference="APLC/MSP.2/2000/1, annex II")
    EffectFactory(decision=decision, kind="discontinues", committee__name={"en": "Old Committee"})
    EffectFactory(decision=decision, committee=None, matter="sponsorship")
    text = text_of(client.get(decision.get_absolute_url()))
    assert "discontinues: Old Committee" in text
    assert "establishes: the Sponsorship Programme" in text
    assert "APLC/MSP.2/2000/1, annex II" in text


def test_an_effect_tells_what_other_decisions_did_to_the_same_committee(client, text_of):
    committee = CommitteeFactory(name={"en": "Standing Committee"})
    first = EffectFactory(decision__slug="2msp-2", committee=committee).decision
    last = EffectFactory(decision__slug="3rc-2", kind="discontinues", committee=committee).decision
    EffectFactory(decision__meeting__status="draft", kind="adjusts", committee=committee)
    told = text_of(client.get(first.get_absolute_url()))
    assert "establishes: Standing Committee Discontinued by: decision 3rc-2" in told
    assert "Adjusted by" not in told
    assert "discontinues: Standing Committee Established by: decision 2msp-2" in text_of(
        client.get(last.get_absolute_url())
    )


def test_decisions_that_change_each_other_say_so_both_ways_with_the_words_and_the_day(client, text_of):
    later = DecisionFactory(
        slug="3rc-2",
        summary={"en": "Four committees."},
        decided_on=date(2024, 6, 18),
        meeting__kind="review_conference",
    )
    earlier = DecisionFactory(slug="2msp-2", summary={"en": "Five committees."})
    AmendmentFactory(later=later, earlier=earlier, kind="replaces", basis={"en": "thereby replacing the five"})
    AmendmentFactory(earlier=earlier, later__meeting__status="draft", later__slug="secret")
    AmendmentFactory(later=later, earlier__meeting__status="draft", earlier__slug="secret-too")
    told_by_later = text_of(client.get(later.get_absolute_url()))
    assert "Replaces: Five committees. decision 2msp-2 thereby replacing the five" in told_by_later
    assert "secret" not in told_by_later
    file = b"".join(client.get("/decisions.csv")).decode()
    assert ",,,2msp-2" in file
    assert "secret" not in file
    told = text_of(client.get(earlier.get_absolute_url()))
    assert "Replaced by: decision 3rc-2, 18 June 2024" in told
    assert "Replaced by: Four committees. decision 3rc-2 thereby replacing the five" in told
    listed = text_of(client.get("/decisions/"))
    assert "Five committees. Replaced by: decision 3rc-2, 18 June 2024" in listed
    assert "secret" not in told + listed


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, "In force"),
        ({"holds_until": date(2009, 1, 1), "holds_until_precision": "year"}, "it held until 2009, by its own words"),
        ({"holds_until": date(2030, 5, 1)}, "In force until 1 May 2030, by its own words"),
        ({"decided_on": date(2026, 12, 1)}, "Not yet taken"),
        ({"decided_on": None}, "not recorded"),
    ],
)
def test_a_decision_says_whether_it_is_in_force_today(client, text_of, time_machine, facts, told):
    time_machine.move_to("2026-11-24 12:00 +0000")
    page = client.get(DecisionFactory(**{"decided_on": date(2004, 12, 3), **facts}).get_absolute_url())
    assert told in text_of(page).split("Today ")[1].split("Rests on")[0]


def test_decisions_in_force_on_a_day_are_listed_and_a_wrong_day_is_refused(client):
    DecisionFactory(slug="kept", decided_on=date(2024, 6, 18))
    DecisionFactory(slug="over", decided_on=date(2024, 6, 18), holds_until=date(2024, 6, 30))
    page = client.get("/decisions/?on=2024-07-01")
    assert [decision.slug for decision in page.context["page"]] == ["kept"]
    assert b"".join(client.get("/decisions.csv?on=2024-07-01")).splitlines()[1].startswith(b"kept,")
    assert client.get("/decisions/?on=2024-06-31").status_code == 400
    assert client.get("/decisions.csv?on=2024-06-31").status_code == 400


def test_quotations_name_the_place_where_they_stand(client, text_of):
    decision = DecisionFactory(
        quotation={"en": "hold them\neach year"}, quoted_from="https://example.org/page (as told)"
    )
    page = client.get(decision.get_absolute_url()).content.decode()
    assert "<blockquote><p>hold them<br>each year</p></blockquote>" in page
    link = '<a href="https://example.org/page" rel="external"><bdi dir="ltr">https://example.org/page</bdi></a>'
    assert f'{link} <bdi lang="en">(as told)</bdi>' in page


def test_a_principle_has_an_address_on_the_page_of_its_paper(client, text_of):
    paper = PresidentsPaperFactory()
    PrincipleFactory(paper=paper, number=2, text={"en": "In our words."}, is_quoted=False, source="a page")
    quoted = PrincipleFactory(paper=paper, number=1, text={"en": "That it be open."}, source="a page")
    page = client.get(paper.get_absolute_url())
    assert "Principles 1 That it be open. 2 In our words. (in our words) Sources a page" in text_of(page)
    assert "<blockquote><p>That it be open.</p></blockquote>" in page.content.decode()
    assert (quoted.get_absolute_url(), '<li id="p1">' in page.content.decode()) == (f"/papers/{paper.slug}/#p1", True)


def test_a_decision_that_changed_nothing_says_so(client, text_of):
    text = text_of(client.get(DecisionFactory().get_absolute_url()))
    assert "It neither created, ended nor adjusted a committee or the programme." in text


def test_a_document_without_a_version_says_so_and_one_with_names_its_languages(client, text_of):
    paper = PresidentsPaperFactory()
    assert "no version recorded" in text_of(client.get(paper.get_absolute_url()))
    DocumentVersionFactory(document=paper.document, language="fr", url="https://example.org/fr.pdf", size=2048)
    page = client.get(paper.get_absolute_url()).text
    assert (
        '<a class="version" href="https://example.org/fr.pdf" hreflang="fr" rel="external">'
        '<bdi class="language" lang="fr">Français</bdi> <span class="small">PDF, 2 kB</span></a>'
    ) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_sponsorship_costs_the_same_however_many_figures(client, rows, django_assert_num_queries):
    EffectFactory(committee=None, matter="sponsorship")
    for _ in range(rows):
        figure = ReportedFigureFactory(meeting=MeetingFactory(), coordinator=StateFactory(), amount=1, currency="CHF")
        figure.donors.add(StateFactory())
        figure.sponsored_states.add(StateFactory())
    with django_assert_num_queries(8):
        page = client.get("/sponsorship/")
    assert len(page.context["figures"]) == rows


def test_an_amount_is_shown_as_reported(client, text_of):
    ReportedFigureFactory(amount="136596", currency="CHF", meaning={"en": "total available"})
    assert "CHF 136,596" in text_of(client.get("/sponsorship/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_first_page_costs_the_same_however_much_is_coming(client, rows, time_machine, django_assert_num_queries):
    time_machine.move_to("2024-06-01 12:00 +0000")
    for _ in range(rows):
        meeting = MeetingFactory(country=StateFactory(), president_state=StateFactory())
        MeetingFactory(starts_on=None, ends_on=None, year=2025, president_state=StateFactory())
        DocumentVersionFactory(document=DocumentFactory(meeting=meeting))
        PresidentsPaperFactory(meeting=meeting)
    with django_assert_num_queries(7):
        page = client.get("/")
    assert len(page.context["coming"]) == rows


def test_an_empty_site_still_has_a_first_page(client, text_of):
    assert "No coming meeting with dates is recorded." in text_of(client.get("/"))


def test_undated_meetings_of_past_years_are_not_announced(client, time_machine):
    time_machine.move_to("2026-11-24 12:00 +0000")
    for year in (2025, 2026, 2027):
        MeetingFactory(starts_on=None, ends_on=None, year=year)
    assert [meeting.year for meeting in client.get("/").context["undated"]] == [2026, 2027]


def test_a_cancelled_meeting_is_not_foremost(client, time_machine):
    time_machine.move_to("2024-06-19 12:00 +0000")
    MeetingFactory(status="cancelled")
    MeetingFactory(short_name="NEXT", slug="next", starts_on=date(2024, 9, 1), ends_on=date(2024, 9, 2))
    assert client.get("/").context["meeting"].short_name == "NEXT"
