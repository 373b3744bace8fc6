"""Reads the rows of a file and checks their cells; the first fault is told with its file, line and column."""

import csv
import io
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Never

from intersessional.lib.partial_dates import Precision

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEAR = re.compile(r"[0-9]{4}")
CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")
NUMBER = re.compile(r"[0-9]{1,9}")
AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
UNDECODABLE = re.compile("[\udc80-\udcff]")
"""What a byte that is no UTF-8 is read as."""

YEARS = range(1900, 2101)
LARGEST_NUMBER = 32_767


class BadRow(Exception):  # noqa: N818 - named as the record's readers speak of it
    """A row that can't be loaded."""

    def __init__(self, file: str, line: int, column: str, reason: str) -> None:
        self.file, self.line, self.column, self.reason = file, line, column, reason
        place = f"{file}, line {line}, column {column}" if column else f"{file}, line {line}"
        super().__init__(f"{place}: {reason}")


@dataclass(frozen=True)
class Row:
    """One row of a file; an empty cell is a fact that was not found."""

    file: str
    line: int
    cells: Mapping[str, str]

    def fault(self, column: str, reason: str) -> BadRow:
        return BadRow(self.file, self.line, column if column in self.cells else "", reason)

    def text(self, column: str) -> str:
        return self.cells[column]

    def needed(self, column: str) -> str:
        if not self.cells[column]:
            raise self.fault(column, "A value is missing.")
        return self.cells[column]

    def choice(self, column: str, choices: Iterable[str]) -> str:
        """One of the choices, or nothing where the choices allow it."""
        cell, known = self.cells[column], [str(choice) for choice in choices]
        if cell not in known:
            raise self.fault(column, f"“{cell}” is not one of: {', '.join(one or 'nothing' for one in known)}.")
        return cell

    def day(self, column: str) -> date | None:
        cell = self.cells[column]
        return self._date(column, cell) if cell else None

    def day_or_year(self, column: str) -> tuple[date | None, Precision]:
        """A date, and how much of it is known: four digits are a year."""
        cell = self.cells[column]
        if YEAR.fullmatch(cell):
            return date(self._year(column, cell), 1, 1), Precision.YEAR
        return self.day(column), Precision.DAY

    def year(self, column: str) -> int | None:
        cell = self.cells[column]
        return self._year(column, cell) if cell else None

    def clock(self, column: str) -> time | None:
        cell = self.cells[column]
        if not cell:
            return None
        try:
            return time.fromisoformat(cell) if CLOCK.fullmatch(cell) else self._refuse(column, "a time such as 09:30")
        except ValueError:
            return self._refuse(column, "a time such as 09:30")

    def number(self, column: str) -> int | None:
        cell = self.cells[column]
        if not cell:
            return None
        if not NUMBER.fullmatch(cell) or int(cell) > LARGEST_NUMBER:
            self._refuse(column, f"a whole number up to {LARGEST_NUMBER}")
        return int(cell)

    def amount(self, column: str) -> Decimal | None:
        cell = self.cells[column]
        if not cell:
            return None
        if not AMOUNT.fullmatch(cell):
            self._refuse(column, "an amount such as 24271 or 24271.50")
        return Decimal(cell)

    def names(self, column: str) -> tuple[str, ...]:
        """Several values, with `;` between them, each once."""
        cell = self.cells[column]
        names = tuple(cell.split(";")) if cell else ()
        for name in names:
            if names.count(name) > 1:
                raise self.fault(column, f"“{name}” stands there twice.")
        return names

    def reference(self, column: str, known: Container[str], file: str) -> str | None:
        """The key of a row of that file, or nothing."""
        cell = self.cells[column]
        return self.known(column, cell, known, file) if cell else None

    def references(self, column: str, known: Container[str], file: str) -> tuple[str, ...]:
        return tuple(self.known(column, name, known, file) for name in self.names(column))

    def known(self, column: str, name: str, known: Container[str], file: str) -> str:
        if name not in known:
            raise self.fault(column, f"“{name}” is not found in {file}.")
        return name

    def _date(self, column: str, cell: str) -> date:
        try:
            return (
                date.fromisoformat(cell) if DAY.fullmatch(cell) else self._refuse(column, "a date such as 2024-06-18")
            )
        except ValueError:
            return self._refuse(column, "a date such as 2024-06-18")

    def _year(self, column: str, cell: str) -> int:
        if not YEAR.fullmatch(cell) or int(cell) not in YEARS:
            self._refuse(column, "a year such as 1999")
        return int(cell)

    def _refuse(self, column: str, wanted: str) -> Never:
        raise self.fault(column, f"“{self.cells[column]}” is not {wanted}.")


def read_rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """The rows of a UTF-8 file whose first line names exactly these columns, in any order."""
    try:
        text = path.read_bytes().decode("utf-8-sig", "surrogateescape")
    except OSError as error:
        raise BadRow(path.name, 1, "", "The file can't be read.") from error
    lines = numbered_lines(path.name, text)
    _first, header = next(lines, (1, []))
    check_header(path.name, header, columns)
    return [checked_row(path.name, line, header, cells) for line, cells in lines]


def numbered_lines(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row with the number of its first line, which counts those inside cells too."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadRow(file, line, "", f"Not CSV: {error}.") from error
        yield line, cells


def check_header(file: str, header: list[str], columns: tuple[str, ...]) -> None:
    for column in columns:
        if column not in header:
            raise BadRow(file, 1, column, "The column is missing.")
    for column in header:
        if column not in columns:
            raise BadRow(file, 1, ascii(column)[1:-1], "The column is not known.")
        if header.count(column) > 1:
            raise BadRow(file, 1, column, "The column stands there twice.")


def checked_row(file: str, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise BadRow(file, line, "", f"{len(cells)} cells, where the first line names {len(header)} columns.")
    for column, cell in zip(header, cells, strict=True):
        if UNDECODABLE.search(cell):
            raise BadRow(file, line, column, "The text is not UTF-8.")
        if "\x00" in cell:
            raise BadRow(file, line, column, "The text holds a NUL character.")
    return Row(file, line, dict(zip(header, cells, strict=True)))
