"""What donors gave, by the years that it is for: who they are, and sums that tell no single gift."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from meetings.ledger.public import Amount
from meetings.ledger.small_groups import Hidden


@dataclass(frozen=True)
class Gift:
    """A contribution that was received, for these years."""

    first_year: int
    last_year: int
    donor: str
    currency: str
    amount: Decimal


@dataclass(frozen=True)
class Gifts:
    """What donors gave for the same years: who they are, in the order given, and the sum of each currency, held back
    where it would be the gift of one donor."""

    first_year: int
    last_year: int
    donors: tuple[str, ...]
    amounts: Mapping[str, Amount]


def gifts(received: Iterable[Gift]) -> list[Gifts]:
    """Latest years first. A contribution for several years is no contribution for each of them: it is never split."""
    by_years: dict[tuple[int, int], list[Gift]] = defaultdict(list)
    for gift in received:
        by_years[gift.last_year, gift.first_year].append(gift)
    return [
        Gifts(first, last, tuple(dict.fromkeys(gift.donor for gift in given)), given_amounts(given))
        for (last, first), given in sorted(by_years.items(), reverse=True)
    ]


def given_amounts(given: Sequence[Gift]) -> dict[str, Amount]:
    found: dict[str, Amount] = {}
    for code in sorted({gift.currency for gift in given}):
        of_it = [gift for gift in given if gift.currency == code]
        donors = {gift.donor for gift in of_it}
        found[code] = sum((gift.amount for gift in of_it), Decimal(0)) if len(donors) > 1 else Hidden.HELD_BACK
    return found
