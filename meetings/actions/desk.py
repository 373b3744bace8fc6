"""A programme entered and mended at one desk: many rows saved at once, each judged and answered for itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from intersessional.audit import log
from intersessional.lib.history import User, set_links, update_with_history, write_history
from meetings.actions.entries import Edit, Entry, judge, read
from meetings.actions.naming import Choices
from meetings.actions.writing import locked_items
from meetings.models import AgendaItem, Meeting
from meetings.programme.order import merged, placed

PLACED = gettext_noop("given another place in its day")
"""Why a history row was written that says nothing else, and so hinders nobody: stored, hence translated when shown."""

Status = Literal["saved", "unchanged", "refused", "conflict", "deleted", "gone"]


@dataclass(frozen=True)
class Outcome:
    """What became of one entry: `gone` if somebody else has deleted its item; `last` of a conflict is the history row
    of whoever has saved it meanwhile."""

    status: Status
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    last: Any = None


@dataclass(frozen=True)
class Order:
    """The items of a day (ISO, empty for an unknown one) by their ids: as they were seen, and as they are wanted."""

    day: str
    seen: Sequence[str]
    wanted: Sequence[str]


@dataclass(frozen=True)
class Saved:
    """Outcomes by the entries' ids; the stored order of the days that were to be ordered, and those among them whose
    order somebody else has changed meanwhile, which is kept."""

    outcomes: dict[str, Outcome]
    orders: dict[str, list[str]]
    kept_orders: list[str]


@transaction.atomic
def save_rows(
    *, meeting: Meeting, entries: Iterable[Entry], orders: Iterable[Order], by: User, may: frozenset[str]
) -> Saved:
    """Store what can be stored of these rows; one that is refused doesn't hold up the others. `may` holds "add" and
    "delete" where the user may. A row that somebody else has saved since it was drawn is left as it is."""
    saving = Saving(meeting, list(entries), by)
    saving.judge(may)
    orders = list(orders)
    kept = saving.arrange(orders)
    saving.store()
    saving.tell()
    stored = {order.day: saving.ids_of(order.day) for order in orders}
    return Saved(saving.outcomes, stored, kept)


class Saving:
    """One save: the meeting's items are locked in one order, all is judged, then all is stored in a few queries."""

    def __init__(self, meeting: Meeting, entries: list[Entry], by: User) -> None:
        self.meeting, self.entries, self.by = meeting, entries, by
        self.choices = Choices(meeting)
        self.items = locked_items(meeting)
        self.days = {day: self.ids_of(day) for day in {day_of(item) for item in self.items.values()}}
        self.others = self.others_edits()
        self.elsewhere = self.ids_elsewhere()
        self.edits: list[Edit] = []
        self.moved: list[AgendaItem] = []
        self.outcomes: dict[str, Outcome] = {}
        self.new: list[Edit] = []
        self.gone: list[int] = []

    def ids_of(self, day: str) -> list[str]:
        """A day's items in order; those that have no row yet stand last among equals."""
        found = [item for item in self.items.values() if day_of(item) == day]
        found.sort(key=lambda item: (item.position, item.pk is None, item.pk or 0))
        return [item.public_id for item in found]

    def others_edits(self) -> dict[str, Any]:
        """By item the latest history row since it was drawn that says more than another place in the day."""
        seen = {self.items[entry.id].pk: entry.version for entry in self.entries if entry.id in self.items}
        outdated = {item.pk for item in self.items.values() if item.version != seen.get(item.pk, item.version)}
        if not outdated:
            return {}
        records = AgendaItem.history.filter(id__in=outdated).select_related("history_user")
        return {
            record.public_id: record
            for record in records.order_by("version", "history_id")
            if record.version > seen[record.id] and record.history_change_reason != PLACED
        }

    def ids_elsewhere(self) -> set[str]:
        """Of new rows the ids that items of other meetings have already."""
        new = [entry.id for entry in self.entries if entry.version == 0 and entry.id not in self.items]
        found = AgendaItem.objects.filter(public_id__in=new).values_list("public_id", flat=True)
        return set(found) if new else set()

    def is_outdated(self, entry: Entry) -> bool:
        """Somebody else has saved its item since; or, after a restored backup, the version is yet to come."""
        return entry.id in self.others or entry.version > self.items[entry.id].version

    # Judging

    def judge(self, may: frozenset[str]) -> None:
        released = ""
        if any(entry.is_deleted for entry in self.entries):
            released = "".join(self.meeting.revisions.values_list("body", flat=True))
        for entry in self.entries:
            if entry.is_deleted:
                self.outcomes[entry.id] = self.deleted(entry, released, may)
            elif entry.id in self.items or entry.version == 0:
                self.outcomes[entry.id] = self.edited(entry, may)
            else:
                self.outcomes[entry.id] = Outcome("gone")

    def edited(self, entry: Entry, may: frozenset[str]) -> Outcome:
        item = self.items.get(entry.id)
        if item is None and ("add" not in may or entry.id in self.elsewhere):
            told = _("This item's id is taken: copy the row.") if "add" in may else _("You may not add items.")
            return Outcome("refused", errors={"": [told]})
        edit = read(entry, item or AgendaItem(public_id=entry.id, meeting=self.meeting), self.choices)
        if item and self.is_outdated(entry) and (edit or edit.errors):
            edit.undo()
            return Outcome("conflict", last=self.others.get(entry.id))
        if item and not edit and not edit.errors:
            return Outcome("unchanged")
        judge(edit)
        if edit.errors:
            edit.undo()
            return Outcome("refused", errors=edit.errors)
        self.edits.append(edit)
        self.items[entry.id] = edit.item
        return Outcome("saved")

    def deleted(self, entry: Entry, released: str, may: frozenset[str]) -> Outcome:
        """At once: few rows are deleted, and each may be held by something else."""
        item = self.items.get(entry.id)
        if item is None:
            return Outcome("deleted")
        if self.is_outdated(entry):
            return Outcome("conflict", last=self.others.get(entry.id))
        if "delete" not in may:
            return Outcome("refused", errors={"": [_("You may not delete items.")]})
        if f'"{entry.id}"' in released:
            told = _("Delegates have read this item: cancel it instead.")
            return Outcome("refused", errors={"": [told]})
        key = item.pk
        item._history_user = self.by  # type: ignore[attr-defined]  # noqa: SLF001 as simple-history names it
        try:
            with transaction.atomic():
                item.delete()
        except ProtectedError:
            return Outcome("refused", errors={"": [_("Documents hang on this item: cancel it instead.")]})
        del self.items[entry.id]
        self.gone.append(key)
        return Outcome("deleted")

    # Order

    def arrange(self, orders: Iterable[Order]) -> list[str]:
        """Give places to items that came to a day, and to those that were ordered anew; the days whose order somebody
        else has changed since it was seen keep it."""
        wanted = {order.day: order for order in orders}
        arrived = {day_of(edit.item) for edit in self.edits if edit.item._state.adding or "day" in edit.before}
        kept = []
        for day in sorted(arrived | set(wanted)):
            order = wanted.get(day)
            if order and not self.is_as_seen(order):
                kept.append(day)
                order = None
            self.place(day, order)
        return kept

    def is_as_seen(self, order: Order) -> bool:
        stored = self.days.get(order.day, [])
        seen = [item for item in order.seen if item in stored]
        return seen == [item for item in stored if item in seen]

    def place(self, day: str, order: Order | None) -> None:
        came = {edit.item.public_id for edit in self.edits if "day" in edit.before or edit.item._state.adding}
        ids = self.ids_of(day)
        staying = [item for item in ids if item not in came]
        ids = staying + [item for item in ids if item in came]
        ids = merged(ids, order.wanted) if order else ids
        items = [self.items[item] for item in ids]
        places = placed([None if item.public_id in came else item.position for item in items])
        for item, place in zip(items, places, strict=True):
            if item.position != place:
                item.position = place
                self.moved.append(item)

    # Storing

    def store(self) -> None:
        new = self.new = [edit for edit in self.edits if edit.item._state.adding]
        changed = [edit for edit in self.edits if not edit.item._state.adding]
        for edit in self.edits:
            edit.item.refold()
        AgendaItem.objects.bulk_create([edit.item for edit in new])
        set_links([(edit.item, edit.links) for edit in self.edits])
        write_history([edit.item for edit in new], user=self.by, is_new=True)
        columns = {name for edit in changed for name in edit.before} | {"position", "folded", "sort_key"}
        update_with_history([edit.item for edit in changed], sorted(columns), user=self.by)
        edited = {edit.item.public_id for edit in self.edits}
        moved = [item for item in self.moved if item.public_id not in edited]
        update_with_history(moved, ["position"], user=self.by, reason=PLACED)

    def tell(self) -> None:
        """One line for the whole save, if it has changed anything."""
        new = [edit.item for edit in self.new]
        changed = [edit for edit in self.edits if edit not in self.new]
        fields = sorted({name for edit in changed for name in (*edit.before, *edit.links)})
        edited = [edit.item for edit in changed]
        rows: dict[str, Any] = {"added": log.rows(new), "changed": log.rows(edited), "moved": log.rows(self.moved)}
        rows["deleted"] = self.gone
        if any(rows.values()):
            log.write(log.Kind.CHANGED, by=self.by, subject=self.meeting, fields=fields, **rows)


def day_of(item: AgendaItem) -> str:
    return item.day.isoformat() if item.day else ""
