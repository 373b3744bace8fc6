"""Meetings and committees as the programme's rules look at them, and what the rules find of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.db.models import Q

from committees.models import Committee
from intersessional.lib.translated import Translated
from meetings.models.decisions import Decision
from meetings.models.meetings import Meeting, MeetingQuerySet
from meetings.models.planning import Departure, ExternalMeeting, weeks_of
from meetings.models.programme import AgendaItem
from meetings.models.revisions import ProgrammeRevision
from meetings.models.segments import Segment
from meetings.models.sponsorship import ReportedFigure, SponsorshipRound
from meetings.rules import RULES, Body, Finding, Held, Record, findings_of, judge

AROUND = 2
"""Years: no cycle between two formal meetings is longer."""


@dataclass(frozen=True)
class Rulings:
    """Findings, with what it takes to tell them: committees by code, decisions by key, reasons by meeting and rule."""

    findings: tuple[Finding, ...]
    committees: dict[str, Translated]
    decisions: dict[str, Decision]
    reasons: dict[tuple[str, str], Translated] = field(default_factory=dict)

    @classmethod
    def of_all(cls, today: date) -> Self:
        return cls.on(Meeting.objects.public(), today)

    @classmethod
    def of(cls, meeting: Meeting, today: date, *, by_draft: bool = False) -> Self:
        """Of one meeting, by its draft or by what is released; all that its rules look at lies within some years."""
        year = meeting.period[0].year if meeting.period else None
        near = Meeting.objects.public() | Meeting.objects.filter(pk=meeting.pk)
        near = (
            near.filter(Q(pk=meeting.pk) | between(year - AROUND, year + AROUND))
            if year
            else near.filter(pk=meeting.pk)
        )
        found = cls.on(near, today, draft=meeting if by_draft else None)
        return cls(findings_of(meeting.slug, found.findings), found.committees, found.decisions, found.reasons)

    @classmethod
    def on(cls, meetings: MeetingQuerySet, today: date, *, draft: Meeting | None = None) -> Self:
        committees = list(Committee.objects.only("slug", "kind", "established_on", "ended_on", "name"))
        bodies = [Body(body.slug, body.kind, body.established_on, body.ended_on) for body in committees]
        known = Known(meetings, draft)
        record = Record(tuple(known.held.values()), tuple(bodies))
        decisions = Decision.objects.public().select_related("meeting")
        reasons = Departure.objects.filter(meeting__in=known.meetings).values_list("meeting__slug", "rule", "reason")
        return cls(
            judge(record, today),
            {body.slug: body.name for body in committees},
            decisions.in_bulk({rule.decision for rule in RULES}, field_name="slug"),
            {(slug, rule): Translated.of(reason) for slug, rule, reason in reasons},
        )


def between(first: int, last: int) -> Q:
    """Meetings of these years."""
    days = (date(max(first, date.min.year), 1, 1), date(last, 12, 31))
    return Q(year__range=(first, last)) | Q(starts_on__range=days)


class Known:
    """Meetings as values. Each table is read once, whatever their number."""

    def __init__(self, meetings: MeetingQuerySet, draft: Meeting | None) -> None:
        self.meetings = list(meetings.select_related("thematic_option__consultation").order_by("pk"))
        keys = [meeting.pk for meeting in self.meetings]
        self.segments: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        self.committees: defaultdict[int, set[str]] = defaultdict(set)
        segments = Segment.objects.filter(meeting__in=keys)
        for meeting, kind, committee in segments.values_list("meeting", "kind", "committee__slug"):
            self.segments[meeting].append((kind, committee or ""))
        revisions = ProgrammeRevision.objects.latest_of_each().filter(meeting__in=keys).exclude(meeting=draft)
        told = list(revisions.values_list("meeting", "committees__slug", "is_from_record"))
        self.add_committees((meeting, committee) for meeting, committee, _is_from_record in told)
        self.whole = {meeting for meeting, _committee, is_from_record in told if not is_from_record}
        if draft:
            self.add_draft(draft)
        figures = ReportedFigure.objects.order_by().filter(meeting__in=keys).values_list("meeting", flat=True)
        rounds = SponsorshipRound.objects.order_by().filter(meeting__in=keys).values_list("meeting", flat=True)
        self.sponsored = set(figures.union(rounds))
        self.others = list(ExternalMeeting.objects.in_order())
        self.held = {meeting.pk: self.as_value(meeting) for meeting in self.meetings}

    def add_committees(self, pairs: Iterable[tuple[int, str | None]]) -> None:
        for meeting, committee in pairs:
            self.committees[meeting] |= {committee} if committee else set()

    def add_draft(self, draft: Meeting) -> None:
        """What staff have entered is the whole of it; what the record brought is a part."""
        items = AgendaItem.objects.filter(meeting=draft).exclude(status=AgendaItem.Status.CANCELLED)
        found = list(items.values_list("meeting", "committee__slug", "record_key"))
        self.add_committees((meeting, committee) for meeting, committee, _key in found)
        if found and not any(key for _meeting, _committee, key in found):
            self.whole.add(draft.pk)

    def as_value(self, meeting: Meeting) -> Held:
        segments = tuple(self.segments[meeting.pk])
        option = getattr(meeting, "thematic_option", None)
        return Held(
            slug=meeting.slug,
            short_name=meeting.short_name,
            kind=meeting.kind,
            starts_on=meeting.starts_on,
            ends_on=meeting.ends_on,
            year=meeting.year,
            is_cancelled=meeting.status == Meeting.Status.CANCELLED,
            is_postponed=meeting.status == Meeting.Status.POSTPONED,
            segments=segments,
            committees=frozenset(self.committees[meeting.pk] | {code for _kind, code in segments if code}),
            is_partial=meeting.pk not in self.whole,
            option=option.as_value() if option else None,
            is_sponsored=self.is_sponsored(meeting),
            others=self.in_its_week(meeting),
        )

    def is_sponsored(self, meeting: Meeting) -> bool | None:
        """By a round, or by what was reported of it; no only by the secretariat's word."""
        return True if meeting.pk in self.sponsored else (False if meeting.is_without_sponsorship else None)

    def in_its_week(self, meeting: Meeting) -> tuple[str, ...]:
        if not (meeting.starts_on and meeting.ends_on):
            return ()
        first, last = weeks_of(meeting.starts_on, meeting.ends_on)
        return tuple(str(one) for one in self.others if one.starts_on <= last and one.ends_on >= first)
