"""What may be published of counts, so that nobody in a small group can be told from the others.

A count from one to four is shown as fewer than five. Where such a count could be worked out from a total and from what
stands beside it, no part is shown; where even the total would tell, the total isn't either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

LEAST = 5


class Hidden(Enum):
    """Stands in place of a count."""

    FEWER = "fewer"
    """One to four."""
    HELD_BACK = "held back"
    """Any number, shown it would tell another."""


Count = int | Hidden
Range = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True)
class Published:
    """A total and its parts, each of them as it may be shown."""

    total: Count
    parts: tuple[Count, ...]


def is_small(count: int) -> bool:
    return 0 < count < LEAST


def shown(count: int) -> Count:
    """A count that stands alone."""
    return Hidden.FEWER if is_small(count) else count


def published(counts: Sequence[int], limits: Sequence[int] | None = None) -> Published:
    """Of the parts of one whole. `limits` are the sizes of the groups that they are counted in, where everybody can
    know them: a group smaller than five isn't broken down, and a count is never above its group's size."""
    total = sum(counts)
    most = [total] * len(counts) if limits is None else list(limits)
    none: tuple[Count, ...] = (Hidden.HELD_BACK,) * len(counts)
    if is_small(sum(most)) and limits is not None:
        return Published(Hidden.HELD_BACK, none)
    if is_small(total):
        return Published(Hidden.FEWER, none)
    parts = tuple(part(count, size, is_limited=limits is not None) for count, size in zip(counts, most, strict=True))
    unknown = [span(one, size) for one, size in zip(parts, most, strict=True) if isinstance(one, Hidden)]
    if are_unsure(unknown, total - sum(one for one in parts if isinstance(one, int))):
        return Published(total, parts)
    # Without any part, all that is known of each is the total and its group's size.
    return Published(total if are_unsure([(0, size) for size in most if size], total) else Hidden.HELD_BACK, none)


def part(count: int, size: int, *, is_limited: bool) -> Count:
    if is_limited and is_small(size):
        return Hidden.HELD_BACK
    return shown(count)


def span(one: Count, size: int) -> Range:
    """What a part can be that is shown so."""
    return (1, min(LEAST - 1, size)) if one is Hidden.FEWER else (0, size)


def are_unsure(spans: Iterable[Range], total: int) -> bool:
    """Whether each of some numbers can be several, if all that is known are these spans and their sum."""
    spans = list(spans)
    least, most = sum(low for low, _high in spans), sum(high for _low, high in spans)
    return all(max(low, total - (most - high)) < min(high, total - (least - low)) for low, high in spans)


def total_of(counts: Iterable[Count]) -> Count:
    """Of counts that stand beside it: held back where one of them is, since it would tell that one."""
    found = 0
    for count in counts:
        if isinstance(count, Hidden):
            return Hidden.HELD_BACK
        found += count
    return found
