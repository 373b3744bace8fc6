"""Dates of which only the year or the month is known."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from intersessional.lib.dates import written


class Precision(models.TextChoices):
    """How much of a stored date is known; the rest of it is its first day."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


def told(day: date | None, precision: str) -> str:
    """A date as far as it is known: `13 September 2000`, `September 2000`, `2000`; nothing where it isn't."""
    return written(day, Precision(precision))


def told_since(day: date | None, precision: str) -> str:
    """The same after a preposition, which in Russian declines a month."""
    known = Precision(precision)
    return written(day, "of_month" if known == Precision.MONTH else known)


def iso(day: date | None, precision: str) -> str:
    """The same for programs: `2000-09-13`, `2000-09`, `2000`."""
    lengths = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    return day.isoformat()[: lengths[Precision(precision)]] if day else ""


def start_of(day: date, precision: str) -> date:
    """The first day of the month or year in which a day lies, or the day itself: what a partial date is stored as."""
    starts = {Precision.DAY: day, Precision.MONTH: day.replace(day=1), Precision.YEAR: day.replace(month=1, day=1)}
    return starts[Precision(precision)]
