"""Deeds over several rows: items move with their meeting, meetings are published or called off, programmes released."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from committees.models import Committee, Objective, State
from intersessional.lib.history import User, update_with_history
from meetings.models import AgendaItem, Document, Meeting, ProgrammeRevision
from meetings.programme.changes import difference, marked
from meetings.programme.items import Programme

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


@transaction.atomic
def release(
    *, meeting: Meeting, by: User | None, note: dict[str, str], is_from_record: bool = False
) -> ProgrammeRevision:
    """Freeze the draft as the meeting's next revision. ValidationError where it says nothing new."""
    locked = lock_for_release(meeting)
    draft = AgendaItem.objects.as_programme(locked)
    return freeze(meeting=locked, programme=draft, by=by, note=note, is_from_record=is_from_record)


@transaction.atomic
def release_again(*, revision: ProgrammeRevision, by: User, note: dict[str, str]) -> ProgrammeRevision:
    """An earlier programme becomes the next revision; the draft stays as it is."""
    locked = lock_for_release(revision.meeting)
    return freeze(meeting=locked, programme=revision.programme(), by=by, note=note)


def lock_for_release(meeting: Meeting) -> Meeting:
    """The meeting's row, held until the revision is stored: two releases at once get two numbers."""
    return Meeting.objects.select_for_update(of=("self",)).select_related("country").get(pk=meeting.pk)


def freeze(
    *, meeting: Meeting, programme: Programme, by: User | None, note: dict[str, str], is_from_record: bool = False
) -> ProgrammeRevision:
    """Number, mark and store a programme, in the transaction that holds the meeting's row."""
    latest = meeting.revisions.latest_first().first()
    old = latest.programme() if latest else None
    if latest and old and is_the_same(old, programme):
        raise ValidationError(_("Nothing has changed since revision %(number)d."), params={"number": latest.number})
    frozen = marked(old, programme)
    meeting.revisions.latest_of_each().update(is_latest=False)
    revision = ProgrammeRevision.objects.create(
        meeting=meeting,
        number=latest.number + 1 if latest else 1,
        body=frozen.to_json(),
        note=note,
        released_by_id=by.pk if by else None,
        is_from_record=is_from_record,
    )
    link(revision, frozen)
    Meeting.objects.filter(pk=meeting.pk).raise_public_version()
    return revision


def link(revision: ProgrammeRevision, programme: Programme) -> None:
    """By what the revision is found: the committees, objectives and States of its items."""
    items = programme.items
    speaking = {speaker.state.code for item in items for speaker in item.speakers if speaker.state}
    states = {chair.code for item in items for chair in item.chairs} | speaking
    revision.committees.set(
        Committee.objects.filter(slug__in={item.committee.code for item in items if item.committee})
    )
    revision.objectives.set(Objective.objects.filter(slug__in={slug for item in items for slug in item.objectives}))
    revision.states.set(State.objects.filter(iso2__in={code.upper() for code in states}))


def is_the_same(old: Programme, new: Programme) -> bool:
    """Neither an item nor the order nor anything around them differs."""
    changes = difference(old, new)
    order = tuple(item.id for item in old.items)
    around = (old.meeting, old.segments) == (new.meeting, new.segments)
    return not changes and not changes.silent and order == changes.order and around
