"""What everybody may read of sponsored delegates and of representation: numbers, small groups hidden."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Self

from meetings.ledger.figures import Tally
from meetings.ledger.representation import Presence, Representation
from meetings.ledger.small_groups import Count, Hidden, Published, is_small, published, shown, total_of

GENDERS = ("woman", "man", "other", "")
FIRST_TIMES = (True, False, None)
GROUPINGS = ("regional_group", "is_least_developed", "is_mine_affected")

Amount = Decimal | Hidden


@dataclass(frozen=True)
class Spent:
    """Paid for one nomination, by whatever tells it from the others; no more than a key."""

    nomination: int
    currency: str
    amount: Decimal


@dataclass(frozen=True)
class Sponsored:
    """The delegates whom sponsorship brought to one meeting, or to the meetings of a year, and what was spent; None
    until all is settled, since whoever looks each day would see what each person costs."""

    delegates: Count
    spent: Mapping[str, Amount] | None

    @classmethod
    def sum_of(cls, several: Iterable["Sponsored"]) -> Self:
        """A sum is held back where one of what it is made of is hidden."""
        several = list(several)
        delegates = total_of(one.delegates for one in several)
        spent = [one.spent for one in several if one.spent is not None]
        if len(spent) < len(several):
            return cls(delegates, None)
        currencies = sorted({code for each in spent for code in each})
        return cls(delegates, {code: summed(each[code] for each in spent if code in each) for code in currencies})


@dataclass(frozen=True)
class SponsoredAt(Sponsored):
    """At one meeting: of how many States they were, how many were women and men, how many came for the first time.
    Where nobody tells, the key is empty or None."""

    states: Count
    genders: Mapping[str, Count]
    first_times: Mapping[bool | None, Count]

    @classmethod
    def of(cls, tally: Tally, spent: Iterable[Spent] | None) -> Self:
        """`tally` are those who attended; `spent` None until all is settled."""
        genders = Counter(one.gender for one in tally.delegates)
        first_times = Counter(one.is_first_time for one in tally.delegates)
        by_gender = published([genders[code] for code in GENDERS])
        by_first = published([first_times[answer] for answer in FIRST_TIMES])
        return cls(
            delegates=by_gender.total,
            spent=None if spent is None else amounts(spent),
            states=shown(tally.states),
            genders=dict(zip(GENDERS, by_gender.parts, strict=True)),
            first_times=dict(zip(FIRST_TIMES, by_first.parts, strict=True)),
        )


def amounts(spent: Iterable[Spent]) -> dict[str, Amount]:
    """By currency; what was spent on fewer than five persons is held back."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    persons: dict[str, set[int]] = defaultdict(set)
    for one in spent:
        if one.amount:
            sums[one.currency] += one.amount
            persons[one.currency].add(one.nomination)
    return {code: Hidden.HELD_BACK if is_small(len(persons[code])) else sums[code] for code in sorted(sums)}


def summed(several: Iterable[Amount]) -> Amount:
    found = Decimal(0)
    for amount in several:
        if isinstance(amount, Hidden):
            return Hidden.HELD_BACK
        found += amount
    return found


@dataclass(frozen=True)
class PresenceTold:
    """Some States Parties: how many there are, are present, and are so only through sponsored delegates, None where
    nothing is recorded of sponsorship."""

    eligible: int
    present: int
    only_sponsored: Count | None

    @property
    def without(self) -> Count | None:
        """Present without sponsorship: hidden where it would tell what is."""
        if isinstance(self.only_sponsored, int):
            return self.present - self.only_sponsored
        return self.only_sponsored and Hidden.HELD_BACK

    @property
    def widening(self) -> Fraction | None:
        """None where it isn't known, or hidden."""
        if isinstance(self.only_sponsored, int):
            return Presence(self.eligible, self.present, self.only_sponsored).widening
        return None


Key = str | bool | None
Rows = Mapping[Key, PresenceTold]


@dataclass(frozen=True)
class RepresentationTold:
    """The whole, its parts by each of the groupings, and how many of the delegates that tell were women."""

    whole: PresenceTold
    parts: Mapping[str, Rows]
    women: Count
    women_of: Count

    @classmethod
    def of(cls, found: Representation, *, is_sponsorship_recorded: bool) -> Self:
        parts = {by: found.by(by) for by in GROUPINGS}
        women = published([found.women.women, found.women.told - found.women.women])
        only = only_sponsored(parts) if is_sponsorship_recorded else {}
        totals = {one.total for one in only.values()}
        return cls(
            whole=PresenceTold(found.whole.eligible, found.whole.present, totals.pop() if totals else None),
            parts={by: rows(parts[by], only[by].parts if by in only else None) for by in GROUPINGS},
            women=women.parts[0],
            women_of=women.total,
        )


def only_sponsored(parts: Mapping[str, Mapping[Key, Presence]]) -> dict[str, Published]:
    """By each grouping: where one of them can't show the total, a full one beside it would."""
    found = {
        by: published([one.only_sponsored for one in of_it.values()], [one.present for one in of_it.values()])
        for by, of_it in parts.items()
    }
    if not any(one.total is Hidden.HELD_BACK for one in found.values()):
        return found
    return {by: Published(Hidden.HELD_BACK, (Hidden.HELD_BACK,) * len(one.parts)) for by, one in found.items()}


def rows(parts: Mapping[Key, Presence], counts: Sequence[Count] | None) -> Rows:
    """`counts` are of States present only through sponsorship; None where nothing is recorded of it."""
    told: Sequence[Count | None] = counts if counts is not None else [None] * len(parts)
    return {
        key: PresenceTold(part.eligible, part.present, count)
        for (key, part), count in zip(parts.items(), told, strict=True)
    }
