"""The Sponsorship Programme: what statements have reported, never a person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from meetings.models import Decision, Effect, ReportedFigure


@require_safe
@cache_control(public=True, max_age=30)
def sponsorship(request: HttpRequest) -> HttpResponse:
    figures = ReportedFigure.objects.public().in_order().select_related("meeting", "coordinator")
    founding = Decision.objects.public().filter(
        effects__kind=Effect.Kind.ESTABLISHES, effects__matter=Effect.Matter.SPONSORSHIP
    )
    context = {
        "figures": figures.prefetch_related("donors", "sponsored_states"),
        "founding": founding.select_related("meeting").order_by("decided_on").first(),
    }
    return render(request, "meetings/sponsorship/sponsorship.html", context)
