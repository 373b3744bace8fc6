"""Each meeting belongs to one cycle, from the end of a formal meeting to the end of the next."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meetings.cycles import Gathering, cycles_of

gatherings = st.lists(
    st.builds(
        Gathering,
        st.text("abcdefgh", min_size=1, max_size=5),
        st.booleans(),
        st.none() | st.dates(date(1999, 1, 1), date(2030, 1, 1)),
        st.none() | st.integers(1999, 2030),
    ),
    max_size=12,
    unique_by=lambda one: one.key,
)


def told(cycles):
    return [(cycle.opened_by, cycle.closed_by, cycle.meetings) for cycle in cycles]


def test_a_cycle_holds_what_ends_after_one_formal_meeting_and_up_to_the_next():
    assert told(
        cycles_of(
            [
                Gathering("week", False, date(1999, 9, 17)),
                Gathering("1msp", True, date(1999, 5, 7)),
                Gathering("2msp", True, date(2000, 9, 15)),
                Gathering("margins", False, date(2000, 9, 15)),
                Gathering("later", False, date(2000, 9, 16)),
            ]
        )
    ) == [("", "1msp", ("1msp",)), ("1msp", "2msp", ("week", "2msp", "margins")), ("2msp", "", ("later",))]


def test_a_meeting_of_a_year_belongs_to_the_first_cycle_that_ends_in_it_or_later():
    formal = [Gathering("5msp", True, date(2003, 9, 19)), Gathering("1rc", True, date(2004, 12, 3))]
    undated = [Gathering(str(year), False, year=year) for year in (2002, 2003, 2004, 2005)]
    assert told(cycles_of([*formal, *undated, Gathering("6msp", True, year=2005)])) == [
        ("", "5msp", ("5msp", "2002", "2003")),
        ("5msp", "1rc", ("1rc", "2004")),
        ("1rc", "", ("2005", "6msp")),
    ]


def test_no_meeting_makes_no_cycle():
    assert cycles_of([]) == []


@given(gatherings)
def test_each_meeting_is_in_one_cycle_and_each_day_too(known):
    cycles = cycles_of(known)
    assert sorted(key for cycle in cycles for key in cycle.meetings) == sorted(one.key for one in known)
    for one in known:
        if one.ends_on:
            (cycle,) = [cycle for cycle in cycles if cycle.holds(one.ends_on)]
            assert one.key in cycle.meetings
    days = [cycle.until for cycle in cycles if cycle.until]
    assert days == sorted(days)
