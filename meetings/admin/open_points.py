"""What doesn't fit in a programme, line by line, each with the list in which it is mended."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from meetings.actions import Candidate
from meetings.models import Meeting
from meetings.programme.clashes import Clash, Severity
from meetings.wording.clashes import clash_told, gaps_told, severity_told


@dataclass(frozen=True)
class OpenPoint:
    """One line for staff; without an address there is nowhere to go."""

    severity: Severity
    told: str
    address: str = ""

    @property
    def severity_told(self) -> str:
        return severity_told(self.severity)


def open_points(draft: Candidate) -> Iterator[OpenPoint]:
    """By severity, then by time; what items lack by their number."""
    numbers = Counter(clash.code for clash in draft.clashes if clash.is_gap)
    for clash in draft.clashes:
        if not clash.is_gap:
            yield OpenPoint(clash.severity, clash_told(clash, draft.judged), where_mended(draft.meeting, clash))
        elif number := numbers.pop(clash.code, 0):
            yield OpenPoint(clash.severity, gaps_told(clash.code, number), where_mended(draft.meeting, clash))


def where_mended(meeting: Meeting, clash: Clash) -> str:
    """The items of the meeting, only those that it is told of where the list can be narrowed to them."""
    narrowed = {"open": clash.code} if clash.is_gap or clash.is_final else {}
    return list_address("agendaitem", meeting__id__exact=meeting.pk, **narrowed)


def list_address(model: str, **query: Any) -> str:
    return f"{reverse(f'admin:meetings_{model}_changelist')}?{urlencode(query)}"
