"""The list of meetings, its file, and one meeting."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from intersessional.lib.languages import in_asked_language
from intersessional.lib.list_page import list_calendar, list_file, list_page
from intersessional.lib.public import public
from meetings.calendars import meetings_calendar
from meetings.exports import MEETING_COLUMNS, meeting_blocks
from meetings.filters import MeetingFilter
from meetings.models import (
    AgendaItem,
    Document,
    ExternalMeeting,
    Meeting,
    ProgrammeRevision,
    Segment,
    ThematicOption,
)
from meetings.models.judged import Rulings
from meetings.models.sponsorship.published import came_to
from meetings.programme.layout import by_day
from meetings.views.documents import Documents
from meetings.views.events import event
from meetings.wording.rules import applicable


@public
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


@public
@cache_control(public=True, max_age=30)
@in_asked_language
def meetings_csv(request: HttpRequest) -> HttpResponseBase:
    listing = MeetingFilter(request.GET, Meeting.objects.public())
    return list_file(request, listing, "meetings", MEETING_COLUMNS, meeting_blocks)


@public
@cache_control(public=True, max_age=30)
@in_asked_language
def meetings_ics(request: HttpRequest) -> HttpResponseBase:
    listing = MeetingFilter(request.GET, Meeting.objects.public())
    return list_calendar(request, listing, "meetings", meetings_calendar)


@public
@cache_control(public=True, no_cache=True)
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    public = Meeting.objects.public().select_related("country", "president_state")
    found = get_object_or_404(public, slug=slug)
    revision = found.revisions.latest_of_each().first()
    others = list(ExternalMeeting.objects.near(found).in_order().select_related("country"))
    programme = revision.programme() if revision else None
    documents = Documents(found)
    context = {
        "meeting": found,
        "segments": found.segments.select_related("committee"),
        "revision": revision,
        "days": by_day(programme) if programme else (),
        "items": sources_of(found, revision),
        "documents": documents.by_item(programme.items if programme else ()),
        "languages": documents.languages,
        "decisions": found.decisions.order_by("decided_on", "slug"),
        "came": came_to(found),
        "figures": found.reported_figures.in_order(),
        "option": ThematicOption.objects.filter(meeting=found).select_related("consultation").first(),
        "deadlines": found.deadlines.in_time(),
        "others": others,
        "clashing": {other.pk for other in others if other.overlaps(found)},
        "rulings": applicable(Rulings.of(found, timezone.localdate())),
        "event": event(request, found),
    }
    return render(request, "meetings/meeting.html", context)


def sources_of(meeting: Meeting, revision: ProgrammeRevision | None) -> list[AgendaItem]:
    """The rows of a recorded programme, by source: what was entered by hand since has none."""
    if revision is None or not revision.is_from_record:
        return []
    return sorted(meeting.items.exclude(record_key=""), key=lambda item: item.source_and_confidence)
