"""Items move with their meeting."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from intersessional.audit import log
from intersessional.lib.history import User, update_with_history
from meetings.models import AgendaItem, Meeting


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
    log.write(log.Kind.CHANGED, by=user, subject=meeting, rows=log.rows(items), fields=["day"])
    return len(items)


def items_outside(meeting: Meeting) -> list[AgendaItem]:
    """Items on a day that isn't one of the meeting's."""
    first, last = meeting.starts_on, meeting.ends_on
    dated = AgendaItem.objects.filter(meeting=meeting, day__isnull=False).in_order()
    return list(dated.exclude(day__range=(first, last)) if first and last else dated)
