"""A spreadsheet brought into the draft of a programme: looked at beside it, then written, all of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from intersessional.audit import log
from intersessional.lib.history import User
from intersessional.lib.spreadsheet import Table
from meetings.actions.names import names_for
from meetings.actions.releases import candidate, lock_for_release
from meetings.actions.writing import Known, Refusal, Wanted, Writing, items_with_parts, locked_items
from meetings.models import AgendaItem, Meeting
from meetings.programme.sheets import Draft, Heading, Row, read_rows
from meetings.wording.sheets import fault_told


@dataclass(frozen=True)
class Choices:
    """What staff say before a file is brought in: whether rows found by number and day are those items (None: not
    said), whether refused rows are left out, and which absent items are cancelled."""

    are_same: bool | None = None
    leaves_out: bool = False
    cancelled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Imported:
    """What became of the draft's items, and how many rows were left out."""

    added: list[AgendaItem] = field(default_factory=list)
    changed: list[AgendaItem] = field(default_factory=list)
    cancelled: list[AgendaItem] = field(default_factory=list)
    left_out: int = 0


class Incoming:
    """A file beside the draft as it is now: its rows judged, and nothing stored."""

    def __init__(
        self, meeting: Meeting, table: Table, items: Mapping[str, AgendaItem], by: User, choices: Choices
    ) -> None:
        """`items` are the draft's own rows: they are made to say what the file says."""
        self.meeting, self.items, self.choices = meeting, items, choices
        self.heading = Heading.of(table.header)
        self.draft = candidate(meeting)
        self.writing = Writing(by=by, reason=_("from a spreadsheet"))
        by_number = choices.are_same is not False
        reading = read_rows(self.heading, table.rows, self.draft_of(table), names_for(meeting), by_number=by_number)
        self.absent = reading.absent
        self.rows = with_ids(reading.rows)
        self.judge()

    def draft_of(self, table: Table) -> Draft:
        place = self.heading.places.get("id")
        named = {row[place].strip().lower() for _line, row in table.rows if place is not None and place < len(row)}
        elsewhere = AgendaItem.objects.filter(public_id__in=named - self.items.keys()).values_list(
            "public_id", flat=True
        )
        programme = self.draft.programme
        positions = {key: item.position for key, item in self.items.items()}
        in_order = {item.id: item for item in programme.items if item.id in positions}
        return Draft(programme.meeting, in_order, positions, frozenset(elsewhere))

    def judge(self) -> None:
        telling = [row for row in self.rows if not row.faults and (row.changes or not row.now)]
        known = Known(self.meeting, [row.item for row in telling])
        for row in telling:
            item = self.items.get(row.item.id) or AgendaItem(public_id=row.item.id, meeting=self.meeting)
            self.writing.judge(item, Wanted.of(row.item, row.position, known))

    @cached_property
    def refused(self) -> list[tuple[Row, list[tuple[str, str]]]]:
        """Rows with all that is wrong with them: column and sentence."""
        reasons: dict[str, list[tuple[str, str]]] = {}
        for refusal in self.writing.refused:
            reasons.setdefault(refusal.item.public_id, []).extend(reasons_of(refusal))
        found = [
            (row, [*((fault.column, fault_told(fault)) for fault in row.faults), *reasons.get(row.item.id, [])])
            for row in self.rows
        ]
        return [(row, told) for row, told in found if told]

    @cached_property
    def sound(self) -> list[Row]:
        refused = {row.line for row, _reasons in self.refused}
        return [row for row in self.rows if row.line not in refused]

    @property
    def added(self) -> list[Row]:
        return [row for row in self.sound if not row.now]

    @property
    def changed(self) -> list[Row]:
        """Those that name their item."""
        return [row for row in self.sound if row.changes and not row.is_guess]

    @property
    def guessed(self) -> list[Row]:
        """Those whose item was found, whether they change it or not."""
        return [row for row in self.sound if row.is_guess]

    @property
    def unchanged(self) -> int:
        return sum(1 for row in self.sound if row.now and not row.changes and not row.is_guess)

    @property
    def does_something(self) -> bool:
        """Or could, if it is confirmed so."""
        return bool(self.added or self.changed or self.guessed or any(not item.is_cancelled for item in self.absent))

    def confirm(self) -> None:
        """ValidationError: something has to be said first, or mended in the file."""
        asked = []
        if self.guessed and self.choices.are_same is None:
            asked.append(_("Say of the rows without an id whether they are the items that have their number and day."))
        if self.refused and not self.choices.leaves_out:
            asked.append(_("Mend the refused rows in the file and upload it again, or say that they are left out."))
        if asked:
            raise ValidationError(asked)

    def store(self) -> Imported:
        """In the transaction that holds the items."""
        self.writing.store()
        absent = {item.id for item in self.absent if not item.is_cancelled}
        cancelled = [item for key, item in self.items.items() if key in absent & self.choices.cancelled]
        for item in cancelled:
            item.status = AgendaItem.Status.CANCELLED
        self.writing.change(cancelled, ["status"])
        return Imported(self.writing.added, self.writing.changed, cancelled, len(self.refused))


def look_at(*, meeting: Meeting, table: Table, by: User, choices: Choices) -> Incoming:
    """What the file would do. Needs the meeting's country."""
    return Incoming(meeting, table, items_with_parts(meeting, AgendaItem.objects.all()), by, choices)


@transaction.atomic
def import_sheet(*, meeting: Meeting, table: Table, by: User, seen: str, choices: Choices) -> Imported:
    """Bring the file into the draft that was `seen`. ValidationError: the draft is another one now, or something has
    to be said first; nothing is written then."""
    meeting = lock_for_release(meeting)
    incoming = Incoming(meeting, table, locked_items(meeting), by, choices)
    incoming.draft.confirm(seen)
    incoming.confirm()
    done = incoming.store()
    rows: dict[str, Any] = {name: log.rows(getattr(done, name)) for name in ("added", "changed", "cancelled")}
    if any(rows.values()):
        log.write(log.Kind.CHANGED, by=by, subject=meeting, **rows)
    return done


def with_ids(rows: tuple[Row, ...]) -> list[Row]:
    """New items have theirs from now on."""
    fresh = iter(AgendaItem.objects.new_public_ids(sum(1 for row in rows if not row.now)))
    return [row if row.now else replace(row, item=replace(row.item, id=next(fresh))) for row in rows]


def reasons_of(refusal: Refusal) -> list[tuple[str, str]]:
    """By the column that the rule is about."""
    if refusal.row is not refusal.item:
        return [("speakers", " ".join(refusal.error.messages))]
    by_field = refusal.error.message_dict
    return [("" if name == NON_FIELD_ERRORS else name, " ".join(told)) for name, told in by_field.items()]
