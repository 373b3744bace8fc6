"""A spreadsheet of delegations brought into the attendance of a meeting: looked at first, then written, all of it or
nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from committees.models import State
from intersessional.audit import log
from intersessional.lib.folding import fold
from intersessional.lib.history import User, update_with_history, write_history
from intersessional.lib.recorded import Confidence
from intersessional.lib.spreadsheet import Table
from meetings.actions.names import choices, states
from meetings.models import Attendance, Meeting
from meetings.programme.sheets import Code, Fault
from meetings.wording.sheets import fault_told

COLUMNS = ("meeting", "state", "organisation", "delegates", "women", "source", "confidence")
SET = ("delegates", "women", "source", "confidence")
"""What a row says of its delegation."""
OUTDATED = gettext_lazy("Somebody else has changed the attendance meanwhile: look at it again.")


def names_of(header: Sequence[str]) -> list[str]:
    return [fold(name) for name in header]


def is_header(header: Sequence[str]) -> bool:
    names = set(names_of(header))
    return "delegates" in names and bool({"state", "organisation"} & names)


class RefusedError(Exception):
    """A cell that says nothing that its column could hold."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(column, sentence)
        self.column, self.sentence = column, sentence


@dataclass
class Row:
    """A row of the file with the delegation that it is about, as the row has it, and what is wrong with it."""

    line: int
    cells: dict[str, str]
    delegation: Attendance
    is_new: bool = True
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.delegation.state or self.delegation.organisation or self.cells.get("state", ""))


class IncomingAttendance:
    """A file beside the attendance of a meeting as it is now: its rows judged, and nothing stored."""

    def __init__(self, meeting: Meeting, table: Table, stored: Sequence[Attendance]) -> None:
        """`stored` are the meeting's own rows with their States: they are made to say what the file says."""
        self.meeting = meeting
        self.header = names_of(table.header)
        self.seen = seen_of(stored)
        self.find_state, self.find_confidence = states(), choices(Confidence)
        self.state_of = {state.iso2.lower(): state for state in State.objects.all()}
        self.stored = {self.key_of(row): row for row in stored}
        self.taken: set[tuple[int | None, str]] = set()
        self.rows = [self.read(line, dict(zip(self.header, texts, strict=False))) for line, texts in table.rows]

    @staticmethod
    def key_of(row: Attendance) -> tuple[int | None, str]:
        return row.state_id, fold(row.organisation)

    def read(self, line: int, cells: dict[str, str]) -> Row:
        row = Row(line, {name: text.strip() for name, text in cells.items()}, Attendance(meeting=self.meeting))
        try:
            self.check_meeting(row)
            row.delegation = self.delegation_of(row)
            row.is_new = row.delegation._state.adding
            self.fill(row)
        except RefusedError as refused:
            row.faults.append((refused.column, refused.sentence))
        return row

    def check_meeting(self, row: Row) -> None:
        told = row.cells.get("meeting", "")
        own = {fold(name) for name in (self.meeting.short_name, *self.meeting.title.values())}
        if told and fold(told) not in own:
            sentence = _("This row is of %(value)s, and the attendance is that of %(other)s.")
            raise RefusedError("meeting", sentence % {"value": told, "other": self.meeting.short_name})

    def delegation_of(self, row: Row) -> Attendance:
        """The stored one of that State or organisation, or a new one."""
        found = Attendance(meeting=self.meeting, organisation=row.cells.get("organisation", ""))
        found.state = self.state_named(row.cells.get("state", ""))
        key = self.key_of(found)
        if key in self.taken:
            raise RefusedError("", _("Another row of the file is of the same delegation."))
        if key != (None, ""):
            self.taken.add(key)
        return self.stored.get(key, found)

    def state_named(self, text: str) -> State | None:
        if not text:
            return None
        found = self.find_state(text)
        if len(found) == 1:
            return self.state_of[found[0].code]
        code = Code.AMBIGUOUS if found else Code.UNKNOWN
        others = "; ".join(state.code.upper() for state in found)
        raise RefusedError("state", fault_told(Fault(code, "state", text, others)))

    def fill(self, row: Row) -> None:
        """A column that isn't there leaves what it is about as it is; an empty cell empties it."""
        for name in SET:
            if name not in self.header:
                continue
            before = getattr(row.delegation, name)
            try:
                value = self.value_of(name, row.cells.get(name, ""))
            except RefusedError as refused:
                row.faults.append((refused.column, refused.sentence))
                continue
            if value != before:
                setattr(row.delegation, name, value)
                row.changes.append((name, shown(before), shown(value)))
        if not row.faults:
            row.faults += faults_of(row.delegation)

    def value_of(self, name: str, text: str) -> int | str | None:
        if name == "delegates" and not text:
            raise RefusedError(name, fault_told(Fault(Code.MISSING, name)))
        if name in {"delegates", "women"}:
            return number(name, text)
        if name == "confidence" and text:
            found = self.find_confidence(text)
            if len(found) != 1:
                raise RefusedError(name, fault_told(Fault(Code.UNKNOWN, name, text)))
            return found[0]
        return text

    @property
    def unread(self) -> list[str]:
        """Columns that nobody reads."""
        return [name for name in self.header if name and name not in COLUMNS]

    @property
    def refused(self) -> list[Row]:
        return [row for row in self.rows if row.faults]

    @property
    def added(self) -> list[Row]:
        return [row for row in self.rows if row.is_new and not row.faults]

    @property
    def changed(self) -> list[Row]:
        return [row for row in self.rows if row.changes and not row.is_new and not row.faults]

    @property
    def unchanged(self) -> int:
        return sum(1 for row in self.rows if not row.changes and not row.is_new and not row.faults)

    @property
    def absent(self) -> list[Attendance]:
        """Delegations that the file doesn't have: they stay."""
        return [row for key, row in self.stored.items() if key not in self.taken]

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed) and not self.refused

    def store(self, by: User) -> None:
        """In the transaction that holds the rows."""
        reason = _("from a spreadsheet")
        added, changed = ([row.delegation for row in rows] for rows in (self.added, self.changed))
        for delegation in (*added, *changed):
            delegation.refold()
        Attendance.objects.bulk_create(added)
        write_history(added, user=by, is_new=True, reason=reason)
        update_with_history(changed, SET, user=by, reason=reason)
        if added or changed:
            Meeting.objects.filter(pk=self.meeting.pk).raise_public_version()
            rows: dict[str, Any] = {"added": log.rows(added), "changed": log.rows(changed)}
            log.write(log.Kind.CHANGED, by=by, subject=self.meeting, **rows)


def number(name: str, text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and len(text) <= 5):
        raise RefusedError(name, _("“%(value)s” is no whole number.") % {"value": text})
    return int(text)


def shown(value: object) -> str:
    return "" if value is None else str(value)


def faults_of(delegation: Attendance) -> list[tuple[str, str]]:
    """By the rules that need no query, each by its column."""
    delegation.refold()
    try:
        delegation.clean_fields(exclude=("meeting", "state"))
        delegation.judge()
    except ValidationError as error:
        found = error.message_dict.items()
        return [("" if name == NON_FIELD_ERRORS else name, " ".join(told)) for name, told in found]
    return []


def seen_of(stored: Sequence[Attendance]) -> str:
    """Tells this attendance from any other that the meeting had or will have."""
    told = ";".join(f"{row.pk}.{row.version}" for row in sorted(stored, key=lambda row: row.pk))
    return hashlib.sha256(told.encode()).hexdigest()


def look_at_attendance(*, meeting: Meeting, table: Table) -> IncomingAttendance:
    """What the file would do."""
    return IncomingAttendance(meeting, table, list(meeting.attendance.in_order().select_related("state")))


@transaction.atomic
def import_attendance(*, meeting: Meeting, table: Table, by: User, seen: str) -> IncomingAttendance:
    """Bring the file into the attendance that was `seen`. ValidationError: it is another one now, or a row is refused;
    nothing is written then."""
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    rows = meeting.attendance.order_by("pk").select_for_update(of=("self",)).select_related("state")
    incoming = IncomingAttendance(meeting, table, list(rows))
    if incoming.seen != seen:
        raise ValidationError(OUTDATED)
    if incoming.refused:
        raise ValidationError(_("Mend the refused rows in the file and upload it again: nothing was written."))
    try:
        with transaction.atomic():
            incoming.store(by)
    except IntegrityError as error:  # a delegation that was entered since the rows were locked
        raise ValidationError(OUTDATED) from error
    return incoming
