"""The first page: the meeting that matters now."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from meetings.models import Document, Meeting, MeetingQuerySet


@require_safe
@cache_control(public=True, no_cache=True)
def home(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    coming = Meeting.objects.public().filter(starts_on__gt=today).order_by("starts_on", "sort_key")
    documents = Document.objects.public().latest_first().select_related("meeting", "paper")
    context = {
        "today": today,
        "meeting": foremost(today),
        "coming": coming.select_related("country", "president_state"),
        "undated": undated(today).select_related("president_state"),
        "documents": documents[:5],
    }
    return render(request, "meetings/home.html", context)


def foremost(today: date) -> Meeting | None:
    """The meeting in progress, else the next dated one, else the last Intersessional Meetings with a programme."""
    public = Meeting.objects.public().select_related("country", "president_state")
    dated = public.filter(status=Meeting.Status.PUBLISHED)
    last = public.filter(kind=Meeting.Kind.INTERSESSIONAL, starts_on__lte=today, items__isnull=False)
    return (
        public.held_on(today).order_by("starts_on").first()
        or dated.filter(starts_on__gt=today).order_by("starts_on").first()
        or last.order_by("-starts_on").first()
    )


def undated(today: date) -> MeetingQuerySet:
    """Meetings of this year or later of which no day is recorded."""
    return Meeting.objects.public().filter(starts_on=None).exclude(year__lt=today.year).order_by("year", "sort_key")
