"""Dates of which only the year or the month is known."""

from datetime import date

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How much of a stored date is known; the rest of it is its first day."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


FORMATS = {Precision.DAY: "j F Y", Precision.MONTH: "F Y", Precision.YEAR: "Y"}


def told(day: date | None, precision: str) -> str:
    """A date as far as it is known: `13 September 2000`, `September 2000`, `2000`; nothing where it isn't."""
    return date_format(day, FORMATS[Precision(precision)]) if day else ""


def iso(day: date | None, precision: str) -> str:
    """The same for programs: `2000-09-13`, `2000-09`, `2000`."""
    lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    return day.isoformat()[: lengths[Precision(precision)]] if day else ""


def start_of(day: date, precision: str) -> date:
    """The first day of the month or year in which a day lies, or the day itself: what a partial date is stored as."""
    starts = {Precision.DAY: day, Precision.MONTH: day.replace(day=1), Precision.YEAR: day.replace(month=1, day=1)}
    return starts[Precision(precision)]


def told_range(first: date, last: date) -> str:
    """Two days, whatever they share said once: `18–20 June 2024`, `30 June – 2 July 2020`."""
    if first == last:
        return date_format(first, "j F Y")
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{date_format(last, 'j F Y')}"
    start = date_format(first, "j F" if first.year == last.year else "j F Y")
    return f"{start} – {date_format(last, 'j F Y')}"
