"""How long a decision is in force, and what amends or replaces it."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from intersessional.lib.partial_dates import Precision, start_of
from meetings.models import Amendment, Decision, Meeting
from meetings.record.digests import digest
from meetings.record.loader import load
from tests.factories import AmendmentFactory, DecisionFactory
from tests.meetings.small_record import write_files

pytestmark = pytest.mark.django_db

TAKEN = date(2004, 12, 3)
REPLACED = date(2014, 6, 27)
renewal = import_module("meetings.migrations.0007_groups_and_digests_of_decisions")


def decided(day, **fields):
    return DecisionFactory(decided_on=day, meeting__starts_on=day, meeting__ends_on=day, **fields)


def changed(earlier, kind="replaces", day=REPLACED, **fields):
    return AmendmentFactory(earlier=earlier, kind=kind, later=decided(day, **fields))


def standings(decision, *days):
    """On each day; the list of that day has to say the same."""
    told = [decision.standing_on(day) for day in days]
    listed = [Decision.objects.in_force_on(day).filter(pk=decision.pk).exists() for day in days]
    assert [decision.in_force_on(day) for day in days] == listed
    return told


def test_a_decision_is_in_force_from_its_day_until_the_day_on_which_it_is_replaced():
    decision = decided(TAKEN)
    changed(decision)
    days = (date(2004, 12, 2), TAKEN, date(2014, 6, 26), REPLACED)
    assert standings(decision, *days) == ["not_yet", "in_force", "in_force", "replaced"]


def test_an_amended_decision_stays_in_force():
    decision = decided(TAKEN)
    changed(decision, "amends")
    assert standings(decision, REPLACED) == ["in_force"]


def test_a_decision_replaced_by_one_of_a_draft_meeting_is_in_force():
    decision = decided(TAKEN)
    edge = changed(decision, meeting__status="draft")
    assert standings(decision, REPLACED) == ["in_force"]
    Meeting.objects.update(status="published")
    assert standings(Decision.objects.get(pk=edge.earlier_id), REPLACED) == ["replaced"]


def test_without_a_recorded_day_a_decision_is_in_force_on_no_day_and_replaces_none():
    decision, undated = decided(TAKEN), DecisionFactory()
    AmendmentFactory(earlier=decision, later=undated, kind="replaces")
    assert standings(undated, REPLACED) == ["not_recorded"]
    assert standings(decision, REPLACED) == ["in_force"]


@pytest.mark.parametrize(
    ("until", "precision", "last", "after"),
    [
        (date(2009, 3, 15), "day", date(2009, 3, 15), date(2009, 3, 16)),
        (date(2009, 3, 1), "month", date(2009, 3, 31), date(2009, 4, 1)),
        (date(2009, 1, 1), "year", date(2009, 12, 31), date(2010, 1, 1)),
    ],
)
def test_a_decision_holds_to_the_end_of_the_day_month_or_year_that_its_words_name(until, precision, last, after):
    decision = decided(TAKEN, holds_until=until, holds_until_precision=precision)
    assert standings(decision, last, after) == ["in_force", "lapsed"]


@given(st.dates(), st.sampled_from(Precision))
def test_a_day_lies_in_the_month_or_year_that_starts_before_it(day, precision):
    start = start_of(day, precision)
    assert start <= day
    assert start_of(start, precision) == start


@pytest.mark.parametrize("day", [TAKEN, date(2000, 9, 15)])
def test_only_an_older_decision_is_amended(day):
    edge = Amendment(later=decided(day), earlier=decided(TAKEN), kind="amends")
    with pytest.raises(ValidationError) as caught:
        edge.full_clean()
    assert caught.value.message_dict == {"earlier": ["This decision isn't older than the one that changes it."]}


def test_two_decisions_without_days_dont_amend_each_other():
    edge = AmendmentFactory()
    with pytest.raises(ValidationError) as caught:
        Amendment(later=edge.earlier, earlier=edge.later, kind="amends").full_clean()
    assert caught.value.message_dict == {"earlier": ["This decision is recorded as the later of the two."]}


@pytest.mark.parametrize(
    ("end", "day", "told"),
    [
        ("earlier", REPLACED, "A decision that isn't later amends or replaces it."),
        ("later", TAKEN, "It amends or replaces a decision that isn't older."),
    ],
)
def test_a_decisions_day_stays_between_those_that_it_changes_and_those_that_change_it(end, day, told):
    decision = getattr(changed(decided(TAKEN)), end)
    decision.decided_on = day
    with pytest.raises(ValidationError) as caught:
        decision.clean()
    assert caught.value.message_dict == {"decided_on": [told]}


def test_decisions_that_were_loaded_before_they_had_quotations_count_as_unedited(tmp_path):
    load(write_files(tmp_path))
    for decision in Decision.objects.all():
        fields = {name: getattr(decision, name) for name in renewal.BEFORE}
        links = {"meeting": decision.meeting.record_key, "based_on_paper": decision.based_on_paper.record_key}
        old = digest(Decision, fields, links, {})
        Decision.objects.filter(pk=decision.pk).update(
            record_digest=old, holds_until=None, holds_until_precision="day", quotation={}, quoted_from=""
        )
    Decision.objects.filter(slug="3rc-1").update(reference="annex I")
    renewal.renew_digests(apps, None)
    (report,) = [report for report in load(tmp_path) if report.name == "decisions"]
    assert (report.changed, [row.key for row in report.left_alone]) == (1, ["3rc-1"])
    assert str(Decision.objects.get(slug="2msp-1").quotation) == "they merged"
