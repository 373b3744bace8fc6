"""The released programme of a meeting as files."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from intersessional.lib.csv_export import csv_response
from intersessional.lib.kept import kept
from intersessional.lib.list_filter import FILE_PARAMETERS
from meetings.models import Meeting
from meetings.programme.files import SCHEDULE_COLUMNS, csv_rows
from meetings.programme.items import Item
from meetings.views.programme import needed, programme_version, public_and_fresh


@require_safe
@public_and_fresh
@kept(programme_version, parameters=FILE_PARAMETERS, is_file=True)
def schedule_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    meeting, revision = needed(slug)
    if faults := unknown_parameters(request):
        return faults
    items = csv_rows(revision.programme(), revision.number, lambda item: item_address(request, meeting, item))
    response = csv_response(f"schedule-{slug}", SCHEDULE_COLUMNS, [items], bom=request.GET.get("bom") == "1")
    return for_everybody(HttpResponse(b"".join(response), headers=dict(response.headers)))


@require_safe
@public_and_fresh
@kept(programme_version, parameters=FILE_PARAMETERS, is_file=True)
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    _meeting, revision = needed(slug)
    return unknown_parameters(request) or for_everybody(HttpResponse(revision.body, content_type="application/json"))


def unknown_parameters(request: HttpRequest) -> HttpResponse | None:
    unknown = sorted(set(request.GET) - FILE_PARAMETERS)
    reasons = "".join(f"{name}: unknown parameter\n" for name in unknown)
    return HttpResponse(reasons, status=400, content_type="text/plain; charset=utf-8") if unknown else None


def for_everybody(response: HttpResponse) -> HttpResponse:
    """Readable from any site."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def item_address(request: HttpRequest, meeting: Meeting, item: Item) -> str:
    return request.build_absolute_uri(reverse("item", args=[meeting.slug, item.id]))
