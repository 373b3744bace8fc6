"""Days as each language writes them. Names of months and days are CLDR's; Arabic has both its sets of months, Russian
the year's word in full and Western digits stand everywhere, as in documents of the United Nations."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

from intersessional.lib.directions import rtl

PLAIN = {
    "full": "{weekday} {d} {month} {y}",
    "weekday": "{weekday} {d} {month}",
    "short": "{short} {d} {month}",
    "day": "{d} {month} {y}",
    "month_day": "{d} {month}",
    "month": "{month} {y}",
    "of_month": "{month} {y}",
    "year": "{y}",
}
STYLES: Mapping[str, Mapping[str, str]] = {
    "en": PLAIN,
    "fr": PLAIN,
    "ar": PLAIN
    | {
        "full": "{weekday}، {d} {month} {y}",
        "weekday": "{weekday}، {d} {month}",
        "short": "{short}، {d} {month}",
    },
    "es": {
        "full": "{weekday}, {d} de {month} de {y}",
        "weekday": "{weekday}, {d} de {month}",
        "short": "{short}, {d} de {month}",
        "day": "{d} de {month} de {y}",
        "month_day": "{d} de {month}",
        "month": "{month} de {y}",
        "of_month": "{month} de {y}",
        "year": "{y}",
    },
    "ru": {
        "full": "{weekday}, {d} {month} {y} года",
        "weekday": "{weekday}, {d} {month}",
        "short": "{short}, {d} {month}",
        "day": "{d} {month} {y} года",
        "month_day": "{d} {month}",
        "month": "{alone} {y} года",
        "of_month": "{month} {y} года",
        "year": "{y}",
    },
    "zh-hans": {
        "full": "{y}年{m}月{d}日{weekday}",
        "weekday": "{m}月{d}日{weekday}",
        "short": "{m}月{d}日{short}",
        "day": "{y}年{m}月{d}日",
        "month_day": "{m}月{d}日",
        "month": "{y}年{m}月",
        "of_month": "{y}年{m}月",
        "year": "{y}年",
    },
}
"""`of_month` is a month after a preposition ("since …"), which Russian declines."""

# Two days of one month, of one year, of two years; two months of one year, of two; two years.
PLAIN_RANGES = (
    "{a.d}–{b.d} {b.month} {b.y}",
    "{a.d} {a.month} – {b.d} {b.month} {b.y}",
    "{a.d} {a.month} {a.y} – {b.d} {b.month} {b.y}",
    "{a.month} – {b.month} {b.y}",
    "{a.month} {a.y} – {b.month} {b.y}",
    "{a.y}–{b.y}",
)
RANGES: Mapping[str, tuple[str, str, str, str, str, str]] = {
    "en": PLAIN_RANGES,
    "ar": PLAIN_RANGES,
    "fr": (
        "du {a.d} au {b.d} {b.month} {b.y}",
        "du {a.d} {a.month} au {b.d} {b.month} {b.y}",
        "du {a.d} {a.month} {a.y} au {b.d} {b.month} {b.y}",
        "{a.month} – {b.month} {b.y}",
        "{a.month} {a.y} – {b.month} {b.y}",
        "{a.y}–{b.y}",
    ),
    "es": (
        "del {a.d} al {b.d} de {b.month} de {b.y}",
        "del {a.d} de {a.month} al {b.d} de {b.month} de {b.y}",
        "del {a.d} de {a.month} de {a.y} al {b.d} de {b.month} de {b.y}",
        "{a.month} – {b.month} de {b.y}",
        "{a.month} de {a.y} – {b.month} de {b.y}",
        "{a.y}–{b.y}",
    ),
    "ru": (
        "{a.d}–{b.d} {b.month} {b.y} года",
        "{a.d} {a.month} – {b.d} {b.month} {b.y} года",
        "{a.d} {a.month} {a.y} года – {b.d} {b.month} {b.y} года",
        "{a.alone} – {b.alone} {b.y} года",
        "{a.alone} {a.y} года – {b.alone} {b.y} года",
        "{a.y}–{b.y}",
    ),
    "zh-hans": (
        "{a.y}年{a.m}月{a.d}日至{b.d}日",
        "{a.y}年{a.m}月{a.d}日至{b.m}月{b.d}日",
        "{a.y}年{a.m}月{a.d}日至{b.y}年{b.m}月{b.d}日",
        "{a.y}年{a.m}月至{b.m}月",
        "{a.y}年{a.m}月至{b.y}年{b.m}月",
        "{a.y}年至{b.y}年",
    ),
}

# English says the moment of a release without a comma, since one stands before it.
MOMENTS = {"moment": "day", "stamp": "day", "full_stamp": "full", "month_day_moment": "month_day"}
GLUE = {"en": ", ", "fr": " à ", "es": ", ", "ru": ", ", "ar": "، ", "zh-hans": " "}
GLUE_IN_STAMPS = GLUE | {"en": " "}

# Both sets of names, and their spelling, as documents of the United Nations have them; CLDR has one set a country.
ARABIC_MONTHS = (
    *("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه"),
    *("تموز/يوليه", "آب/أغسطس", "أيلول/سبتمبر", "تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"),
)


class Parts(NamedTuple):
    """A day's parts in a language; `alone` is the month without a day before it."""

    y: str
    m: str
    d: str
    month: str
    alone: str
    weekday: str
    short: str


def written(day: date | None, style: str, language: str | None = None) -> str:
    """A day in the language, or the active one: `full`, `weekday`, `short`, `day`, `month_day`, `month`, `of_month`,
    `year`; of a `datetime` also the moment: `moment`, `stamp`, `full_stamp`, `month_day_moment`. Nothing for no day."""
    if day is None:
        return ""
    # As it is on the clock: instants that are equal in two zones would share a place among what is remembered.
    local = day.replace(tzinfo=None) if isinstance(day, datetime) else day
    return _written(local, style, language or get_language() or settings.LANGUAGE_CODE)


def written_range(first: date, last: date, precision: str = "day", language: str | None = None) -> str:
    """Two days, months or years (`precision`), whatever they share said once: `18–20 June 2024`."""
    return _written_range(first, last, precision, language or get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=4096)
def _written(day: date, style: str, language: str) -> str:
    if style in MOMENTS:
        glue = (GLUE_IN_STAMPS if style.endswith("stamp") else GLUE)[language]
        told = STYLES[language][MOMENTS[style]].format(**_parts(day, language)._asdict())
        return rtl(f"{told}{glue}{_clock(day)}", language)
    return rtl(STYLES[language][style].format(**_parts(day, language)._asdict()), language)


@lru_cache(maxsize=4096)
def _written_range(first: date, last: date, precision: str, language: str) -> str:
    shared = [first.year == last.year, first.month == last.month, first.day == last.day]
    known = {"day": 3, "month": 2, "year": 1}[precision]
    if all(shared[:known]):
        return _written(last, precision, language)
    same_year, same_month, _same_day = shared
    days, months, years, months_of_year, months_of_years, only_years = RANGES[language]
    chosen = {
        "day": (days if same_month else months) if same_year else years,
        "month": months_of_year if same_year else months_of_years,
        "year": only_years,
    }[precision]
    return rtl(chosen.format(a=_parts(first, language), b=_parts(last, language)), language)


@lru_cache(maxsize=4096)
def _parts(day: date, language: str) -> Parts:
    locale = Locale.parse(language, sep="-")
    weekday = day.weekday()
    name = ARABIC_MONTHS[day.month - 1] if language == "ar" else locale.months["format"]["wide"][day.month]
    alone = name if language == "ar" else locale.months["stand-alone"]["wide"][day.month]
    return Parts(
        y=str(day.year),
        m=str(day.month),
        d="1er" if language == "fr" and day.day == 1 else str(day.day),
        month=name,
        alone=alone,
        weekday=locale.days["format"]["wide"][weekday],
        short=locale.days["format"]["abbreviated"][weekday],
    )


def _clock(moment: date) -> str:
    if not isinstance(moment, datetime):
        raise TypeError("A day has no time to write.")
    return f"{moment:%H:%M}"
