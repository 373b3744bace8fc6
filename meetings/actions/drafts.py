"""The draft of a programme, made to say what a revision says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from intersessional.audit import log
from intersessional.lib.history import User
from meetings.actions.releases import candidate, lock_for_release
from meetings.actions.segments import make_segments
from meetings.actions.writing import Known, Wanted, Writing, locked_items
from meetings.models import AgendaItem, Meeting, ProgrammeRevision
from meetings.programme.items import Item
from meetings.wording import titled


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
    done = taking.done
    rows: dict[str, Any] = {name: log.rows(getattr(done, name)) for name in ("added", "changed", "cancelled")}
    log.write(log.Kind.TAKEN_BACK, by=by, subject=revision, meeting=meeting.pk, deleted=len(done.deleted), **rows)
    return done


class Taking:
    """One taking back: all is judged before anything but a missing segment is stored."""

    def __init__(self, meeting: Meeting, revision: ProgrammeRevision, by: User) -> None:
        self.meeting = meeting
        self.programme = revision.programme()
        self.items = locked_items(meeting)
        self.known = Known(meeting, self.programme.items, self.programme.segments)
        self.writing = Writing(by=by, reason=_("taken back from revision %(number)d") % {"number": revision.number})
        self.refused: list[str] = []
        self.done = TakenBack(changed=self.writing.changed, added=self.writing.added)

    def make_segments(self) -> None:
        """Those that the revision has and the meeting no longer."""
        _made, self.refused = make_segments(self.meeting, self.programme.segments, self.known, self.writing)

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
            else:
                self.writing.judge(item or AgendaItem(public_id=value.id, meeting=self.meeting), wanted)
        self.refused += map(str, self.writing.refused)

    def store(self) -> None:
        self.writing.store()
        for item in self.items.values():
            self.leave(item)

    def leave(self, item: AgendaItem) -> None:
        """Of an item that the revision doesn't have: deleted, or called off where documents hang on it."""
        name = str(item)
        try:
            with transaction.atomic():
                self.writing.delete(item)
        except ProtectedError:
            if item.status != AgendaItem.Status.CANCELLED:
                item.status = AgendaItem.Status.CANCELLED
                self.writing.change([item], ["status"])
                self.done.cancelled.append(item)
        else:
            self.done.deleted.append(name)


def positions(wanted: Sequence[Item], items: Mapping[str, AgendaItem]) -> dict[str, int]:
    """Kept on days whose items follow the revision's order already; elsewhere counted through the whole revision."""
    found = {}
    for _day, group in groupby(enumerate(wanted, start=1), key=lambda pair: pair[1].day):
        counted = {value.id: place for place, value in group}
        kept = {identifier: items[identifier].position for identifier in counted if identifier in items}
        now = [(position, items[identifier].pk) for identifier, position in kept.items()]
        found.update(kept if len(now) == len(counted) and now == sorted(now) else counted)
    return found
