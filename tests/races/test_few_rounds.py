"""A few rounds of each race: `make test-slow` runs two hundred."""

import pytest

from tests.races import test_documents, test_editing, test_programme, test_signing_in, test_sponsorship
from tests.races.together import Rounds

FEW = 2
RACES = [
    race
    for module in (test_documents, test_editing, test_programme, test_signing_in, test_sponsorship)
    for race in module.RACES
]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_lose_nothing_in_a_few_rounds_of_each_race():
    """One test, since it is the emptying of the database after each that takes its time."""
    for race in RACES:
        Rounds(FEW).of(race)
