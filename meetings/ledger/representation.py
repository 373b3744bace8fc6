"""Whether sponsorship widened representation: States Parties present with it, and without it.

A State Party is present if it has a delegate. It is present only through sponsored delegates if its delegation is no
larger than the number of its sponsored delegates who attended: nobody else came for it. The widening is the share of
such States among all that were States Parties on that day. Nothing is hidden here, as officers may see it; what
everybody may read is made of it in `public.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self


@dataclass(frozen=True)
class Delegation:
    """How many came; `state` is a code, empty for an organisation; `women` None where it isn't recorded."""

    state: str
    delegates: int
    women: int | None = None


@dataclass(frozen=True)
class Party:
    """A State Party by its code, with what it is grouped by; None or an empty group where it isn't recorded."""

    code: str
    regional_group: str = ""
    is_least_developed: bool | None = None
    is_mine_affected: bool | None = None


@dataclass(frozen=True)
class Presence:
    """Of some States Parties: how many there are, are present, and are so only through sponsored delegates."""

    eligible: int = 0
    present: int = 0
    only_sponsored: int = 0

    @property
    def without(self) -> int:
        """How many would have been present without sponsorship."""
        return self.present - self.only_sponsored

    @property
    def widening(self) -> Fraction | None:
        """None where no State could have come."""
        return Fraction(self.only_sponsored, self.eligible) if self.eligible else None


@dataclass(frozen=True)
class Women:
    """Delegates of delegations that tell: `women` of `told`; of `untold` others nothing is recorded."""

    women: int
    told: int
    untold: int


@dataclass(frozen=True)
class Representation:
    """One meeting: the States Parties of its day, who came, and how many sponsored delegates attended of each State."""

    parties: Sequence[Party]
    delegations: Sequence[Delegation]
    sponsored: Mapping[str, int]

    @classmethod
    def of(cls, parties: Iterable[Party], delegations: Iterable[Delegation], sponsored: Mapping[str, int]) -> Self:
        return cls(tuple(parties), tuple(delegations), dict(sponsored))

    @property
    def present(self) -> frozenset[str]:
        """The codes of all States with a delegate, States Parties or not."""
        return frozenset(one.state for one in self.delegations if one.state and one.delegates)

    @property
    def only_sponsored(self) -> frozenset[str]:
        return frozenset(
            one.state for one in self.delegations if one.state and 0 < one.delegates <= self.sponsored.get(one.state, 0)
        )

    @property
    def unlisted(self) -> frozenset[str]:
        """States of which sponsored delegates attended, but that the attendance doesn't have: one of both is wrong."""
        return frozenset(code for code, number in self.sponsored.items() if code and number) - self.present

    @property
    def whole(self) -> Presence:
        return self.presence_of(self.parties)

    def by(self, what: str) -> dict[str | bool | None, Presence]:
        """The presence of the States Parties with each value of `regional_group`, `is_least_developed` or
        `is_mine_affected`: in the order of the parties, yes before no, what isn't recorded last."""
        found = dict.fromkeys(getattr(party, what) for party in self.parties)
        values = sorted(found, key=lambda value: (value in (None, ""), value is False))
        return {value: self.presence_of(p for p in self.parties if getattr(p, what) == value) for value in values}

    def presence_of(self, parties: Iterable[Party]) -> Presence:
        codes = {party.code for party in parties}
        return Presence(len(codes), len(codes & self.present), len(codes & self.only_sponsored))

    @property
    def delegates(self) -> int:
        return sum(one.delegates for one in self.delegations)

    @property
    def women(self) -> Women:
        told = [one for one in self.delegations if one.women is not None]
        number = sum(one.delegates for one in told)
        return Women(sum(one.women or 0 for one in told), number, self.delegates - number)

    @property
    def other_states(self) -> int:
        """Present, but no States Parties."""
        return len(self.present - {party.code for party in self.parties})

    @property
    def organisations(self) -> int:
        return sum(1 for one in self.delegations if not one.state)
