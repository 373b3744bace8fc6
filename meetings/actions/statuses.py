"""Meetings and documents published, called off, withdrawn."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from intersessional.audit import log
from intersessional.lib.history import User, update_with_history
from meetings.models import Document, Meeting

FROM_STATUS: dict[str, set[str]] = {
    Meeting.Status.PUBLISHED: {Meeting.Status.DRAFT, Meeting.Status.POSTPONED, Document.Status.WITHDRAWN},
    Meeting.Status.CANCELLED: {Meeting.Status.PUBLISHED, Meeting.Status.POSTPONED},
    Meeting.Status.POSTPONED: {Meeting.Status.PUBLISHED},
    Document.Status.WITHDRAWN: {Document.Status.PUBLISHED},
}
"""What may become what in bulk: to cancel a draft would publish it, so a draft is left as it is."""


@dataclass(frozen=True)
class Outcome:
    """The rows that a deed changed, and those that it left as they were."""

    changed: list[Any] = field(default_factory=list)
    left: list[Any] = field(default_factory=list)


@transaction.atomic
def set_status(*, rows: QuerySet[Any], status: str, by: User) -> Outcome:
    """Publish, cancel, postpone or withdraw meetings or documents, each with its own history row."""
    outcome = Outcome()
    chosen = rows.order_by().values("pk")
    for row in rows.model._base_manager.select_for_update().filter(pk__in=chosen).order_by("pk"):
        (outcome.changed if becomes(row, status) else outcome.left).append(row)
    update_with_history(outcome.changed, ["status"], user=by)
    meetings = {row.pk if isinstance(row, Meeting) else row.meeting_id for row in outcome.changed}
    Meeting.objects.filter(pk__in=meetings).raise_public_version()
    log.write_each(log.Kind(status), by=by, subjects=outcome.changed)
    return outcome


def becomes(row: Any, status: str) -> bool:
    """Give the row its new status, if it may have it and is valid with it."""
    if row.status not in FROM_STATUS[status]:
        return False
    before, row.status = row.status, status
    try:
        row.full_clean()
    except ValidationError:
        row.status = before
        return False
    return True
