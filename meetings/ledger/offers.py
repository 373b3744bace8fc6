"""Whether offers fit into a round."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from meetings.ledger.sums import Ledger
from meetings.ledger.values import Status


class Why(StrEnum):
    """What stands against offers."""

    MONEY = "money"
    PLACES = "places"
    RATE = "rate"
    COST = "cost"


@dataclass(frozen=True)
class Objection:
    """`amount` is what is missing of the round's money, `number` of its places; `names` are currencies without a rate,
    or nominations of which no cost is entered."""

    why: Why
    amount: Decimal = Decimal(0)
    number: int = 0
    names: tuple[str, ...] = ()


def objections(ledger: Ledger, references: Collection[str]) -> tuple[Objection, ...]:
    """What stands against offering to these nominations: missing money, and what would have to be known to judge."""
    after = ledger.after(references, Status.OFFERED)
    found = []
    if after.places is not None and after.standing > after.places:
        found.append(Objection(Why.PLACES, number=after.standing - after.places))
    if after.is_by_places:
        return tuple(found)
    uncosted = tuple(award.reference for award in after.awards if award.reference in references and not award.lines)
    if uncosted:
        found.append(Objection(Why.COST, names=uncosted))
    if after.total.unpriced:
        found.append(Objection(Why.RATE, names=after.total.unpriced))
    if after.room < 0:
        found.append(Objection(Why.MONEY, amount=-after.room))
    return tuple(found)
