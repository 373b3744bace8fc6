"""The Sponsorship Programme: whom it brought, whether it widened representation, what was reported; never a person."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from intersessional.lib.public import public
from meetings.ledger.bars import picture
from meetings.ledger.public import Sponsored
from meetings.models import Decision, Effect, ReportedFigure
from meetings.models.sponsorship.published import Rounds, RoundTold, disagreements_among, gifts_told, represented


@public
@cache_control(public=True, max_age=30)
def sponsorship(request: HttpRequest) -> HttpResponse:
    rounds = Rounds(timezone.localdate())
    told, meetings = rounds.told(), represented(rounds)
    recorded = {one.meeting for one in meetings}
    figures = ReportedFigure.objects.public().in_order().select_related("meeting", "coordinator")
    figures = figures.prefetch_related("donors", "sponsored_states")
    context = {
        "founding": founding(),
        "years": by_year(told),
        "represented": meetings,
        "unrecorded": [one.meeting for one in told if one.meeting not in recorded],
        "over_time": picture({one.meeting: one.told.whole for one in meetings}),
        "gifts": gifts_told(),
        "figures": figures,
        "disagreements": disagreements_among(figures),
    }
    return render(request, "meetings/sponsorship/sponsorship.html", context)


def founding() -> Decision | None:
    """The decision that the programme goes back to."""
    effects = {"effects__kind": Effect.Kind.ESTABLISHES, "effects__matter": Effect.Matter.SPONSORSHIP}
    found = Decision.objects.public().filter(**effects)
    return found.select_related("meeting").order_by("decided_on").first()


def by_year(rounds: list[RoundTold]) -> list[tuple[int, list[RoundTold], Sponsored | None]]:
    """Each year with its rounds and their sum, for which one isn't enough, nor one of which nothing is told yet."""
    years = groupby(rounds, key=lambda one: one.meeting.starts_on and one.meeting.starts_on.year)
    found = []
    for year, group in years:
        of_year = list(group)
        told = [one.sponsored for one in of_year if one.sponsored]
        total = Sponsored.sum_of(told) if len(told) == len(of_year) > 1 else None
        found.append((year or 0, of_year, total))
    return found
