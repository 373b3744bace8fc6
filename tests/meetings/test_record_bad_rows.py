"""Rows that can't be loaded, and what is told of them."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

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
from meetings.record.files import (
    ALIASES,
    AMENDMENTS,
    COMMITTEES,
    DECISIONS,
    FIGURES,
    ITEMS,
    MEETINGS,
    MEMBERS,
    PAPERS,
    PRINCIPLES,
    STATES,
)
from meetings.record.loader import load
from meetings.record.rows import BadRow
from tests.meetings.small_record import FILES, Change, write_files

pytestmark = pytest.mark.django_db

MODELS: list[Any] = [
    *(State, Committee, Succession, Membership, Meeting, Segment, AgendaItem, Document, PresidentsPaper, Decision),
    *(Principle, Effect, Amendment, ReportedFigure),
]
GOOD_CHANGE = Change(ALIASES, "Helvetia", "Suisse")

FAULTS = {
    "a missing column": (
        Change(STATES, "iso2,iso3,name_en", "iso2,iso3,name"),
        "states.csv, line 1, column name_en: The column is missing.",
    ),
    "an extra column": (
        Change(ALIASES, "table,key,alias,source", "table,key,alias,source,colour"),
        "aliases.csv, line 1, column colour: The column is not known.",
    ),
    "an extra column that is not UTF-8": (
        Change(ALIASES, "table,key,alias,source", "table,key,alias,source,\udcff"),
        r"aliases.csv, line 1, column \udcff: The column is not known.",
    ),
    "a column twice": (
        Change(ALIASES, "table,key,alias,source", "table,key,alias,source,source"),
        "aliases.csv, line 1, column source: The column stands there twice.",
    ),
    "an empty file": (
        Change(ALIASES, FILES[ALIASES], ""),
        "aliases.csv, line 1, column table: The column is missing.",
    ),
    "too few cells": (
        Change(ALIASES, "states,CH,Helvetia,a stamp", "states,CH,Helvetia"),
        "aliases.csv, line 2: 3 cells, where the first line names 4 columns.",
    ),
    "too many cells": (
        Change(MEMBERS, ",CH,member,,3RC,a report,high", ",CH,member,,3RC,a report, high,high"),
        "committee_members.csv, line 4: 8 cells, where the first line names 7 columns.",
    ),
    "an empty line": (
        Change(ALIASES, "a stamp\n", "a stamp\n\n"),
        "aliases.csv, line 3: 0 cells, where the first line names 4 columns.",
    ),
    "a quotation mark that is not closed": (
        Change(ALIASES, "Helvetia", '"Helvetia'),
        "aliases.csv, line 2: Not CSV: unexpected end of data.",
    ),
    "a byte that is not UTF-8": (
        Change(
            MEETINGS,
            "Steffen Kongstad,NO,,a report,high\nstanding",
            "Steffen K\udcf6ngstad,NO,,a report,high\nstanding",
        ),
        "meetings.csv, line 2, column president_name: The text is not UTF-8.",
    ),
    "a NUL": (
        Change(ITEMS, "Special session", "Special\x00session"),
        "programme_items.csv, line 3, column title: The text holds a NUL character.",
    ),
    "a fault after a cell of two lines": (
        Change(ALIASES, "Helvetia,a stamp\ncommittees,SC-MC", '"Helvetia\nConfoederatio",a stamp\ncommittees,SC-XX'),
        "aliases.csv, line 4, column key: “SC-XX” is not found in committees.csv.",
    ),
    "a missing value": (
        Change(STATES, "BE,BEL,Belgium", "BE,BEL,"),
        "states.csv, line 2, column name_en: A value is missing.",
    ),
    "a missing source": (
        Change(DECISIONS, ",a report,high\n3rc-1", ",,high\n3rc-1"),
        "decisions.csv, line 2, column source: A value is missing.",
    ),
    "an unknown choice": (
        Change(MEETINGS, "review_conference,3", "review,3"),
        (
            "meetings.csv, line 4, column kind: “review” is not one of: msp, review_conference, intersessional, "
            "standing_committees, preparatory, coordinating_committee, pledging_conference, other."
        ),
    ),
    "an unknown choice where nothing is one": (
        Change(ITEMS, ",,thematic,", ",,theme,"),
        "programme_items.csv, line 3, column segment: “theme” is not one of: nothing, general, thematic, preparatory.",
    ),
    "an unknown confidence": (
        Change(STATES, "a table,medium", "a table,middling"),
        "states.csv, line 4, column confidence: “middling” is not one of: high, medium, low.",
    ),
    "an unknown role of a row that would be left out": (
        Change(MEMBERS, ",CH,member", ",CH,guest"),
        (
            "committee_members.csv, line 4, column role: “guest” is not one of: "
            "chair, co_chair, co_rapporteur, coordinator, gender_focal_point, member."
        ),
    ),
    "a day that is in no calendar": (
        Change(MEETINGS, "2000-12-04,2000-12-08", "2000-12-04,2000-12-32"),
        "meetings.csv, line 3, column end_date: “2000-12-32” is not a date such as 2024-06-18.",
    ),
    "a date written another way": (
        Change(DECISIONS, "2000-09-13", "13.9.2000"),
        "decisions.csv, line 2, column date: “13.9.2000” is not a date such as 2024-06-18.",
    ),
    "a date without hyphens": (
        Change(DECISIONS, "2000-09-13", "20000913"),
        "decisions.csv, line 2, column date: “20000913” is not a date such as 2024-06-18.",
    ),
    "a year out of range": (
        Change(STATES, "NO,NOR,Norway,WEOG,state_party,1998", "NO,NOR,Norway,WEOG,state_party,9998"),
        "states.csv, line 4, column joined_year: “9998” is not a year such as 1999.",
    ),
    "a time that no clock shows": (
        Change(ITEMS, "09:30", "24:30"),
        "programme_items.csv, line 2, column start: “24:30” is not a time such as 09:30.",
    ),
    "a time with seconds": (
        Change(ITEMS, "09:30", "09:30:00"),
        "programme_items.csv, line 2, column start: “09:30:00” is not a time such as 09:30.",
    ),
    "a number that is none": (
        Change(ITEMS, "10:15,1,1,", "10:15,first,1,"),
        "programme_items.csv, line 2, column position: “first” is not a whole number up to 32767.",
    ),
    "a number too large": (
        Change(FIGURES, "16,10,1", "16,32768,1"),
        "sponsorship.csv, line 2, column delegates_sponsored: “32768” is not a whole number up to 32767.",
    ),
    "an amount that is none": (
        Change(FIGURES, "24271,CHF", "24'271,CHF"),
        "sponsorship.csv, line 2, column amount: “24'271” is not an amount such as 24271 or 24271.50.",
    ),
    "an amount without its currency": (
        Change(FIGURES, "24271,CHF", "24271,"),
        "sponsorship.csv, line 2: An amount needs its currency, and a currency its amount.",
    ),
    "an unknown State": (
        Change(ITEMS, "BE;NO", "BE;XX"),
        "programme_items.csv, line 2, column chair_iso2: “XX” is not found in states.csv.",
    ),
    "a State twice": (
        Change(FIGURES, "BE;NO", "BE;BE"),
        "sponsorship.csv, line 2, column donors_iso2: “BE” stands there twice.",
    ),
    "an empty name in a list": (
        Change(FIGURES, "BE;NO", "BE;"),
        "sponsorship.csv, line 2, column donors_iso2: “” is not found in states.csv.",
    ),
    "an unknown meeting": (
        Change(MEMBERS, "SC-MC,BE,co_chair,2MSP", "SC-MC,BE,co_chair,99MSP"),
        "committee_members.csv, line 2, column term_start: “99MSP” is not found in meetings.csv.",
    ),
    "an unknown committee": (
        Change(DECISIONS, "2msp-1,SC-MC,,", "2msp-1,SC-XX,,"),
        "decisions.csv, line 2, column establishes: “SC-XX” is not found in committees.csv.",
    ),
    "an unknown paper": (
        Change(PAPERS, "New committees,,2msp-1", "New committees,,2msp-9"),
        "presidents_papers.csv, line 3, column reaffirms: “2msp-9” is not found in presidents_papers.csv.",
    ),
    "an unknown objective": (
        Change(PAPERS, "Fewer periods,,,clearance", "Fewer periods,,,peace"),
        "presidents_papers.csv, line 2, column objectives: “peace” is not found in the core objectives.",
    ),
    "a committee that did not sit in the week": (
        Change(ITEMS, "Opening,SC-MC", "Opening,C-A5"),
        "programme_items.csv, line 2, column committee: “C-A5” is not one of the committees of SC-2000-12.",
    ),
    "predecessors without a kind of succession": (
        Change(COMMITTEES, "SC-MC,replaced", "SC-MC,"),
        "committees.csv, line 3, column succession: It goes with the column replaces: fill in both or neither.",
    ),
    "papers that refer to each other": (
        Change(PAPERS, "Fewer periods,,", "Fewer periods,,3rc-1"),
        "presidents_papers.csv, line 2, column revises: The rows refer to each other in a circle.",
    ),
    "a State of the same code": (
        Change(STATES, "NO,NOR,Norway", "BE,NOR,Norway"),
        "states.csv, line 4, column iso2: “BE” stands in line 2 too.",
    ),
    "a State of the same long code": (
        Change(STATES, "NO,NOR,Norway", "NO,BEL,Norway"),
        "states.csv, line 4, column iso3: “BEL” stands in line 2 too.",
    ),
    "a meeting of the same address": (
        Change(
            MEETINGS,
            "review_conference,3,3RC,",
            "other,,SC+2000-12,Gathering,2000,,,,,,,Europe/Zurich,,,,,a page,low\nreview_conference,3,3RC,",
        ),
        "meetings.csv, line 4, column short_name: “sc-2000-12” stands in line 3 too.",
    ),
    "an item twice": (
        Change(
            ITEMS,
            "SC-2000-12,,15:00,,2,,panel,Special session,,",
            "SC-2000-12,2000-12-05,09:30,,2,,panel,Opening,SC-MC,",
        ),
        "programme_items.csv, line 3, column title: “SC-2000-12|2000-12-05|09:30|SC-MC|Opening” stands in line 2 too.",
    ),
    "a symbol twice": (
        Change(PAPERS, "Decisions on machinery,,", "Decisions on machinery,APLC/MSP.2/2000/L.5,"),
        "presidents_papers.csv, line 3, column document_symbol: “APLC/MSP.2/2000/L.5” stands in line 2 too.",
    ),
    "an alias twice": (
        Change(ALIASES, "Helvetia,a stamp\n", "Helvetia,a stamp\nstates,CH,Helvetia,a page\n"),
        "aliases.csv, line 3, column alias: “Helvetia” stands there twice.",
    ),
    "a code in small letters": (
        Change(STATES, "BE,BEL,Belgium", "no,BEL,Belgium"),
        "committee_members.csv, line 2, column state_iso2: “BE” is not found in states.csv.",
    ),
    "a text too long": (
        Change(PAPERS, "II,2000", f"{'I' * 101},2000"),
        "presidents_papers.csv, line 2, column annex: Ensure this value has at most 100 characters (it has 101).",
    ),
    "an unknown time zone": (
        Change(MEETINGS, "Africa/Maputo", "Maputo"),
        "meetings.csv, line 4, column time_zone: Not a time zone, such as Europe/Zurich: Maputo.",
    ),
    "a meeting without its last day": (
        Change(MEETINGS, "2014-06-23,2014-06-27", "2014-06-23,"),
        "meetings.csv, line 4: Give the first and the last day, or neither.",
    ),
    "an item outside its meeting": (
        Change(ITEMS, "2000-12-05", "2000-12-09"),
        "programme_items.csv, line 2, column date: The meeting is held on 4–8 December 2000.",
    ),
    "a term before its committee": (
        Change(MEMBERS, "NO,coordinator,2013", "NO,coordinator,1999"),
        "committee_members.csv, line 3, column term_start: The committee didn't exist yet on that day.",
    ),
    "terms of the same file that overlap": (
        Change(MEMBERS, "SC-MC,NO,coordinator,2013,,", "SC-MC,BE,co_chair,2013,3RC,"),
        (
            "committee_members.csv, line 2, column term_start: "
            "The State holds this role in this committee at that time already."
        ),
    ),
    "a principle twice": (
        Change(PRINCIPLES, "2msp-1,2,", "2msp-1,1,"),
        "principles.csv, line 3, column number: “2msp-1|1” stands in line 2 too.",
    ),
    "a principle without its number": (
        Change(PRINCIPLES, "2msp-1,2,", "2msp-1,,"),
        "principles.csv, line 3, column number: A value is missing.",
    ),
    "a quotation from nowhere": (
        Change(DECISIONS, "they merged,a page", "they merged,"),
        "decisions.csv, line 2, column quoted_from: Say where the quoted words stand.",
    ),
    "a decision that ended before it was taken": (
        Change(DECISIONS, "programme,2013", "programme,1999"),
        "decisions.csv, line 2, column until: It can't end before the day on which it was taken.",
    ),
    "an amendment of an unknown decision": (
        Change(AMENDMENTS, "replaces,2msp-1", "replaces,2msp-9"),
        "amendments.csv, line 2, column earlier: “2msp-9” is not found in decisions.csv.",
    ),
    "an amendment of a later decision": (
        Change(AMENDMENTS, "3rc-1,replaces,2msp-1", "2msp-1,replaces,3rc-1"),
        "amendments.csv, line 2, column earlier: This decision isn't older than the one that changes it.",
    ),
    "a decision of an informal meeting": (
        Change(DECISIONS, "3rc-1,3RC,2014-06-27", "3rc-1,SC-2000-12,2000-12-05"),
        "decisions.csv, line 3, column meeting: Only a formal meeting takes decisions.",
    ),
}


def everything():
    return [(list(model.objects.order_by("pk").values()), model.history.count()) for model in MODELS]


@pytest.mark.parametrize(("change", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_place_and_leaves_nothing_behind(tmp_path, change, sentence):
    with pytest.raises(CommandError) as caught:
        call_command("load_record", data=write_files(tmp_path, change), stdout=StringIO())
    assert (str(caught.value), caught.value.returncode) == (f"{sentence} Nothing was changed.", 1)
    assert everything() == [([], 0)] * len(MODELS)


def test_a_fault_in_the_last_table_undoes_changes_in_the_first(tmp_path):
    load(write_files(tmp_path))
    before = everything()
    fault = Change(FIGURES, "24271,CHF", "24271,")
    with pytest.raises(BadRow):
        load(write_files(tmp_path, GOOD_CHANGE, fault))
    assert everything() == before
    load(write_files(tmp_path, GOOD_CHANGE))
    assert State.objects.get(iso2="CH").aliases == "Suisse"


def test_a_file_that_is_not_there_is_named(tmp_path):
    write_files(tmp_path)
    (tmp_path / "meetings.csv").unlink()
    with pytest.raises(BadRow) as caught:
        load(tmp_path)
    assert str(caught.value) == "meetings.csv, line 1: The file can't be read."


def test_a_file_with_a_byte_order_mark_and_other_line_ends_is_read(tmp_path):
    write_files(tmp_path)
    text = FILES[ALIASES].replace("\n", "\r\n")
    (tmp_path / "aliases.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
    load(tmp_path)
    assert State.objects.get(iso2="CH").aliases == "Helvetia"
