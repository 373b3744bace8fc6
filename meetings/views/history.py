"""The programme explained: what it is, how it stood on a day, and what happened from cycle to cycle since 1999."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control

from committees.lineage import Body, outline, picture
from committees.models import Committee
from intersessional.lib.list_filter import DayField
from intersessional.lib.public import public
from meetings.cycles import Cycle, Gathering, cycles_of
from meetings.models import Decision, Effect, Meeting, PresidentsPaper
from meetings.rules import RULES
from meetings.views.decisions import with_chain
from meetings.wording.rules import rule_told

SITTINGS = (Meeting.Kind.STANDING_COMMITTEES, Meeting.Kind.INTERSESSIONAL)


class DayForm(forms.Form):
    """The day for which the programme is asked."""

    on = DayField(label=_("Day"))


@dataclass
class Chapter:
    """One cycle with what it is told by. `formal` are its formal meetings: the one that ends it, or those to come."""

    cycle: Cycle
    opened_by: Meeting | None
    formal: list[Meeting] = field(default_factory=list)
    sittings: list[Meeting] = field(default_factory=list)
    others: list[Meeting] = field(default_factory=list)
    papers: list[PresidentsPaper] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    established: list[Body] = field(default_factory=list)
    ended: list[Body] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return self.cycle.closed_by or "today"

    def add(self, meeting: Meeting) -> None:
        shelf = self.formal if meeting.is_formal else self.sittings if meeting.kind in SITTINGS else self.others
        shelf.append(meeting)


@public
@cache_control(public=True, max_age=30)
def programme(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = DayForm({"on": request.GET.get("on") or today}, label_suffix="")
    decisions = list(with_chain(Decision.objects.public()).order_by("decided_on", "slug"))
    papers = list(
        PresidentsPaper.objects.public().select_related("meeting").prefetch_related("principles").order_by("slug")
    )
    lineage = Committee.objects.as_lineage()
    context = {
        "form": form,
        "standing": standing(form.cleaned_data["on"], decisions, lineage.bodies) if form.is_valid() else None,
        "founding": [paper for paper in papers_on_programme(papers, decisions) if paper.principles.all()],
        "picture": picture(lineage, today),
        "outline": outline(lineage),
        "chapters": chapters(list(Meeting.objects.public()), papers, decisions, lineage.bodies),
    }
    return render(request, "meetings/history/programme.html", context, status=200 if form.is_valid() else 400)


def papers_on_programme(papers: Iterable[PresidentsPaper], decisions: Iterable[Decision]) -> list[PresidentsPaper]:
    """Those on which a decision rests that established or adjusted the programme itself, in the order of decisions."""
    matter = Effect.Matter.PROGRAMME
    found = {paper.pk: paper for paper in papers}
    rested_on = dict.fromkeys(
        decision.based_on_paper_id for decision in decisions if any(e.matter == matter for e in decision.effects.all())
    )
    return [found[pk] for pk in rested_on if pk in found]


def standing(day: date, decisions: Iterable[Decision], bodies: Iterable[Body]) -> dict[str, Any]:
    """The bodies, rules and decisions of a day; decisions apart that touched no body and no matter."""
    in_force = [decision for decision in decisions if decision.in_force_on(day)]
    return {
        "day": day,
        "bodies": [body for body in bodies if body.lives_on(day)],
        "rules": [(rule.key, rule_told(rule.key)) for rule in RULES if rule.period.holds_on(day)],
        "shaping": [decision for decision in in_force if decision.effects.all()],
        "others": [decision for decision in in_force if not decision.effects.all()],
    }


def chapters(
    meetings: list[Meeting],
    papers: Iterable[PresidentsPaper],
    decisions: Iterable[Decision],
    bodies: Iterable[Body],
) -> list[Chapter]:
    """Papers and decisions stand with their meeting, bodies in the cycle of the day on which they began or ended."""
    named = {meeting.slug: meeting for meeting in meetings}
    told = [Chapter(cycle, named.get(cycle.opened_by)) for cycle in cycles_of(map(gathering, meetings))]
    by_meeting = {named[slug].pk: chapter for chapter in told for slug in chapter.cycle.meetings}
    for chapter in told:
        for slug in chapter.cycle.meetings:
            chapter.add(named[slug])
        chapter.established = [body for body in bodies if body.starts and chapter.cycle.holds(body.starts)]
        chapter.ended = [body for body in bodies if body.ends and chapter.cycle.holds(body.ends)]
    for paper in papers:
        by_meeting[paper.meeting_id].papers.append(paper)
    for decision in decisions:
        by_meeting[decision.meeting_id].decisions.append(decision)
    return told


def gathering(meeting: Meeting) -> Gathering:
    """One that was cancelled or postponed ends no cycle."""
    closes = meeting.is_formal and meeting.status == Meeting.Status.PUBLISHED
    return Gathering(meeting.slug, closes, meeting.ends_on, meeting.year)
