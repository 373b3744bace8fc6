"""What a ledger is made of, and how a nomination goes from status to status."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """How far a nomination has come."""

    NOMINATED = "nominated"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    ATTENDED = "attended"
    DECLINED = "declined"
    NOT_SELECTED = "not_selected"
    WITHDRAWN = "withdrawn"
    DID_NOT_ATTEND = "did_not_attend"


STANDING = frozenset({Status.OFFERED, Status.ACCEPTED, Status.ATTENDED})
"""Holds a place, and the money of its award."""
OVER = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.DID_NOT_ATTEND})
"""Nobody comes; what is booked may be lost all the same."""


class Verb(StrEnum):
    """What is done to nominations."""

    OFFER = "offer"
    NOT_SELECT = "not_select"
    ACCEPT = "accept"
    DECLINE = "decline"
    ATTEND = "attend"
    MISS = "miss"
    WITHDRAW = "withdraw"


ARROWS: Mapping[Verb, tuple[frozenset[Status], Status]] = {
    Verb.OFFER: (frozenset({Status.NOMINATED, Status.NOT_SELECTED}), Status.OFFERED),
    Verb.NOT_SELECT: (frozenset({Status.NOMINATED}), Status.NOT_SELECTED),
    Verb.ACCEPT: (frozenset({Status.OFFERED}), Status.ACCEPTED),
    Verb.DECLINE: (frozenset({Status.OFFERED}), Status.DECLINED),
    Verb.ATTEND: (frozenset({Status.ACCEPTED}), Status.ATTENDED),
    Verb.MISS: (frozenset({Status.ACCEPTED}), Status.DID_NOT_ATTEND),
    Verb.WITHDRAW: (frozenset({Status.NOMINATED, Status.OFFERED, Status.ACCEPTED}), Status.WITHDRAWN),
}
"""From which statuses each verb leads, and to which."""


@dataclass(frozen=True)
class Line:
    """One cost of an award."""

    currency: str
    ceiling: Decimal
    booked: Decimal | None = None
    settled: Decimal | None = None

    @property
    def spent(self) -> Decimal:
        return self.settled if self.settled is not None else Decimal(0)

    def committed(self, status: Status) -> Decimal:
        """What is still to be paid: of whoever may come what is booked, else the ceiling; of whoever doesn't come only
        what is booked; nothing before an offer, and nothing once it is settled."""
        if self.settled is not None or not (status in STANDING or status in OVER):
            return Decimal(0)
        if self.booked is not None:
            return self.booked
        return self.ceiling if status in STANDING else Decimal(0)


@dataclass(frozen=True)
class Award:
    """A nomination, by its reference number, with what it costs."""

    reference: str
    status: Status
    lines: tuple[Line, ...] = ()

    @property
    def is_settled(self) -> bool:
        return bool(self.lines) and all(line.settled is not None for line in self.lines)

    @property
    def cost(self) -> dict[str, Decimal]:
        """Spent and committed, by currency; of who is not offered anything yet, what an offer would commit."""
        status = Status.OFFERED if self.status in {Status.NOMINATED, Status.NOT_SELECTED} else self.status
        found: dict[str, Decimal] = {}
        for line in self.lines:
            found[line.currency] = found.get(line.currency, Decimal(0)) + line.spent + line.committed(status)
        return found


@dataclass(frozen=True)
class Allotted:
    """A round's share of a contribution."""

    amount: Decimal
    currency: str
    is_received: bool


@dataclass(frozen=True)
class Rate:
    """How much of the round's currency one unit of another is."""

    currency: str
    rate: Decimal
    day: date
    source: str
