"""Cells of a spreadsheet read into an item, and rows beside the draft that they are about."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.programme.files.rows import speaker_cell
from meetings.programme.items import LANGUAGES, Facts, Item, Named, Programme, Speaker
from meetings.programme.sheets import (
    OF_TEXTS,
    Code,
    Draft,
    Fault,
    Heading,
    Names,
    draft_columns,
    draft_rows,
    read_rows,
)
from meetings.programme.sheets.cells import parts, speaker_in, time_in
from tests.meetings.programme.strategies import items

BELGIUM, IRAN = Named("be", {"en": "Belgium"}), Named("ir", {"en": "Iran (Islamic Republic of)"})
CONGOS = [Named("cg", {"en": "Congo"}), Named("cd", {"en": "Democratic Republic of the Congo"})]
VA = Named("c-va", {"en": "Committee on Victim Assistance"})
CALLED = {
    "belgium": [BELGIUM],
    "be": [BELGIUM],
    "iran (islamic republic of)": [IRAN],
    "congo": CONGOS,
}


def only(*known):
    return lambda text: [text] if text in known else []


NAMES = Names(
    states=lambda text: CALLED.get(text.lower(), []),
    committees=lambda text: [VA] if text == "C-VA" else [],
    segments=only("general", "thematic"),
    objectives=only("clearance", "survivors"),
    kinds=only("item", "break"),
    statuses=only("scheduled", "cancelled"),
)
MEETING = Facts("im-2024", "IM-2024", {"en": "Meeting"}, date(2024, 6, 18), date(2024, 6, 20))
OPENING = Item("aaaaaa", {"en": "Opening", "fr": "Ouverture"}, number="1", day=date(2024, 6, 18), room="A")
REVIEW = Item("bbbbbb", {"en": "Review"}, number="2", day=date(2024, 6, 18), starts=time(10), segment="general")
DRAFT = Draft(MEETING, {item.id: item for item in (OPENING, REVIEW)}, {"aaaaaa": 1, "bbbbbb": 2}, {"cccccc"})


def read(header, *rows, by_number=True):
    return read_rows(Heading.of(header.split(",")), list(enumerate(rows, start=2)), DRAFT, NAMES, by_number=by_number)


def one(header, *cells):
    (row,) = read(header, list(cells)).rows
    return row


def faults(header, *cells):
    return [(fault.column, fault.code) for fault in one(header, *cells).faults]


# Which item a row is of


def test_a_row_with_an_id_is_that_item_and_says_what_would_change():
    row = one("ID,Room,starts,Title", "AAAAAA", "B", "930", "Opening")
    assert (row.now, row.line, row.is_guess) == (OPENING, 2, False)
    assert row.changes == (("starts", "", "09:30"), ("room", "A", "B"))


def test_a_column_that_is_missing_leaves_what_it_is_about_and_an_empty_cell_empties_it():
    assert one("id,title", "bbbbbb", "Review").changes == ()
    assert one("id,starts,segment", "bbbbbb").changes == (("starts", "10:00", ""), ("segment", "general", ""))


def test_other_languages_stay_when_the_english_title_changes():
    assert one("id,title", "aaaaaa", "Welcome").item.title == {"en": "Welcome", "fr": "Ouverture"}


def test_a_column_of_a_language_changes_its_text_alone_and_an_empty_cell_empties_it():
    row = one("id,Title_AR,title_es", "aaaaaa", "افتتاح", "")
    assert row.item.title == {"en": "Opening", "fr": "Ouverture", "ar": "افتتاح"}
    assert row.changes == (("title_ar", "", "افتتاح"),)
    assert one("id,title_fr", "aaaaaa", "").item.title == {"en": "Opening"}


def test_every_language_that_changes_is_named_by_its_own_column():
    row = one("id,title_en,title_fr,summary_ru", "aaaaaa", "Welcome", "Bienvenue", "Слово")
    assert [column for column, _old, _new in row.changes] == ["title", "title_fr", "summary_ru"]
    assert row.item.title == {"en": "Welcome", "fr": "Bienvenue"}


def test_a_new_item_has_the_texts_of_all_columns_and_needs_english():
    row = one("title_fr,title_en,title_zh-hans,day", "Nouveau", "New", "新", "2024-06-18")
    assert (row.item.title, row.faults) == ({"en": "New", "fr": "Nouveau", "zh-hans": "新"}, ())
    assert faults("title_fr,day", "Nouveau", "2024-06-18") == [("title", Code.MISSING)]


def test_a_header_tells_columns_of_languages_that_no_text_has():
    heading = Heading.of(["id", "title", "Title_EN", "title_de", "summary_pt-br", "title_short", "kind_fr"])
    assert (heading.twice, heading.unspoken) == (("title",), ["title_de", "summary_pt-br"])
    assert heading.unknown == ("title_de", "summary_pt-br", "title_short", "kind_fr")


@given(items)
def test_the_texts_of_all_languages_come_back_without_a_change(items):
    draft = Draft(MEETING, {item.id: item for item in items}, {item.id: 1 for item in items})
    rows = draft_rows(Programme(MEETING, (), items), draft.positions, lambda item: item.id, LANGUAGES)
    columns = ["id", *OF_TEXTS]
    taken = [[row[draft_columns(LANGUAGES).index(column)] for column in columns] for row in rows]
    rows = read_rows(Heading.of(columns), list(enumerate(taken, start=2)), draft, NAMES).rows
    assert [(row.item, row.changes, row.faults) for row in rows] == [(item, (), ()) for item in items]


def test_a_row_without_an_id_is_found_by_number_and_day_or_is_new():
    found, new = read("number,day,title", ["1", "18/06/2024", "Opening"], ["7", "2024-06-18", "New"]).rows
    assert (found.now, found.is_guess, found.changes) == (OPENING, True, ())
    assert (new.now, new.item.title, new.faults) == (None, {"en": "New"}, ())


def test_a_row_that_isnt_to_be_found_by_its_number_is_new():
    (row,) = read("number,day,title", ["1", "2024-06-18", "Opening"], by_number=False).rows
    assert (row.now, row.is_guess, row.item.number) == (None, False, "1")


def test_an_item_that_a_row_names_by_id_is_found_by_no_other():
    rows = read("id,number,day,title", ["", "1", "2024-06-18", "x"], ["aaaaaa", "1", "2024-06-18", "Opening"]).rows
    assert [row.now for row in rows] == [None, OPENING]


def test_two_rows_of_one_item_are_both_refused():
    reading = read("id,title", ["aaaaaa", "x"], ["aaaaaa", "y"])
    assert [row.faults for row in reading.rows] == [(Fault(Code.ITEM_TWICE, "id", "aaaaaa"),)] * 2
    assert reading.absent == (REVIEW,)


def test_two_rows_of_one_number_and_day_are_both_refused():
    reading = read("number,day,title", *[["1", "2024-06-18", "x"]] * 2)
    assert [row.faults for row in reading.rows] == [(Fault(Code.ITEM_TWICE, "number", "aaaaaa"),)] * 2


def test_items_that_no_row_is_of_are_told():
    assert read("id,title", ["", "New"]).absent == (OPENING, REVIEW)


def test_a_new_item_comes_behind_the_row_before_it_on_its_day():
    rows = read("id,day,title", ["aaaaaa", "2024-06-18", ""], ["", "2024-06-18", "New"], ["", "2024-06-19", "x"]).rows
    assert [row.position for row in rows] == [1, 1, 0]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("id,title", ["dddddd", "x"], ("id", Code.UNKNOWN_ITEM)),
        ("id,title", ["cccccc", "x"], ("id", Code.ITEM_ELSEWHERE)),
        ("id,title", ["", ""], ("title", Code.MISSING)),
        ("id,day", ["", "2024-06-18"], ("title", Code.MISSING)),
        ("id,title", ["aaaaaa", ""], ("title", Code.MISSING)),
        ("id,meeting", ["aaaaaa", "IM-2023"], ("meeting", Code.OTHER_MEETING)),
        ("id,time_zone", ["aaaaaa", "Asia/Tokyo"], ("time_zone", Code.OTHER_ZONE)),
        ("id,day", ["aaaaaa", "06/18/2024"], ("day", Code.NO_DAY)),
        ("id,starts", ["aaaaaa", "25:00"], ("starts", Code.NO_TIME)),
        ("id,position", ["aaaaaa", "2.5"], ("position", Code.NO_NUMBER)),
        ("id,position", ["aaaaaa", "40000"], ("position", Code.NO_NUMBER)),
        ("id,kind", ["aaaaaa", "dance"], ("kind", Code.UNKNOWN)),
        ("id,segment", ["aaaaaa", "secret"], ("segment", Code.UNKNOWN)),
        ("id,committee", ["aaaaaa", "C-XX"], ("committee", Code.UNKNOWN)),
        ("id,chairs", ["aaaaaa", "Congo"], ("chairs", Code.AMBIGUOUS)),
        ("id,speakers", ["aaaaaa", "Congo (Jane Roe)"], ("speakers", Code.AMBIGUOUS)),
        ("id,speakers", ["aaaaaa", "(, Minister)"], ("speakers", Code.UNKNOWN)),
        ("id,speakers", ["aaaaaa", "x" * 2001], ("speakers", Code.TOO_LONG)),
        ("id,objectives", ["aaaaaa", "peace"], ("objectives", Code.UNKNOWN)),
    ],
)
def test_a_cell_that_says_nothing_is_refused_with_its_column(header, cells, expected):
    assert faults(header, *cells) == [expected]


def test_all_that_is_wrong_with_a_row_is_told_at_once():
    row = one("id,meeting,day,starts,chairs", "aaaaaa", "IM-2023", "soon", "late", "Belgium; Ruritania; Utopia; Congo")
    assert row.faults == (
        Fault(Code.OTHER_MEETING, "meeting", "IM-2023", "IM-2024"),
        Fault(Code.NO_DAY, "day", "soon"),
        Fault(Code.NO_TIME, "starts", "late"),
        Fault(Code.UNKNOWN, "chairs", "Ruritania; Utopia"),
    )


def test_names_that_may_be_several_are_told_with_their_codes():
    (fault,) = one("id,chairs", "aaaaaa", "Congo").faults
    assert fault == Fault(Code.AMBIGUOUS, "chairs", "Congo", "Congo (cg); Democratic Republic of the Congo (cd)")


# The header


def test_columns_are_known_in_any_order_and_writing():
    heading = Heading.of(["Time Zone", "TITLE", "Coffee", "", "id "])
    assert (heading.places, heading.unknown) == ({"time_zone": 0, "title": 1, "id": 4}, ("Coffee",))
    assert Heading.of(["title", "Title", "room"]).twice == ("title",)


@pytest.mark.parametrize(
    ("header", "is_ours"),
    [(["id", "room"], True), (["room", "kind"], False), (["title"], False), (["1", "Opening"], False)],
)
def test_a_header_names_two_columns_and_one_that_tells_which_item(header, is_ours):
    assert Heading.of(header).is_ours is is_ours


# Cells


@pytest.mark.parametrize("text", ["0.395833333333333", "0.3958333333", "09:30", "9h30", "930"])
def test_half_past_nine_is_understood_as_a_spreadsheet_gives_it(text):
    assert time_in(text) == time(9, 30)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Belgium", Speaker(BELGIUM)),
        ("be (Jane Roe)", Speaker(BELGIUM, "", "Jane Roe")),
        ("Belgium (Jane Roe, Ambassador, Geneva)", Speaker(BELGIUM, "", "Jane Roe", "Ambassador, Geneva")),
        ("Belgium (, Ambassador)", Speaker(BELGIUM, "", "", "Ambassador")),
        ("ICBL (Jane Roe)", Speaker(None, "ICBL", "Jane Roe")),
        ("(Jane Roe)", Speaker(None, "", "Jane Roe")),
        ("Iran ((Islamic Republic of)) (Jane Roe)", Speaker(IRAN, "", "Jane Roe")),
        ("Iran (Islamic Republic of)", Speaker(IRAN)),
        ("Iran (Islamic Republic of) (Jane Roe)", Speaker(IRAN, "", "Jane Roe")),
        ("Smile :-)", Speaker(None, "Smile :-)")),
    ],
)
def test_a_speaker_is_who_and_in_brackets_person_and_function(text, speaker):
    assert speaker_in(text, NAMES) == speaker


WORDS = st.text(st.sampled_from("ab ;()é"), min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@given(WORDS, st.just("") | WORDS, st.just("") | WORDS)
def test_a_speaker_is_read_back_as_it_was_written(who, person, function):
    speaker = Speaker(None, who, person, function if person else "")
    assert speaker_in(speaker_cell(speaker), NAMES) == speaker


@given(st.lists(WORDS, max_size=4))
def test_speakers_are_read_apart_whatever_their_names(names):
    cell = "; ".join(speaker_cell(Speaker(None, name)) for name in names)
    assert [speaker_in(part, NAMES).organisation for part in parts(cell)] == names


def test_a_speaker_beside_a_new_one_stays_who_he_is_however_his_name_could_be_read():
    odd = Speaker(None, "ICBL", "Roe, Jane", "")
    now = Item("aaaaaa", {"en": "Opening"}, speakers=(odd,))
    draft = Draft(MEETING, {"aaaaaa": now}, {"aaaaaa": 1})
    rows = [(2, ["aaaaaa", "ICBL (Roe, Jane); Belgium"])]
    (row,) = read_rows(Heading.of(["id", "speakers"]), rows, draft, NAMES).rows
    assert row.item.speakers == (odd, Speaker(BELGIUM))
