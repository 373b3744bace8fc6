"""Deeds over several rows: an item moves with its meeting, meetings and documents are published or called off."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from intersessional.lib.history import User, update_with_history
from meetings.models import AgendaItem, Document, Meeting

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


def dated_items(meeting: Meeting) -> list[AgendaItem]:
    """The meeting's items that have a day, in order, locked until the transaction ends."""
    items = AgendaItem.objects.select_for_update(of=("self",)).filter(meeting=meeting, day__isnull=False)
    return list(items.select_related("segment", "committee").in_order())


def moved_items(*, meeting: Meeting, by: timedelta) -> list[AgendaItem]:
    """The items on their new days, not stored yet. ValidationError names those that can't be there."""
    items = dated_items(meeting)
    refused = []
    for item in items:
        item.meeting = meeting
        try:
            item.day = item.day + by if item.day else None
            item.full_clean()
        except (ValidationError, OverflowError) as error:
            reasons = error.messages if isinstance(error, ValidationError) else [str(_("There is no such day."))]
            refused.append(f"{item} ({' '.join(reasons)})")
    if refused:
        raise ValidationError(_("These items can't move along: %(items)s"), params={"items": "; ".join(refused)})
    return items


@transaction.atomic
def move_items(*, meeting: Meeting, by: timedelta, user: User) -> int:
    """Move all dated items of a meeting by some days; all of them or, by ValidationError, none."""
    items = moved_items(meeting=meeting, by=by)
    update_with_history(items, ["day"], user=user, reason=str(_("moved with the meeting")))
    return len(items)


def items_outside(meeting: Meeting) -> list[AgendaItem]:
    """Items on a day that isn't one of the meeting's."""
    first, last = meeting.starts_on, meeting.ends_on
    dated = AgendaItem.objects.filter(meeting=meeting, day__isnull=False).in_order()
    return list(dated.exclude(day__range=(first, last)) if first and last else dated)
