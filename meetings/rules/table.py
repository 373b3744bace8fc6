"""The thirteen rules, each with the decision it comes from, the time in which it holds, and what it can find."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from meetings.rules import meetings, times
from meetings.rules.values import FORMAL, INTERSESSIONAL, Finding, Held, Period, Record, Severity, Status

OfMeeting = Callable[[Held, Record], meetings.Judged]
OfTimes = Callable[[Record, Period, date], Iterator[Finding]]

INTERSESSIONAL_ONLY = frozenset({INTERSESSIONAL})
JUDGED = frozenset({Status.MET, Status.DEPARTS, Status.NOT_RECORDED})


@dataclass(frozen=True)
class Rule:
    """`decision` and `paper` are the record's keys; a rule without a check is a principle."""

    key: str
    severity: Severity
    decision: str
    period: Period
    paper: str = ""
    kinds: frozenset[str] = frozenset()
    of_meeting: OfMeeting | None = None
    of_times: OfTimes | None = None
    statuses: frozenset[Status] = frozenset()


def on_meetings(
    key: str, severity: Severity, decision: str, since: str, check: OfMeeting, *, kinds: frozenset[str] = frozenset()
) -> Rule:
    """A rule that judges Intersessional Meetings, or meetings of these kinds."""
    statuses = JUDGED | {Status.NOT_APPLICABLE}
    return Rule(
        key,
        severity,
        decision,
        Period(since),
        kinds=kinds or INTERSESSIONAL_ONLY,
        of_meeting=check,
        statuses=MAY_BE.get(key, statuses),
    )


UNJUDGED = frozenset({Status.NOT_RECORDED, Status.NOT_APPLICABLE})
MAY_BE = {
    "thematic-or-preparatory": UNJUDGED | {Status.USED, Status.NOT_USED},
    "same-week": UNJUDGED | {Status.USED},
}

RULES: tuple[Rule, ...] = (
    Rule(
        "committees-meet-twice",
        Severity.MUST,
        "1msp-1",
        Period("1MSP", "1RC"),
        paper="1msp-1",
        of_times=times.committees_meet_twice,
        statuses=JUDGED,
    ),
    Rule(
        "committees-meet-yearly",
        Severity.MUST,
        "1rc-1",
        Period("1RC", "2RC"),
        of_times=times.committees_meet_yearly,
        statuses=JUDGED,
    ),
    on_meetings(
        "representation-sponsored",
        Severity.PREFERS,
        "2msp-6",
        "2MSP",
        meetings.representation_sponsored,
        kinds=FORMAL | INTERSESSIONAL_ONLY,
    ),
    Rule("informal-and-inclusive", Severity.PRINCIPLE, "4msp-1", Period("4MSP"), paper="4msp-1"),
    Rule(
        "held-every-year",
        Severity.MUST,
        "3rc-1",
        Period("3RC"),
        of_times=times.held_every_year,
        statuses=JUDGED,
    ),
    on_meetings("after-transparency-deadline", Severity.PREFERS, "3rc-1", "3RC", meetings.after_transparency_deadline),
    on_meetings("two-days", Severity.PREFERS, "3rc-1", "3RC", meetings.two_days),
    on_meetings("thematic-or-preparatory", Severity.MAY, "3rc-1", "3RC", meetings.thematic_or_preparatory),
    on_meetings("same-week", Severity.MAY, "3rc-1", "3RC", meetings.same_week),
    on_meetings("four-committees", Severity.MUST, "3rc-2", "3RC", meetings.four_committees),
    Rule("stays-informal", Severity.PRINCIPLE, "4rc-1", Period("4RC")),
    on_meetings("thematic-option", Severity.MUST, "4rc-1", "4RC", meetings.thematic_option),
    on_meetings("president-consults", Severity.MUST, "4rc-1", "4RC", meetings.president_consults),
)


def rule(key: str) -> Rule:
    """LookupError: no rule of this key."""
    for found in RULES:
        if found.key == key:
            return found
    raise LookupError(f"No rule {key}")
