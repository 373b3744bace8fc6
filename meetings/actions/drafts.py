"""The draft of a programme, made to say what a revision says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from committees.models import Committee, Objective, State
from intersessional.lib.history import User, update_with_history, write_history
from intersessional.lib.translated import Translated
from meetings.actions.releases import candidate, lock_for_release
from meetings.models import AgendaItem, Meeting, ProgrammeRevision, Segment, Speaker
from meetings.programme.items import Item, Programme
from meetings.wording import titled

PLAIN = ("title", "summary", "kind", "status", "number", "day", "starts", "ends", "room")
"""What an item and its frozen value call by the same name."""
STORED = (*PLAIN, "segment", "committee", "position", "folded", "sort_key")
SPEAKS = ("state", "organisation", "person", "function")


@dataclass(frozen=True)
class TakenBack:
    """What became of the draft's items: those of `cancelled` would have been deleted, but something hangs on them;
    of `deleted` and `lost` only names are left, of the latter of what no longer exists and of its item."""

    changed: list[AgendaItem] = field(default_factory=list)
    added: list[AgendaItem] = field(default_factory=list)
    cancelled: list[AgendaItem] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.cancelled or self.deleted)


@transaction.atomic
def take_back(*, revision: ProgrammeRevision, by: User, seen: str | None = None) -> TakenBack:
    """Make the draft say what the revision says; its items keep their public ids. All of it or, by ValidationError,
    nothing, also where the draft is another one than was `seen`."""
    meeting = lock_for_release(revision.meeting)
    if seen is not None:
        candidate(meeting).confirm(seen)
    taking = Taking(meeting, revision, by)
    taking.make_segments()
    taking.judge()
    if taking.refused:
        told = _("Nothing is taken back, since this can't be as revision %(number)d says: %(items)s")
        raise ValidationError(told, params={"number": revision.number, "items": "; ".join(taking.refused)})
    taking.store()
    return taking.done


class Known:
    """The rows that a frozen programme names by their codes, as far as they still exist."""

    def __init__(self, meeting: Meeting, programme: Programme) -> None:
        items = programme.items
        speaking = [speaker.state for item in items for speaker in item.speakers]
        states = {state.code.upper() for item in items for state in (*item.chairs, *speaking) if state}
        sitting = {segment.committee for segment in programme.segments}
        committees = sitting | {item.committee.code for item in items if item.committee}
        objectives = {slug for item in items for slug in item.objectives}
        self.states = {state.iso2.lower(): state for state in State.objects.filter(iso2__in=states)}
        self.committees = {found.slug: found for found in Committee.objects.filter(slug__in=committees)}
        self.objectives = {found.slug: found for found in Objective.objects.filter(slug__in=objectives)}
        self.segments = {segment.slug: segment for segment in meeting.segments.select_related("committee")}
        self.titles = {segment.slug: segment.title for segment in programme.segments}

    def lost(self, item: Item) -> list[str]:
        """What the item names and is no more, by the names of its day."""
        speaking = [speaker.state for speaker in item.speakers if speaker.state]
        lost = [state.name for state in (*item.chairs, *speaking) if state.code not in self.states]
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


class Taking:
    """One taking back: all is judged before anything but a missing segment is stored."""

    def __init__(self, meeting: Meeting, revision: ProgrammeRevision, by: User) -> None:
        self.meeting, self.by = meeting, by
        self.reason = _("taken back from revision %(number)d") % {"number": revision.number}
        self.programme = revision.programme()
        self.items = locked_items(meeting)
        self.known = Known(meeting, self.programme)
        self.wanted: list[tuple[AgendaItem, Wanted]] = []
        self.speakers: list[Speaker] = []
        self.surplus: list[Speaker] = []
        self.refused: list[str] = []
        self.done = TakenBack()

    def make_segments(self) -> None:
        """Those that the revision has and the meeting no longer; a sitting needs its committee."""
        position = max((segment.position for segment in self.known.segments.values()), default=0)
        for value in self.programme.segments:
            committee = self.known.committees.get(value.committee)
            if value.slug in self.known.segments or (value.kind == Segment.Kind.SITTING and not committee):
                continue
            position += 1
            title = {} if committee and committee.name == value.title else value.title
            segment = Segment(meeting=self.meeting, slug=value.slug, kind=value.kind, title=title, position=position)
            segment.committee = committee
            if self.is_valid(segment):
                self.add(segment)
                self.known.segments[value.slug] = segment
                Meeting.objects.filter(pk=self.meeting.pk).raise_public_version()

    def judge(self) -> None:
        places = positions(self.programme.items, self.items)
        missing = [value.id for value in self.programme.items if value.id not in self.items]
        elsewhere = set(AgendaItem.objects.filter(public_id__in=missing).values_list("public_id", flat=True))
        for value in self.programme.items:
            wanted = Wanted.of(value, places[value.id], self.known)
            item = self.items.pop(value.id, None)
            self.done.lost.extend((name, titled(value)) for name in self.known.lost(value))
            if value.id in elsewhere:
                self.refused.append(f"{titled(value)} ({_('It belongs to another meeting now.')})")
            elif item is None or not wanted.is_said_by(item):
                self.judge_item(item or AgendaItem(public_id=value.id, meeting=self.meeting), wanted)

    def judge_item(self, item: AgendaItem, wanted: Wanted) -> None:
        now = [] if item._state.adding else list(item.speakers.all())
        (self.done.added if item._state.adding else self.done.changed).append(item)
        for name, value in wanted.columns.items():
            setattr(item, name, value)
        item.refold()
        if not self.is_valid(item):
            return
        self.wanted.append((item, wanted))
        self.surplus += now[len(wanted.speakers) :]
        last = now[-1].position if now else 0
        for place, speaking in enumerate(wanted.speakers):
            is_new = place >= len(now)
            speaker = Speaker(item=item, position=last + place - len(now) + 1) if is_new else now[place]
            if is_new or speaks(speaker) != speaking:
                for name, value in zip(SPEAKS, speaking, strict=True):
                    setattr(speaker, name, value)
                self.speakers += [speaker] if self.is_valid(speaker, but=["item"]) else []

    def is_valid(self, row: AgendaItem | Segment | Speaker, but: Iterable[str] = ()) -> bool:
        try:
            row.full_clean(exclude=but)
        except ValidationError as error:
            self.refused.append(f"{row} ({' '.join(error.messages)})")
            return False
        return True

    def store(self) -> None:
        for item, wanted in self.wanted:
            if item._state.adding:
                self.add(item, wanted.links)
            else:
                link(item, wanted.links)
        update_with_history(self.done.changed, STORED, user=self.by, reason=self.reason)
        is_new = [speaker._state.adding for speaker in self.speakers]
        changed = [speaker for speaker, new in zip(self.speakers, is_new, strict=True) if not new]
        update_with_history(changed, SPEAKS, user=self.by, reason=self.reason)
        for speaker, new in zip(self.speakers, is_new, strict=True):
            if new:
                self.add(speaker)
        for speaker in self.surplus:
            self.delete(speaker)
        for item in self.items.values():
            self.leave(item)

    def add(self, row: Any, links: Mapping[str, Iterable[Any]] | None = None) -> None:
        row.skip_history_when_saving = True
        row.save()
        link(row, links or {})
        write_history([row], user=self.by, is_new=True, reason=self.reason)

    def delete(self, row: Any) -> None:
        row._history_user = self.by  # noqa: SLF001 as simple-history names it
        row._change_reason = self.reason  # noqa: SLF001 as above
        row.delete()

    def leave(self, item: AgendaItem) -> None:
        """Of an item that the revision doesn't have: deleted, or called off where documents hang on it."""
        name = str(item)
        try:
            with transaction.atomic():
                self.delete(item)
        except ProtectedError:
            if item.status != AgendaItem.Status.CANCELLED:
                item.status = AgendaItem.Status.CANCELLED
                update_with_history([item], ["status"], user=self.by, reason=self.reason)
                self.done.cancelled.append(item)
        else:
            self.done.deleted.append(name)


def locked_items(meeting: Meeting) -> dict[str, AgendaItem]:
    """The draft's items by their public ids, locked in one order until the transaction ends."""
    items = AgendaItem.objects.select_for_update(of=("self",)).filter(meeting=meeting).order_by("pk")
    related = items.select_related("segment", "committee")
    found = list(related.prefetch_related("chairs", "objectives", "speakers__state"))
    for item in found:
        item.meeting = meeting
    return {item.public_id: item for item in found}


def positions(wanted: Sequence[Item], items: Mapping[str, AgendaItem]) -> dict[str, int]:
    """Kept on days whose items follow the revision's order already; elsewhere counted through the whole revision."""
    found = {}
    for _day, group in groupby(enumerate(wanted, start=1), key=lambda pair: pair[1].day):
        counted = {value.id: place for place, value in group}
        kept = {identifier: items[identifier].position for identifier in counted if identifier in items}
        now = [(position, items[identifier].pk) for identifier, position in kept.items()]
        found.update(kept if len(now) == len(counted) and now == sorted(now) else counted)
    return found


def link(row: Any, links: Mapping[str, Iterable[Any]]) -> None:
    """Without a history row for each link: one follows for the whole."""
    row.skip_history_when_saving = True
    for name, rows in links.items():
        getattr(row, name).set(rows)
    del row.skip_history_when_saving


def speaks(speaker: Speaker) -> tuple[Any, ...]:
    return tuple(getattr(speaker, name) for name in SPEAKS)
