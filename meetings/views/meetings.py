"""The list of meetings, its file, and one meeting."""

from datetime import date
from itertools import groupby

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intersessional.lib.list_page import list_file, list_page
from meetings.exports import MEETING_COLUMNS, meeting_blocks
from meetings.filters import MeetingFilter
from meetings.models import AgendaItem, Document, Meeting, PresidentsPaper, Segment


@require_safe
@cache_control(public=True, no_cache=True)
def meeting_list(request: HttpRequest) -> HttpResponse:
    listing = MeetingFilter(request.GET, Meeting.objects.public())
    return list_page(request, "meetings/meeting_list.html", listing, prepare=with_what_hangs_on)


def with_what_hangs_on(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Country, segments with their committees, and the number of public documents."""
    documents = Document.objects.public().filter(meeting=OuterRef("pk")).order_by().values("meeting")
    counted = Subquery(documents.annotate(number=Count("pk")).values("number"))
    segments = Prefetch("segments", Segment.objects.select_related("committee"))
    rows = meetings.annotate(document_count=Coalesce(counted, 0))
    return rows.select_related("country").prefetch_related(segments)


@require_safe
@cache_control(public=True, max_age=30)
def meetings_csv(request: HttpRequest) -> HttpResponseBase:
    listing = MeetingFilter(request.GET, Meeting.objects.public())
    return list_file(request, listing, "meetings", MEETING_COLUMNS, meeting_blocks)


@require_safe
@cache_control(public=True, no_cache=True)
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    public = Meeting.objects.public().select_related("country", "president_state")
    found = get_object_or_404(public, slug=slug)
    days = by_day(found.items.in_order())
    items = [item for _day, of_the_day in days for item in of_the_day]
    documents = Document.objects.public().filter(meeting=found).select_related("paper", "item")
    context = {
        "meeting": found,
        "today": timezone.localdate(),
        "segments": found.segments.select_related("committee"),
        "days": days,
        "items": sorted(items, key=lambda item: item.source_and_confidence),
        "documents": documents.prefetch_related("versions").order_by("symbol", "pk"),
        "papers": PresidentsPaper.objects.public().filter(meeting=found).select_related("document").in_order(),
        "decisions": found.decisions.order_by("decided_on", "slug"),
        "figures": found.reported_figures.in_order(),
    }
    return render(request, "meetings/meeting.html", context)


def by_day(items: QuerySet[AgendaItem]) -> list[tuple[date | None, list[AgendaItem]]]:
    """Items by day, those without a day last: these by committee, in the order of the record."""
    parts = ("speakers__state", "chairs")
    rows = items.select_related("committee", "segment__committee").prefetch_related(*parts)
    days = [(day, list(found)) for day, found in groupby(rows, key=lambda item: item.day)]
    return [(day, found if day else by_committee(found)) for day, found in days]


def by_committee(items: list[AgendaItem]) -> list[AgendaItem]:
    """Committees in the order of their first item; the sort keeps the order within each."""
    first = {item.committee_id: index for index, item in reversed(list(enumerate(items)))}
    return sorted(items, key=lambda item: first[item.committee_id])
