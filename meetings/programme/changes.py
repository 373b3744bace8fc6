"""What a revision changed: codes and values, item by item."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from meetings.programme.items import Item, Programme, Was


class Way(StrEnum):
    """In which way an item changed."""

    ADDED = "added"
    REMOVED = "removed"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    ROOM = "room"
    RETITLED = "retitled"
    OTHER = "other"


MEASURED = {
    Way.MOVED: ("day", "starts", "ends"),
    Way.ROOM: ("room",),
    Way.RETITLED: ("wording", "number"),
    Way.OTHER: ("title", "summary", "kind", "segment", "committee", "chairs", "speakers", "objectives"),
}
"""The fields that each way looks at; the order of items in the programme is no change of any of them."""


def seen(item: Item, name: str) -> Any:
    """A field as a reader sees whether it changed: States and committees by their codes, whatever their names are;
    chairs and objectives have no order of their own, but for that of their names."""
    if name == "committee":
        return item.committee.code if item.committee else ""
    if name == "chairs":
        return sorted(chair.code for chair in item.chairs)
    if name == "speakers":
        return [(s.state.code if s.state else "", s.organisation, s.person, s.function) for s in item.speakers]
    if name == "objectives":
        return sorted(item.objectives)
    return getattr(item, name)


def differs(old: Item, new: Item, name: str) -> bool:
    """The wording differs where a language that both have says something else; a new translation is another change."""
    if name == "wording":
        return any(old.title[language] != new.title[language] for language in old.title.keys() & new.title.keys())
    return bool(seen(old, name) != seen(new, name))


@dataclass(frozen=True)
class Change:
    """One item before and after: `old` is missing where it was added, `new` where it was removed."""

    ways: tuple[Way, ...]
    old: Item | None
    new: Item | None

    @property
    def item(self) -> Item:
        """As it is now, or as it last was."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 one of both is there
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ, where it was and is."""
        if not (self.old and self.new):
            return ()
        names = [name for measured in MEASURED.values() for name in measured]
        return tuple(name for name in names if name != "wording" and differs(self.old, self.new, name))


@dataclass(frozen=True)
class Difference:
    """All changes in the order of the new programme, removed items last; that order itself; and the items that
    differ in nothing that a reader would call a change, such as a State's name."""

    changes: tuple[Change, ...]
    order: tuple[str, ...]
    silent: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes)

    def __len__(self) -> int:
        return len(self.changes)


def ways_between(old: Item, new: Item) -> tuple[Way, ...]:
    """None where nothing differs that a reader would see."""
    found = []
    if old.is_cancelled != new.is_cancelled:
        found.append(Way.CANCELLED if new.is_cancelled else Way.RESTORED)
    found += [way for way, names in MEASURED.items() if any(differs(old, new, name) for name in names)]
    # A new wording is told as such, not a second time as a difference of the title.
    if Way.RETITLED in found and not any(differs(old, new, name) for name in MEASURED[Way.OTHER] if name != "title"):
        found = [way for way in found if way != Way.OTHER]
    return tuple(found)


def difference(old: Programme | None, new: Programme) -> Difference:
    """What leads from the old programme to the new one; without an old one everything was added."""
    before = {item.id: item for item in old.items} if old else {}
    changes, silent = [], []
    for item in new.items:
        earlier = before.pop(item.id, None)
        ways = ways_between(earlier, item) if earlier else (Way.ADDED,)
        if ways:
            changes.append(Change(ways, earlier, item))
        elif earlier != item:
            silent.append(item)
    removed = [Change((Way.REMOVED,), item, None) for item in before.values()]
    return Difference((*changes, *removed), tuple(item.id for item in new.items), tuple(silent))


class Beside(StrEnum):
    """What else a revision changes: not an item, but something around or within several."""

    ORDER = "order"
    NAMES = "names"
    SEGMENTS = "segments"
    MEETING = "meeting"


def beside(old: Programme, new: Programme) -> tuple[Beside, ...]:
    """The order of the items that didn't change, names within them, the segments, what is told of the meeting."""
    changes = difference(old, new)
    changed = {change.item.id for change in changes.changes}
    before, after = ([item.id for item in one.items if item.id not in changed] for one in (old, new))
    unmarked = {item.id: unmarked_item(item) for item in old.items}
    differing = {
        Beside.ORDER: before != after,
        Beside.NAMES: any(unmarked[item.id] != unmarked_item(item) for item in changes.silent),
        Beside.SEGMENTS: old.segments != new.segments,
        Beside.MEETING: old.meeting != new.meeting,
    }
    return tuple(what for what, is_so in differing.items() if is_so)


def unmarked_item(item: Item) -> Item:
    """As a draft says it, which counts no revisions."""
    return replace(item, sequence=0, was=None)


def applied(items: Iterable[Item], difference: Difference) -> tuple[Item, ...]:
    """The items of the old programme with the changes made: those of the new one, in its order."""
    found = {item.id: item for item in (*items, *difference.silent)}
    for change in difference.changes:
        if change.new:
            found[change.item.id] = change.new
        else:
            del found[change.item.id]
    return tuple(found[identifier] for identifier in difference.order)


def marked(old: Programme | None, new: Programme) -> Programme:
    """The new programme as it is frozen: each item with its sequence and with what it was, and what was dropped.

    The first revision marks nothing: everything in it is new to everybody.
    """
    if old is None:
        return new
    before = {item.id: item for item in (*old.dropped, *old.items)}
    items = tuple(marked_item(before.get(item.id), item, is_back=old.item(item.id) is None) for item in new.items)
    kept = {item.id for item in items}
    gone = [replace(item, sequence=item.sequence + 1, was=None) for item in old.items if item.id not in kept]
    still_gone = [item for item in old.dropped if item.id not in kept]
    return replace(new, items=items, dropped=(*still_gone, *gone))


def marked_item(old: Item | None, new: Item, *, is_back: bool) -> Item:
    if old is None or is_back:
        sequence = old.sequence + 1 if old else 0
        return replace(new, sequence=sequence, was=Was((Way.ADDED,)))
    ways = ways_between(old, new)
    if not ways:
        return replace(new, sequence=old.sequence, was=None)
    return replace(new, sequence=old.sequence + 1, was=what_it_was(ways, old, new))


def what_it_was(ways: tuple[Way, ...], old: Item, new: Item) -> Was:
    """The old values of what a page strikes through: when it moved its whole time, else nothing."""
    room = old.room if Way.ROOM in ways else ""
    title = old.title if old.title != new.title else {}
    when = (old.day, old.starts, old.ends) if Way.MOVED in ways else (None, None, None)
    return Was(tuple(ways), *when, room=room, title=title)
