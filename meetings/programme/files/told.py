"""What files say of an item, and by what names they know it."""

from dataclasses import dataclass
from typing import Protocol
from uuid import NAMESPACE_URL, UUID, uuid5

from meetings.programme.items import LETTERS, Item

HOST = "intersessional"
"""Stands in names that must stay the same wherever the site is: no address of it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One item in the reader's language. `time` is said where a file can't: an end alone, or no time at all."""

    title: str
    kind: str
    time: str = ""
    segment: str = ""
    committee: str = ""
    chairs: str = ""
    speakers: tuple[str, ...] = ()
    place: str = ""
    summary: str = ""
    change: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """All that has no field of its own, line by line."""
        parts = (self.time, self.change, self.committee, self.chairs, *self.speakers, self.summary, self.address)
        return "\n".join([part for part in parts if part])


class Tell(Protocol):
    """Puts an item into words, or one that the programme no longer has."""

    def __call__(self, item: Item, *, is_dropped: bool = False) -> Told: ...


def uid(item: Item) -> str:
    """What calendars know it by: the same on every host, in every language and revision."""
    return f"{item.id}@items.{HOST}"


def guid(item: Item) -> UUID:
    return uuid5(NAMESPACE_URL, uid(item))


def number(item: Item) -> int:
    """The public id as a number, for programs that know no other ids. ValueError where it isn't one of ours."""
    found = 1
    for letter in item.id:
        found = found * len(LETTERS) + LETTERS.index(letter)
    return found
