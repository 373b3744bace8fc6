"""The calendars that people import and subscribe to: a programme, one item of it, a list of meetings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intersessional.lib.blocks import in_blocks
from intersessional.lib.calendar_file import CANCELLED, CONFIRMED, TENTATIVE, Calendar, Event, calendar_blocks
from intersessional.lib.directions import isolated
from meetings.models import Deadline, Meeting, ProgrammeRevision
from meetings.programme.files import HOST, events, without_a_day, zone_of
from meetings.programme.items import Programme
from meetings.wording.files import Telling, by_status, left_out, revision_told

HOURLY, DAILY = "PT1H", "P1D"
STATUSES: dict[str, str] = {
    Meeting.Status.PUBLISHED: CONFIRMED,
    Meeting.Status.POSTPONED: TENTATIVE,
    Meeting.Status.CANCELLED: CANCELLED,
}
"""A postponed meeting stands at its old dates until it has new ones."""
NO_MOMENT = datetime(1999, 1, 1, tzinfo=UTC)
"""Of a meeting without a history: the year of the first one."""


def programme_calendar(programme: Programme, revision: ProgrammeRevision, address: str, telling: Telling) -> bytes:
    """The items of a programme that a reader wants; the same revision gives the same octets."""
    moment = revision.released_at
    told = (revision_told(revision), left_out(without_a_day(programme)))
    calendar = Calendar(
        name=str(programme.meeting.title),
        text=" ".join(filter(None, told)),
        address=address,
        refresh=HOURLY,
        zone=zone_of(programme, moment),
    )
    return b"".join(calendar_blocks(calendar, [events(programme, moment, telling, STATUSES[telling.status])]))


def alone(programme: Programme, identifier: str) -> Programme | None:
    """With one item only, which may have been dropped since; None where no revision had it."""
    items = tuple(item for item in programme.items if item.id == identifier)
    dropped = tuple(item for item in programme.dropped if item.id == identifier)
    return replace(programme, items=items, dropped=dropped) if items or dropped else None


COLUMNS = ("pk", "slug", "kind", "title", "status", "starts_on", "ends_on", "venue", "city", "country__name", "version")


def meetings_calendar(meetings: QuerySet[Meeting], absolute: Callable[[str], str]) -> Iterator[bytes]:
    """Meetings with dates as all-day events, in blocks; the others are counted."""
    undated = meetings.filter(starts_on=None).order_by().count()
    told = ngettext(
        "%(number)d meeting without dates is left out.", "%(number)d meetings without dates are left out.", undated
    )
    calendar = Calendar(
        name=_("Meetings of the Anti-Personnel Mine Ban Convention"),
        text=told % {"number": undated} if undated else "",
        address=absolute(reverse("meetings")),
        refresh=DAILY,
    )
    rows = meetings.filter(starts_on__isnull=False).values(*COLUMNS)
    return calendar_blocks(calendar, (meeting_events(block, absolute) for block in in_blocks(rows.iterator())))


def meeting_events(rows: list[dict[str, Any]], absolute: Callable[[str], str]) -> Iterable[Event]:
    """Each was last changed when its latest version was stored."""
    moments = last_changes(Meeting, [row["pk"] for row in rows])
    return [meeting_event(row, moments.get(row["pk"], NO_MOMENT), absolute) for row in rows]


def meeting_event(row: dict[str, Any], changed_at: datetime, absolute: Callable[[str], str]) -> Event:
    address = absolute(reverse("meeting", args=[row["slug"]]))
    places = (row["venue"], row["city"], row["country__name"] or "")
    return Event(
        uid=f"{row['slug']}@meetings.{HOST}",
        changed_at=changed_at,
        sequence=row["version"] - 1,
        starts=row["starts_on"],
        ends=row["ends_on"] + timedelta(days=1),
        title=by_status(isolated(row["title"]), row["status"]),
        place=", ".join(isolated(place) for place in map(str, places) if place),
        text=f"{Meeting.Kind(row['kind']).label}\n{address}",
        address=address,
        status=STATUSES[row["status"]],
    )


def deadline_events(deadlines: Sequence[Deadline], absolute: Callable[[str], str]) -> list[Event]:
    """Of deadlines that fall on a known day. One moves with its meeting, so that changes of both are its changes."""
    own = last_changes(Deadline, {deadline.pk for deadline in deadlines})
    of_meetings = last_changes(Meeting, {deadline.meeting_id for deadline in deadlines})
    return [
        deadline_event(
            deadline,
            day,
            max(own.get(deadline.pk, NO_MOMENT), of_meetings.get(deadline.meeting_id, NO_MOMENT)),
            absolute,
        )
        for deadline in deadlines
        if (day := deadline.falls_on)
    ]


def last_changes(model: type[Meeting | Deadline], keys: Collection[int]) -> dict[int, datetime]:
    """When the latest version of each row was stored."""
    history = model.history.filter(id__in=keys).order_by()
    return dict(history.values_list("id").annotate(Max("history_date")))


def deadline_event(deadline: Deadline, day: date, changed_at: datetime, absolute: Callable[[str], str]) -> Event:
    meeting = deadline.meeting
    return Event(
        uid=f"deadline-{deadline.pk}@meetings.{HOST}",
        changed_at=changed_at,
        sequence=deadline.version + meeting.version - 2,
        starts=day,
        ends=day + timedelta(days=1),
        title=by_status(f"{isolated(deadline)}: {isolated(meeting.short_name)}", meeting.status),
        text=str(meeting.title),
        address=f"{absolute(meeting.get_absolute_url())}#deadlines",
        status=STATUSES[meeting.status],
    )
