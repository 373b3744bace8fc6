"""What search engines and browsers ask for by themselves."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from committees.models import Committee, State
from intersessional.lib.public import public
from meetings.models import Decision, Meeting, PresidentsPaper, ProgrammeRevision

LISTS = [
    *("home", "meetings", "programme", "rules", "committees", "states", "documents", "decisions", "papers"),
    *("sponsorship", "accessibility"),
]


class Pages(Sitemap):
    """Each page in each language, and at each the same page in the others."""

    i18n = alternates = x_default = True


class Lists(Pages):
    def items(self) -> list[str]:
        return LISTS

    def location(self, item: str) -> str:
        return reverse(item)


class Rows(Pages):
    """All public rows of a model, each at its own address."""

    limit = 50_000

    def __init__(self, rows: Any) -> None:
        self.rows = rows

    def items(self) -> Any:
        return self.rows.all()


class Schedules(Rows):
    def location(self, item: ProgrammeRevision) -> str:
        return reverse("schedule", args=[item.meeting.slug])

    def lastmod(self, item: ProgrammeRevision) -> Any:
        return item.released_at


@public
@cache_control(public=True, max_age=30)
def sitemap_xml(request: HttpRequest) -> HttpResponseBase:
    revisions = (
        ProgrammeRevision.objects.public().latest_of_each().select_related("meeting").defer("body").order_by("pk")
    )
    maps: dict[str, type[Sitemap] | Sitemap] = {
        "lists": Lists(),
        "meetings": Rows(Meeting.objects.public().order_by("pk")),
        "schedules": Schedules(revisions),
        "committees": Rows(Committee.objects.order_by("pk")),
        "states": Rows(State.objects.order_by("pk")),
        "decisions": Rows(Decision.objects.public().order_by("pk")),
        "papers": Rows(PresidentsPaper.objects.public().order_by("pk")),
    }
    response = sitemap(request, maps).render()
    del response["X-Robots-Tag"]
    return response


@public
@cache_control(public=True, max_age=30)
def robots_txt(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sitemap"))
    return render(request, "robots.txt", {"sitemap": address}, content_type="text/plain; charset=utf-8")


@public
@cache_control(public=True, no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps schedules for readers without a network; switched off, it takes itself away."""
    context = {
        "version": settings.DEPLOYED_VERSION,
        "static_url": settings.STATIC_URL,
        "languages": "|".join(code for code, _name in settings.LANGUAGES),
        "is_on": settings.OFFLINE_SCHEDULES,
    }
    return render(request, "sw.js", context, content_type="text/javascript; charset=utf-8")
