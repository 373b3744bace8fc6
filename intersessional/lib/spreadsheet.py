"""Spreadsheets that people send: CSV or XLSX as rows of texts, within limits, each refusal a sentence."""

import csv
import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from intersessional.lib.csv_export import unguarded

logger = logging.getLogger(__name__)

MAX_BYTES = 2_000_000
MAX_UNPACKED = 10_000_000
MAX_ROWS = 2_000
MAX_SCANNED = 5_000
"""Empty rows among them: a sheet may be formatted far below its last row."""
MAX_COLUMNS = 100
MAX_SHEETS = 20
MAX_CELL = 32_767
"""As many signs as a cell of a spreadsheet can hold."""

ZIP, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
UTF_8_LETTERS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
DELIMITERS = ",;\t"
NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")

BROKEN = gettext_lazy("The spreadsheet is broken and can't be read: save it again, or as CSV.")

T = TypeVar("T")
Row = list[str]
IsHeader = Callable[[Sequence[str]], bool]


@dataclass(frozen=True)
class Table:
    """The header, and the rows below it that aren't empty, each with the number that a spreadsheet gives it."""

    header: Row
    rows: list[tuple[int, Row]]


def read_table(data: bytes, is_header: IsHeader) -> Table:
    """The table under the first filled row of a CSV file, or of the first sheet of an XLSX file, that is a header.
    ValidationError: why there is none to be read."""
    if len(data) > MAX_BYTES:
        raise ValidationError(_("The file is larger than %(number)d MB."), params={"number": MAX_BYTES // 1_000_000})
    if data.startswith(OLD_OFFICE):
        raise ValidationError(
            _("This is an old .xls file, or one with a password: save it as .xlsx or CSV, without a password.")
        )
    sheets = readable(sheets_of(data)) if data.startswith(ZIP) else iter([csv_rows(text_of(data))])
    for rows in sheets:
        found = table(rows, is_header)
        if found:
            return found
    raise ValidationError(
        _("No header was found: the first row must name the columns as the exported spreadsheet does.")
    )


def table(rows: Iterable[Row], is_header: IsHeader) -> Table | None:
    """None where the first filled row is no header."""
    header: Row | None = None
    found: list[tuple[int, Row]] = []
    for line, row in enumerate(rows, start=1):
        texts = trimmed(row)
        if header is None and texts:
            if not is_header(texts):
                return None
            header = texts
        elif texts:
            found.append((line, texts))
        if len(found) > MAX_ROWS or line > MAX_SCANNED:
            raise ValidationError(_("The file has more than %(number)d rows."), params={"number": MAX_ROWS})
        check(line, texts)
    if header is not None and not found:
        raise ValidationError(_("The file has a header, but no row below it."))
    return Table(header, found) if header else None


def trimmed(row: Row) -> Row:
    """Without the empty cells at its end."""
    filled = [place for place, text in enumerate(row, start=1) if text.strip()]
    return row[: filled[-1]] if filled else []


def check(line: int, texts: Row) -> None:
    if len(texts) > MAX_COLUMNS:
        raise ValidationError(
            _("Row %(row)d has more than %(number)d columns."), params={"row": line, "number": MAX_COLUMNS}
        )
    if any(len(text) > MAX_CELL for text in texts):
        told = _("A cell of row %(row)d has more than %(number)d characters.")
        raise ValidationError(told, params={"row": line, "number": MAX_CELL})


# CSV


def text_of(data: bytes) -> str:
    """UTF-8, with a byte-order mark or without, UTF-16 with one, else what Windows in Western Europe writes."""
    mixed = ValidationError(_("The file is written in more than one encoding: save it again as CSV UTF-8."))
    try:
        text = data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith((b"\xef\xbb\xbf", *UTF_16)) or UTF_8_LETTERS.search(data):
            raise mixed from error
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise mixed from error
    if NO_TEXT.search(text):
        raise ValidationError(_("The file is neither CSV nor XLSX."))
    return text


def csv_rows(text: str) -> Iterator[Row]:
    """Numbered as a spreadsheet would number them: a cell of several lines is one row."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    try:
        for row in reader:
            yield [unguarded(cell) for cell in row]
    except csv.Error as error:
        told = _("Near line %(line)d the file is no CSV, or a cell has more than %(number)d characters.")
        raise ValidationError(told, params={"line": reader.line_num, "number": MAX_CELL}) from error


def delimiter_of(text: str) -> str:
    """The one that stands most often in the first filled line, outside quotation marks."""
    first = next((line for line in io.StringIO(text) if line.strip(f"{DELIMITERS}\r\n ")), "")
    bare = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=bare.count)


# XLSX


def sheets_of(data: bytes) -> Iterator[Iterator[Row]]:
    """The sheets in their order, each read as it is asked for."""
    refuse_foreign(data)
    shown = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    written = load_workbook(io.BytesIO(data), read_only=True)
    for name in [sheet.title for sheet in shown.worksheets][:MAX_SHEETS]:
        yield readable(xlsx_rows(shown[name], written[name]))


def readable(found: Iterator[T]) -> Iterator[T]:
    """The same, where a broken file makes openpyxl raise whatever it may be."""
    try:
        yield from found
    except ValidationError:
        raise
    except Exception as error:
        logger.info("No readable spreadsheet", exc_info=error)
        raise ValidationError(BROKEN) from error


def refuse_foreign(data: bytes) -> None:
    """What is no XLSX, or unpacks to more than anybody would write, before any of it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValidationError(_("The spreadsheet is broken and can't be read: save it again, or as CSV.")) from error
    names = {info.filename for info in infos}
    if "xl/workbook.xml" not in names:
        raise ValidationError(_("This is no XLSX spreadsheet: save it as .xlsx or CSV."))
    if any(name.endswith("vbaProject.bin") for name in names):
        raise ValidationError(_("The spreadsheet has macros: save it as .xlsx without them."))
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise ValidationError(
            _("The spreadsheet unpacks to more than %(number)d MB."), params={"number": MAX_UNPACKED // 1_000_000}
        )


def xlsx_rows(shown: Any, written: Any) -> Iterator[Row]:
    """What the cells show. ValidationError names those that hold an error, or a formula without its result."""
    for sheet in (shown, written):
        sheet.reset_dimensions()  # a sheet may tell wrong ones, and rows beyond them would be lost
    broken: list[str] = []
    rows = zip_longest(*(sheet.iter_rows() for sheet in (shown, written)), fillvalue=())
    for line, (values, formulas) in enumerate(rows, start=1):
        broken += [
            f"{get_column_letter(place)}{line}"
            for place, (value, formula) in enumerate(zip(values, formulas, strict=False), start=1)
            if value.data_type == "e" or (formula.data_type == "f" and value.value is None)
        ]
        beyond = "…" if any(cell.value is not None for cell in values[MAX_COLUMNS:]) else ""
        yield [*(told(cell.value) for cell in values[:MAX_COLUMNS]), beyond]
    if broken:
        sentence = _("These cells hold an error, or a formula without a result: %(cells)s. Put values in their place.")
        raise ValidationError(sentence, params={"cells": ", ".join(broken[:20])})


def told(value: Any) -> str:
    """A cell's value as text: whole numbers without a point, days and times in ISO form, times to the minute."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, timedelta):
        value = (
            (datetime.combine(date.min, time()) + value).time() if timedelta() <= value < timedelta(days=1) else value
        )
    if isinstance(value, time):
        return clock(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{value:.10f}" if 0 < value < 1 else repr(value)
    return unguarded(str(value))


def clock(moment: time) -> str:
    """Spreadsheets keep times as fractions, which miss a minute by a hair."""
    near = datetime.combine(date.min, moment) + timedelta(milliseconds=500)
    return f"{near:%H:%M}" if near.second == 0 else moment.isoformat()
