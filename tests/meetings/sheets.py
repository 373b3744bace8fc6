"""Spreadsheets sent into the admin and taken out of it."""

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from tests.staff import fields

COLUMNS = [
    *("meeting", "revision", "day", "starts", "ends", "time_zone", "number", "title", "kind", "status", "segment"),
    *("committee", "chairs", "speakers", "room", "url", "id", "position", "summary", "objectives"),
]


def at(meeting, page):
    return reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk])


def taken_out(desk, meeting, kind="csv", **asked):
    response = desk.client.get(at(meeting, f"draft_{kind}"), asked)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content


def rows_out(desk, meeting, **asked):
    """As dictionaries of texts."""
    return list(csv.DictReader(io.StringIO(taken_out(desk, meeting, **asked).decode("utf-8-sig"), newline="")))


def as_csv(rows, header=None, delimiter=","):
    """Of dictionaries; the header is that of the first, unless it is given."""
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, header or list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def as_xlsx(rows, title="Sheet"):
    """Of lists, the header first."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def send(desk, meeting, data, name="draft.csv"):
    """The page that comes after a file was sent: what it would do, or why it is refused."""
    return desk.client.post(at(meeting, "spreadsheet"), {"file": SimpleUploadedFile(name, data)})


def confirm(desk, meeting, page, **said):
    return desk.client.post(at(meeting, "import_sheet"), {**fields(page, "import_form"), **said}, follow=True)
