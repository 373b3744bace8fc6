"""The first page: the meeting that matters now."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from intersessional.lib.public import public
from meetings import wording
from meetings.models import Document, Meeting, MeetingQuerySet
from meetings.programme.layout import now_and_next


@public
@cache_control(public=True, no_cache=True)
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    coming = Meeting.objects.public().filter(starts_on__gt=today).order_by("starts_on", "sort_key")
    documents = Document.objects.public().latest_first().select_related("meeting", "paper")
    meeting = foremost(today)
    context = {
        "today": today,
        "meeting": meeting,
        **(programme_of(meeting, today) if meeting else {}),
        "coming": coming.select_related("country", "president_state"),
        "undated": undated(today).select_related("president_state"),
        "documents": documents.prefetch_related("versions")[:5],
    }
    return render(request, "meetings/home.html", context)


def programme_of(meeting: Meeting, today: date) -> dict[str, Any]:
    """What its latest revision tells at this moment: now, next, what changed; before and after, how it begins."""
    first, last = meeting.starts_on, meeting.ends_on
    is_on = first is not None and last is not None and first <= today <= last
    revision = meeting.revisions.latest_of_each().first()
    told = {"day_number": (today - first).days + 1 if is_on and first else None, "revision": revision}
    if revision is None:
        return told
    programme = revision.programme()
    return told | {
        "current": now_and_next(programme, timezone.now()) if is_on else None,
        "changed": wording.changed_items(programme.items),
        "first_items": [item for item in programme.items if item.kind != "break"][:4],
    }


def foremost(today: date) -> Meeting | None:
    """The meeting in progress, else the next dated one, else the last Intersessional Meetings with a programme."""
    public = Meeting.objects.public().select_related("country", "president_state")
    dated = public.filter(status=Meeting.Status.PUBLISHED)
    last = public.filter(kind=Meeting.Kind.INTERSESSIONAL, starts_on__lte=today, revisions__is_latest=True)
    return (
        public.held_on(today).order_by("starts_on").first()
        or dated.filter(starts_on__gt=today).order_by("starts_on").first()
        or last.order_by("-starts_on").first()
    )


def undated(today: date) -> MeetingQuerySet:
    """Meetings of this year or later of which no day is recorded."""
    return Meeting.objects.public().filter(starts_on=None).exclude(year__lt=today.year).order_by("year", "sort_key")
