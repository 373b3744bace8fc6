"""A State is a State Party from entry into force until its withdrawal takes effect."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from committees.models import State
from tests.factories import StateFactory

pytestmark = pytest.mark.django_db

FINLAND = {"entry_into_force": date(2012, 7, 1), "withdrawn_on": date(2026, 1, 10)}
LEBANON = {"entry_into_force": None, "joined_year": 2026}


@pytest.mark.parametrize(
    ("facts", "day", "is_party"),
    [
        (FINLAND, date(2012, 6, 30), False),
        (FINLAND, date(2012, 7, 1), True),
        (FINLAND, date(2026, 1, 9), True),
        (FINLAND, date(2026, 1, 10), False),
        (LEBANON, date(2026, 12, 31), False),
        (LEBANON, date(2027, 1, 1), True),
        ({"entry_into_force": None}, date(2024, 1, 1), False),
    ],
)
def test_a_state_is_a_state_party_on_the_days_between(facts, day, is_party):
    state = StateFactory(**facts)
    assert state.is_party_on(day) is is_party
    assert State.objects.parties_on(day).exists() is is_party


def test_a_state_cannot_withdraw_before_it_joined():
    state = StateFactory.build(entry_into_force=date(2012, 7, 1), withdrawn_on=date(2012, 7, 1))
    with pytest.raises(ValidationError) as refused:
        state.full_clean()
    assert refused.value.messages == ["A State can withdraw only after the Convention entered into force for it."]


@pytest.mark.parametrize("code", ["be", "B", "B1", ""])
def test_a_code_is_two_capital_letters(code):
    with pytest.raises(ValidationError) as refused:
        StateFactory.build(iso2=code).full_clean()
    assert "iso2" in refused.value.message_dict


def test_no_field_of_committees_relates_to_meetings():
    """A string reference would escape the linter of imports."""
    related = {
        field.related_model._meta.app_label
        for model in State._meta.apps.get_app_config("committees").get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
    }
    assert related <= {"committees", "auth"}
    assert "committees" in related


def test_states_stand_in_the_order_of_the_page_s_language(client, django_assert_num_queries):
    for number, (english, russian) in enumerate([("Germany", "Германия"), ("Austria", "Австрия"), ("Yemen", "Йемен")]):
        StateFactory(name={"en": english, "ru": russian}, iso2="X" + "ABC"[number])
    StateFactory(name={"en": "Italy", "ru": "Италия"}, iso2="XD")
    StateFactory(name={"en": "Nowhere"}, iso2="XE")

    def listed(address, language):
        with django_assert_num_queries(2):
            page = client.get(address)
        return [state.name.in_language(language) for state in page.context["page"].object_list]

    assert listed("/states/", "en") == ["Austria", "Germany", "Italy", "Nowhere", "Yemen"]
    assert listed("/ru/states/", "ru") == ["Австрия", "Германия", "Италия", "Йемен", "Nowhere"]
