"""Texts in several languages: how they are drawn, kept, refused and read back."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from intersessional.lib.translated import Translated
from meetings.models import Meeting
from tests.factories import MeetingFactory
from tests.staff import errors, words

pytestmark = pytest.mark.django_db


def drawn(page, name="title"):
    """The fieldset of a field."""
    return next(
        part
        for part in re.findall(r'<fieldset class="translated">.*?</fieldset>', page, re.DOTALL)
        if f'"{name}_en"' in part
    )


def labels(part):
    return [words(label) for label in re.findall(r"<label[^>]*>(.*?)</label>", part, re.DOTALL)]


def test_english_stands_first_and_all_languages_below_it_each_with_a_tab_for_the_script(editor):
    page = editor.open(MeetingFactory(title={"en": "Opening", "fr": "Ouverture"})).text
    languages = ["English", "العربية", "中文", "Français", "Русский", "Español"]
    assert labels(drawn(page)) == [f"Title, {language}" for language in languages]
    assert words(re.search(r"<legend.*?</legend>", drawn(page))[0]) == "Title"
    tablist = re.search(r'<div role="tablist"[^>]* aria-label="Title"[^>]* hidden>.*?</div>', drawn(page), re.DOTALL)[0]
    tabs = re.findall(r'<button type="button" role="tab" data-tab="([\w-]+)">.*?lang="\1">([^<]+)<', tablist)
    assert [name for _code, name in tabs] == languages
    panels = re.findall(r'data-panel="([\w-]+)"', drawn(page))
    assert panels == [code for code, _name in tabs]
    assert len(re.findall(r'<script src="[^"]*translated[^"]*\.js" type="module">', page)) == 1


def test_each_input_says_its_language_and_direction(editor):
    fieldset = drawn(editor.open(MeetingFactory()).text)
    found = re.findall(r'name="title_([\w-]+)"[^>]*lang="([\w-]+)" dir="(\w+)"', fieldset)
    assert found == [
        ("en", "en", "ltr"),
        ("ar", "ar", "rtl"),
        ("zh-hans", "zh-hans", "ltr"),
        ("fr", "fr", "ltr"),
        ("ru", "ru", "ltr"),
        ("es", "es", "ltr"),
    ]


def test_a_long_text_has_several_lines(editor):
    page = editor.open(MeetingFactory(practical_information={"en": "Bring\na badge"})).text
    assert re.search(r"<textarea[^>]*>\nBring\na badge</textarea>", drawn(page, "practical_information"))


def test_a_language_that_isnt_drawn_keeps_its_text(editor):
    meeting = MeetingFactory(title={"en": "Opening", "fr": "Ouverture"})
    posted = editor.read(meeting)
    del posted["title_fr"]
    editor.save(meeting, posted, title_en="The opening")
    meeting.refresh_from_db()
    assert meeting.title == {"en": "The opening", "fr": "Ouverture"}


def test_a_language_that_is_cleared_loses_its_text(editor):
    meeting = MeetingFactory(title={"en": "Opening", "fr": "Ouverture"})
    editor.save(meeting, title_fr="")
    meeting.refresh_from_db()
    assert meeting.title == {"en": "Opening"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title_en": ""}, {"title": "Enter the English text."}),
        ({"city_fr": "Genève"}, {"city": "Enter the English text."}),
        ({"title_fr": "\x00"}, {"title": "Null characters are not allowed."}),
    ],
)
def test_a_text_that_cant_be_is_told_at_its_field(editor, changes, told):
    assert errors(editor.save(MeetingFactory(), **changes)) == told


def test_what_was_typed_stands_again_after_an_error(editor):
    page = editor.save(MeetingFactory(), title_es="Apertura", title_en="")
    assert re.search(r'name="title_es"[^>]* value="Apertura"', drawn(page.text))


@pytest.mark.parametrize(
    ("changes", "languages"),
    [({}, []), ({"title_en": ""}, ["en"]), ({"title_fr": "\x00", "title_ru": "a\x00"}, ["fr", "ru"])],
)
def test_an_error_is_marked_at_the_language_that_has_it(editor, changes, languages):
    page = editor.save(MeetingFactory(), **{"city_en": "", "city_fr": "Genève", **changes})
    assert re.findall(r'name="title_([\w-]+)"[^>]* aria-invalid="true"', drawn(page.text)) == languages
    assert re.findall(r'name="city_([\w-]+)"[^>]* aria-invalid="true"', drawn(page.text, "city")) == ["en"]


def test_accents_stay_readable_in_the_database():
    meeting = MeetingFactory(title={"en": "Opening", "fr": "Cérémonie"})
    assert Meeting.objects.filter(title__fr="Cérémonie").get() == meeting


def test_a_text_is_read_in_the_active_language_else_in_english():
    title = Translated.of({"en": "Opening", "fr": "Ouverture"})
    with override("fr"):
        in_french = str(title)
    with override("ru"):
        in_russian = str(title)
    assert (in_french, in_russian, str(Translated())) == ("Ouverture", "Opening", "")
    assert title.all_texts() == "Opening Ouverture"


@pytest.mark.parametrize(
    ("title", "message"),
    [
        ({"en": "Opening", "de": "Eröffnung"}, "Unknown language: de."),
        ({"fr": "Ouverture"}, "The English text is missing."),
    ],
)
def test_other_languages_and_texts_without_english_are_refused_by_the_field(title, message):
    with pytest.raises(ValidationError, match=message):
        MeetingFactory.build(title=title).clean_fields()
