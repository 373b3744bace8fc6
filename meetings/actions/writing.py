"""Items of a draft made to say what is wanted of them: all judged first, then stored in batches with their history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django.core.exceptions import ValidationError

from committees.models import Committee, Objective, State
from intersessional.lib.history import User, set_links, update_with_history, write_history
from intersessional.lib.translated import Translated
from meetings.models import AgendaItem, AgendaItemQuerySet, Meeting, Speaker
from meetings.programme.items import Item, Segment, Texts

PLAIN = ("title", "summary", "kind", "status", "number", "day", "starts", "ends", "room")
"""What an item and its value call by the same name."""
SPEAKS = ("state", "organisation", "person", "function")
FOUND = ("meeting", "segment", "committee", "item", "state")
"""Relations that are only ever set to rows just read, which nobody need look up again."""


class Known:
    """The rows that items of a meeting name by their codes, as far as they exist."""

    def __init__(self, meeting: Meeting, items: Sequence[Item], segments: Iterable[Segment] = ()) -> None:
        """`segments` are those that the meeting may have lost: their committees and titles."""
        segments = list(segments)
        speaking = [speaker.state for item in items for speaker in item.speakers]
        states = {state.code.upper() for item in items for state in (*item.chairs, *speaking) if state}
        committees = {item.committee.code for item in items if item.committee} | {one.committee for one in segments}
        objectives = {slug for item in items for slug in item.objectives}
        self.states = {state.iso2.lower(): state for state in State.objects.filter(iso2__in=states)}
        self.committees = {found.slug: found for found in Committee.objects.filter(slug__in=committees)}
        self.objectives = {found.slug: found for found in Objective.objects.filter(slug__in=objectives)}
        self.segments = {segment.slug: segment for segment in meeting.segments.select_related("committee")}
        self.titles = {segment.slug: segment.title for segment in segments}

    def lost(self, item: Item) -> list[str]:
        """What the item names and is no more, by the names of its day."""
        speaking = [speaker.state for speaker in item.speakers if speaker.state]
        lost: list[Texts] = [state.name for state in (*item.chairs, *speaking) if state.code not in self.states]
        if item.committee and item.committee.code not in self.committees:
            lost.append(item.committee.name)
        if item.segment and item.segment not in self.segments:
            lost.append(self.titles.get(item.segment) or {"en": item.segment})
        slugs = [slug for slug in item.objectives if slug not in self.objectives]
        return [*dict.fromkeys(str(Translated.of(name)) for name in lost), *slugs]


@dataclass(frozen=True)
class Wanted:
    """What an item is to say: its columns, the rows it is linked to, and its speakers (`SPEAKS`) in order."""

    columns: dict[str, Any]
    links: dict[str, list[Any]]
    speakers: list[tuple[Any, ...]]

    @classmethod
    def of(cls, value: Item, position: int, known: Known) -> Self:
        """What is no more is left out, and a speaker of whom only a function is left."""
        plain = {name: getattr(value, name) for name in PLAIN}
        committee = known.committees.get(value.committee.code) if value.committee else None
        placed = {"segment": known.segments.get(value.segment), "committee": committee, "position": position}
        chairs = [known.states[state.code] for state in value.chairs if state.code in known.states]
        objectives = [known.objectives[slug] for slug in value.objectives if slug in known.objectives]
        speaking = [
            (known.states.get(one.state.code) if one.state else None, one.organisation, one.person, one.function)
            for one in value.speakers
        ]
        somebody = [(state, *others) for state, *others in speaking if state or any(others[:2])]
        return cls({**plain, **placed}, {"chairs": chairs, "objectives": objectives}, somebody)

    def is_said_by(self, item: AgendaItem) -> bool:
        return (
            all(getattr(item, name) == wanted for name, wanted in self.columns.items())
            and all(set(getattr(item, name).all()) == set(rows) for name, rows in self.links.items())
            and [speaks(speaker) for speaker in item.speakers.all()] == self.speakers
        )


@dataclass(frozen=True)
class Refusal:
    """An item that can't be as it is wanted; `row` is the item, or a speaker of it."""

    item: AgendaItem
    row: AgendaItem | Speaker
    error: ValidationError

    def __str__(self) -> str:
        return f"{self.row} ({' '.join(self.error.messages)})"


class Writing:
    """One deed over many items of a meeting. Nothing is stored before `store`, which is for when nothing was refused;
    a changed item gets one version and one history row, however much of it changes, and an unchanged one none."""

    def __init__(self, *, by: User, reason: str) -> None:
        self.by, self.reason = by, reason
        self.added: list[AgendaItem] = []
        self.changed: list[AgendaItem] = []
        self.refused: list[Refusal] = []
        self.columns: set[str] = set()
        self.links: list[tuple[AgendaItem, dict[str, list[Any]]]] = []
        self.speakers: list[Speaker] = []
        self.surplus: list[Speaker] = []

    def judge(self, item: AgendaItem, wanted: Wanted) -> None:
        """Of a new item, or one of `locked_items`; one that says what is wanted is left alone."""
        is_new = item._state.adding
        if not is_new and wanted.is_said_by(item):
            return
        for name, value in wanted.columns.items():
            if getattr(item, name) != value:
                self.columns.add(name)
                setattr(item, name, value)
        item.refold()
        now = [] if is_new else list(item.speakers.all())
        speakers = speakers_as(wanted.speakers, now, item)
        rows: list[AgendaItem | Speaker] = [item, *speakers]
        refusals = [Refusal(item, row, error) for row in rows if (error := fault_of(row))]
        self.refused += refusals
        if not refusals:
            (self.added if is_new else self.changed).append(item)
            self.links.append((item, wanted.links))
            self.speakers += speakers
            self.surplus += now[len(wanted.speakers) :]

    def store(self) -> None:
        """In the transaction that holds the items."""
        AgendaItem.objects.bulk_create(self.added)
        set_links(self.links)
        self.note_new(self.added)
        self.change(self.changed, [*sorted(self.columns), "folded", "sort_key"])
        self.change([speaker for speaker in self.speakers if not speaker._state.adding], SPEAKS)
        added = [speaker for speaker in self.speakers if speaker._state.adding]
        Speaker.objects.bulk_create(added)
        self.note_new(added)
        for speaker in self.surplus:
            self.delete(speaker)

    def note_new(self, rows: Sequence[Any]) -> None:
        write_history(rows, user=self.by, is_new=True, reason=self.reason)

    def change(self, rows: Sequence[Any], fields: Sequence[str]) -> None:
        update_with_history(rows, fields, user=self.by, reason=self.reason)

    def delete(self, row: AgendaItem | Speaker) -> None:
        row._history_user = self.by  # type: ignore[union-attr] # noqa: SLF001 as simple-history names it
        row._change_reason = self.reason  # type: ignore[union-attr] # noqa: SLF001 as above
        row.delete()


def fault_of(row: AgendaItem | Speaker) -> ValidationError | None:
    """By rules that need no query: `clean` says what the constraints say, and public ids are chosen as new ones."""
    try:
        row.full_clean(exclude=FOUND, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return error
    return None


def speakers_as(wanted: Sequence[tuple[Any, ...]], now: Sequence[Speaker], item: AgendaItem) -> list[Speaker]:
    """Those that change: there are some now, who say who is wanted in their place; new ones stand behind them."""
    last = now[-1].position if now else 0
    found = []
    for place, speaking in enumerate(wanted):
        is_new = place >= len(now)
        speaker = Speaker(item=item, position=last + place - len(now) + 1) if is_new else now[place]
        if is_new or speaks(speaker) != speaking:
            for name, value in zip(SPEAKS, speaking, strict=True):
                setattr(speaker, name, value)
            found.append(speaker)
    return found


def locked_items(meeting: Meeting) -> dict[str, AgendaItem]:
    """The draft's items by their public ids, locked in one order until the transaction ends."""
    return items_with_parts(meeting, AgendaItem.objects.select_for_update(of=("self",)))


def items_with_parts(meeting: Meeting, items: AgendaItemQuerySet) -> dict[str, AgendaItem]:
    """Those of the meeting by their public ids, with all that a value of them needs."""
    found = list(items.filter(meeting=meeting).order_by("pk").with_parts())
    for item in found:
        item.meeting = meeting
    return {item.public_id: item for item in found}


def speaks(speaker: Speaker) -> tuple[Any, ...]:
    return tuple(getattr(speaker, name) for name in SPEAKS)
