"""Rules that judge a year, or a committee between two formal meetings."""

from collections.abc import Iterator
from datetime import date

from meetings.rules.values import COMMITTEE_WEEK, INTERSESSIONAL, Finding, Held, Period, Record, Status

SITTING = "sitting"
STANDING_COMMITTEE = "standing_committee"
TWICE = 2
LAST_MONTH_OF_FIRST_HALF = 6


def committees_meet_twice(record: Record, period: Period, _today: date) -> Iterator[Finding]:
    """Each Standing Committee that lived through a cycle, by its sittings; none where no sitting of the whole cycle is
    recorded."""
    for before, after in record.cycles():
        first, last = before.ends_on, after.starts_on
        if not (first and last and period.begins_after <= first and period.holds_on(last)):
            continue
        weeks = [week for week in record.meetings if is_between(week, first, last) and week.has_segment(SITTING)]
        for body in record.bodies:
            if body.kind == STANDING_COMMITTEE and body.lived(first, last):
                sat = tuple(week.slug for week in weeks if (SITTING, body.code) in week.segments)
                status = Status.MET if len(sat) >= TWICE else Status.DEPARTS
                yield Finding(
                    "committees-meet-twice",
                    status if weeks else Status.NOT_RECORDED,
                    meetings=sat,
                    committee=body.code,
                    cycle=(before.short_name, after.short_name),
                    values={"times": len(sat)},
                )


def is_between(week: Held, first: date, last: date) -> bool:
    on = week.starts_on
    return week.kind == COMMITTEE_WEEK and not week.is_off and on is not None and first <= on < last


def committees_meet_yearly(record: Record, period: Period, _today: date) -> Iterator[Finding]:
    """One week, in the first half of the year; a year without a recorded week isn't known to have had none."""
    last = period.ends_on or date.max
    for year in range(period.begins_after.year + 1, last.year + 1):
        weeks = [week for week in record.held_in(year, COMMITTEE_WEEK) if not week.is_off]
        is_early = all(week.ends_on and week.ends_on.month <= LAST_MONTH_OF_FIRST_HALF for week in weeks)
        status = Status.MET if len(weeks) == 1 and is_early else Status.DEPARTS
        yield Finding(
            "committees-meet-yearly",
            status if weeks else Status.NOT_RECORDED,
            meetings=tuple(week.slug for week in weeks),
            year=year,
            values={"weeks": len(weeks)},
        )


def held_every_year(record: Record, period: Period, today: date) -> Iterator[Finding]:
    """A year departs once it is over and its Intersessional Meetings were cancelled; one of which nothing is known, or
    that isn't over, isn't judged."""
    for year in range(period.begins_after.year + 1, today.year + 1):
        found = record.held_in(year, INTERSESSIONAL)
        held = [meeting for meeting in found if meeting.starts_on and not meeting.is_off]
        is_cancelled = bool(found) and all(meeting.is_cancelled for meeting in found)
        status = Status.DEPARTS if is_cancelled and year < today.year else Status.NOT_RECORDED
        yield Finding(
            "held-every-year",
            Status.MET if held else status,
            meetings=tuple(meeting.slug for meeting in held or found),
            year=year,
        )
