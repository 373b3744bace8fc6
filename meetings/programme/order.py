"""The order of a day: what somebody wants, with as few items moved as that takes."""

from bisect import bisect_right
from collections.abc import Sequence

LAST_PLACE = 32767
"""The highest that the column holds."""


def merged(stored: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """The stored items in the wanted order; one that nobody has asked for stays behind the one it stood behind."""
    here, asked_for = set(stored), set(wanted)
    found = [item for item in dict.fromkeys(wanted) if item in here]
    for index, item in enumerate(stored):
        if item not in asked_for:
            found.insert(found.index(stored[index - 1]) + 1 if index else 0, item)
    return found


def placed(places: Sequence[int | None]) -> list[int]:
    """Rising places for items in the wanted order, from those that they have (None: a new item). As many as can keep
    theirs, and the others take the next free one."""
    kept = keepable(places)
    found: list[int] = []
    for index, place in enumerate(places):
        is_kept = place is not None and index in kept
        found.append(place if is_kept and place is not None else (found[-1] + 1 if found else 0))
    return found


def keepable(places: Sequence[int | None]) -> set[int]:
    """The longest choice of items between whose places there is room for all that stand between them."""
    ends: list[tuple[int, int]] = []  # the lowest slack with which a choice of that length ends, and its last item
    before: dict[int, int] = {}
    for index, place in enumerate(places):
        if place is None or not index <= place <= LAST_PLACE - len(places) + 1 + index:
            continue
        slack = place - index
        length = bisect_right(ends, slack, key=lambda end: end[0])
        if length:
            before[index] = ends[length - 1][1]
        ends[length : length + 1] = [(slack, index)]
    chosen: set[int] = set()
    index = ends[-1][1] if ends else -1
    while index >= 0:
        chosen.add(index)
        index = before.get(index, -1)
    return chosen
