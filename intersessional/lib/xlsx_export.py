"""XLSX for people to work on: real days and times, a header that stays, set up to be printed."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time

from django.http import HttpResponse
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from intersessional.lib.csv_export import guarded, text_of

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {date: "yyyy-mm-dd", time: "hh:mm", int: "0"}
TEXT = "@"
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML can't hold."""
NARROW = 11


def workbook(
    title: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, widths: Mapping[str, int], mark: str
) -> bytes:
    """One sheet. `widths` are in characters, by column; the `mark` stands at the head and foot of each printed page."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    for place, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = widths.get(name, NARROW)
    for line, row in enumerate([header, *rows], start=1):
        for place, value in enumerate(row, start=1):
            write(sheet.cell(line, place), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    set_up_print(sheet, mark)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def write(cell: Cell, value: object) -> None:
    """A day, a time or a number as such; all else as text, which no spreadsheet takes for a formula."""
    kind = type(value)
    if kind in FORMATS:
        cell.value, cell.number_format = value, FORMATS[kind]
    elif text := guarded(ILLEGAL.sub("", re.sub("\r\n?", "\n", text_of(value)))):
        cell.value, cell.data_type, cell.number_format = text, "s", TEXT
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def set_up_print(sheet: Worksheet, mark: str) -> None:
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = "9"  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddHeader.center.text = mark.replace("&", "&&")
    sheet.oddFooter.center.text = mark.replace("&", "&&")
    sheet.oddFooter.right.text = "&P / &N"


def xlsx_response(name: str, content: bytes) -> HttpResponse:
    """`name` is the file's, without day and ending."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.xlsx"'
    return response
