"""The rules of the programme, and what each of them finds."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from intersessional.lib.public import public
from meetings.models import Decision, Meeting
from meetings.models.judged import Rulings
from meetings.rules import RULES, Finding, Rule, Status
from meetings.wording.rules import SEVERITIES, Told, note_told, period_told, rule_told, told

ORDER = list(Status)


@dataclass(frozen=True)
class Line:
    """A finding with the meetings it is about."""

    told: Told
    meetings: list[Meeting]

    @property
    def first_day(self) -> date:
        """Of its first meeting; those of no known day come last."""
        return next((meeting.starts_on for meeting in self.meetings if meeting.starts_on), date.max)


@dataclass(frozen=True)
class Entry:
    """One rule with the decision it comes from, and its findings by status; those not applicable are left out."""

    rule: Rule
    sentence: str
    severity: str
    period: str
    note: str
    decision: Decision | None
    groups: list[tuple[str, list[Line]]]


@public
@cache_control(public=True, max_age=30)
def rules(request: HttpRequest) -> HttpResponse:
    rulings = Rulings.of_all(timezone.localdate())
    meetings = Meeting.objects.public().in_bulk(field_name="slug")
    entries = [entry(rule, rulings, meetings) for rule in RULES]
    return render(request, "meetings/rules/rules.html", {"entries": entries})


def entry(rule: Rule, rulings: Rulings, meetings: dict[str, Meeting]) -> Entry:
    found = (finding for finding in rulings.findings if finding.rule == rule.key)
    applicable = [finding for finding in found if finding.status != Status.NOT_APPLICABLE]
    lines = [line(finding, rulings, meetings) for finding in applicable]
    lines.sort(key=lambda one: (ORDER.index(one.told.finding.status), one.first_day))
    groups = [(status.value, list(found)) for status, found in groupby(lines, key=lambda one: one.told.finding.status)]
    decision = rulings.decisions.get(rule.decision)
    severity = str(SEVERITIES[rule.severity])
    return Entry(rule, rule_told(rule.key), severity, period_told(rule.period), note_told(rule.key), decision, groups)


def line(finding: Finding, rulings: Rulings, meetings: dict[str, Meeting]) -> Line:
    about = [meetings[slug] for slug in finding.meetings]
    about.sort(key=lambda meeting: (meeting.starts_on or date.max, meeting.pk))
    return Line(told(finding, rulings), about)
