"""Decisions: where they come from and what they brought about."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from intersessional.lib.list_page import list_file, list_page
from meetings.exports import DECISION_COLUMNS, decision_blocks
from meetings.filters import DecisionFilter
from meetings.models import Decision, DecisionQuerySet, Effect


def with_chain(decisions: DecisionQuerySet) -> DecisionQuerySet:
    """Meeting, paper and effects: what a page tells of a decision."""
    paper = ("based_on_paper__document", "based_on_paper__meeting")
    effects = Prefetch("effects", Effect.objects.select_related("committee"))
    return decisions.select_related("meeting", *paper).prefetch_related(effects)


@require_safe
@cache_control(public=True, max_age=30)
def decision_list(request: HttpRequest) -> HttpResponse:
    listing = DecisionFilter(request.GET, Decision.objects.public().newest_first())
    return list_page(request, "meetings/decisions/decision_list.html", listing, prepare=with_chain)


@require_safe
@cache_control(public=True, max_age=30)
def decisions_csv(request: HttpRequest) -> HttpResponseBase:
    listing = DecisionFilter(request.GET, Decision.objects.public().newest_first())
    return list_file(request, listing, "decisions", DECISION_COLUMNS, decision_blocks)


@require_safe
@cache_control(public=True, max_age=30)
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(with_chain(Decision.objects.public()), slug=slug)
    return render(request, "meetings/decisions/decision.html", {"decision": found})
