"""What a load does with rows that staff have edited, added or deleted, and with files that have changed."""

from datetime import date
from typing import Any

import pytest

from committees.models import Committee, Membership, Objective, State, Succession
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
from meetings.record.files import ALIASES, FIGURES, ITEMS, MEETINGS, MEMBERS, PAPERS, STATES
from meetings.record.loader import load
from meetings.record.rows import BadRow
from tests.factories import MeetingFactory, MembershipFactory, StateFactory
from tests.meetings.small_record import Change, write_files

pytestmark = pytest.mark.django_db

EDITED = "edited by staff since it was loaded"
DELETED = "deleted by staff since it was loaded"

EDITS = [
    (State, "BE", "joined_year", 1999),
    (Committee, "SC-MC", "name", {"en": "Standing Committee on Clearance"}),
    (Succession, "SC-MC|C-A5", "kind", "renamed"),
    (Meeting, "SC-2000-12", "status", "cancelled"),
    (Segment, "SC-2000-12|sc-mc", "slug", "clearance"),
    (Membership, "SC-MC|BE|co_chair|from 2MSP", "role", "chair"),
    (AgendaItem, "SC-2000-12|2000-12-05|09:30|SC-MC|Opening", "day", date(2000, 12, 6)),
    (Document, "2msp-1", "symbol", "APLC/MSP.2/2000/L.5/Rev.1"),
    (PresidentsPaper, "2msp-1", "annex", "III"),
    (Principle, "2msp-1|1", "number", 3),
    (Amendment, "3rc-1|2msp-1", "kind", "amends"),
    (Decision, "2msp-1", "summary", {"en": "Merged two committees.", "fr": "Deux comités réunis."}),
    (Effect, "2msp-1|establishes|SC-MC", "kind", "adjusts"),
    (ReportedFigure, "2000|2MSP|as told in December", "offers", 17),
]
LINKS = [
    (Committee, "SC-MC", "objectives", lambda: Objective.objects.filter(slug="survivors")),
    (AgendaItem, "SC-2000-12|2000-12-05|09:30|SC-MC|Opening", "chairs", lambda: State.objects.filter(iso2="BE")),
    (PresidentsPaper, "2msp-1", "objectives", Objective.objects.none),
    (ReportedFigure, "2000|2MSP|as told in December", "donors", State.objects.all),
    (ReportedFigure, "2000|2MSP|as told in December", "sponsored_states", State.objects.none),
]
DELETIONS = [(model, key) for model, key, *_ in EDITS]


NAMES: dict[Any, str] = {
    State: "states",
    Committee: "committees",
    Succession: "successions",
    Meeting: "meetings",
    Segment: "segments",
    Membership: "memberships",
    AgendaItem: "items",
    Document: "documents",
    PresidentsPaper: "papers",
    Principle: "principles",
    Decision: "decisions",
    Effect: "effects",
    Amendment: "amendments",
    ReportedFigure: "figures",
}


@pytest.fixture
def folder(tmp_path):
    load(write_files(tmp_path))
    return tmp_path


def left_alone(reports):
    return {
        report.name: [(row.key, row.reason) for row in report.left_alone] for report in reports if report.left_alone
    }


def written(reports):
    return {report.name: (report.added, report.changed) for report in reports if report.added or report.changed}


def history_rows():
    return {model: model.history.count() for model in NAMES}


@pytest.mark.parametrize(("model", "key", "field", "value"), EDITS, ids=[model.__name__ for model, *_ in EDITS])
def test_a_row_edited_by_staff_is_left_alone_and_reported(folder, model, key, field, value):
    row = model.objects.get(record_key=key)
    setattr(row, field, value)
    row.save()
    before = history_rows()
    reports = load(folder)
    assert left_alone(reports) == {NAMES[model]: [(key, EDITED)]}
    assert written(reports) == {}
    assert getattr(model.objects.get(record_key=key), field) == value
    assert history_rows() == before


@pytest.mark.parametrize(
    ("model", "key", "name", "others"), LINKS, ids=[f"{model.__name__}.{name}" for model, _, name, _ in LINKS]
)
def test_a_row_whose_links_staff_have_changed_is_left_alone_and_reported(folder, model, key, name, others):
    links = getattr(model.objects.get(record_key=key), name)
    wanted = set(others())
    assert set(links.all()) != wanted
    links.set(wanted)
    assert left_alone(load(folder)) == {NAMES[model]: [(key, EDITED)]}
    assert set(links.all()) == wanted


def test_a_row_edited_by_staff_is_left_alone_even_where_the_file_has_changed(folder):
    Meeting.objects.filter(slug="im-2026").update(city={"en": "Lusaka"})
    write_files(folder, Change(MEETINGS, "2026 Intersessional Meetings", "Intersessional Meetings of 2026"))
    assert left_alone(load(folder)) == {"meetings": [("IM-2026", EDITED)]}
    meeting = Meeting.objects.get(slug="im-2026")
    assert (str(meeting.city), str(meeting.title)) == ("Lusaka", "2026 Intersessional Meetings")


def test_a_row_that_staff_have_edited_and_restored_counts_as_unchanged(folder):
    state = State.objects.get(iso2="BE")
    for year in (1999, 1998):
        state.joined_year = year
        state.save()
    assert left_alone(load(folder)) == {}


def test_fields_that_the_files_do_not_tell_are_for_staff(folder):
    Meeting.objects.filter(slug="im-2026").update(practical_information={"en": "Bring your badge."})
    write_files(folder, Change(MEETINGS, "2026 Intersessional Meetings", "Intersessional Meetings of 2026"))
    assert written(load(folder)) == {"meetings": (0, 1)}
    meeting = Meeting.objects.get(slug="im-2026")
    assert str(meeting.practical_information) == "Bring your badge."
    assert str(meeting.title) == "Intersessional Meetings of 2026"


@pytest.mark.parametrize(("model", "key"), DELETIONS, ids=[model.__name__ for model, _ in DELETIONS])
def test_a_row_deleted_by_staff_does_not_come_back(folder, model, key):
    take_away(model.objects.get(record_key=key))
    reports = load(folder)
    assert not model.objects.filter(record_key=key).exists()
    assert (key, DELETED) in left_alone(reports)[NAMES[model]]
    assert written(reports) == {}


def take_away(row):
    """Delete a row after those that hold it: staff are made to go the same way."""
    for relation in row._meta.related_objects:
        if not relation.many_to_many and not relation.model.__name__.startswith("Historical"):
            for other in relation.related_model._base_manager.filter(**{relation.field.name: row}):
                take_away(other)
    row.delete()


def test_a_row_without_the_one_that_staff_have_deleted_is_left_alone(folder):
    take_away(PresidentsPaper.objects.get(slug="3rc-1"))
    Document.objects.get(record_key="3rc-1").delete()
    added = "3rc-2,3RC,2014-06-27,,Kept them informal.,3rc-1,,,,,,,a report,high\n"
    path = folder / "decisions.csv"
    path.write_text(path.read_text() + added)
    assert left_alone(load(folder))["decisions"] == [
        ("3rc-1", DELETED),
        ("3rc-2", "refers to President's Paper 3rc-1, which isn't there any more"),
    ]


def test_a_changed_cell_changes_its_row_and_writes_one_history_row(folder):
    before = history_rows()
    write_files(folder, Change(STATES, "BE,BEL,Belgium", "BE,BEL,Kingdom of Belgium"))
    reports = load(folder)
    assert written(reports) == {"states": (0, 1)}
    state = State.objects.get(iso2="BE")
    assert (str(state.name), state.version, state.sort_key) == ("Kingdom of Belgium", 2, "kingdom0of0belgium")
    assert history_rows() == before | {State: before[State] + 1}
    assert [row.history_type for row in state.history.all()] == ["~", "+"]
    assert written(load(folder)) == {}


def test_changed_links_are_replaced_and_stand_in_the_history(folder):
    write_files(folder, Change(FIGURES, "BE;NO", "CH;NO"), Change(ITEMS, "BE;NO", "CH"))
    assert written(load(folder)) == {"items": (0, 1), "figures": (0, 1)}
    item = AgendaItem.objects.get(title__en="Opening")
    assert [state.iso2 for state in item.chairs.all()] == ["CH"]
    newest, oldest = item.history.all()
    assert [row.state.iso2 for row in newest.chairs.all()] == ["CH"]
    assert sorted(row.state.iso2 for row in oldest.chairs.all()) == ["BE", "NO"]
    assert sorted(state.iso2 for state in ReportedFigure.objects.get().donors.all()) == ["CH", "NO"]
    assert written(load(folder)) == {}


def test_a_new_alias_changes_the_row_that_it_names(folder):
    write_files(folder, Change(ALIASES, "Helvetia,a stamp\n", "Helvetia,a stamp\nstates,CH,Suisse,a page\n"))
    assert written(load(folder)) == {"states": (0, 1)}
    switzerland = State.objects.get(iso2="CH")
    assert switzerland.aliases == "Helvetia\nSuisse"
    assert switzerland.folded.startswith("switzerland switzerland ")
    assert switzerland.folded.endswith(" helvetia suisse ch che")


def test_a_paper_that_comes_to_refer_to_another_is_changed(folder):
    write_files(folder, Change(PAPERS, "New committees,,2msp-1", "New committees,2msp-1,2msp-1"))
    assert written(load(folder)) == {"papers": (0, 1)}
    assert PresidentsPaper.objects.get(slug="3rc-1").revises.slug == "2msp-1"


def test_a_row_that_is_no_longer_in_the_files_is_left_alone_and_reported(folder):
    write_files(folder, Change(MEMBERS, "SC-MC,NO,coordinator,2013,,a report,high\n", ""))
    assert left_alone(load(folder)) == {"memberships": [("SC-MC|NO|coordinator|from 2013", "no longer in the files")]}
    assert Membership.objects.filter(state__iso2="NO").count() == 1


def test_rows_added_by_staff_are_not_touched(folder):
    StateFactory(iso2="XA")
    assert left_alone(load(folder)) == {}
    assert State.objects.get(iso2="XA").version == 1


def test_a_new_row_that_staff_have_entered_already_is_left_alone(folder):
    MeetingFactory(slug="24msp", short_name="24MSP")
    added = "msp,24,24MSP,Twenty-Fourth Meeting,2027,,,,,,,Europe/Zurich,,,,,a page,low\nintersessional,"
    write_files(folder, Change(MEETINGS, "intersessional,", added))
    assert left_alone(load(folder)) == {
        "meetings": [("24MSP", "doesn't fit what staff have entered: Meeting with this Address already exists.")]
    }


def test_a_term_that_staff_have_completed_already_is_left_alone(folder):
    MembershipFactory(
        committee=Committee.objects.get(slug="sc-mc"),
        state=State.objects.get(iso2="CH"),
        starts_on=date(2005, 1, 1),
        ends_on=date(2014, 6, 27),
    )
    write_files(folder, Change(MEMBERS, ",CH,member,,3RC", "SC-MC,CH,member,2MSP,3RC"))
    sentence = "The State holds this role in this committee at that time already."
    assert left_alone(load(folder)) == {
        "memberships": [("SC-MC|CH|member|from 2MSP", f"doesn't fit what staff have entered: {sentence}")]
    }


def test_an_item_that_no_longer_fits_the_dates_entered_by_staff_is_left_alone_as_it_was(folder):
    meeting = Meeting.objects.get(slug="sc-2000-12")
    meeting.ends_on = date(2000, 12, 6)
    meeting.save()
    write_files(folder, Change(ITEMS, "2000-12-05,09:30,10:15", "2000-12-05,09:30,10:45"))
    assert written(load(folder)) == {"items": (0, 1)}
    item = "SC-2000-12|2000-12-08|09:30|SC-MC|Closing"
    added = "SC-2000-12,2000-12-08,09:30,,3,,item,Closing,SC-MC,,,,an agenda,high\n"
    path = folder / "programme_items.csv"
    path.write_text(path.read_text() + added)
    reason = "doesn't fit what staff have entered: The meeting is held on 4–6 December 2000."
    assert left_alone(load(folder))["items"] == [(item, reason)]


def test_a_row_wrong_by_itself_stops_the_load_whatever_staff_have_entered(folder):
    MeetingFactory()
    write_files(folder, Change(MEETINGS, "2014-06-23,2014-06-27", "2014-06-27,2014-06-23"))
    with pytest.raises(BadRow) as caught:
        load(folder)
    assert str(caught.value) == "meetings.csv, line 4, column end_date: The last day is before the first day."


def test_a_committee_of_the_files_gets_its_links_in_one_history_row(folder):
    committee = Committee.objects.get(slug="sc-mc")
    assert [row.objective.slug for row in committee.history.get().objectives.all()] == ["clearance"]
