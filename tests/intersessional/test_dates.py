"""Each language writes days as its readers do; English as it always has here."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date, format_skeleton
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from intersessional.lib.dates import RANGES, STYLES, written, written_range

pytestmark = pytest.mark.pure

DAY, FIRST = date(2025, 6, 17), date(2025, 6, 1)
LANGUAGES = ["en", "fr", "es", "ru", "ar", "zh-hans"]


def plain(text):
    """Without what isolates it."""
    return text.strip("\u2067\u2069")


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        (
            "en",
            ("Tuesday 17 June 2025", "Tuesday 17 June", "17 June 2025"),
            ("Tue 17 June", "17 June", "June 2025"),
        ),
        (
            "fr",
            ("mardi 17 juin 2025", "mardi 17 juin", "17 juin 2025"),
            ("mar. 17 juin", "17 juin", "juin 2025"),
        ),
        (
            "es",
            ("martes, 17 de junio de 2025", "martes, 17 de junio", "17 de junio de 2025"),
            ("mar, 17 de junio", "17 de junio", "junio de 2025"),
        ),
        (
            "ru",
            ("вторник, 17 июня 2025 года", "вторник, 17 июня", "17 июня 2025 года"),
            ("вт, 17 июня", "17 июня", "июнь 2025 года"),
        ),
        (
            "ar",
            ("الثلاثاء، 17 حزيران/يونيه 2025", "الثلاثاء، 17 حزيران/يونيه", "17 حزيران/يونيه 2025"),
            ("الثلاثاء، 17 حزيران/يونيه", "17 حزيران/يونيه", "حزيران/يونيه 2025"),
        ),
        (
            "zh-hans",
            ("2025年6月17日星期二", "6月17日星期二", "2025年6月17日"),
            ("6月17日周二", "6月17日", "2025年6月"),
        ),
    ],
)
def test_a_day_is_written_as_the_language_does(language, long, short):
    styles = ("full", "weekday", "day", "short", "month_day", "month")
    assert tuple(plain(written(DAY, style, language)) for style in styles) == long + short


def test_the_first_of_a_month_is_the_first_in_french():
    assert written(FIRST, "full", "fr") == "dimanche 1er juin 2025"
    assert written_range(FIRST, date(2025, 6, 3), language="fr") == "du 1er au 3 juin 2025"


def test_a_russian_month_is_declined_after_a_preposition():
    assert written(DAY, "of_month", "ru") == "июня 2025 года"


@pytest.mark.parametrize(
    ("language", "stamp", "moment", "full_stamp", "month_day_moment"),
    [
        ("en", "17 June 2025 14:30", "17 June 2025, 14:30", "Tuesday 17 June 2025 14:30", "17 June, 14:30"),
        ("fr", "17 juin 2025 à 14:30", "17 juin 2025 à 14:30", "mardi 17 juin 2025 à 14:30", "17 juin à 14:30"),
        (
            "ar",
            "17 حزيران/يونيه 2025، 14:30",
            "17 حزيران/يونيه 2025، 14:30",
            "الثلاثاء، 17 حزيران/يونيه 2025، 14:30",
            "17 حزيران/يونيه، 14:30",
        ),
        ("zh-hans", "2025年6月17日 14:30", "2025年6月17日 14:30", "2025年6月17日星期二 14:30", "6月17日 14:30"),
    ],
)
def test_a_moment_is_a_day_with_its_time(language, stamp, moment, full_stamp, month_day_moment):
    at = datetime(2025, 6, 17, 14, 30, tzinfo=UTC)
    styles = ("stamp", "moment", "full_stamp", "month_day_moment")
    assert [plain(written(at, style, language)) for style in styles] == [stamp, moment, full_stamp, month_day_moment]


def test_one_instant_is_written_by_each_clock():
    there = datetime(2025, 6, 17, 23, 30, tzinfo=UTC)
    here = there.astimezone(ZoneInfo("Europe/Zurich"))
    assert there == here
    assert [written(at, "stamp", "en") for at in (there, here)] == ["17 June 2025 23:30", "18 June 2025 01:30"]


def test_a_day_without_a_time_is_no_moment():
    with pytest.raises(TypeError, match="A day has no time to write"):
        written(DAY, "moment", "en")


def test_no_day_is_written_as_nothing():
    assert written(None, "day") == ""


@pytest.mark.parametrize(
    ("language", "within_a_month", "across_months", "across_years"),
    [
        ("en", "17–20 June 2025", "30 June – 2 July 2025", "30 December 2025 – 2 January 2026"),
        ("fr", "du 17 au 20 juin 2025", "du 30 juin au 2 juillet 2025", "du 30 décembre 2025 au 2 janvier 2026"),
        (
            "es",
            "del 17 al 20 de junio de 2025",
            "del 30 de junio al 2 de julio de 2025",
            "del 30 de diciembre de 2025 al 2 de enero de 2026",
        ),
        ("ru", "17–20 июня 2025 года", "30 июня – 2 июля 2025 года", "30 декабря 2025 года – 2 января 2026 года"),
        (
            "ar",
            "17–20 حزيران/يونيه 2025",
            "30 حزيران/يونيه – 2 تموز/يوليه 2025",
            "30 كانون الأول/ديسمبر 2025 – 2 كانون الثاني/يناير 2026",
        ),
        ("zh-hans", "2025年6月17日至20日", "2025年6月30日至7月2日", "2025年12月30日至2026年1月2日"),
    ],
)
def test_a_range_says_once_what_both_days_share(language, within_a_month, across_months, across_years):
    told = [
        written_range(DAY, date(2025, 6, 20), language=language),
        written_range(date(2025, 6, 30), date(2025, 7, 2), language=language),
        written_range(date(2025, 12, 30), date(2026, 1, 2), language=language),
    ]
    assert [plain(text) for text in told] == [within_a_month, across_months, across_years]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("precision", ["day", "month", "year"])
def test_a_range_of_one_is_written_as_that_one(language, precision):
    assert written_range(DAY, DAY, precision, language) == written(DAY, precision, language)


@pytest.mark.parametrize(
    ("language", "one_year", "two_years", "only_years"),
    [
        ("en", "June – July 2025", "June 2025 – June 2026", "2025–2026"),
        ("fr", "juin – juillet 2025", "juin 2025 – juin 2026", "2025–2026"),
        ("es", "junio – julio de 2025", "junio de 2025 – junio de 2026", "2025–2026"),
        ("ru", "июнь – июль 2025 года", "июнь 2025 года – июнь 2026 года", "2025–2026"),
        ("ar", "حزيران/يونيه – تموز/يوليه 2025", "حزيران/يونيه 2025 – حزيران/يونيه 2026", "2025–2026"),
        ("zh-hans", "2025年6月至7月", "2025年6月至2026年6月", "2025年至2026年"),
    ],
)
def test_a_range_of_partial_dates_says_only_what_is_known(language, one_year, two_years, only_years):
    told = [
        written_range(FIRST, date(2025, 7, 1), "month", language),
        written_range(FIRST, date(2026, 6, 1), "month", language),
        written_range(date(2025, 1, 1), date(2026, 1, 1), "year", language),
    ]
    assert [plain(text) for text in told] == [one_year, two_years, only_years]


@given(st.dates(min_value=date(1000, 1, 1)))
def test_english_is_what_it_was_before_other_languages_came(day):
    formats = {"full": "l j F Y", "weekday": "l j F", "short": "D j F", "day": "j F Y", "month_day": "j F"}
    formats |= {"month": "F Y", "year": "Y"}
    assert {style: written(day, style, "en") for style in formats} == {
        style: date_format(day, pattern) for style, pattern in formats.items()
    }


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["es", "zh-hans"]))
def test_days_are_those_of_cldr(day, language):
    locale = language.replace("hans", "Hans").replace("-", "_")
    assert written(day, "full", language) == format_date(day, "full", locale=locale)
    assert written(day, "day", language) == format_date(day, "long", locale=locale)
    assert written(day, "month", language) == format_skeleton("yMMMM", day, locale=locale)


def test_a_text_follows_the_language_of_the_page():
    with override("fr"):
        assert (written(DAY, "day"), written_range(DAY, FIRST.replace(day=20))) == (
            "17 juin 2025",
            "du 17 au 20 juin 2025",
        )


def test_an_arabic_day_keeps_its_first_digit_away_from_latin_letters_before_it():
    assert written(DAY, "day", "ar") == "\u206717 حزيران/يونيه 2025\u2069"
    assert written_range(DAY, date(2025, 6, 20), language="ar") == "\u206717–20 حزيران/يونيه 2025\u2069"


def test_every_language_of_the_content_has_its_way_of_writing_days():
    languages = {code for code, _name in settings.CONTENT_LANGUAGES}
    assert (set(STYLES), set(RANGES)) == (languages, languages)
