"""What migrations have made is there for every test, also after one that has flushed the database."""

import pytest
from django.contrib.auth.models import Group

from committees.models import Objective


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_finds_groups_and_objectives():
    assert (Objective.objects.count(), set(Group.objects.values_list("name", flat=True))) == (
        4,
        {"Editors", "Sponsorship officers"},
    )


@pytest.mark.django_db(transaction=True)
def test_so_does_the_next_one():
    test_a_transactional_test_finds_groups_and_objectives()


@pytest.mark.django_db
def test_and_one_that_is_rolled_back():
    test_a_transactional_test_finds_groups_and_objectives()
