"""Files that spreadsheets and programs read: quoted, dated, streamed, and safe to open."""

import csv
import io
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intersessional.lib.csv_export import cell, csv_blocks, csv_response, unguarded


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (-3, "-3"),
        (date(2024, 6, 18), "2024-06-18"),
        (time(9, 5), "09:05"),
        (["SC-MC", "SC-VA"], "SC-MC; SC-VA"),
        ([], ""),
        ("Opening", "Opening"),
        ("=1+1", "'=1+1"),
        ("+41 22", "'+41 22"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (["=a", "b"], "'=a; b"),
    ],
)
def test_a_cell_is_iso_and_never_a_formula(value, text):
    assert cell(value) == text


@given(st.lists(st.lists(st.text().filter(lambda text: "\x00" not in text), min_size=2, max_size=2), max_size=5))
def test_a_file_reads_back_as_it_was_written(rows):
    text = b"".join(csv_blocks(["a", "b"], [rows], bom=False)).decode()
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b"], *[[cell(value) for value in row] for row in rows]]


def test_lines_end_with_carriage_return_and_line_feed():
    assert list(csv_blocks(["a", "b"], [[["1", "2"]]], bom=False)) == [b"a,b\r\n", b"1,2\r\n"]


def test_excel_gets_a_byte_order_mark_on_request_only():
    assert b"".join(csv_blocks(["a"], [], bom=True)) == b"\xef\xbb\xbfa\r\n"


def test_the_file_name_carries_the_day(time_machine):
    time_machine.move_to("2024-06-18 12:00 +0000")
    response = csv_response("meetings", ["a"], [], bom=False)
    assert response["Content-Disposition"] == 'attachment; filename="meetings-2024-06-18.csv"'
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_rows_are_read_only_as_the_file_is_taken():
    read = []

    def blocks():
        for number in range(3):
            read.append(number)
            yield [[number]]

    pieces = iter(csv_blocks(["n"], blocks(), bom=False))
    next(pieces)
    assert read == []
    next(pieces)
    assert read == [0]


@given(st.text(st.sampled_from("'=+-@\t\ra"), max_size=5))
def test_the_apostrophe_comes_off_again_and_nothing_else_does(text):
    assert unguarded(cell(text)) == text
