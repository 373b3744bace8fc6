"""Texts of the record in the other languages: from CLDR and from translations, each with its source."""

import pytest
from django.core.management import call_command

from committees.models import Committee, State
from meetings.models import Meeting
from meetings.record.files import STATES, TRANSLATIONS
from meetings.record.loader import load
from meetings.record.rows import BadRow
from meetings.record.texts import CLDR
from tests.meetings.small_record import Change, write_files

pytestmark = pytest.mark.django_db


def test_a_state_is_named_as_the_united_nations_do_in_english_and_by_cldr_in_the_others(tmp_path):
    load(write_files(tmp_path))
    switzerland = State.objects.get(iso2="CH")
    assert switzerland.name == {
        "en": "Switzerland",
        "ar": "سويسرا",
        "zh-hans": "瑞士",
        "fr": "Suisse",
        "ru": "Швейцария",
        "es": "Suiza",
    }
    assert switzerland.source.endswith(f"; {CLDR} (name in ar, zh-hans, fr, ru, es)")
    assert switzerland.source_parts[-1].text == f"{CLDR} (name in ar, zh-hans, fr, ru, es)"


def test_a_translation_takes_the_place_of_the_name_in_cldr(tmp_path):
    translation = "state,Switzerland,,,Confédération suisse,,,a page,high\n"
    write_files(tmp_path, Change(TRANSLATIONS, "city,Geneva", f"{translation}city,Geneva"))
    load(tmp_path)
    switzerland = State.objects.get(iso2="CH")
    assert (switzerland.name["fr"], switzerland.name["es"]) == ("Confédération suisse", "Suiza")
    told = f"a page (name in fr; confidence high); {CLDR} (name in ar, zh-hans, ru, es)"
    assert switzerland.source.endswith(told)


def test_the_command_names_the_states_without_a_name_in_a_language(tmp_path, capsys):
    fiction = "QX,QXX,Fiction,WEOG,not_party,,,,a table,low\n"
    write_files(tmp_path, Change(STATES, "CH,CHE", f"{fiction}CH,CHE"))
    call_command("load_record", data=tmp_path)
    assert "  without a name in a language: QX (ar, zh-hans, fr, ru, es)\n" in capsys.readouterr().out


def test_texts_that_have_a_translation_say_whose_it_is(tmp_path):
    load(write_files(tmp_path))
    committee = Committee.objects.get(slug="c-a5")
    assert committee.name == {"en": "Committee on Article 5 Implementation", "fr": "Comité sur l’article 5"}
    assert committee.source == "a report; a page (name in fr; confidence high)"
    meeting = Meeting.objects.get(slug="2msp")
    assert meeting.city == {"en": "Geneva", "ar": "جنيف", "fr": "Genève", "es": "Ginebra"}
    assert meeting.source == "a report; translated here (city in ar, fr, es; confidence medium)"
    assert meeting.title == {"en": "Second Meeting"}


def test_a_name_edited_by_staff_is_left_alone(tmp_path):
    load(write_files(tmp_path))
    committee = Committee.objects.get(slug="c-a5")
    committee.name = {**committee.name, "fr": "Comité de l’article 5"}
    committee.save()
    write_files(tmp_path, Change(TRANSLATIONS, "Comité sur l’article 5", "Comité sur l’application"))
    load(tmp_path)
    committee.refresh_from_db()
    assert committee.name["fr"] == "Comité de l’article 5"


def test_a_better_translation_changes_the_row_once(tmp_path):
    load(write_files(tmp_path))
    write_files(tmp_path, Change(TRANSLATIONS, "Comité sur l’article 5", "Comité sur l’application"))
    assert {report.name: report.changed for report in load(tmp_path) if report.changed} == {"committees": 1}
    assert [report.name for report in load(tmp_path) if report.changed] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "city,Geneva",
            "city,Bern",
            "translations.csv, line 3, column english: “Bern” stands in no row of meetings.csv.",
        ),
        (
            "city,Geneva",
            "committee,Committee on Article 5 Implementation",
            "translations.csv, line 3, column english: “Committee on Article 5 Implementation” stands in line 2 too.",
        ),
    ],
)
def test_a_translation_of_no_text_or_a_second_one_stops_the_load(tmp_path, old, new, told):
    write_files(tmp_path, Change(TRANSLATIONS, old, new))
    with pytest.raises(BadRow) as caught:
        load(tmp_path)
    assert str(caught.value) == told
