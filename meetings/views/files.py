"""The released programme of a meeting as files."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from intersessional.lib.csv_export import csv_response
from intersessional.lib.kept import kept
from intersessional.lib.list_filter import FILE_PARAMETERS
from intersessional.lib.list_page import refusal
from meetings.filters import SCHEDULE_PARAMETERS, ScheduleFilter
from meetings.models import Meeting
from meetings.programme.files import SCHEDULE_COLUMNS, csv_rows
from meetings.programme.items import Item
from meetings.views.programme import needed, programme_version, public_and_fresh


@require_safe
@public_and_fresh
@kept(programme_version, parameters=FILE_PARAMETERS | SCHEDULE_PARAMETERS, is_file=True)
def schedule_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    meeting, revision = needed(slug)
    listing = ScheduleFilter(request.GET, revision.programme())
    if refused := refusal(listing.faults(request)):
        return refused
    items = csv_rows(listing.selected(), revision.number, lambda item: item_address(request, meeting, item))
    response = csv_response(f"schedule-{slug}", SCHEDULE_COLUMNS, [items], bom=request.GET.get("bom") == "1")
    return for_everybody(HttpResponse(b"".join(response), headers=dict(response.headers)))


@require_safe
@public_and_fresh
@kept(programme_version, parameters=FILE_PARAMETERS | SCHEDULE_PARAMETERS, is_file=True)
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The stored form of the revision; filtered, the same form of what is left."""
    _meeting, revision = needed(slug)
    listing = ScheduleFilter(request.GET, revision.programme())
    if refused := refusal(listing.faults(request)):
        return refused
    body = listing.selected().to_json() if listing.file_query else revision.body
    return for_everybody(HttpResponse(body, content_type="application/json"))


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Readable from any site."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def item_address(request: HttpRequest, meeting: Meeting, item: Item) -> str:
    return request.build_absolute_uri(reverse("item", args=[meeting.slug, item.id]))
