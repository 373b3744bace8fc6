"""Files that can't be brought in: each is refused with a sentence, and nothing is written."""

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from meetings.models import AgendaItem
from tests.factories import AgendaItemFactory, MeetingFactory
from tests.meetings.sheets import as_csv, as_xlsx, send
from tests.staff import errors

pytestmark = pytest.mark.django_db

HEADER = ["id", "day", "starts", "title"]
GOOD = as_xlsx([HEADER, ["", "2024-06-18", "09:30", "Opening"]])
BROKEN = "The spreadsheet is broken and can't be read: save it again, or as CSV."
NO_HEADER = "No header was found: the first row must name the columns as the exported spreadsheet does."
NEITHER = "The file is neither CSV nor XLSX."
OLD = "This is an old .xls file, or one with a password: save it as .xlsx or CSV, without a password."
MIXED = "The file is written in more than one encoding: save it again as CSV UTF-8."
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06"


def repacked(data, **changes):
    """An XLSX file with some of its parts made otherwise, by their path with `__` for the slash."""
    parts = {name.replace("__", "/"): change for name, change in changes.items()}
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, parts.pop(info.filename, lambda same: same)(content))
        for name, change in parts.items():
            new.writestr(name, change(b""))
    return file.getvalue()


def sheet(change):
    return repacked(GOOD, **{"xl__worksheets__sheet1.xml": change})


def with_entity(content):
    return b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + content.replace(b"Opening", b"&x;")


def with_many_entities(content):
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<!DOCTYPE w [<!ENTITY l0 "ha">' + laughs + b"]>" + content.replace(b"Opening", b"&l9;")


def formula(written):
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["", "2024-06-18", written, "Opening"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def hidden_far_away():
    book = load_workbook(io.BytesIO(GOOD))
    book.active.cell(2, 500).value = "far"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


ROW = {"id": "", "day": "2024-06-18", "starts": "09:30", "title": "Opening"}

BROKEN_FILES = {
    "empty": (b"", "The submitted file is empty."),
    "only spaces": (b" \r\n\r\n", NO_HEADER),
    "only a byte-order mark": ("\ufeff".encode(), NO_HEADER),
    "only a header": (as_csv([ROW]).splitlines()[0], "The file has a header, but no row below it."),
    "only a header in XLSX": (as_xlsx([HEADER]), "The file has a header, but no row below it."),
    "rows without a header": (b"1,2024-06-18,09:30,Opening\r\n", NO_HEADER),
    "another sheet": (as_xlsx([["Name", "State", "Room number"], ["Jane Roe", "BE", "4"]]), NO_HEADER),
    "an empty XLSX": (as_xlsx([]), NO_HEADER),
    "a column twice": (b"id,title,Title\r\n,a,b\r\n", "These columns stand there twice: title."),
    "nothing but commas": (b"," * 5_000_000, "The file is larger than 2 MB."),
    "fewer commas": (b"," * 1_900_000, NO_HEADER),
    "a line of commas below": (b"id,title\r\n" + b"," * 500 + b"x\r\n", "Row 2 has more than 100 columns."),
    "ten thousand rows": (as_csv([ROW] * 10_000), "The file has more than 2000 rows."),
    "ten thousand rows of XLSX": (
        as_xlsx([HEADER, *[["", "", "", "x"]] * 10_000]),
        "The file has more than 2000 rows.",
    ),
    "a cell of a million": (
        as_csv([{**ROW, "title": "x" * 1_000_000}]),
        "Near line 2 the file is no CSV, or a cell has more than 32767 characters.",
    ),
    "a long cell": (as_csv([{**ROW, "title": "x" * 40_000}]), "A cell of row 2 has more than 32767 characters."),
    "null characters": (b"id,title\r\n,a\x00b\r\n", NEITHER),
    "UTF-16 without a mark": ("id,title\r\n,Opening\r\n".encode("utf-16-le"), NEITHER),
    "half of UTF-16": ("\ufeffid,title\r\n,Opening".encode("utf-16-le")[:-1], MIXED),
    "two encodings": (b"id,title\r\n,\xe9t\xc3\xa9\r\n", MIXED),
    "a mark and another encoding": (b"\xef\xbb\xbfid,title\r\n,\xe9t\xe9\r\n", MIXED),
    "no encoding at all": (b"id,title\r\n,\x81\x8d\xff\r\n", MIXED),
    "an image": (PNG, NEITHER),
    "an image called XLSX": (PNG, NEITHER),
    "an old .xls, or a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), OLD),
    "a cut-off XLSX": (GOOD[:-200], BROKEN),
    "only the beginning of an XLSX": (GOOD[:30], BROKEN),
    "an XLSX of zeros": (b"PK\x03\x04" + bytes(1000), BROKEN),
    "an archive of something else": (repacked(GOOD, **{"xl__workbook.xml": lambda _same: b""}), BROKEN),
    "a text document": (b"PK", BROKEN),
    "a broken sheet": (sheet(lambda content: content[:-40]), BROKEN),
    "a sheet that is no XML": (sheet(lambda _content: b"Opening"), BROKEN),
    "an external entity": (sheet(with_entity), BROKEN),
    "entities without end": (sheet(with_many_entities), BROKEN),
    "a bomb": (sheet(lambda _content: b" " * 50_000_000), "The spreadsheet unpacks to more than 10 MB."),
    "macros": (
        repacked(GOOD, **{"xl__vbaProject.bin": lambda _same: b"macro"}),
        "The spreadsheet has macros: save it as .xlsx without them.",
    ),
    "a formula without a result": (
        formula("=B2+1"),
        "These cells hold an error, or a formula without a result: C2. Put values in their place.",
    ),
    "an error": (
        formula("#REF!"),
        "These cells hold an error, or a formula without a result: C2. Put values in their place.",
    ),
    "a cell far away": (hidden_far_away(), "Row 2 has more than 100 columns."),
}


@pytest.mark.parametrize("name", BROKEN_FILES)
def test_a_broken_file_is_refused_with_a_sentence_and_nothing_is_written(editor, name):
    data, sentence = BROKEN_FILES[name]
    meeting = MeetingFactory()
    AgendaItemFactory(meeting=meeting)
    page = send(editor, meeting, data, f"{name}.xlsx")
    assert (page.status_code, errors(page)) == (200, {"file": sentence})
    assert (AgendaItem.objects.count(), AgendaItem.history.count()) == (1, 1)


def test_an_archive_without_a_workbook_is_no_spreadsheet(editor):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    page = send(editor, MeetingFactory(), file.getvalue(), "draft.ods")
    assert errors(page) == {"file": "This is no XLSX spreadsheet: save it as .xlsx or CSV."}


def test_no_file_at_all_is_asked_for(editor):
    meeting = MeetingFactory()
    page = editor.client.post(f"/admin/meetings/meeting/{meeting.pk}/programme/spreadsheet/")
    assert errors(page) == {"file": "This field is required."}


def test_rows_below_those_that_a_sheet_owns_up_to_are_read_all_the_same(editor):
    meeting = MeetingFactory()
    data = sheet(lambda content: content.replace(b'ref="A1:D2"', b'ref="A1:D1"'))
    assert b'ref="A1:D1"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    page = send(editor, meeting, data)
    assert (errors(page), "Opening" in page.text) == ({}, True)
