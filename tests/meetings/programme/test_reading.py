"""Days and times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.programme.reading import read_clock, read_date


@pytest.mark.parametrize(
    "typed",
    ["9:30", "09:30", "9.30", "9h30", "09H30", "9 h 30", "930", "0930", " 09:30 ", "09:30:00"],
)
def test_half_past_nine_is_understood_however_it_is_typed(typed):
    assert read_clock(typed) == time(9, 30)


@pytest.mark.parametrize("typed", ["9", "09", "9h", "9:00", "900", "0900", "09:00:00.000"])
def test_nine_o_clock_needs_no_minutes(typed):
    assert read_clock(typed) == time(9)


@pytest.mark.parametrize(
    "typed", ["24:00", "9:60", "99", "12345", "9:5", "nine", "9-30", "9:30 pm", "٩:٣٠", "9:30\x00"]
)
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(ValueError, match=r"No time|must be in"):
        read_clock(typed)


@pytest.mark.parametrize(
    "typed", ["2024-06-18", "2024/6/18", "18/06/2024", "18.6.2024", "18-06-2024", "2024-06-18 00:00:00"]
)
def test_a_day_is_understood_however_it_is_typed(typed):
    assert read_date(typed) == date(2024, 6, 18)


@pytest.mark.parametrize("typed", ["06/18/2024", "18/06/24", "2024-02-30", "18 June", "45461", "2024-06-18 09:30:00"])
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r"No day|must be in|out of range"):
        read_date(typed)


@pytest.mark.parametrize("read", [read_clock, read_date])
def test_nothing_typed_is_nothing(read):
    assert read("  ") is None


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)), st.dates())
def test_what_a_file_says_is_read_back(moment, day):
    assert read_clock(f"{moment:%H:%M}") == moment
    assert read_date(day.isoformat()) == day
