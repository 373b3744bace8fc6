"""An earlier programme laid onto the days of another meeting: what arrives, what is left out (codes and values)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from meetings.programme.items import Facts, Item, Named, Programme, Segment, Texts

SITTING = "sitting"

Place = tuple[str, date | None]
"""A committee's code and a day; None stands for the meeting as a whole."""


class Why(StrEnum):
    """What doesn't come along, in the order in which it is told."""

    CANCELLED = "cancelled"
    UNDATED = "undated"
    NO_SUCH_DAY = "no_such_day"
    COMMITTEE = "committee"
    SEGMENT = "segment"
    OBJECTIVE = "objective"
    NOT_KNOWN_YET = "not_known_yet"
    NOBODY = "nobody"
    CHAIRS = "chairs"
    SPEAKERS = "speakers"


@dataclass(frozen=True)
class Standing:
    """A committee at the new meeting: whether it exists then, who chairs it, who has taken over from it."""

    committee: Named
    exists: bool
    chairs: tuple[Named, ...] = ()
    successors: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Left:
    """Something that these items, as they were, don't bring along: of a committee or an objective its name, of a day
    the day."""

    why: Why
    items: tuple[Item, ...] = ()
    name: Texts = field(default_factory=dict)
    day: date | None = None
    successors: tuple[Named, ...] = ()


@dataclass(frozen=True)
class Carried:
    """The programme as it would arrive, its items still under their old ids; and what is left out."""

    programme: Programme
    left: tuple[Left, ...]


Loss = tuple[Why, str, date | None]
"""Why, the code of what is lost, the day."""


def new_day(day: date | None, earlier: Facts, target: Facts) -> date | None:
    """By number: day 1 becomes day 1. None where there is no such day."""
    if not (day and earlier.starts_on and target.starts_on and target.ends_on):
        return None
    number = (day - earlier.starts_on).days
    is_one = 0 <= number <= (target.ends_on - target.starts_on).days
    return target.starts_on + timedelta(days=number) if is_one else None


def places(programme: Programme, target: Facts) -> set[Place]:
    """The committees that the programme names, each on the days on which it would meet."""
    sitting = {(segment.committee, None) for segment in programme.segments if segment.committee}
    meeting = {
        (item.committee.code, new_day(item.day, programme.meeting, target))
        for item in programme.items
        if item.committee and not item.is_cancelled
    }
    return sitting | meeting


class Carrying:
    """Carries one programme, given how the committees of its `places` stand, which objectives are on record, and
    what the new meeting has already."""

    def __init__(
        self, earlier: Programme, draft: Programme, standings: Mapping[Place, Standing], objectives: Collection[str]
    ) -> None:
        self.earlier, self.target, self.standings, self.objectives = earlier, draft.meeting, standings, objectives
        self.kept = {segment.slug: segment for segment in draft.segments}
        self.losses: dict[Loss, list[Item]] = {}
        self.segments = {segment.slug: segment for segment in self.carried_segments()}

    def carry(self) -> Carried:
        items = tuple(self.carried_item(item) for item in self.earlier.items if self.is_coming(item))
        left = [self.left(loss, found) for loss, found in self.losses.items()]
        order = list(Why)
        told = tuple(sorted(left, key=lambda one: order.index(one.why)))
        return Carried(Programme(self.target, tuple(self.segments.values()), items), told)

    def lose(self, why: Why, item: Item | None = None, code: str = "", day: date | None = None) -> None:
        self.losses.setdefault((why, code, day), []).extend([item] if item else [])

    def standing(self, code: str, day: date | None = None) -> Standing | None:
        """None for a committee that isn't there on the day, or at no time of the meeting."""
        found = self.standings.get((code, day))
        return found if found and found.exists else None

    def carried_segments(self) -> Iterator[Segment]:
        """Those of the new meeting stay as they are; a sitting can't be without its committee."""
        for segment in self.earlier.segments:
            is_without = bool(segment.committee) and not self.standing(segment.committee)
            if segment.slug in self.kept:
                yield self.kept[segment.slug]
                continue
            if is_without:
                self.lose(Why.COMMITTEE, code=segment.committee)
            if is_without and segment.kind == SITTING:
                self.lose(Why.SEGMENT)
            else:
                yield replace(segment, committee="" if is_without else segment.committee)

    def is_coming(self, item: Item) -> bool:
        if item.is_cancelled:
            self.lose(Why.CANCELLED, item)
        return not item.is_cancelled

    def carried_item(self, item: Item) -> Item:
        """As it arrives; what it loses on the way is noted."""
        day = self.carried_day(item)
        committee, chairs = self.carried_people(item, day)
        if item.segment and item.segment not in self.segments:
            self.lose(Why.SEGMENT, item)
        for slug in item.objectives:
            if slug not in self.objectives:
                self.lose(Why.OBJECTIVE, item, slug)
        return replace(
            item,
            day=day,
            segment=item.segment if item.segment in self.segments else "",
            committee=committee,
            chairs=chairs,
            speakers=(),
            objectives=tuple(slug for slug in item.objectives if slug in self.objectives),
            sequence=0,
            was=None,
        )

    def carried_day(self, item: Item) -> date | None:
        day = new_day(item.day, self.earlier.meeting, self.target)
        if item.day and not self.target.starts_on:
            self.lose(Why.UNDATED, item)
        elif item.day and not day:
            self.lose(Why.NO_SUCH_DAY, item, day=item.day)
        return day

    def carried_people(self, item: Item, day: date | None) -> tuple[Named | None, tuple[Named, ...]]:
        """The committee by its name of today, and whoever chairs it then; an item without a day goes by the first."""
        if item.speakers:
            self.lose(Why.SPEAKERS, item)
        standing = self.standing(item.committee.code, day) if item.committee else None
        if item.committee and not standing:
            self.lose(Why.COMMITTEE, item, item.committee.code)
        if not standing:
            if item.chairs:
                self.lose(Why.CHAIRS, item)
            return None, ()
        first = day or self.target.starts_on
        if not first:
            self.lose(Why.NOT_KNOWN_YET, item)
        elif not standing.chairs:
            self.lose(Why.NOBODY, item, standing.committee.code, first)
        return standing.committee, standing.chairs

    def left(self, loss: Loss, items: list[Item]) -> Left:
        why, code, day = loss
        found = Left(why, tuple(items), {"en": code} if code else {}, day)
        return self.of_committee(found, code) if why in {Why.COMMITTEE, Why.NOBODY} else found

    def of_committee(self, left: Left, code: str) -> Left:
        """With the committee's name, and its successors where it is on record."""
        is_there = left.why == Why.NOBODY
        known = [found for (slug, _day), found in self.standings.items() if slug == code and found.exists == is_there]
        if known:
            return replace(left, name=known[0].committee.name, successors=known[0].successors)
        of_then = (item.committee.name for item in left.items if item.committee and item.committee.code == code)
        return replace(left, name=next(of_then, left.name))


def alike(programme: Programme, others: Programme) -> tuple[Item, ...]:
    """Items of the programme that the other one has too, by number, English title and day: they look as if they had
    been copied before."""
    known = {likeness(item) for item in others.items}
    return tuple(item for item in programme.items if likeness(item) in known)


def likeness(item: Item) -> tuple[str, str, date | None]:
    return item.number, item.title.get("en", ""), item.day


def successors(code: str, edges: Mapping[str, Collection[str]], existing: Collection[str]) -> list[str]:
    """Who has taken over from a committee and exists, over as many generations as it takes. Edges may run in a
    circle, if somebody entered them so."""
    found: list[str] = []
    seen, waiting = {code}, [code]
    while waiting:
        for heir in edges.get(waiting.pop(0), ()):
            if heir not in seen:
                seen.add(heir)
                (found if heir in existing else waiting).append(heir)
    return found
