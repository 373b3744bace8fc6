"""The programme's rules on made-up meetings: each of their findings, whatever the dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules import RULES, Body, Held, Option, Record, Severity, Status, ThematicOption, findings_of, judge, rule

TODAY = date(2026, 11, 24)
FOUR = frozenset({"c-a5", "c-cc", "c-va", "c-eca"})
SEPTEMBER = date(2000, 9, 13)


def meetings(starts_on=date(2024, 6, 18), days=2, **facts):
    ends_on = starts_on and starts_on + timedelta(days=days - 1)
    return Held(
        **{"slug": "im", "short_name": "IM", "kind": "intersessional"} | facts, starts_on=starts_on, ends_on=ends_on
    )


def found(key, held, *others, bodies=(), today=TODAY):
    """What the rule says of the meeting: its status, and why."""
    judged = findings_of(held.slug, judge(Record((held, *others), bodies), today))
    [finding] = [finding for finding in judged if finding.rule == key]
    return finding.status, dict(finding.values)


def status(key, held, *others, **more):
    return found(key, held, *others, **more)[0]


def since(year):
    return st.dates(date(year, 1, 1), date(2035, 12, 31))


# The table itself


def test_the_programme_has_thirteen_rules_each_under_its_own_key():
    assert len(RULES) == 13
    assert len({rule.key for rule in RULES}) == 13
    assert rule("two-days").severity == Severity.PREFERS


def test_an_unknown_rule_is_refused():
    with pytest.raises(LookupError, match="No rule three-days"):
        rule("three-days")


def test_only_a_principle_has_no_check_and_no_finding():
    unchecked = {rule.key for rule in RULES if not (rule.of_meeting or rule.of_times)}
    assert unchecked == {rule.key for rule in RULES if rule.severity == Severity.PRINCIPLE}
    assert unchecked == {rule.key for rule in RULES if not rule.statuses}


@given(
    st.builds(
        meetings,
        st.none() | st.dates(date(1999, 1, 1), date(2035, 12, 31)),
        st.integers(1, 9),
        kind=st.sampled_from(["intersessional", "msp", "standing_committees", "preparatory"]),
        year=st.none() | st.integers(1999, 2035),
        segments=st.lists(
            st.sampled_from([("thematic", ""), ("preparatory", ""), ("general", ""), ("sitting", "sc-gs")])
        ).map(tuple),
        committees=st.frozensets(st.sampled_from([*FOUR, "sc-gs"])),
        is_partial=st.booleans(),
        is_sponsored=st.none() | st.booleans(),
        is_cancelled=st.booleans(),
        option=st.none()
        | st.builds(ThematicOption, st.sampled_from(Option), st.none() | since(2020), st.none() | since(2020)),
    )
)
def test_a_rule_finds_nothing_but_what_it_names(held):
    bodies = (Body("sc-gs", "standing_committee", SEPTEMBER, date(2014, 6, 27)),)
    for finding in judge(Record((held,), bodies), TODAY):
        assert finding.status in rule(finding.rule).statuses


@pytest.mark.parametrize("key", [rule.key for rule in RULES if rule.of_meeting])
def test_a_meeting_is_judged_by_the_rules_of_its_own_time_and_kind(key):
    first = rule(key).period.begins_after
    kind = "intersessional"
    assert found(key, meetings(first, kind=kind)) == (Status.NOT_APPLICABLE, {"because": "time"})
    assert found(key, meetings(first, kind="preparatory")) == (Status.NOT_APPLICABLE, {"because": "kind"})
    assert status(key, meetings(first + timedelta(days=1), kind=kind)) != Status.NOT_APPLICABLE


@pytest.mark.parametrize("key", [rule.key for rule in RULES if rule.of_meeting])
def test_a_meeting_of_which_no_year_is_known_is_not_judged(key):
    assert status(key, meetings(None)) == Status.NOT_RECORDED


def test_a_meeting_that_was_called_off_is_judged_by_the_rule_on_its_year_alone():
    for off in ({"is_cancelled": True}, {"is_postponed": True}):
        called_off = meetings(**off)
        assert {f.rule for f in findings_of("im", judge(Record((called_off,)), TODAY))} == {"held-every-year"}


# Sponsorship


@given(since(2001))
def test_representation_is_met_by_a_reported_figure_and_departs_only_by_the_secretariats_word(day):
    assert status("representation-sponsored", meetings(day, is_sponsored=True)) == Status.MET
    assert status("representation-sponsored", meetings(day, is_sponsored=False)) == Status.DEPARTS
    assert status("representation-sponsored", meetings(day, is_sponsored=None)) == Status.NOT_RECORDED


def test_representation_is_judged_for_formal_meetings_too():
    assert status("representation-sponsored", meetings(kind="msp")) == Status.NOT_RECORDED


# Since the Third Review Conference


@given(since(2015))
def test_intersessional_meetings_preferably_come_after_30_april(day):
    expected = Status.MET if (day.month, day.day) > (4, 30) else Status.DEPARTS
    assert found("after-transparency-deadline", meetings(day)) == (expected, {"deadline": date(day.year, 4, 30)})


def test_the_transparency_deadline_says_nothing_of_meetings_without_dates():
    assert status("after-transparency-deadline", meetings(None, year=2027)) == Status.NOT_RECORDED


@given(since(2015), st.integers(1, 2))
def test_two_days_are_always_in_keeping(day, days):
    assert found("two-days", meetings(day, days)) == (Status.MET, {"days": days, "also": ()})


@given(st.dates(date(2015, 1, 1), date(2019, 11, 29)), st.integers(3, 9))
def test_more_than_two_days_depart_before_an_added_day_was_possible(day, days):
    assert status("two-days", meetings(day, days)) == Status.DEPARTS


@given(since(2020))
def test_a_third_day_is_judged_by_the_option_and_unknown_without_it(day):
    def of(option):
        return status("two-days", meetings(day, 3, option=option and ThematicOption(option)))

    assert of(None) == Status.NOT_RECORDED
    assert of(Option.ADDED_DAY) == Status.MET
    assert of(Option.WITHIN) == Status.DEPARTS
    assert of(Option.NONE) == Status.DEPARTS


@given(since(2020), st.integers(4, 9))
def test_a_fourth_day_departs_under_any_option(day, days):
    for option in (None, *Option):
        assert status("two-days", meetings(day, days, option=option and ThematicOption(option))) == Status.DEPARTS


def test_without_dates_the_number_of_days_is_not_recorded():
    assert status("two-days", meetings(None, year=2027)) == Status.NOT_RECORDED


def test_a_preparatory_meeting_on_one_of_its_days_is_said_beside_it():
    day = date(2019, 5, 24)
    beside = Held("4rc-pm1", "4RC-PM1", "preparatory", day, day)
    later = Held("4rc-pm2", "4RC-PM2", "preparatory", date(2019, 9, 18), date(2019, 9, 18))
    held = meetings(date(2019, 5, 22), 3)
    assert found("two-days", held, beside, later) == (Status.DEPARTS, {"days": 3, "also": ("4RC-PM1",)})


@given(since(2015))
def test_thematic_and_preparatory_segments_may_be_used(day):
    used = meetings(day, segments=(("general", ""), ("thematic", "")))
    assert found("thematic-or-preparatory", used) == (Status.USED, {"segments": ("thematic",)})
    general = (("general", ""),)
    assert status("thematic-or-preparatory", meetings(day, segments=general, is_partial=False)) == Status.NOT_USED
    assert status("thematic-or-preparatory", meetings(day, segments=general)) == Status.NOT_RECORDED


@given(since(2015))
def test_a_week_shared_with_another_convention_is_used_and_otherwise_not_recorded(day):
    assert found("same-week", meetings(day, others=("CCM",))) == (Status.USED, {"others": ("CCM",)})
    assert status("same-week", meetings(day)) == Status.NOT_RECORDED


@given(since(2015))
def test_work_is_done_by_the_four_committees(day):
    standing = (Body("sc-gs", "standing_committee"),)
    three = FOUR - {"c-cc"}

    def of(committees, *, is_partial):
        return found("four-committees", meetings(day, committees=committees, is_partial=is_partial), bodies=standing)

    assert of(FOUR, is_partial=True) == (Status.MET, {})
    assert of(three, is_partial=True) == (Status.NOT_RECORDED, {"missing": ("c-cc",)})
    assert of(three, is_partial=False) == (Status.DEPARTS, {"missing": ("c-cc",)})
    assert of(FOUR | {"sc-gs"}, is_partial=True) == (Status.DEPARTS, {"replaced": ("sc-gs",)})


@given(st.integers(2015, 2025))
def test_intersessional_meetings_are_held_every_year(year):
    day = date(year, 6, 1)
    assert status("held-every-year", meetings(day)) == Status.MET
    assert status("held-every-year", meetings(day, is_cancelled=True)) == Status.DEPARTS
    assert status("held-every-year", meetings(day, is_postponed=True)) == Status.NOT_RECORDED
    assert status("held-every-year", meetings(None, year=year)) == Status.NOT_RECORDED
    again = Held("again", "AGAIN", "intersessional", date(year, 9, 1), date(year, 9, 2))
    judged = judge(Record((meetings(day, is_cancelled=True), again)), TODAY)
    [of_year] = [finding for finding in judged if finding.rule == "held-every-year" and finding.year == year]
    assert (of_year.status, of_year.meetings) == (Status.MET, ("again",))


def test_a_year_that_is_not_over_is_no_departure():
    assert status("held-every-year", meetings(date(2026, 6, 1), is_cancelled=True)) == Status.NOT_RECORDED


# Since the Fourth Review Conference

THEMATIC = (("thematic", ""),)


@pytest.mark.parametrize(
    ("option", "days", "segments", "expected"),
    [
        (None, 2, THEMATIC, Status.NOT_RECORDED),
        (Option.NONE, 2, (), Status.MET),
        (Option.NONE, 2, THEMATIC, Status.DEPARTS),
        (Option.WITHIN, 2, THEMATIC, Status.MET),
        (Option.WITHIN, 2, (), Status.DEPARTS),
        (Option.WITHIN, 3, THEMATIC, Status.DEPARTS),
        (Option.ADDED_DAY, 3, THEMATIC, Status.MET),
        (Option.ADDED_DAY, 2, THEMATIC, Status.DEPARTS),
        (Option.ADDED_DAY, 3, (), Status.DEPARTS),
    ],
)
@given(day=since(2020))
def test_the_segments_and_days_agree_with_the_thematic_option(day, option, days, segments, expected):
    decided = option and ThematicOption(option)
    assert (
        status("thematic-option", meetings(day, days, option=decided, segments=segments, is_partial=False)) == expected
    )


def test_a_partial_programme_without_a_thematic_segment_does_not_contradict_the_option():
    decided = ThematicOption(Option.WITHIN)
    assert status("thematic-option", meetings(option=decided, is_partial=True)) == Status.NOT_RECORDED


@given(since(2020), since(2020))
def test_the_president_decides_after_consulting_the_coordinating_committee(consulted_on, decided_on):
    decided = ThematicOption(Option.NONE, decided_on, consulted_on)
    expected = Status.MET if consulted_on <= decided_on else Status.DEPARTS
    told = {"consulted_on": consulted_on, "decided_on": decided_on}
    assert found("president-consults", meetings(option=decided)) == (expected, told)


@pytest.mark.parametrize(
    "option",
    [None, ThematicOption(Option.NONE, date(2024, 2, 1)), ThematicOption(Option.NONE, None, date(2024, 1, 1))],
)
def test_a_consultation_of_which_nothing_is_known_is_not_recorded(option):
    assert status("president-consults", meetings(option=option)) == Status.NOT_RECORDED


# Standing Committees

SECOND = Held("2msp", "2MSP", "msp", date(2000, 9, 11), date(2000, 9, 15))
THIRD = Held("3msp", "3MSP", "msp", date(2001, 9, 18), date(2001, 9, 21))
COMMITTEE = Body("sc-gs", "standing_committee", SEPTEMBER)


def week(slug, day, *committees, **facts):
    segments = tuple(("sitting", committee) for committee in committees)
    return Held(slug, slug, "standing_committees", day, day + timedelta(days=4), segments=segments, **facts)


def twice(*weeks, bodies=(COMMITTEE,)):
    judged = judge(Record((SECOND, THIRD, *weeks), bodies), TODAY)
    return [(f.committee, f.cycle, f.status, f.values["times"]) for f in judged if f.rule == "committees-meet-twice"]


@given(st.lists(st.dates(date(2000, 9, 16), date(2001, 9, 17)), max_size=4))
def test_a_standing_committee_meets_twice_between_two_formal_meetings(days):
    weeks = [week(f"week-{number}", day, "sc-gs") for number, day in enumerate(days)]
    expected = Status.MET if len(days) >= 2 else Status.DEPARTS if days else Status.NOT_RECORDED
    assert twice(*weeks) == [("sc-gs", ("2MSP", "3MSP"), expected, len(days))]


def test_a_cycle_of_which_others_sat_tells_that_a_committee_did_not():
    assert twice(week("week", date(2001, 1, 8), "sc-sd")) == [("sc-gs", ("2MSP", "3MSP"), Status.DEPARTS, 0)]


def test_sittings_outside_the_cycle_and_weeks_called_off_do_not_count():
    before, after = date(2000, 5, 1), date(2001, 10, 1)
    off = week("off", date(2001, 1, 8), "sc-gs", is_cancelled=True)
    assert twice(week("before", before, "sc-gs"), week("after", after, "sc-gs"), off) == [
        ("sc-gs", ("2MSP", "3MSP"), Status.NOT_RECORDED, 0)
    ]


def test_a_committee_that_did_not_live_through_the_cycle_is_not_judged_by_it():
    ended = Body("sc-mc", "standing_committee", date(1999, 5, 7), date(2001, 1, 1))
    young = Body("sc-va", "standing_committee", date(2001, 1, 1))
    other = Body("c-va", "committee", SEPTEMBER)
    assert twice(bodies=(ended, young, other, Body("sc-sd", "standing_committee"))) == []


@given(st.integers(2005, 2009), st.lists(st.dates(date(2001, 1, 1), date(2001, 12, 20)), max_size=3))
def test_committees_meet_in_one_week_of_the_first_half_of_each_year(year, days):
    weeks = [week(f"week-{number}", day.replace(year=year)) for number, day in enumerate(days)]
    judged = judge(Record(tuple(weeks)), TODAY)
    of_years = {f.year: f.status for f in judged if f.rule == "committees-meet-yearly"}
    is_one_early_week = len(days) == 1 and (days[0] + timedelta(days=4)).month <= 6
    expected = Status.NOT_RECORDED if not days else Status.MET if is_one_early_week else Status.DEPARTS
    assert of_years == {one: expected if one == year else Status.NOT_RECORDED for one in range(2005, 2010)}


def test_no_week_after_the_second_review_conference_is_judged_by_the_yearly_rule():
    judged = judge(Record((week("sc-2011-06", date(2011, 6, 20)),)), TODAY)
    assert "committees-meet-yearly" not in {f.rule for f in findings_of("sc-2011-06", judged)}
