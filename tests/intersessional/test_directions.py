"""Names and times in a plain text of a language that runs from right to left."""

import pytest
from django.utils.translation import deactivate_all, override

from intersessional.lib.directions import is_rtl, isolated, ltr, rtl

pytestmark = pytest.mark.pure

LANGUAGES = ["en", "fr", "es", "ru", "zh-hans"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_that_runs_from_left_to_right_isolates_nothing(language):
    with override(language):
        assert (isolated("APLC/MSP.16/2017/11"), ltr("10:00–13:00"), rtl("17 June")) == (
            "APLC/MSP.16/2017/11",
            "10:00–13:00",
            "17 June",
        )


def test_arabic_isolates_what_must_not_turn():
    with override("ar"):
        assert isolated("APLC/MSP.16/2017/11") == "\u2068APLC/MSP.16/2017/11\u2069"
        assert ltr("10:00–13:00") == "\u206610:00–13:00\u2069"
        assert rtl("17 حزيران/يونيه") == "\u206717 حزيران/يونيه\u2069"


def test_there_is_nothing_to_isolate_in_nothing():
    assert [way("", "ar") for way in (isolated, ltr, rtl)] == ["", "", ""]


def test_where_no_language_is_active_nothing_turns():
    with override(None):
        deactivate_all()
        assert not is_rtl()


def test_nothing_is_isolated_of_what_is_missing():
    assert [isolated(None, language) for language in ("en", "ar")] == ["", ""]
