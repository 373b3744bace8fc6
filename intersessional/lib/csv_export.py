"""CSV for spreadsheets and programs: RFC 4180, UTF-8, streamed in blocks, safe to open."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time

from django.http import StreamingHttpResponse
from django.utils import timezone

BYTE_ORDER_MARK = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def cell(value: object) -> str:
    """One cell: ISO dates, 24-hour times, lists joined with `; `; a text that a spreadsheet would take for a
    formula gets a leading apostrophe."""
    if isinstance(value, bool | int | float):
        return str(value)
    return guarded(value if isinstance(value, str) else text_of(value))


def text_of(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def guarded(text: str) -> str:
    """A text that begins with apostrophes before such a sign gets one more, so that one can be taken off again."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unguarded(text: str) -> str:
    """The text again, of what `guarded` has made of it."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS) else text


def csv_blocks(header: Sequence[str], blocks: Iterable[Iterable[Sequence[object]]], *, bom: bool) -> Iterator[bytes]:
    """The file as encoded text, a piece for the header and one for each block of rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BYTE_ORDER_MARK if bom else "")
    writer.writerow(header)
    yield buffer.getvalue().encode()
    for block in blocks:
        buffer.seek(0)
        buffer.truncate()
        writer.writerows([cell(value) for value in row] for row in block)
        yield buffer.getvalue().encode()


def csv_response(
    name: str, header: Sequence[str], blocks: Iterable[Iterable[Sequence[object]]], *, bom: bool
) -> StreamingHttpResponse:
    """`name` is the file's, without day and ending: `meetings` gives `meetings-2024-06-18.csv`."""
    response = StreamingHttpResponse(csv_blocks(header, blocks, bom=bom), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate().isoformat()}.csv"'
    return response
