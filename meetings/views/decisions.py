"""Decisions: where they come from, what they brought about, and what became of them."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from intersessional.lib.languages import in_asked_language
from intersessional.lib.list_page import list_file, list_page
from intersessional.lib.public import public
from meetings.exports import DECISION_COLUMNS, decision_blocks
from meetings.filters import DecisionFilter
from meetings.models import Amendment, Decision, DecisionQuerySet, Effect, PresidentsPaper


def with_chain(decisions: DecisionQuerySet) -> DecisionQuerySet:
    """Meeting, paper, effects and later changes: what a page tells of a decision."""
    paper = ("based_on_paper__document", "based_on_paper__meeting")
    effects = Prefetch("effects", Effect.objects.select_related("committee"))
    changed_by = Prefetch("changed_by", Amendment.objects.public().in_order().select_related("later__meeting"))
    return decisions.select_related("meeting", *paper).prefetch_related(effects, changed_by)


@public
@cache_control(public=True, max_age=30)
def decision_list(request: HttpRequest) -> HttpResponse:
    listing = DecisionFilter(request.GET, Decision.objects.public().newest_first())
    return list_page(request, "meetings/decisions/decision_list.html", listing, prepare=with_chain)


@public
@cache_control(public=True, max_age=30)
@in_asked_language
def decisions_csv(request: HttpRequest) -> HttpResponseBase:
    listing = DecisionFilter(request.GET, Decision.objects.public().newest_first())
    return list_file(request, listing, "decisions", DECISION_COLUMNS, decision_blocks)


@public
@cache_control(public=True, max_age=30)
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(with_chain(Decision.objects.public()), slug=slug)
    paper = found.based_on_paper
    public = PresidentsPaper.objects.public().select_related("meeting").in_order()
    context = {
        "decision": found,
        "standing": found.standing_on(timezone.localdate()),
        "effects": with_other_decisions(found),
        "changes": found.changes.public().in_order().select_related("earlier__meeting"),
        "earlier_papers": public.filter(pk__in=[paper.revises_id, paper.reaffirms_id]) if paper else public.none(),
    }
    return render(request, "meetings/decisions/decision.html", context)


def with_other_decisions(decision: Decision) -> list[tuple[Effect, list[Effect]]]:
    """Each effect with what other decisions did to the same committee or matter, before and since."""
    effects = list(decision.effects.all())
    others = Effect.objects.public().on_the_same_as(effects).exclude(decision=decision).select_related("decision")
    return [(effect, [other for other in others if effect.is_on_the_same_as(other)]) for effect in effects]
