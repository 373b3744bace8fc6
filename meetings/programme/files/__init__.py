"""A programme as files: rows of a spreadsheet, a calendar, the XML of conference apps."""

from meetings.programme.files.rows import SCHEDULE_COLUMNS as SCHEDULE_COLUMNS
from meetings.programme.files.rows import AddressOf as AddressOf
from meetings.programme.files.rows import csv_rows as csv_rows
