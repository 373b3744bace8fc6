"""The rows of the programme desk, as its page draws them and as they are answered: plain values for JSON."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime

from committees.models import Committee, State
from intersessional.lib.dates import written
from meetings.actions import Candidate, candidate
from meetings.actions.desk import Outcome, day_of
from meetings.actions.naming import Choices
from meetings.models import AgendaItem, Meeting, Segment, programme_of
from meetings.programme.clashes import clashes
from meetings.wording import speaker_told
from meetings.wording.clashes import clash_told, severity_told

MANY_DAYS = 60
"""A meeting that is entered as longer is a slip of the pen: its later days are drawn once they have items."""


class Draft:
    """The draft of a meeting with all that its desk tells of it, each table read once."""

    def __init__(self, meeting: Meeting, segments: Sequence[Segment] | None = None) -> None:
        self.meeting = meeting
        self.segments = meeting.segments.select_related("committee") if segments is None else segments
        self.items = list(AgendaItem.objects.filter(meeting=meeting).in_order().with_parts())

    @cached_property
    def candidate(self) -> Candidate:
        return candidate(self.meeting, programme_of(self.meeting, self.segments, self.items))

    def rows(self, ids: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """All, or those of these public ids."""
        wanted = set(ids) if ids is not None else None
        released = {item.id for item in self.candidate.released.items} if self.candidate.released else set()
        return [
            {**row_of(item), "is_released": item.public_id in released}
            for item in self.items
            if wanted is None or item.public_id in wanted
        ]

    def clashes(self) -> list[dict[str, Any]]:
        """What doesn't fit among the items as they are stored; a gap is told of items that are looked at closely."""
        programme = self.candidate.programme
        return [
            {
                "ids": clash.items,
                "severity": clash.severity,
                "isGap": clash.is_gap,
                "told": f"{severity_told(clash.severity)}: {clash_told(clash, programme)}",
            }
            for clash in clashes(programme)
        ]

    def days(self) -> list[dict[str, str]]:
        """Those of the meeting, those beside them on which an item stands all the same, and the unknown one."""
        found = {item.day for item in self.items if item.day} | set(days_of(self.meeting))
        return [{"day": day.isoformat(), "told": written(day, "full")} for day in sorted(found)]


def days_of(meeting: Meeting) -> list[date]:
    first, days = meeting.starts_on, min(meeting.days or 0, MANY_DAYS)
    return [first + timedelta(days=number) for number in range(days)] if first else []


def row_of(item: AgendaItem) -> dict[str, Any]:
    """Each field as one would type it. Needs the item's parts."""
    return {
        "id": item.public_id,
        "version": item.version,
        "address": reverse("admin:meetings_agendaitem_change", args=[item.pk]),
        "speakers": [speaker_told(speaker.as_value()) for speaker in item.speakers.all()],
        "values": {
            "number": item.number,
            "title": item.title,
            "summary": item.summary,
            "kind": item.kind,
            "status": item.status,
            "day": day_of(item),
            "starts": f"{item.starts:%H:%M}" if item.starts else "",
            "ends": f"{item.ends:%H:%M}" if item.ends else "",
            "room": item.room,
            "segment": item.segment.slug if item.segment else "",
            "committee": item.committee.short_name if item.committee else "",
            "chairs": "; ".join(str(state) for state in item.chairs.all()),
            "objectives": [objective.slug for objective in item.objectives.all()],
            "note": item.note,
        },
    }


def offered(choices: Choices) -> dict[str, list[dict[str, Any]]]:
    """States and committees by all that they are called; of committees those of the meeting's time."""
    committees = [committee for committee in choices.committees.rows if choices.of_its_time(committee)]
    return {
        "states": [called(state, str(state), [state.iso2, state.iso3]) for state in choices.states.rows],
        "committees": [called(one, one.short_name, [one.slug]) for one in committees],
    }


def called(row: State | Committee, value: str, codes: Sequence[str]) -> dict[str, Any]:
    """`value` is what stands in the field; `told` what is offered beside it."""
    return {"value": value, "told": str(row), "codes": [*codes], "names": [*row.name.values(), *row.alias_list]}


def outcome_of(outcome: Outcome) -> dict[str, Any]:
    """Without the row, which follows as it is stored."""
    told: dict[str, Any] = {"status": outcome.status, "errors": outcome.errors}
    if outcome.last:
        told["by"] = str(outcome.last.history_user or "")
        told["at"] = written(localtime(outcome.last.history_date), "moment")
    return told
