"""What a delegate costs, how many more the balance carries, and whom a round brought."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any, Self

from meetings.ledger.sums import CENT, Ledger
from meetings.ledger.values import STANDING, Status


@dataclass(frozen=True)
class Average:
    """Of the delegates who attended and of whom all is settled, in the round's currency: `of` of `attended`."""

    attended: int
    costs: tuple[Decimal, ...]

    @classmethod
    def of_round(cls, ledger: Ledger) -> Self:
        attended = [award for award in ledger.awards if award.status == Status.ATTENDED]
        priced = [ledger.priced(award) for award in attended if award.is_settled]
        return cls(len(attended), tuple(sorted(cost for cost in priced if cost is not None)))

    @property
    def of(self) -> int:
        return len(self.costs)

    @property
    def mean(self) -> Decimal | None:
        return (sum(self.costs, Decimal(0)) / self.of).quantize(CENT, ROUND_HALF_EVEN) if self.costs else None

    @property
    def cheapest(self) -> Decimal | None:
        return self.costs[0] if self.costs else None

    @property
    def dearest(self) -> Decimal | None:
        return self.costs[-1] if self.costs else None


@dataclass(frozen=True)
class Forecast:
    """How many more delegates a balance carries: at the average cost, and between the dearest and the cheapest."""

    at_average: int
    fewest: int
    most: int | None


def forecast(ledger: Ledger, average: Average) -> Forecast | None:
    """None where no cost is known, or the balance isn't, for want of a rate; who cost nothing bounds nothing."""
    if not average.costs or ledger.total.unpriced or not average.dearest:
        return None
    balance = max(ledger.total.column.balance, Decimal(0))
    return Forecast(
        at_average=int(balance * average.of // sum(average.costs)),
        fewest=int(balance // average.dearest),
        most=int(balance // average.cheapest) if average.cheapest else None,
    )


@dataclass(frozen=True)
class Delegate:
    """A nomination without a name; `state` is a code, empty where an organisation nominated."""

    status: Status
    state: str = ""
    gender: str = ""
    coming_from: str = ""
    is_first_time: bool | None = None
    was_offered: bool = False
    had_accepted: bool = False


@dataclass(frozen=True)
class Tally:
    """How many, of how many States, from where."""

    delegates: tuple[Delegate, ...]

    @classmethod
    def of(cls, delegates: Iterable[Delegate]) -> Self:
        return cls(tuple(delegates))

    @property
    def states(self) -> int:
        return len({one.state for one in self.delegates if one.state})

    def __len__(self) -> int:
        return len(self.delegates)

    def in_status(self, *statuses: Status) -> "Tally":
        return Tally(tuple(one for one in self.delegates if one.status in statuses))

    @property
    def offered(self) -> "Tally":
        """To whom an offer was ever made."""
        return Tally(tuple(one for one in self.delegates if one.was_offered))

    @property
    def accepted(self) -> "Tally":
        """Who ever accepted one."""
        return Tally(tuple(one for one in self.delegates if one.had_accepted))

    @property
    def attended(self) -> "Tally":
        return self.in_status(Status.ATTENDED)

    @property
    def expected(self) -> "Tally":
        """Who holds a place now."""
        return self.in_status(*STANDING)

    def by(self, what: str) -> Counter[Any]:
        """How many of each `gender`, `coming_from` or `is_first_time`; an empty code for who doesn't tell."""
        return Counter(getattr(one, what) for one in self.delegates)
