"""Terms in committees are half-open, and what isn't known isn't serving."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from committees.models import Committee, Membership
from tests.factories import CommitteeFactory, MembershipFactory, StateFactory, SuccessionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("term", "day", "serves"),
    [
        ({"starts_on": date(2017, 12, 21), "ends_on": date(2018, 11, 30)}, date(2017, 12, 20), False),
        ({"starts_on": date(2017, 12, 21), "ends_on": date(2018, 11, 30)}, date(2017, 12, 21), True),
        ({"starts_on": date(2017, 12, 21), "ends_on": date(2018, 11, 30)}, date(2018, 11, 29), True),
        ({"starts_on": date(2017, 12, 21), "ends_on": date(2018, 11, 30)}, date(2018, 11, 30), False),
        ({"starts_on": date(2017, 12, 21), "is_open": True}, date(2100, 1, 1), True),
        ({"starts_on": date(2017, 12, 21)}, date(2018, 1, 1), False),
        ({"ends_on": date(2018, 11, 30)}, date(2018, 1, 1), False),
    ],
)
def test_a_state_serves_from_the_first_day_to_the_day_before_the_end(term, day, serves):
    MembershipFactory(**term)
    assert Membership.objects.serving_on(day).exists() is serves


@pytest.mark.parametrize(
    ("term", "field", "sentence"),
    [
        ({"starts_on": date(2013, 1, 1)}, "starts_on", "The committee didn't exist yet on that day."),
        ({"starts_on": date(2019, 11, 29)}, "starts_on", "The committee had ended by that day."),
        (
            {"starts_on": date(2018, 1, 1), "ends_on": date(2019, 12, 7)},
            "ends_on",
            "The committee had ended by that day.",
        ),
    ],
)
def test_a_term_lies_within_the_life_of_its_committee(term, field, sentence):
    committee = CommitteeFactory(established_on=date(2014, 6, 27), ended_on=date(2019, 11, 29))
    with pytest.raises(ValidationError) as refused:
        MembershipFactory.build(committee=committee, state=StateFactory(), **term).full_clean()
    assert refused.value.message_dict == {field: [sentence]}


def test_a_term_may_outlast_its_committee_until_the_closing_day_of_the_ending_meeting():
    committee = CommitteeFactory(established_on=date(1999, 5, 7), ended_on=date(2000, 9, 13))
    term = {"starts_on": date(1999, 5, 7), "ends_on": date(2000, 9, 15)}
    MembershipFactory.build(committee=committee, state=StateFactory(), **term).full_clean()


def test_a_state_holds_a_role_in_a_committee_once_at_a_time():
    held = MembershipFactory(starts_on=date(2017, 12, 21), ends_on=date(2018, 11, 30))
    same = {"committee": held.committee, "state": held.state}
    again = Membership(**same, role=held.role, starts_on=date(2018, 11, 29), ends_on=date(2019, 11, 29))
    with pytest.raises(ValidationError) as refused:
        again.full_clean()
    assert refused.value.messages == ["The State holds this role in this committee at that time already."]
    again.starts_on = date(2018, 11, 30)
    again.full_clean()


def test_a_state_may_serve_before_entry_into_force_but_it_is_said():
    state = StateFactory(name={"en": "Zambia"}, entry_into_force=date(2001, 8, 1))
    membership = MembershipFactory.build(state=state, committee=CommitteeFactory(), starts_on=date(1999, 5, 7))
    membership.full_clean()
    assert membership.oddities() == ["Zambia was not a State Party on the first day of this term."]


@pytest.mark.parametrize(
    ("term", "sentence"),
    [
        (
            {"starts_on": date(2018, 1, 1), "ends_on": date(2018, 1, 1)},
            "A term ends after the day on which it starts.",
        ),
        ({"ends_on": date(2018, 1, 1), "is_open": True}, "A term that runs on has no end."),
    ],
)
def test_a_term_has_one_end_after_its_start(term, sentence):
    membership = MembershipFactory.build(committee=CommitteeFactory(), state=StateFactory(), **term)
    with pytest.raises(ValidationError) as refused:
        membership.full_clean()
    assert refused.value.messages == [sentence]
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


@pytest.mark.parametrize(
    ("first", "last", "existed"),
    [
        (date(2014, 6, 1), date(2014, 6, 26), False),
        (date(2014, 6, 23), date(2014, 6, 27), True),
        (date(2019, 11, 28), date(2019, 11, 28), True),
        (date(2019, 11, 29), date(2019, 11, 29), False),
    ],
)
def test_a_committee_exists_from_its_establishment_to_the_day_before_its_end(first, last, existed):
    committee = CommitteeFactory(established_on=date(2014, 6, 27), ended_on=date(2019, 11, 29))
    assert committee.existed_between(first, last) is existed
    assert Committee.objects.existing_on(first).exists() is (existed and first >= committee.established_on)


def test_a_committee_cannot_succeed_itself_nor_an_heir_be_older():
    committee = CommitteeFactory(established_on=date(2014, 6, 27))
    with pytest.raises(ValidationError) as refused:
        SuccessionFactory.build(predecessor=committee, successor=committee).full_clean()
    assert refused.value.messages == ["A committee can't succeed itself."]
    older = CommitteeFactory(established_on=date(2000, 9, 13))
    with pytest.raises(ValidationError) as refused:
        SuccessionFactory.build(predecessor=committee, successor=older).full_clean()
    assert refused.value.message_dict == {"successor": ["The successor was established before its predecessor."]}
