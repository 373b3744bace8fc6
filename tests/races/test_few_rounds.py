"""A few rounds of each race: `make test-slow` runs two hundred."""

import pytest

from tests.factories import AgendaItemFactory
from tests.races import test_documents, test_editing, test_programme, test_signing_in, test_sponsorship
from tests.races.together import Rounds, Together
from tests.races.writer import write

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
    four_write_at_once(10)


def four_write_at_once(times):
    item = AgendaItemFactory(position=0)
    with Together(4) as together:
        together.do(*[lambda: write(item.pk, times)] * 4)
    item.refresh_from_db()
    assert (item.position, item.history.count()) == (4 * times, 4 * times + 1)
