"""The rules of the programme, and what each of them finds."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from meetings.models import Decision, Meeting
from meetings.models.judged import Rulings
from meetings.rules import RULES, Finding, Rule, Status
from meetings.wording.rules import SEVERITIES, Told, period_told, rule_told, told

ORDER = list(Status)


@dataclass(frozen=True)
class Line:
    """A finding with the meetings it is about."""

    told: Told
    meetings: list[Meeting]


@dataclass(frozen=True)
class Entry:
    """One rule with the decision it comes from, and its findings by status; those not applicable are left out."""

    rule: Rule
    sentence: str
    severity: str
    period: str
    decision: Decision | None
    groups: list[tuple[str, list[Line]]]


@require_safe
@cache_control(public=True, max_age=30)
def rules(request: HttpRequest) -> HttpResponse:
    rulings = Rulings.of_all(timezone.localdate())
    meetings = Meeting.objects.public().in_bulk(field_name="slug")
    return render(request, "meetings/rules/rules.html", {"entries": [entry(rule, rulings, meetings) for rule in RULES]})


def entry(rule: Rule, rulings: Rulings, meetings: dict[str, Meeting]) -> Entry:
    found = [finding for finding in rulings.findings if finding.rule == rule.key]
    applicable = [finding for finding in found if finding.status != Status.NOT_APPLICABLE]
    by_status = sorted(applicable, key=lambda finding: ORDER.index(finding.status))
    groups = [
        (status.value, [line(finding, rulings, meetings) for finding in findings])
        for status, findings in groupby(by_status, key=lambda finding: finding.status)
    ]
    severity = str(SEVERITIES[rule.severity])
    decision = rulings.decisions.get(rule.decision)
    return Entry(rule, rule_told(rule.key), severity, period_told(rule.period), decision, groups)


def line(finding: Finding, rulings: Rulings, meetings: dict[str, Meeting]) -> Line:
    about = [meetings[slug] for slug in finding.meetings]
    about.sort(key=lambda meeting: (meeting.starts_on or date.max, meeting.pk))
    return Line(told(finding, rulings.committees, rulings.reasons), about)
