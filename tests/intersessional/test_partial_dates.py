"""Dates are told as far as they are known, and ranges say once what both ends share."""

from datetime import date

import pytest

from intersessional.lib.partial_dates import iso, told, told_range


@pytest.mark.parametrize(
    ("precision", "words", "for_programs"),
    [
        ("day", "13 September 2000", "2000-09-13"),
        ("month", "September 2000", "2000-09"),
        ("year", "2000", "2000"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(precision, words, for_programs):
    assert told(date(2000, 9, 13), precision) == words
    assert iso(date(2000, 9, 13), precision) == for_programs


def test_an_unknown_date_is_told_as_nothing():
    assert (told(None, "day"), iso(None, "day")) == ("", "")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 6, 20), date(2024, 6, 20), "20 June 2024"),
        (date(2024, 6, 18), date(2024, 6, 20), "18–20 June 2024"),
        (date(2020, 6, 30), date(2020, 7, 2), "30 June – 2 July 2020"),
        (date(2020, 12, 30), date(2021, 1, 2), "30 December 2020 – 2 January 2021"),
    ],
)
def test_a_range_says_once_what_both_days_share(first, last, words):
    assert told_range(first, last) == words
