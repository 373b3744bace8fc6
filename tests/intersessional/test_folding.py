"""Words are found and sorted without case and accents, alike on every database."""

from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from committees.models import State
from intersessional.lib.folding import fold, sort_key, words_in
from tests.factories import MeetingFactory, StateFactory


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Côte d'Ivoire", "cote d ivoire"),
        ("APLC/MSP.16/2017/11", "aplc msp 16 2017 11"),
        ("  Straße — ØRESUND ", "strasse oresund"),
        ("Россия", "россия"),
        ("لبنان", "لبنان"),
        ("%_\\", ""),
        ("مُـسَـاعَدَةُ الضَّحَايَا", "مساعده الضحايا"),
        ("أنغولا وإثيوبيا وآيسلندا ٱلأردن", "انغولا واثيوبيا وايسلندا الاردن"),
        ("مستشفى مؤتمر ناشئ", "مستشفي موتمر ناشي"),
        ("المادة ٥، ۱۲", "الماده 5 12"),
        ("Щётка ЁЖ", "щетка еж"),
        ("第５条　ＡＢＣ", "第5条 abc"),
        ("援助\u200b受害者、委员会", "援助受害者 委员会"),
        ("co\u00adopération \u200fGenève", "cooperation geneve"),
    ],
)
def test_fold_leaves_letters_and_digits_in_lower_case(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_fold_of_a_folded_text_is_itself(text):
    assert fold(fold(text)) == fold(text)


def test_sort_key_keeps_words_apart_and_is_plain_ascii():
    assert sort_key("Guinea") < sort_key("Guinea-Bissau") < sort_key("Guyana")
    assert sort_key("São Tomé and Príncipe") == "sao0tome0and0principe"


@given(st.text())
def test_sort_key_of_any_text_fits_its_column(text):
    key = sort_key(text)
    assert len(key) <= 200
    assert key == "".join(c for c in key if c in "0123456789abcdefghijklmnopqrstuvwxyz")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("turkiye", ["Türkiye"]),
        ("TURKEY", ["Türkiye"]),
        ("d'ivoire COTE", ["Côte d’Ivoire"]),
        ("e", ["Côte d’Ivoire", "Türkiye"]),
        ("turkiye ivoire", []),
        ("%", []),
        ("_", []),
    ],
)
def test_states_are_found_by_every_word_of_name_and_alias(query, found):
    StateFactory(name={"en": "Türkiye"}, aliases="Turkey", iso2="TR", iso3="TUR")
    StateFactory(name={"en": "Côte d’Ivoire"}, aliases="Ivory Coast", iso2="CI", iso3="CIV")
    assert [str(state) for state in State.objects.filter(words_in(query, "folded")).in_order()] == found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        *("الأردن", "الاردن", "الأُرْدُنّ", "الأردـــن"),
        *("约旦", "約旦"[1:], "Иордания", "ИОРДАНИЯ", "jordanie", "ＪＯＲＤＡＮ", "Jordània"),
    ],
)
def test_a_state_is_found_by_its_name_in_any_language_however_it_is_typed(query):
    StateFactory(
        name={"en": "Jordan", "ar": "الأردن", "zh-hans": "约旦", "ru": "Иордания", "fr": "Jordanie", "es": "Jordania"}
    )
    StateFactory(name={"en": "Chad", "ar": "تشاد", "zh-hans": "乍得", "ru": "Чад", "fr": "Tchad", "es": "Chad"})
    assert [str(state) for state in State.objects.filter(words_in(query, "folded"))] == ["Jordan"]


@pytest.mark.django_db
def test_russian_yo_and_ye_find_each_other():
    StateFactory(name={"en": "Example", "ru": "Королёвство"})
    for query in ("королевство", "КОРОЛЁВСТВО"):
        assert State.objects.filter(words_in(query, "folded")).count() == 1


@pytest.mark.django_db
def test_a_save_of_some_fields_takes_the_folded_columns_along():
    state = StateFactory(name={"en": "Turkey"})
    state.name = {"en": "Türkiye"}
    state.save(update_fields=["name"])
    state.refresh_from_db()
    assert (state.folded.split()[0], state.sort_key) == ("turkiye", "turkiye")


@pytest.mark.django_db
@pytest.mark.parametrize(("app", "number"), [("committees", "0004"), ("meetings", "0016")])
def test_what_was_folded_before_is_folded_again(app, number):
    row = StateFactory() if app == "committees" else MeetingFactory()
    type(row).objects.filter(pk=row.pk).update(folded="مساعدة الضحايا ٥")
    import_module(f"{app}.migrations.{number}_fold_in_all_languages").fold_again(apps, None)
    row.refresh_from_db()
    assert row.folded == "مساعده الضحايا 5"
