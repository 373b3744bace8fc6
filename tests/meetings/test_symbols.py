"""Symbols of documents: taken apart, tidied, put in order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.symbols import Supplement, Symbol, sort_key, threaded, tidy

numbers = st.integers(0, 999_999)
supplements = st.builds(Supplement, st.sampled_from(["add", "corr", "rev", "amend"]), numbers)
symbols = st.builds(
    Symbol,
    body=st.sampled_from(["APLC/MSP.16", "APLC/CONF", "CCW"]),
    year=st.integers(1997, 2099),
    session=st.sampled_from(["", "PM.1", "PM"]),
    series=st.sampled_from(["", "L", "WP", "INF", "MISC", "SR"]),
    number=numbers,
    supplements=st.lists(supplements, max_size=2).map(tuple),
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("APLC/MSP.16/2017/11", ("APLC/MSP.16", 2017, "", "", 11, ())),
        ("APLC/MSP.2/2000/L.5", ("APLC/MSP.2", 2000, "", "L", 5, ())),
        ("APLC/MSP.16/2017/WP.2", ("APLC/MSP.16", 2017, "", "WP", 2, ())),
        ("APLC/CONF/2014/4", ("APLC/CONF", 2014, "", "", 4, ())),
        ("APLC/CONF/2009/PM.1/WP.3", ("APLC/CONF", 2009, "PM.1", "WP", 3, ())),
        ("APLC/MSP.16/2017/11/Add.1", ("APLC/MSP.16", 2017, "", "", 11, (Supplement("add", 1),))),
        (
            "APLC/MSP.16/2017/11/Add.1/Corr.2",
            ("APLC/MSP.16", 2017, "", "", 11, (Supplement("add", 1), Supplement("corr", 2))),
        ),
    ],
)
def test_a_symbol_tells_body_year_series_number_and_supplements(text, parts):
    assert Symbol.of(text) == Symbol(*parts)
    assert str(Symbol(*parts)) == text


@pytest.mark.parametrize(
    "text", ["", "/", "annex IV", "2017/11", "APLC/MSP.16/2017", "APLC/MSP.16/2017/x", "Add.1", "A//2017/1", "A/2017/٣"]
)
def test_other_texts_are_no_symbols(text):
    assert Symbol.of(text) is None


@given(symbols)
def test_a_printed_symbol_is_read_back(symbol):
    assert Symbol.of(str(symbol)) == symbol


@given(st.text())
def test_any_text_is_tidied_once(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (" aplc/msp.16/2017/11 / ADD.1 ", "APLC/MSP.16/2017/11/Add.1"),
        ("Aplc/Conf/2014/wp.02", "APLC/CONF/2014/WP.2"),
        ("  Annex  IV ", "Annex IV"),
    ],
)
def test_a_typed_symbol_becomes_the_printed_one(typed, printed):
    assert tidy(typed) == printed


def test_symbols_stand_in_the_order_of_their_numbers_with_supplements_behind_their_document():
    printed = [
        "APLC/MSP.2/2000/10",
        "APLC/MSP.10/2010/1",
        "APLC/MSP.10/2010/2",
        "APLC/MSP.10/2010/2/Add.1",
        "APLC/MSP.10/2010/2/Add.2",
        "APLC/MSP.10/2010/2/Add.10",
        "APLC/MSP.10/2010/2/Corr.1",
        "APLC/MSP.10/2010/2/Rev.1",
        "APLC/MSP.10/2010/10",
        "APLC/MSP.10/2010/L.2",
        "APLC/MSP.10/2010/L.10",
        "APLC/MSP.10/2010/WP.1",
    ]
    assert sorted(sorted(printed), key=sort_key) == printed


@given(symbols, numbers)
def test_of_two_symbols_that_differ_in_their_number_the_smaller_comes_first(symbol, number):
    other = Symbol(symbol.body, symbol.year, symbol.session, symbol.series, number)
    keys = sort_key(str(symbol.main)), sort_key(str(other))
    assert (keys[0] < keys[1]) == (symbol.number < number)


@given(symbols, symbols)
def test_nothing_but_its_own_supplements_stands_between_a_document_and_its_supplement(symbol, other):
    main, supplement, between = (sort_key(str(one)) for one in (symbol.main, symbol, other))
    if main < between < supplement:
        assert other.main == symbol.main


@given(st.text())
def test_the_key_of_any_text_is_plain_ascii_and_fits_its_column(text):
    key = sort_key(text)
    assert len(key) <= 200
    assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")


def test_a_supplement_is_marked_where_its_document_stands_above_it():
    main, supplement, alone = "APLC/MSP.16/2017/11", "APLC/MSP.16/2017/11/Add.1", "APLC/MSP.16/2017/12/Corr.1"
    rows = [main, supplement, alone, ""]
    assert threaded(rows, str) == [(main, ()), (supplement, (Supplement("add", 1),)), (alone, ()), ("", ())]


@given(st.lists(symbols.map(str)))
def test_a_thread_keeps_all_rows_in_their_order(rows):
    assert [row for row, _supplements in threaded(rows, str)] == rows
