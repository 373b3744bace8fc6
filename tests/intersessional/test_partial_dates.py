"""Dates are told as far as they are known."""

from datetime import date

import pytest
from django.utils.translation import override

from intersessional.lib.partial_dates import iso, told, told_since


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


def test_a_date_since_which_something_lasts_is_declined_where_a_language_does():
    with override("ru"):
        assert [told(date(2000, 9, 1), "month"), told_since(date(2000, 9, 1), "month")] == [
            "сентябрь 2000 года",
            "сентября 2000 года",
        ]
        assert [told_since(date(2000, 9, 13), known) for known in ("day", "year")] == ["13 сентября 2000 года", "2000"]
