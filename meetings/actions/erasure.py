"""A sponsored person erased: everything that tells of them goes, the money and the figures stay.

What stays of a nomination is its reference number, its State, its status with its days, its award lines, and what is
counted: gender, where from, whether for the first time.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from intersessional.audit import log
from intersessional.lib.erasures import Erasure, remember, remembered
from intersessional.lib.history import User, update_with_history
from intersessional.lib.traces import Trace, stray_files, telling, traces
from meetings.models import AwardLine, Nomination, SensitiveDetails

logger = logging.getLogger(__name__)

NOBODY = "—"
"""Stands where a text may not be empty."""

PERSON = ("name", "organisation", "function", "email", "expertise", "needs", "proposed_by")
"""What tells of the person in a nomination and in its history."""
IDENTIFYING = ("name", "email")
NUMBERED = ("passport", "bank")
"""By what other places are found that tell of the same person; of the details only what holds a number, since a word
such as "none" stands in texts that tell of nobody."""

FREE_TEXTS = ("history_change_reason", "change_message", "object_repr")
"""Texts of histories and of the admin's log, in which somebody may have named the person."""


class UnknownReferenceError(Exception):
    """No nomination has, or ever had, this reference."""


@dataclass
class Erased:
    """How many rows were reached, by place; what else tells of the person, and is for people to judge."""

    reference: str
    reached: dict[str, int] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    left: list[Trace] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(self.reached.values()) or bool(self.files)

    def lines(self) -> Iterator[str]:
        """For the command line: counts by place, names of files, and places that are left."""
        counts = [f"{place.replace('_', ' ')} {number}" for place, number in self.reached.items() if number]
        yield f"{self.reference}: {', '.join(counts) or 'nothing'}{(self.files and f', files {len(self.files)}') or ''}"
        for trace in self.left:
            yield f"  also named in {trace}: for you to judge"


@transaction.atomic
def erase(*, reference: str, by: User | None = None, is_rehearsal: bool = False, began: str = "") -> Erased:
    """All of it or nothing; a rehearsal tells what it would reach and changes nothing. UnknownReferenceError, also
    where the nomination of this reference `began` at another moment. OSError: the list of erasures can't be written."""
    erasing = Erasing(reference)
    if began and erasing.began != began:
        raise UnknownReferenceError(reference)
    done = erasing.run(by)
    if is_rehearsal:
        transaction.set_rollback(True)
    elif done:
        erasing.confirm(by)
    return done


class Erasing:
    """One person's erasure, in the transaction that holds the row."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.row = Nomination.objects.select_for_update().filter(reference=reference).first()
        records = Nomination.history.filter(reference=reference)
        first = records.order_by("history_date", "history_id").first()
        if first is None:
            raise UnknownReferenceError(reference)
        self.began = first.history_date.isoformat()
        self.keys = set(records.values_list("id", flat=True))
        self.records = Nomination.history.filter(id__in=self.keys)
        self.details = SensitiveDetails.objects.filter(nomination__in=self.keys)
        self.done = Erased(reference)

    def run(self, by: User | None) -> Erased:
        texts = self.identifying()
        self.erase_details()
        self.erase_row(by)
        self.erase_history()
        self.erase_admin_log()
        self.erase_free_texts(texts)
        self.done.files = list(stray_files(texts))
        self.done.left = list(traces(texts))
        return self.done

    def identifying(self) -> list[str]:
        """Every name and address that the person has had here, and the numbers among their details."""
        values = [value for row in self.records.values_list(*IDENTIFYING) for value in row]
        values += [getattr(self.row, name) for name in IDENTIFYING if self.row]
        details = [value for row in self.details.values_list(*NUMBERED) for value in row]
        return telling([*values, *(text for text in details if any(sign.isdigit() for sign in text))])

    def count(self, place: str, number: int) -> None:
        self.done.reached[place] = self.done.reached.get(place, 0) + number

    def erase_details(self) -> None:
        for details in self.details:
            details.delete()
            self.count("details", 1)

    def erase_row(self, by: User | None) -> None:
        """With its search columns; a new version, so that no page that is open brings the person back."""
        if self.row is None or not any(told(self.row, name) for name in PERSON):
            return
        for name, value in blank(self.row).items():
            setattr(self.row, name, value)
        self.row.refold()
        update_with_history([self.row], [*PERSON, *Nomination.derived], user=by)
        self.count("rows", 1)

    def erase_history(self) -> None:
        """Who changed something and when stays."""
        for record in self.records:
            if any(told(record, name) for name in PERSON) or record.history_change_reason:
                self.records.filter(pk=record.pk).update(**blank(record), history_change_reason=None)
                self.count("history", 1)

    def erase_admin_log(self) -> None:
        details = SensitiveDetails.history.filter(nomination_id__in=self.keys).values_list("id", flat=True)
        lines = AwardLine.history.filter(nomination_id__in=self.keys).values_list("id", flat=True)
        of_models = {Nomination: self.keys, SensitiveDetails: set(details), AwardLine: set(lines)}
        for model, keys in of_models.items():
            entries = LogEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(model), object_id__in=[str(key) for key in keys]
            ).exclude(object_repr=self.reference, change_message="")
            self.count("admin_log", entries.update(object_repr=self.reference, change_message=""))

    def erase_free_texts(self, texts: list[str]) -> None:
        """Reasons and messages elsewhere that name the person."""
        for trace in list(traces(texts)):
            if trace.field in FREE_TEXTS:
                empty = None if trace.model._meta.get_field(trace.field).null else ""
                trace.model._base_manager.filter(pk=trace.key).update(**{trace.field: empty})
                self.count("reasons", 1)

    def confirm(self, by: User | None) -> None:
        """Into the audit log and the list that outlives the database; files go once the rest is stored."""
        subject = ("meetings.nomination", str(min(self.keys)))
        log.write(log.Kind.ERASED, by=by, subject=subject, reached=self.done.reached, files=len(self.done.files))
        remember(Erasure(self.reference, self.began, timezone.now().isoformat(), self.done.files))
        transaction.on_commit(cache.clear)
        transaction.on_commit(partial(delete_files, self.done.files), robust=True)


def told(row: Any, name: str) -> bool:
    return getattr(row, name) not in ("", NOBODY)


def blank(row: Any) -> dict[str, str]:
    """Of a nomination or of a record of it. Whoever is of no State must be of some organisation."""
    needed = {"name"} if row.state_id else {"name", "organisation"}
    return {name: NOBODY if name in needed else "" for name in PERSON}


def delete_files(names: Iterable[str]) -> list[str]:
    """Those that couldn't be deleted: they stand on the list, and the next run tries them again."""
    failed = []
    for name in names:
        try:
            default_storage.delete(name)
        except OSError:
            logger.exception("A file of an erased person could not be deleted: %s", name)
            failed.append(name)
    return failed


def files_left() -> list[str]:
    """Files of everybody on the list that are there still, or again: deleted, but for those that can't be."""
    return delete_files(name for one in remembered() for name in one.files if default_storage.exists(name))
