"""Brings one table of the record into the database: adds, changes, or leaves alone what staff have a hand in."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from committees.models import Objective
from meetings.record import writing
from meetings.record.digests import digest
from meetings.record.entries import Entry, Table
from meetings.record.report import LeftAlone, TableReport
from meetings.record.stored import StoredTable, rows_of
from meetings.record.validation import first_fault, is_own_fault
from meetings.record.writing import Ready

EDITED = "edited by staff since it was loaded"
DELETED = "deleted by staff since it was loaded"
GONE = "no longer in the files"


class Loaded:
    """What the tables of one load know of each other: the rows there, by key, and which of them staff have edited."""

    def __init__(self) -> None:
        self.moment = timezone.now()
        # The objectives are there before any load: locking them lets a second load wait for the first.
        self.rows: dict[Any, dict[str, Any]] = {Objective: rows_of(Objective)}
        self.edited: set[tuple[Any, str | None]] = set()


class Unfit(Exception):  # noqa: N818 - no error: the row is reported as left alone
    """The row doesn't fit what staff have entered, edited or deleted."""


class TableLoad:
    """The load of one table; those that it refers to have been loaded."""

    def __init__(self, table: Table, loaded: Loaded) -> None:
        self.table, self.loaded = table, loaded
        self.stored = StoredTable(table)
        self.rows = loaded.rows[table.model] = self.stored.rows
        self.report = TableReport(table.name, left_out=table.left_out, nameless=table.nameless)

    def run(self) -> TableReport:
        gone = sorted(set(self.rows) - {entry.key for entry in self.table.entries})
        added, changed = self.sorted_out()
        for wave in self.waves(added):
            self.add(wave)
        self.change(changed)
        for key in gone:
            self.leave_alone(key, GONE)
        return self.report

    def leave_alone(self, key: str, reason: str) -> None:
        self.report.left_alone.append(LeftAlone(key, reason))

    def sorted_out(self) -> tuple[list[Entry], list[Entry]]:
        """The entries to be added and to be changed; the others are counted or named."""
        added, changed = [], []
        for entry in self.table.entries:
            if entry.key in self.stored.deleted:
                self.leave_alone(entry.key, DELETED)
            elif entry.key not in self.rows:
                added.append(entry)
            elif (now := self.stored.digest_now(entry)) == self.digest(entry):
                self.report.unchanged += 1
            elif now != self.rows[entry.key].record_digest:
                self.loaded.edited.add((self.table.model, entry.key))
                self.leave_alone(entry.key, EDITED)
            else:
                changed.append(entry)
        return added, changed

    def digest(self, entry: Entry) -> str:
        return digest(self.table.model, entry.values, entry.links, entry.many)

    def waves(self, entries: list[Entry]) -> Iterator[list[Entry]]:
        """A row that refers to one of its own table comes after it."""
        own = [name for name, field in self.stored.links.items() if field.related_model is self.table.model]
        while entries:
            waiting = {entry.key for entry in entries}
            ready = [entry for entry in entries if waiting.isdisjoint(entry.links[name] for name in own)]
            if not ready:
                raise self.table.fault(entries[0], own[0], "The rows refer to each other in a circle.")
            yield ready
            waiting -= {entry.key for entry in ready}
            entries = [entry for entry in entries if entry.key in waiting]

    def add(self, entries: list[Entry]) -> None:
        prepared = self.prepared([(entry, self.table.model(record_key=entry.key)) for entry in entries])
        writing.create(self.table.model, prepared, self.loaded.moment)
        self.rows.update({one.entry.key: one.row for one in prepared})
        self.check_again(prepared)
        self.report.added += len(prepared)

    def change(self, entries: list[Entry]) -> None:
        prepared = self.prepared([(entry, self.rows[entry.key]) for entry in entries])
        for one in prepared:
            one.row.version += 1
        writing.change(self.table.model, prepared, self.loaded.moment)
        self.check_again(prepared)
        self.report.changed += len(prepared)

    def prepared(self, pairs: list[tuple[Entry, Any]]) -> list[Ready]:
        """Rows filled in and checked, without those that don't fit."""
        found = []
        for entry, row in pairs:
            try:
                found.append(self.ready(entry, row))
            except Unfit as unfit:
                self.leave_alone(entry.key, str(unfit))
                if row.pk:
                    row.refresh_from_db()
        return found

    def ready(self, entry: Entry, row: Any) -> Ready:
        many = {name: [self.linked(name, key) for key in keys] for name, keys in entry.many.items()}
        for name, value in entry.values.items():
            setattr(row, name, value)
        for name, key in entry.links.items():
            setattr(row, name, None if key is None else self.linked(name, key))
        row.record_digest = self.digest(entry)
        try:
            row.full_clean()
        except ValidationError as error:
            field, reason = first_fault(error)
            if is_own_fault(row) or not self.staff_had_a_hand(entry):
                raise self.table.fault(entry, field, reason) from error
            raise Unfit(f"doesn't fit what staff have entered: {reason}") from error
        return Ready(entry, row, many)

    def linked(self, name: str, key: str) -> Any:
        """The row that a link leads to; where it isn't there, staff have deleted it."""
        model: Any = self.table.model._meta.get_field(name).related_model
        if key not in self.loaded.rows[model]:
            raise Unfit(f"refers to {model._meta.verbose_name} {key}, which isn't there any more")
        return self.loaded.rows[model][key]

    def staff_had_a_hand(self, entry: Entry) -> bool:
        """Whether staff have edited or added what this row may clash with."""
        linked = {(field.related_model, entry.links[name]) for name, field in self.stored.links.items()}
        in_this_table = any(model is self.table.model for model, _ in self.loaded.edited)
        return in_this_table or not linked.isdisjoint(self.loaded.edited) or self.stored.has_rows_by_hand()

    def check_again(self, prepared: list[Ready]) -> None:
        """Rows of one file may clash with each other, which shows only once all of them are there."""
        for one in prepared:
            try:
                one.row.clean()
            except ValidationError as error:
                raise self.table.fault(one.entry, *first_fault(error)) from error
