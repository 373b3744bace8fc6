"""Filters given anything at all: an answer with status 200 or 400, never an unfiltered list; and files safe to open."""

import csv
import io

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from committees.filters import CommitteeFilter, StateFilter
from committees.models import Committee, State
from intersessional.lib.csv_export import FORMULA_STARTS, csv_blocks, unguarded
from meetings.filters import DecisionFilter, DocumentFilter, MeetingFilter, PaperFilter, ScheduleFilter
from meetings.models import Decision, Document, Meeting, PresidentsPaper
from meetings.programme.items import Programme
from tests.factories import AgendaItemFactory, MeetingFactory, released
from tests.intersessional.hostile_values import VALUES

FILTERS = {
    MeetingFilter: Meeting,
    DocumentFilter: Document,
    DecisionFilter: Decision,
    PaperFilter: PresidentsPaper,
    CommitteeFilter: Committee,
    StateFilter: State,
}
SENDABLE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from([value for value in VALUES if not any("\ud800" <= sign <= "\udfff" for sign in value)]),
    st.integers().map(str),
    st.dates().map(str),
)


def queries(names):
    """Any of the parameters, each any number of times."""
    return st.lists(st.tuples(st.sampled_from(sorted(names)), SENDABLE), max_size=6).map(as_query)


def as_query(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    return query


@pytest.mark.django_db
@pytest.mark.parametrize("kind", FILTERS, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_filter_finds_or_refuses_whatever_it_is_given(kind, data):
    query = data.draw(queries(kind.base_filters))
    listing = kind(query, FILTERS[kind].objects.all())
    found = list(listing.rows())
    assert found == [] or listing.is_valid()
    assert bool(listing.form.errors) is not listing.is_valid()


@pytest.mark.django_db
@given(query=queries({"state", "committee", "segment", "room", "objective", "items", "view"}))
def test_a_schedule_is_narrowed_or_empty_whatever_it_is_asked_for(query):
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting, room="Room A")
    programme = released(meeting).programme()
    listing = ScheduleFilter(query, programme)
    selected = listing.selected()
    assert {item.id for item in selected.items} <= {item.id for item in programme.items}
    assert listing.is_valid() or selected == Programme(programme.meeting)


STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "'=",
    "''=",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(1)",
    "\t=1",
    "\r=1",
]
STARTS += ["=HYPERLINK(1)", "=DDE(1)", "-2+3", "+A1", "@A1", '="', "=\n", "=,", "=;", "'+", "'-", "'@", "'\t", "'\r"]
STARTS += ["=IMPORTXML(1)", "=\u00a0", "=\u202e", "+\u200b", "-\u0661", "@\ufeff", "==", "=-", "=+", "=@", "-='", '+="']
HARMLESS = ["", "a=1", " =1", "'a", "1-2", "\uff1d1"]


def test_no_cell_of_a_file_begins_as_a_formula_and_each_is_read_back():
    assert len(set(STARTS)) == len(STARTS) >= 40
    file = b"".join(csv_blocks(["cell"], [[[text] for text in STARTS + HARMLESS]], bom=False)).decode()
    cells = [row[0] if row else "" for row in csv.reader(io.StringIO(file, newline=""))][1:]
    assert [cell for cell in cells if cell.startswith(FORMULA_STARTS)] == []
    assert [unguarded(cell) for cell in cells] == STARTS + HARMLESS
    assert cells[len(STARTS) :] == HARMLESS
