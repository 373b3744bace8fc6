"""Where statements about the same tell different numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """The counts of one reported figure, each under the name of its field."""

    year: int
    meeting: str
    counts: Mapping[str, int | None]


@dataclass(frozen=True)
class Disagreement:
    """Statements about the same that tell different numbers, in the order in which they stand."""

    year: int
    meeting: str
    what: str
    numbers: tuple[int, ...]


def disagreements(statements: Iterable[Statement]) -> list[Disagreement]:
    """In the order of the statements."""
    found: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for one in statements:
        for what, number in one.counts.items():
            if number is not None and number not in found[one.year, one.meeting, what]:
                found[one.year, one.meeting, what].append(number)
    return [Disagreement(*key, tuple(numbers)) for key, numbers in found.items() if len(numbers) > 1]
