"""A programme and its items as frozen values, to and from JSON."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Self

Texts = dict[str, str]
"""A text by language code, English always among them where there is any."""

LANGUAGES = ("en", "ar", "zh-hans", "fr", "ru", "es")
"""Those that a text may have, English first."""

TextsFrom = Callable[[dict[str, str]], Texts]
"""What text maps are read as: `dict`, or a kind of it that knows which language to speak."""

SCHEMA = 1
"""Raised when the form of the JSON changes; `from_json` reads every form that was ever released."""

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What public ids are made of: without signs that are taken for each other when read from paper."""

SCHEDULED = "scheduled"
CANCELLED = "cancelled"


@dataclass(frozen=True)
class Named:
    """A State or a committee: the code that its address is made of, and its name at the time."""

    code: str
    name: Texts

    @classmethod
    def from_data(cls, data: Mapping[str, Any], texts: TextsFrom) -> Self:
        return cls(data["code"], texts(data["name"]))

    def to_data(self) -> dict[str, Any]:
        return {"code": self.code, "name": self.name}


@dataclass(frozen=True)
class Speaker:
    """Who takes the floor: of a State or an organisation, a person, in what function."""

    state: Named | None = None
    organisation: str = ""
    person: str = ""
    function: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any], texts: TextsFrom) -> Self:
        return cls(named(data["state"], texts), data["organisation"], data["person"], data["function"])

    def to_data(self) -> dict[str, Any]:
        parts = {"organisation": self.organisation, "person": self.person, "function": self.function}
        return {"state": self.state.to_data() if self.state else None, **parts}


@dataclass(frozen=True)
class Segment:
    """A part of the meeting; `title` is what stands above its items."""

    slug: str
    kind: str
    title: Texts
    committee: str = ""

    @classmethod
    def from_data(cls, data: Mapping[str, Any], texts: TextsFrom) -> Self:
        return cls(data["slug"], data["kind"], texts(data["title"]), data["committee"])

    def to_data(self) -> dict[str, Any]:
        return {"slug": self.slug, "kind": self.kind, "title": self.title, "committee": self.committee}


@dataclass(frozen=True)
class Was:
    """What an item was in the revision before, where it differs, and in which ways it changed (`changes.Way`)."""

    ways: tuple[str, ...]
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    room: str = ""
    title: Texts = field(default_factory=dict)

    @classmethod
    def from_data(cls, data: Mapping[str, Any], texts: TextsFrom) -> Self:
        when = (read_day(data["day"]), read_time(data["starts"]), read_time(data["ends"]))
        return cls(tuple(data["ways"]), *when, data["room"], texts(data["title"]))

    def to_data(self) -> dict[str, Any]:
        when = {"day": iso(self.day), "starts": clock(self.starts), "ends": clock(self.ends)}
        return {"ways": list(self.ways), **when, "room": self.room, "title": self.title}


@dataclass(frozen=True)
class Item:
    """One line of a programme, in the meeting's local time; each part of its time may be unknown.

    `sequence` counts the revisions that changed it; `was` tells what the latest one changed.
    """

    id: str
    title: Texts
    kind: str = "item"
    status: str = SCHEDULED
    number: str = ""
    summary: Texts = field(default_factory=dict)
    day: date | None = None
    starts: time | None = None
    ends: time | None = None
    room: str = ""
    segment: str = ""
    committee: Named | None = None
    chairs: tuple[Named, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    objectives: tuple[str, ...] = ()
    sequence: int = 0
    was: Was | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.status == CANCELLED

    @property
    def is_named(self) -> bool:
        """Whether anybody would look for it: a break is only a time."""
        return self.kind != "break"

    @property
    def words(self) -> tuple[str, ...]:
        """Every text that finds it, in every language: its own, and the names of its committee, chairs, speakers."""
        named = [self.committee, *self.chairs, *(speaker.state for speaker in self.speakers)]
        texts = [self.title, self.summary, *(one.name for one in named if one)]
        said = [word for one in self.speakers for word in (one.organisation, one.person, one.function)]
        return (self.number, self.room, *(text for one in texts for text in one.values()), *said)

    @property
    def has_time(self) -> bool:
        return self.starts is not None or self.ends is not None

    @property
    def named_states(self) -> tuple[Named, ...]:
        """Those that chair it, and those that speak at it."""
        return (*self.chairs, *(speaker.state for speaker in self.speakers if speaker.state))

    @property
    def states(self) -> frozenset[str]:
        return frozenset(state.code for state in self.named_states)

    def is_of(self, state: str) -> bool:
        """Whether the State of this code chairs it or speaks at it."""
        return state in self.states

    @classmethod
    def from_data(cls, data: Mapping[str, Any], texts: TextsFrom) -> Self:
        plain = ("id", "kind", "status", "number", "room", "segment", "sequence")
        return cls(
            **{name: data[name] for name in plain},
            title=texts(data["title"]),
            summary=texts(data["summary"]),
            day=read_day(data["day"]),
            starts=read_time(data["starts"]),
            ends=read_time(data["ends"]),
            committee=named(data["committee"], texts),
            chairs=tuple(Named.from_data(chair, texts) for chair in data["chairs"]),
            speakers=tuple(Speaker.from_data(speaker, texts) for speaker in data["speakers"]),
            objectives=tuple(data["objectives"]),
            was=Was.from_data(data["was"], texts) if data["was"] else None,
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "number": self.number,
            "title": self.title,
            "summary": self.summary,
            "kind": self.kind,
            "status": self.status,
            "day": iso(self.day),
            "starts": clock(self.starts),
            "ends": clock(self.ends),
            "room": self.room,
            "segment": self.segment,
            "committee": self.committee.to_data() if self.committee else None,
            "chairs": [chair.to_data() for chair in self.chairs],
            "speakers": [speaker.to_data() for speaker in self.speakers],
            "objectives": list(self.objectives),
            "sequence": self.sequence,
            "was": self.was.to_data() if self.was else None,
        }


@dataclass(frozen=True)
class Facts:
    """What a schedule tells of its meeting."""

    slug: str
    short_name: str
    title: Texts
    starts_on: date | None = None
    ends_on: date | None = None
    time_zone: str = "Europe/Zurich"
    city: Texts = field(default_factory=dict)
    venue: Texts = field(default_factory=dict)
    country: Named | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any], texts: TextsFrom) -> Self:
        return cls(
            slug=data["slug"],
            short_name=data["short_name"],
            title=texts(data["title"]),
            time_zone=data["time_zone"],
            city=texts(data["city"]),
            venue=texts(data["venue"]),
            starts_on=read_day(data["starts_on"]),
            ends_on=read_day(data["ends_on"]),
            country=named(data["country"], texts),
        )

    def to_data(self) -> dict[str, Any]:
        return {
            "slug": self.slug,
            "short_name": self.short_name,
            "title": self.title,
            "starts_on": iso(self.starts_on),
            "ends_on": iso(self.ends_on),
            "time_zone": self.time_zone,
            "city": self.city,
            "venue": self.venue,
            "country": self.country.to_data() if self.country else None,
        }


@dataclass(frozen=True)
class Programme:
    """All agenda items of a meeting, in order; `dropped` are those that earlier revisions had and this one hasn't."""

    meeting: Facts
    segments: tuple[Segment, ...] = ()
    items: tuple[Item, ...] = ()
    dropped: tuple[Item, ...] = ()

    @classmethod
    def from_json(cls, text: str, texts: TextsFrom = dict) -> Self:
        """Reads every schema that was ever released; anything else is a `ValueError`."""
        data = json.loads(text)
        if data.get("schema") != SCHEMA:
            raise ValueError(f"No programme of a known schema: {data.get('schema')!r}")
        return cls(
            Facts.from_data(data["meeting"], texts),
            tuple(Segment.from_data(segment, texts) for segment in data["segments"]),
            tuple(Item.from_data(item, texts) for item in data["items"]),
            tuple(Item.from_data(item, texts) for item in data["dropped"]),
        )

    def to_json(self) -> str:
        """The stored form of a revision: the same value gives the same text."""
        data = {
            "schema": SCHEMA,
            "meeting": self.meeting.to_data(),
            "segments": [segment.to_data() for segment in self.segments],
            "items": [item.to_data() for item in self.items],
            "dropped": [item.to_data() for item in self.dropped],
        }
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    def segment(self, slug: str) -> Segment | None:
        return next((segment for segment in self.segments if segment.slug == slug), None)

    def item(self, identifier: str) -> Item | None:
        return next((item for item in self.items if item.id == identifier), None)


def named(data: Mapping[str, Any] | None, texts: TextsFrom) -> Named | None:
    return Named.from_data(data, texts) if data else None


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def clock(moment: time | None) -> str | None:
    """To the minute: a programme knows no seconds."""
    return moment.strftime("%H:%M") if moment else None


def read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
