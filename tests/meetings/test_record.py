"""The historical record as it stands in the database after its load."""

from datetime import date, time
from typing import Any

import pytest
from django.db.models import F

from committees.models import Committee, Membership, State, Succession
from meetings.models import (
    AgendaItem,
    Amendment,
    Decision,
    Document,
    Effect,
    Meeting,
    PresidentsPaper,
    Principle,
    ReportedFigure,
    Segment,
)
from meetings.record.loader import load
from meetings.record.report import TableReport

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

ROWS: dict[Any, int] = {
    State: 197,
    Committee: 23,
    Succession: 28,
    Meeting: 81,
    Segment: 95,
    Membership: 330,
    AgendaItem: 207,
    Document: 18,
    PresidentsPaper: 18,
    Principle: 8,
    Decision: 33,
    Effect: 49,
    Amendment: 9,
    ReportedFigure: 17,
}


def counts(of):
    return {model: of(model) for model in ROWS}


def items_of(short_name, **conditions):
    return AgendaItem.objects.filter(meeting__short_name=short_name, **conditions).order_by("position")


def test_each_row_of_the_files_is_in_the_database():
    assert counts(lambda model: model.objects.count()) == ROWS


def test_each_row_has_one_history_row_that_says_where_it_came_from():
    assert counts(lambda model: model.history.filter(history_type="+").count()) == ROWS
    assert counts(lambda model: model.history.count()) == ROWS
    assert {reason for model in ROWS for reason in model.history.values_list("history_change_reason", flat=True)} == {
        "Loaded from the historical record"
    }


def test_a_load_reports_what_it_added_and_what_it_left_out(record):
    assert [(report.name, report.added, report.unchanged, len(report.left_out)) for report in record] == [
        ("states", 197, 0, 0),
        ("committees", 23, 0, 0),
        ("successions", 28, 0, 0),
        ("meetings", 81, 0, 0),
        ("segments", 95, 0, 0),
        ("memberships", 330, 0, 36),
        ("items", 207, 0, 0),
        ("documents", 18, 0, 0),
        ("papers", 18, 0, 0),
        ("principles", 8, 0, 0),
        ("decisions", 33, 0, 0),
        ("effects", 49, 0, 0),
        ("amendments", 9, 0, 0),
        ("figures", 17, 0, 0),
    ]
    assert [report.left_alone for report in record] == [[]] * 14


def test_a_second_load_changes_nothing():
    before = counts(lambda model: list(model.objects.order_by("pk").values()))
    reports = load()
    assert [(report.added, report.changed, report.left_alone) for report in reports] == [(0, 0, [])] * 14
    assert sum(report.unchanged for report in reports) == sum(ROWS.values())
    assert counts(lambda model: list(model.objects.order_by("pk").values())) == before
    assert counts(lambda model: model.history.count()) == ROWS


def test_a_report_names_the_memberships_without_committee(record):
    memberships = next(report for report in record if report.name == "memberships")
    assert memberships.left_out[:3] == ("BG co_chair 12MSP–13MSP", "NZ co_chair 12MSP–13MSP", "AT co_chair 13MSP–3RC")
    assert list(TableReport("memberships", left_out=memberships.left_out[:2]).lines()) == [
        "memberships: 0 added, 0 changed, 0 unchanged, 0 left alone, 2 left out",
        "  left out, because the file names no committee: BG co_chair 12MSP–13MSP; NZ co_chair 12MSP–13MSP",
    ]


def test_every_meeting_of_the_record_is_published():
    assert set(Meeting.objects.values_list("status", flat=True)) == {"published"}


def test_every_row_keeps_its_source_and_confidence():
    assert counts(lambda model: model.objects.filter(source="").count()) == dict.fromkeys(ROWS, 0)
    assert counts(lambda model: model.objects.filter(confidence="").count()) == dict.fromkeys(ROWS, 0)


def test_terms_of_belgium_are_those_of_the_record():
    terms = Membership.objects.filter(state__iso2="BE")
    in_time = terms.order_by(F("starts_on").asc(nulls_last=True), "committee__slug", "role")
    assert [f"{t.committee.short_name} {t.role} {t.starts_at}–{t.ends_at}" for t in in_time] == [
        "SCE-GS co_rapporteur 1MSP–2MSP",
        "SC-GS co_chair 2MSP–3MSP",
        "SC-MCMA co_rapporteur 3MSP–4MSP",
        "SC-MC co_chair 4MSP–5MSP",
        "SC-GS co_rapporteur 1RC–6MSP",
        "SC-GS co_chair 6MSP–7MSP",
        "SC-VA co_rapporteur 8MSP–9MSP",
        "SC-VA co_chair 9MSP–2RC",
        "CG-UNI coordinator 10MSP–",
        "C-CC chair 3RC–14MSP",
        "C-VA member 14MSP–16MSP",
        "C-VA chair 16MSP–17MSP",
        "C-VA member 16MSP–4RC",
        "CoCom member 16MSP–17MSP",
        "CG-A7 coordinator –",
    ]


def test_a_term_runs_between_closing_days():
    term = Membership.objects.get(committee__short_name="SCE-MC", state__iso2="MZ")
    assert (term.starts_on, term.ends_on, term.is_open) == (date(1999, 5, 7), date(2000, 9, 15), False)


def test_a_term_told_in_years_is_known_to_the_year():
    term = Membership.objects.get(committee__short_name="SPONS", starts_at="2013")
    assert (term.state.iso2, term.starts_told, term.ends_told) == ("AU", "2013", "2018")
    assert (term.starts_on, term.ends_on) == (date(2013, 1, 1), date(2018, 1, 1))


def test_an_end_that_is_not_recorded_is_no_term_that_runs_on():
    unknown = Membership.objects.filter(ends_at="")
    assert [(term.ends_on, term.is_open) for term in unknown] == [(None, False)] * 4


def test_committee_on_victim_assistance_replaced_five_standing_committees():
    committee = Committee.objects.get(slug="c-va")
    assert list(committee.preceded_by.order_by("pk").values_list("predecessor__short_name", "kind")) == [
        ("SC-MC", "replaced"),
        ("SC-VA", "replaced"),
        ("SC-SD", "replaced"),
        ("SC-GS", "replaced"),
        ("SC-RCA", "replaced"),
    ]
    assert list(committee.effects.order_by("decision__slug").values_list("decision__slug", "kind")) == [
        ("3rc-2", "establishes"),
        ("3rc-3", "adjusts"),
        ("4rc-2", "adjusts"),
    ]
    assert [objective.slug for objective in committee.objectives.all()] == ["survivors"]


def test_donors_group_is_of_a_year_only():
    group = Committee.objects.get(slug="spons")
    assert (group.established_on, group.established_told) == (date(2000, 1, 1), "2000")


def test_a_decision_may_establish_a_matter_and_a_committee():
    effects = Effect.objects.filter(decision__slug="2msp-6")
    assert [(effect.kind, effect.on_what) for effect in effects] == [
        ("establishes", "the Sponsorship Programme"),
        ("establishes", "Sponsorship Programme Donors Group"),
    ]


def test_paper_of_2002_reaffirms_that_of_1999_and_names_the_four_objectives():
    paper = PresidentsPaper.objects.get(slug="4msp-1")
    assert (paper.reaffirms.slug, paper.document.symbol, str(paper.document)) == (
        "1msp-1",
        "APLC/MSP.4/2002/1",
        "APLC/MSP.4/2002/1 President's Paper on the Intersessional Work Programme",
    )
    assert [o.slug for o in paper.objectives.all()] == ["stockpiles", "clearance", "survivors", "universal-acceptance"]
    assert [decision.slug for decision in paper.decisions.all()] == ["4msp-1"]


def test_papers_of_1999_and_2002_have_four_principles_each_in_quotation():
    principles = Principle.objects.order_by("paper__slug", "number")
    assert [(one.paper.slug, one.number, one.is_quoted) for one in principles] == [
        *(("1msp-1", number, True) for number in range(1, 5)),
        *(("4msp-1", number, True) for number in range(1, 5)),
    ]
    assert str(principles[3].text).endswith(
        "promotes continuity, openness, transparency, inclusiveness and a cooperative spirit."
    )
    assert str(principles[4].text) == "to destroy anti-personnel mines that remain in stockpiles"


def test_decisions_amend_and_replace_each_other_as_the_record_says():
    edges = Amendment.objects.in_order().values_list("later__slug", "kind", "earlier__slug")
    assert list(edges) == [
        ("2msp-1", "amends", "1msp-1"),
        ("2msp-2", "amends", "1msp-1"),
        ("3msp-1", "amends", "2msp-2"),
        ("1rc-1", "replaces", "2msp-1"),
        ("3rc-2", "amends", "1msp-1"),
        ("3rc-2", "replaces", "2msp-2"),
        ("3rc-2", "replaces", "3msp-1"),
        ("3rc-2", "replaces", "10msp-1"),
        ("4rc-1", "amends", "3rc-1"),
    ]


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(1999, 5, 6), []),
        (date(2000, 9, 15), ["1msp-1", "2msp-1", "2msp-2", "2msp-5", "2msp-6"]),
        (date(2009, 12, 31), ["1msp-1", "1rc-1", "2msp-2", "2msp-5", "2msp-6", "3msp-1", "4msp-1"]),
        (date(2014, 6, 26), ["10msp-1", "10msp-2", "1msp-1", "2msp-2", "2msp-5", "2msp-6", "3msp-1", "4msp-1"]),
        (
            date(2026, 11, 24),
            [
                *("10msp-2", "1msp-1", "2msp-5", "2msp-6", "3rc-1", "3rc-2", "3rc-3"),
                *("4msp-1", "4rc-1", "4rc-2"),
            ],
        ),
    ],
)
def test_decisions_that_touched_the_programme_are_in_force_from_their_day_until_replaced_or_over(day, in_force):
    touched = Decision.objects.in_force_on(day).exclude(effects=None)
    assert list(touched.order_by("slug").values_list("slug", flat=True)) == in_force


def test_documents_of_papers_are_published():
    assert set(Document.objects.values_list("kind", "status")) == {("presidents_paper", "published")}


def test_a_committee_week_has_one_sitting_for_each_committee_and_the_segment_its_item_names():
    segments = Segment.objects.filter(meeting__short_name="SC-2012-05")
    assert [(segment.slug, segment.kind, segment.position) for segment in segments] == [
        ("sc-mc", "sitting", 1),
        ("sc-va", "sitting", 2),
        ("sc-sd", "sitting", 3),
        ("sc-gs", "sitting", 4),
        ("sc-rca", "sitting", 5),
        ("thematic", "thematic", 7),
    ]


def test_an_item_with_a_committee_stays_in_its_sitting_and_keeps_the_words_of_the_file():
    noted = AgendaItem.objects.exclude(note="").order_by("meeting__starts_on", "position")
    assert [(item.meeting.short_name, str(item), item.segment.slug, item.note) for item in noted] == [
        ("SC-2001-05", "Substantial matters for 3MSP", "sc-gs", "preparatory"),
        ("SC-2001-05", "Preparation of 3MSP: organisation", "sc-gs", "preparatory"),
        ("SC-2011-06", "Ideas and draft programme for 11MSP", "sc-gs", "preparatory"),
        ("SC-2013-05", "Draft agenda and programme of 13MSP presented", "sc-gs", "preparatory"),
    ]


def test_an_item_of_a_week_without_a_committee_stands_in_a_segment_of_its_own():
    items = AgendaItem.objects.filter(meeting__kind="standing_committees", committee=None).exclude(segment=None)
    assert [(item.meeting.short_name, item.segment.kind) for item in items.order_by("meeting__starts_on", "day")] == [
        ("SC-2010-06", "thematic"),
        ("SC-2011-06", "thematic"),
        ("SC-2012-05", "thematic"),
        ("SC-2013-05", "thematic"),
        ("SC-2013-05", "thematic"),
    ]


def test_a_panel_of_a_committee_outside_a_week_stands_in_the_thematic_segment():
    panel = items_of("IM-2020").get(committee__short_name="C-CC")
    assert (panel.number, panel.segment.slug, panel.note) == ("7", "thematic", "")


def test_undated_items_keep_what_is_known_of_their_time():
    assert AgendaItem.objects.filter(day=None).count() == 98
    assert AgendaItem.objects.filter(starts=None, ends=None).count() == 164
    assert AgendaItem.objects.filter(day=None).exclude(starts=None, ends=None).count() == 24
    item = items_of("SC-2001-05").get(title__en="Substantial matters for 3MSP")
    assert (item.day, item.starts, item.ends, item.position) == (None, time(12, 15), time(13), 13)
    assert [str(state) for state in item.chairs.all()] == ["Belgium", "Zimbabwe"]


def test_meetings_of_2026_have_a_year_and_no_dates():
    undated = Meeting.objects.filter(starts_on=None).order_by("slug")
    assert [(m.short_name, m.ends_on, m.year, m.is_to_be_announced) for m in undated] == [
        ("23MSP", None, 2026, False),
        ("IM-2026", None, 2026, False),
    ]
    assert Meeting.objects.exclude(starts_on=None).exclude(year=None).count() == 0


def test_a_short_name_with_a_sign_makes_an_address_of_letters_digits_and_hyphens():
    assert Meeting.objects.get(short_name="Maputo+15-2014").slug == "maputo-15-2014"


def test_states_and_committees_are_found_by_their_other_names():
    assert State.objects.get(folded__contains="turkey").iso2 == "TR"
    assert State.objects.get(folded__contains="ivory coast").iso2 == "CI"
    assert Committee.objects.get(folded__contains="enhancing cooperation").short_name == "C-ECA"


def test_states_without_a_regional_group_have_none():
    assert list(State.objects.filter(regional_group="").values_list("iso2", flat=True)) == ["CK", "VA", "NU"]


def test_figures_of_2018_are_kept_side_by_side():
    figures = ReportedFigure.objects.filter(year=2018, meeting__short_name="IM-2018").exclude(offers=None)
    assert sorted((figure.offers, figure.delegates_sponsored, figure.amount) for figure in figures) == [
        (14, 10, 24271),
        (16, 10, None),
    ]
    told_in_june = figures.get(offers=16)
    assert [state.iso2 for state in told_in_june.sponsored_states.order_by("iso2")] == (
        ["AO", "CD", "LK", "NE", "SD", "SN", "SS", "TD", "TJ", "ZW"]
    )


def test_links_to_many_rows_stand_in_the_history_too():
    item = items_of("SC-2001-05").get(title__en="Substantial matters for 3MSP")
    assert [row.state.iso2 for row in item.history.get().chairs.order_by("state__iso2")] == ["BE", "ZW"]
