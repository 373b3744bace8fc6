"""Sums by currency, and in the round's own currency as far as rates are entered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from functools import cached_property
from typing import Self

from meetings.ledger.values import STANDING, Allotted, Award, Rate, Status

NOTHING = Decimal(0)
CENT = Decimal("0.01")
DIGITS = 60
"""More than any sum times any rate has."""


@dataclass(frozen=True)
class Column:
    """One currency. `pledged` counts every allotment, received or not."""

    pledged: Decimal = NOTHING
    received: Decimal = NOTHING
    spent: Decimal = NOTHING
    committed: Decimal = NOTHING

    @property
    def used(self) -> Decimal:
        return self.spent + self.committed

    @property
    def balance(self) -> Decimal:
        return self.received - self.spent - self.committed

    def __add__(self, other: Self) -> Self:
        return replace(
            self,
            pledged=self.pledged + other.pledged,
            received=self.received + other.received,
            spent=self.spent + other.spent,
            committed=self.committed + other.committed,
        )

    def at(self, rate: Decimal) -> Self:
        """In another currency, each sum rounded to the cent."""
        return replace(
            self,
            pledged=exchanged(self.pledged, rate),
            received=exchanged(self.received, rate),
            spent=exchanged(self.spent, rate),
            committed=exchanged(self.committed, rate),
        )


@dataclass(frozen=True)
class Total:
    """In the round's currency: `rates` are those it rests on, `unrated` the currencies it leaves out for want of one,
    `unpriced` those of them in which something is spent or committed."""

    column: Column
    rates: tuple[Rate, ...] = ()
    unrated: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """A round's money, whatever the order in which it came and went."""

    currency: str
    allotted: tuple[Allotted, ...] = ()
    awards: tuple[Award, ...] = ()
    rates: tuple[Rate, ...] = ()
    budget: Decimal | None = None
    places: int | None = None

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The round's own currency first, the others by their codes."""
        found = {self.currency: Column()}

        def add(currency: str, column: Column) -> None:
            found[currency] = found.get(currency, Column()) + column

        for share in self.allotted:
            add(share.currency, Column(pledged=share.amount, received=share.amount if share.is_received else NOTHING))
        for award in self.awards:
            for line in award.lines:
                add(line.currency, Column(spent=line.spent, committed=line.committed(award.status)))
        return {code: found[code] for code in sorted(found, key=lambda code: (code != self.currency, code))}

    @cached_property
    def rate_of(self) -> Mapping[str, Rate]:
        return {rate.currency: rate for rate in self.rates}

    @cached_property
    def total(self) -> Total:
        others = {code: column for code, column in self.columns.items() if code != self.currency and column != Column()}
        rated = [self.rate_of[code] for code in others if code in self.rate_of]
        unrated = [code for code in others if code not in self.rate_of]
        return Total(
            sum((others[rate.currency].at(rate.rate) for rate in rated), self.columns[self.currency]),
            tuple(rated),
            tuple(unrated),
            tuple(code for code in unrated if others[code].spent or others[code].committed),
        )

    @property
    def room(self) -> Decimal:
        """What may still be committed: of what is received, and of the budget."""
        column = self.total.column
        return column.balance if self.budget is None else min(column.received, self.budget) - column.used

    @property
    def is_by_places(self) -> bool:
        """A round that knows places alone and no money, as where donors pay for tickets themselves."""
        return self.places is not None and self.budget is None and not self.allotted

    @property
    def standing(self) -> int:
        """How many hold a place."""
        return sum(award.status in STANDING for award in self.awards)

    def after(self, references: Collection[str], status: Status) -> "Ledger":
        """With these nominations in another status."""
        awards = (replace(one, status=status) if one.reference in references else one for one in self.awards)
        return replace(self, awards=tuple(awards))

    def priced(self, award: Award) -> Decimal | None:
        """What an award costs in the round's currency; None where a rate is missing."""
        cost = award.cost
        if any(code != self.currency and code not in self.rate_of for code in cost):
            return None
        return sum(
            (
                amount if code == self.currency else exchanged(amount, self.rate_of[code].rate)
                for code, amount in cost.items()
            ),
            NOTHING,
        )


def exchanged(amount: Decimal, rate: Decimal) -> Decimal:
    """To the cent, halves to the even one."""
    with localcontext(prec=DIGITS):
        return (amount * rate).quantize(CENT, ROUND_HALF_EVEN)
