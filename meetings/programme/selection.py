"""A programme narrowed to what somebody asks for, and what it may be narrowed to."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from meetings.programme.items import Item, Programme

PARTS: dict[str, Callable[[Item], frozenset[str]]] = {
    "committees": lambda item: frozenset({item.committee.code} if item.committee else ()),
    "segments": lambda item: frozenset({item.segment} - {""}),
    "rooms": lambda item: frozenset({item.room} - {""}),
    "states": lambda item: item.states,
    "objectives": lambda item: frozenset(item.objectives),
    "items": lambda item: frozenset({item.id}),
}
"""The codes of an item that each part of a selection looks at."""


@dataclass(frozen=True)
class Selection:
    """Codes by part: any of one part's, all of the parts; an empty part asks for nothing."""

    committees: frozenset[str] = frozenset()
    segments: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    objectives: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()

    def takes(self, item: Item) -> bool:
        asked = ((getattr(self, part), codes_of) for part, codes_of in PARTS.items())
        return all(codes & codes_of(item) for codes, codes_of in asked if codes)


def selected(programme: Programme, selection: Selection) -> Programme:
    """The items that are asked for, in their order; what was dropped alike, and no segment that none of them is in."""
    if selection == Selection():
        return programme
    items = tuple(filter(selection.takes, programme.items))
    dropped = tuple(filter(selection.takes, programme.dropped))
    slugs = {item.segment for item in items + dropped}
    segments = tuple(segment for segment in programme.segments if segment.slug in slugs)
    return replace(programme, segments=segments, items=items, dropped=dropped)


def counted(programme: Programme, part: str) -> dict[str, int]:
    """What items can be asked for by, in the order of the programme, and how many each would give."""
    return dict(Counter(code for item in programme.items for code in sorted(PARTS[part](item))))


def absent(programme: Programme, picked: frozenset[str]) -> tuple[tuple[Item, ...], frozenset[str]]:
    """Of picked items those that earlier revisions had, and the ids that this meeting never had."""
    dropped = tuple(item for item in programme.dropped if item.id in picked)
    known = {item.id for item in programme.items + dropped}
    return dropped, picked - known
