"""The released programme of a meeting: as a page, item by item, revision by revision."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control

from intersessional.lib.kept import kept
from intersessional.lib.public import public
from meetings.filters import SCHEDULE_PARAMETERS, ScheduleFilter
from meetings.models import DraftLink, Meeting, ProgrammeRevision
from meetings.models.programme import AgendaItem
from meetings.programme.grid import by_room
from meetings.programme.items import Programme
from meetings.programme.layout import by_day
from meetings.views.documents import Documents
from meetings.views.events import event
from meetings.views.home import foremost

public_and_fresh = cache_control(public=True, no_cache=True)


def programme_version(request: HttpRequest, slug: str, **_parts: Any) -> str | None:
    """What the programme's answers are kept under: the meeting's public version and, while it lasts, the day."""
    columns = ("pk", "public_version", "starts_on", "ends_on", "time_zone")
    found = Meeting.objects.public().filter(slug=slug).values_list(*columns).first()
    if not found:
        return None
    key, version, first, last, zone = found
    return f"{key}.{version}.{day_of(first, last, zone) or ''}"


def day_of(first: date | None, last: date | None, zone: str) -> date | None:
    """The meeting's own day, while it lasts."""
    today = timezone.localdate(timezone=ZoneInfo(zone))
    return today if first and last and first <= today <= last else None


def public_meeting(slug: str) -> Meeting:
    return get_object_or_404(Meeting.objects.public().select_related("country"), slug=slug)


def released(slug: str) -> tuple[Meeting, ProgrammeRevision | None]:
    meeting = public_meeting(slug)
    return meeting, meeting.revisions.latest_of_each().first()


@public
@public_and_fresh
@kept(programme_version, parameters=SCHEDULE_PARAMETERS | {"view"})
def schedule(request: HttpRequest, slug: str) -> HttpResponse:
    """Status 400, and nothing in it, while a filter doesn't validate."""
    meeting, revision = released(slug)
    if revision is None:
        return schedule_page(request, meeting, Programme(meeting.as_facts()))
    listing = ScheduleFilter(request.GET, revision.programme())
    programme = listing.selected()
    more = {"revision": revision, "is_latest": True, "listing": listing}
    if listing.is_grid:
        more["grids"] = by_room(programme)
    page = schedule_page(request, meeting, programme, **more)
    page.status_code = 200 if listing.is_valid() else 400
    return page


@public
@public_and_fresh
@kept(programme_version)
def earlier_schedule(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    meeting, latest = released(slug)
    revision = get_object_or_404(meeting.revisions, number=number)
    is_latest = revision == latest
    return schedule_page(request, meeting, revision.programme(), revision=revision, is_latest=is_latest)


def schedule_page(request: HttpRequest, meeting: Meeting, programme: Programme, **more: Any) -> HttpResponse:
    context = {
        "meeting": meeting,
        "programme": programme,
        "days": by_day(programme),
        "today": day_of(meeting.starts_on, meeting.ends_on, meeting.time_zone),
        "event": event(request, meeting),
        "is_translated": is_translated(programme),
        **more,
    }
    return render(request, "meetings/programme/schedule.html", context)


def is_translated(programme: Programme) -> bool:
    """Whether the page's language isn't English, and a title stands in it."""
    language = get_language() or settings.LANGUAGE_CODE
    return language != settings.LANGUAGE_CODE and any(item.title.get(language) for item in programme.items)


def needed(slug: str) -> ProgrammeRevision:
    """The latest, with its meeting; a file of a programme that isn't released doesn't exist."""
    latest = ProgrammeRevision.objects.public().latest_of_each().select_related("meeting")
    return get_object_or_404(latest, meeting__slug=slug)


@public
@public_and_fresh
@kept(programme_version)
def item(request: HttpRequest, slug: str, identifier: str) -> HttpResponse:
    revision = needed(slug)
    programme = revision.programme()
    in_order = [found for day in by_day(programme) for found in day.items]
    place = next((index for index, found in enumerate(in_order) if found.id == identifier), None)
    if place is None:
        raise Http404
    documents = Documents(revision.meeting)
    context = {
        "meeting": revision.meeting,
        "revision": revision,
        "programme": programme,
        "item": in_order[place],
        "lines": documents.of(in_order[place]),
        "languages": documents.languages,
        "segment": programme.segment(in_order[place].segment),
        "previous": in_order[place - 1] if place else None,
        "next": in_order[place + 1] if place + 1 < len(in_order) else None,
    }
    return render(request, "meetings/programme/item_page.html", context)


@public
@public_and_fresh
@kept(programme_version)
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Every revision with what it changed, the latest first."""
    meeting = public_meeting(slug)
    context = {"meeting": meeting, "revisions": meeting.revisions.with_differences()}
    return render(request, "meetings/programme/changes.html", context)


@public
@cache_control(no_store=True)
def draft(request: HttpRequest, token: str) -> HttpResponse:
    """One meeting's draft for whoever has the link; its address is in no index, no log, no other site's referrer."""
    link = DraftLink.objects.of_token(token)
    if link is None:
        raise Http404
    programme = AgendaItem.objects.as_programme(link.meeting)
    context = {
        "meeting": link.meeting,
        "programme": programme,
        "days": by_day(programme),
        "link": link,
        "is_draft": True,
    }
    response = render(request, "meetings/programme/schedule.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@public
@public_and_fresh
def current_schedule(request: HttpRequest) -> HttpResponse:
    """Where the navigation leads: to the meeting in progress, else the next, else the last with a programme."""
    meeting = foremost(timezone.localdate())
    return redirect("schedule", slug=meeting.slug) if meeting else redirect("meetings")
