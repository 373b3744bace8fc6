"""Rules that judge one Intersessional Meetings, or a formal meeting too."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from meetings.rules.values import INTERSESSIONAL, Held, Option, Record, Status

Judged = tuple[Status, Mapping[str, Any]]

FOUR_COMMITTEES = frozenset({"c-a5", "c-cc", "c-va", "c-eca"})
STANDING_COMMITTEE = "standing_committee"
LONGEST = 2
LONGEST_WITH_ADDED_DAY = 3
OPTIONS_SINCE = date(2019, 11, 29)
"""The closing day of the Fourth Review Conference, which brought the added day."""


def representation_sponsored(held: Held, _record: Record) -> Judged:
    found = {True: Status.MET, False: Status.DEPARTS, None: Status.NOT_RECORDED}
    return found[held.is_sponsored], {}


def after_transparency_deadline(held: Held, _record: Record) -> Judged:
    if held.starts_on is None:
        return Status.NOT_RECORDED, {}
    deadline = date(held.starts_on.year, 4, 30)
    return (Status.MET if held.starts_on > deadline else Status.DEPARTS), {"deadline": deadline}


def two_days(held: Held, record: Record) -> Judged:
    """Where an added day was possible, a third day is judged by the option, and unknown as long as that is."""
    if held.days is None:
        return Status.NOT_RECORDED, {}
    told = {"days": held.days, "also": within(held, record)}
    if held.days <= LONGEST:
        return Status.MET, told
    has_option = held.starts_on is not None and held.starts_on > OPTIONS_SINCE
    if held.days > LONGEST_WITH_ADDED_DAY or not has_option:
        return Status.DEPARTS, told
    if held.option is None:
        return Status.NOT_RECORDED, told
    return (Status.MET if held.option.option == Option.ADDED_DAY else Status.DEPARTS), told


def within(held: Held, record: Record) -> tuple[str, ...]:
    """Short names of our other meetings that lie within its days, such as a preparatory meeting on the last one."""
    if not (held.starts_on and held.ends_on):
        return ()
    dated = [one for one in record.meetings if one.slug != held.slug and one.starts_on and one.ends_on]
    return tuple(
        one.short_name
        for one in dated
        if one.kind != INTERSESSIONAL
        and one.starts_on
        and one.ends_on
        and held.starts_on <= one.starts_on
        and one.ends_on <= held.ends_on
    )


def thematic_or_preparatory(held: Held, _record: Record) -> Judged:
    if held.has_segment("thematic", "preparatory"):
        kinds = [kind for kind in ("thematic", "preparatory") if held.has_segment(kind)]
        return Status.USED, {"segments": tuple(kinds)}
    return (Status.NOT_RECORDED if held.is_partial else Status.NOT_USED), {}


def same_week(held: Held, _record: Record) -> Judged:
    """That nothing is entered for a week doesn't say that nobody met."""
    return (Status.USED, {"others": held.others}) if held.others else (Status.NOT_RECORDED, {})


def four_committees(held: Held, record: Record) -> Judged:
    standing = {body.code for body in record.bodies if body.kind == STANDING_COMMITTEE}
    replaced = tuple(sorted(held.committees & standing))
    missing = tuple(sorted(FOUR_COMMITTEES - held.committees))
    if replaced:
        return Status.DEPARTS, {"replaced": replaced}
    if not missing:
        return Status.MET, {}
    return (Status.NOT_RECORDED if held.is_partial else Status.DEPARTS), {"missing": missing}


def thematic_option(held: Held, _record: Record) -> Judged:
    """Met where an option was decided and the segments, and the days, agree with it."""
    if held.option is None:
        return Status.NOT_RECORDED, {}
    told = {"option": held.option.option, "days": held.days}
    has_thematic = held.has_segment("thematic")
    if held.option.option == Option.NONE:
        return (Status.DEPARTS if has_thematic else Status.MET), told
    if held.days is None or (held.is_partial and not has_thematic):
        return Status.NOT_RECORDED, told
    has_days = held.days <= LONGEST if held.option.option == Option.WITHIN else held.days > LONGEST
    return (Status.MET if has_thematic and has_days else Status.DEPARTS), told


def president_consults(held: Held, _record: Record) -> Judged:
    option = held.option
    if option is None or option.consulted_on is None or option.decided_on is None:
        return Status.NOT_RECORDED, {}
    told = {"consulted_on": option.consulted_on, "decided_on": option.decided_on}
    return (Status.MET if option.consulted_on <= option.decided_on else Status.DEPARTS), told
