"""How committees stand at a meeting: whether they exist then, who chairs them, who has taken over from them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from committees.models import Committee, Membership, Succession
from meetings.models import Meeting
from meetings.programme.carried import Place, Standing, successors
from meetings.programme.items import Named


def standings_of(wanted: Iterable[Place], meeting: Meeting) -> dict[Place, Standing]:
    """Of the committees that are on record; without a day at the meeting as a whole, chaired as on its first day."""
    committees = {committee.slug: committee for committee in Committee.objects.all()}
    names = {slug: Named(slug, committee.name) for slug, committee in committees.items()}
    edges = succession_edges()
    chairs: dict[date, dict[str, list[Named]]] = {}
    standings = {}
    for code, day in wanted:
        if code not in committees:
            continue
        first, period = day or meeting.starts_on, (day, day) if day else meeting.period
        if first and first not in chairs:
            chairs[first] = chairs_on(first)
        existing = {slug for slug, one in committees.items() if not period or one.existed_between(*period)}
        is_there = code in existing
        heirs = [] if is_there else [names[slug] for slug in successors(code, edges, existing)]
        presiding = chairs[first].get(code, ()) if first else ()
        standings[code, day] = Standing(names[code], is_there, tuple(presiding), tuple(heirs))
    return standings


def chairs_on(day: date) -> dict[str, list[Named]]:
    """The States that chair or co-chair a committee on that day, by its address, in the order of their names."""
    serving = Membership.objects.serving_on(day).filter(role__in=(Membership.Role.CHAIR, Membership.Role.CO_CHAIR))
    chairs: dict[str, list[Named]] = defaultdict(list)
    for term in serving.select_related("committee", "state").order_by("state__sort_key"):
        chair = Named(term.state.iso2.lower(), term.state.name)
        if chair not in chairs[term.committee.slug]:
            chairs[term.committee.slug].append(chair)
    return chairs


def succession_edges() -> dict[str, list[str]]:
    """Each committee's immediate successors, by their addresses."""
    edges: dict[str, list[str]] = defaultdict(list)
    for before, after in Succession.objects.order_by("pk").values_list("predecessor__slug", "successor__slug"):
        edges[before].append(after)
    return edges
