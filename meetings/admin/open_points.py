"""What is open in a programme, line by line, each with the place where it is mended."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from meetings.actions import Candidate
from meetings.models import Meeting
from meetings.programme.clashes import Clash, Severity
from meetings.wording.clashes import clash_told, counted_told, severity_told


@dataclass(frozen=True)
class OpenPoint:
    """One line for staff."""

    severity: Severity
    told: str
    address: str

    @property
    def severity_told(self) -> str:
        return severity_told(self.severity)


def open_points(draft: Candidate, *, is_short: bool = False) -> Iterator[OpenPoint]:
    """By severity, then by time; what items lack by their number, and so the rest where it is to be short."""
    numbers = Counter(clash.code for clash in draft.clashes if clash.is_gap or is_short)
    for clash in draft.clashes:
        if not (clash.is_gap or is_short):
            yield OpenPoint(clash.severity, clash_told(clash, draft.judged), where_mended(draft.meeting, clash))
        elif number := numbers.pop(clash.code, 0):
            yield OpenPoint(clash.severity, counted_told(clash.code, number), where_mended(draft.meeting, clash))


def where_mended(meeting: Meeting, clash: Clash) -> str:
    """The list of the items that lack the same, or are stranded too; else the desk, which shows what clashes."""
    if clash.is_gap or clash.is_final:
        return list_address("agendaitem", meeting__id__exact=meeting.pk, open=clash.code)
    return reverse("admin:meetings_meeting_desk", args=[meeting.pk])


def list_address(model: str, **query: Any) -> str:
    return f"{reverse(f'admin:meetings_{model}_changelist')}?{urlencode(query)}"
