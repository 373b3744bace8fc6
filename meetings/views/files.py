"""The released programme of a meeting as files, and what to subscribe to."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from intersessional.lib.csv_export import csv_response
from intersessional.lib.kept import kept
from intersessional.lib.languages import ALL, in_asked_language, in_asked_language_or_all
from intersessional.lib.list_filter import FILE_PARAMETERS
from intersessional.lib.list_page import for_everybody, refusal
from intersessional.lib.public import public
from intersessional.lib.translated import ENGLISH
from meetings.calendars import alone, programme_calendar
from meetings.feeds import changes_feed
from meetings.filters import SCHEDULE_PARAMETERS, ScheduleFilter
from meetings.models import Meeting, ProgrammeRevision
from meetings.programme.files import (
    SCHEDULE_COLUMNS,
    SCHEDULE_TEXTS,
    AddressOf,
    columns_by_language,
    csv_rows,
    csv_rows_in_all_languages,
    frab_xml,
)
from meetings.programme.items import Programme
from meetings.views.programme import needed, programme_version, public_and_fresh
from meetings.wording.files import Telling

Build = Callable[[HttpRequest, ProgrammeRevision, Programme], HttpResponse]

of_the_schedule = kept(programme_version, parameters=FILE_PARAMETERS | SCHEDULE_PARAMETERS, is_file=True)


@public
@public_and_fresh
@of_the_schedule
@in_asked_language_or_all
def schedule_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return file_of(request, slug, as_csv)


@public
@public_and_fresh
@of_the_schedule
@in_asked_language_or_all
def schedule_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The stored form of the revision; filtered, the same form of what is left."""
    return file_of(request, slug, as_json) if is_asked_for_less(request) else for_everybody(json(needed(slug).body))


@public
@public_and_fresh
@of_the_schedule
@in_asked_language
def schedule_ics(request: HttpRequest, slug: str) -> HttpResponse:
    return file_of(request, slug, as_calendar)


@public
@public_and_fresh
@of_the_schedule
@in_asked_language
def schedule_xml(request: HttpRequest, slug: str) -> HttpResponse:
    return file_of(request, slug, as_frab_xml)


def file_of(request: HttpRequest, slug: str, build: Build) -> HttpResponse:
    """Of the items that are asked for; 400 with the reasons where that can't be understood."""
    revision = needed(slug)
    programme = revision.programme()
    if is_asked_for_less(request):
        listing = ScheduleFilter(request.GET, programme)
        if refused := refusal(listing.faults(request)):
            return refused
        programme = listing.selected()
    return for_everybody(build(request, revision, programme))


def is_asked_for_less(request: HttpRequest) -> bool:
    return bool(set(request.GET) - FILE_PARAMETERS)


def as_csv(request: HttpRequest, revision: ProgrammeRevision, programme: Programme) -> HttpResponse:
    addresses, language = item_addresses(request, revision.meeting), get_language() or ENGLISH
    if request.GET.get("lang") == ALL:
        columns = columns_by_language(SCHEDULE_COLUMNS, SCHEDULE_TEXTS)
        items = csv_rows_in_all_languages(programme, revision.number, addresses)
    else:
        columns = SCHEDULE_COLUMNS
        items = csv_rows(programme, revision.number, addresses, language)
    name = f"schedule-{revision.meeting.slug}"
    response = csv_response(name, columns, [items], bom=request.GET.get("bom") == "1")
    return HttpResponse(b"".join(response), headers=dict(response.headers))


def as_json(request: HttpRequest, revision: ProgrammeRevision, programme: Programme) -> HttpResponse:
    return json(programme.to_json())


def json(body: str) -> HttpResponse:
    return HttpResponse(body, content_type="application/json")


def as_calendar(request: HttpRequest, revision: ProgrammeRevision, programme: Programme) -> HttpResponse:
    return calendar(request, revision, programme, f"schedule-{revision.meeting.slug}")


def as_frab_xml(request: HttpRequest, revision: ProgrammeRevision, programme: Programme) -> HttpResponse:
    address = request.build_absolute_uri(reverse("schedule", args=[revision.meeting.slug]))
    tell = telling(request, revision, programme)
    body = frab_xml(programme, revision.number, address, tell, get_language() or ENGLISH)
    return HttpResponse(body, content_type="application/xml")


@public
@public_and_fresh
@kept(programme_version, parameters=FILE_PARAMETERS, is_file=True)
@in_asked_language
def item_ics(request: HttpRequest, slug: str, identifier: str) -> HttpResponse:
    """An item that was dropped is still told, as cancelled, to who has put it into a calendar."""
    revision = needed(slug)
    programme = alone(revision.programme(), identifier)
    if programme is None:
        raise Http404
    refused = refusal(unknown_parameters(request))
    return refused or for_everybody(calendar(request, revision, programme, f"{slug}-{identifier}"))


def calendar(request: HttpRequest, revision: ProgrammeRevision, programme: Programme, name: str) -> HttpResponse:
    """Shown where it is opened, so that a phone offers to add it."""
    address = request.build_absolute_uri(reverse("schedule", args=[revision.meeting.slug]))
    body = programme_calendar(programme, revision, address, telling(request, revision, programme))
    headers = {"Content-Disposition": f'inline; filename="{name}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@public
@public_and_fresh
@kept(programme_version, parameters=FILE_PARAMETERS, is_file=True)
@in_asked_language
def changes_atom(request: HttpRequest, slug: str) -> HttpResponse:
    meeting = needed(slug).meeting
    if refused := refusal(unknown_parameters(request)):
        return refused
    feed = changes_feed(meeting, request.build_absolute_uri).writeString("utf-8")
    return for_everybody(HttpResponse(feed, content_type="application/atom+xml; charset=utf-8"))


def unknown_parameters(request: HttpRequest) -> list[str]:
    return [_("%(name)s: unknown parameter") % {"name": name} for name in sorted(set(request.GET) - FILE_PARAMETERS)]


def telling(request: HttpRequest, revision: ProgrammeRevision, programme: Programme) -> Telling:
    changes = request.build_absolute_uri(reverse("changes", args=[revision.meeting.slug]))
    return Telling(programme, revision, item_addresses(request, revision.meeting), changes)


def item_addresses(request: HttpRequest, meeting: Meeting) -> AddressOf:
    """The pattern is looked up once: a file may have a thousand items."""
    before, after = request.build_absolute_uri(reverse("item", args=[meeting.slug, "_"])).rsplit("_", 1)
    return lambda item: f"{before}{item.id}{after}"
