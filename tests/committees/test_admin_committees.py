"""States, committees and terms at the staff's desk."""

import json

import pytest

from committees.exports import COMMITTEE_COLUMNS
from committees.models import Committee, Membership, Objective, State, Succession
from tests.factories import CommitteeFactory, MembershipFactory, ObjectiveFactory, StateFactory, SuccessionFactory
from tests.staff import errors, notices, words

pytestmark = pytest.mark.django_db

TURKEY = {"name": {"en": "Türkiye"}, "aliases": "Turkey"}
IVORY_COAST = {"name": {"en": "Côte d’Ivoire"}, "aliases": "Ivory Coast"}


def found(page):
    """The names in the first column of a list."""
    rows = page.text.split('<th class="field-')[1:]
    return [words(row.split("</a>")[0].split(">", 2)[2]) for row in rows]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        *(("turkey", ["Türkiye"]), ("TURKIYE", ["Türkiye"]), ("cote d'ivoire", ["Côte d’Ivoire"])),
        *(("Côte", ["Côte d’Ivoire"]), ("ivory", ["Côte d’Ivoire"]), ("?", []), ("", ["Côte d’Ivoire", "Türkiye"])),
    ],
)
def test_states_are_found_without_accents_and_by_aliases(editor, query, names):
    StateFactory(**TURKEY), StateFactory(**IVORY_COAST)
    assert found(editor.list(State, f"?q={query.replace('?', '%3F')}")) == names


def test_autocomplete_finds_states_as_the_list_does(editor):
    state = StateFactory(**TURKEY)
    query = "?term=turkey&app_label=committees&model_name=membership&field_name=state"
    answer = json.loads(editor.client.get(f"/admin/autocomplete/{query}").content)
    assert answer["results"] == [{"id": str(state.pk), "text": "Türkiye"}]


def test_a_bad_code_is_told_at_its_field(editor):
    assert errors(editor.save(StateFactory(), iso2="be")) == {"iso2": "Two capital letters, such as BE."}


# Committees


def test_succession_reads_both_ways(editor):
    edge = SuccessionFactory(
        predecessor=CommitteeFactory(name={"en": "The old"}), successor=CommitteeFactory(name={"en": "The new"})
    )
    for committee, heading, other in (
        (edge.successor, "Predecessors: whose work this committee took over", "The old"),
        (edge.predecessor, "Successors: who took over from this committee", "The new"),
    ):
        part = editor.open(committee).text.split(heading)[1].split("</fieldset>")[0]
        assert f"selected>{other}</option>" in part


def test_a_successor_is_entered_on_the_committees_page(editor):
    old, new = CommitteeFactory(), CommitteeFactory()
    editor.save(
        old, **{"succeeded_by-TOTAL_FORMS": "1"}, succeeded_by__0__successor=str(new.pk), succeeded_by__0__kind="split"
    )
    assert [(edge.predecessor, edge.kind, edge.successor) for edge in Succession.objects.all()] == [(old, "split", new)]


def test_a_successor_older_than_its_predecessor_is_told_at_its_field(editor):
    old, new = CommitteeFactory(established_on="2000-01-01"), CommitteeFactory(established_on="1999-01-01")
    new_edge = {"succeeded_by__0__successor": str(new.pk), "succeeded_by__0__kind": "split"}
    page = editor.save(old, **{"succeeded_by-TOTAL_FORMS": "1"}, **new_edge)
    assert errors(page) == {"succeeded_by-0-successor": "The successor was established before its predecessor."}


def test_a_committee_that_ends_before_it_begins_is_refused(editor):
    page = editor.save(CommitteeFactory(), established_on="2014-06-27", ended_on="2014-06-26")
    assert errors(page) == {"": "A committee ends after the day on which it was established."}


def test_objectives_are_chosen_by_boxes_and_make_one_history_row(editor):
    committee, objective = CommitteeFactory(), ObjectiveFactory()
    editor.save(committee, objectives=[str(objective.pk)], short_name="C-VA")
    assert [[link.objective for link in row.objectives.all()] for row in committee.history.all()] == [[objective], []]


def test_the_selection_is_a_file_of_the_public_columns(editor):
    committees = CommitteeFactory.create_batch(2)
    response = editor.act("export_csv", committees[:1])
    header, row, _end = b"".join(response.streaming_content).decode().split("\r\n")
    assert header == "\ufeff" + ",".join(COMMITTEE_COLUMNS)
    assert row.startswith(f"{committees[0].short_name},")


# Terms


def test_an_odd_term_is_stored_with_a_warning(editor):
    state = StateFactory(name={"en": "Peru"}, entry_into_force="1999-06-01")
    membership = MembershipFactory(state=state)
    page = editor.save(membership, starts_on="1999-05-03")
    assert notices(page)[0] == ("warning", "Peru was not a State Party on the first day of this term.")
    membership.refresh_from_db()
    assert membership.version == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"starts_on": "2013-01-01"}, {"starts_on": "The committee didn't exist yet on that day."}),
        ({"starts_on": "2024-01-01"}, {"starts_on": "The committee had ended by that day."}),
        ({"ends_on": "2024-01-01"}, {"ends_on": "The committee had ended by that day."}),
        ({"starts_on": "2015-01-02", "ends_on": "2015-01-01"}, {"": "A term ends after the day on which it starts."}),
        ({"ends_on": "2015-01-01", "is_open": "on"}, {"": "A term that runs on has no end."}),
    ],
)
def test_a_term_that_cant_be_is_told_at_its_field(editor, changes, told):
    membership = MembershipFactory(committee=CommitteeFactory(established_on="2014-06-27", ended_on="2023-11-24"))
    assert errors(editor.save(membership, **changes)) == told


# Lists


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("model", "factory", "queries"),
    [
        (State, StateFactory, 4),
        (Committee, CommitteeFactory, 4),
        (Membership, MembershipFactory, 5),
        (Succession, SuccessionFactory, 4),
    ],
)
def test_lists_cost_the_same_however_many_rows(superuser, model, factory, queries, rows, django_assert_num_queries):
    factory.create_batch(rows)
    with django_assert_num_queries(queries):
        superuser.list(model)


def test_objectives_are_listed_in_their_order(editor):
    Objective.objects.all().delete()
    for name, position in (("Second", 2), ("First", 1)):
        ObjectiveFactory(name={"en": name}, position=position)
    assert found(editor.list(Objective)) == ["First", "Second"]
