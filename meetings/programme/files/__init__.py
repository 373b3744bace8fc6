"""A programme as files: rows of a spreadsheet, events of a calendar, the XML of conference apps."""

from meetings.programme.files.events import events as events
from meetings.programme.files.events import without_a_day as without_a_day
from meetings.programme.files.events import zone_of as zone_of
from meetings.programme.files.frab import frab_xml as frab_xml
from meetings.programme.files.rows import SCHEDULE_COLUMNS as SCHEDULE_COLUMNS
from meetings.programme.files.rows import SCHEDULE_TEXTS as SCHEDULE_TEXTS
from meetings.programme.files.rows import AddressOf as AddressOf
from meetings.programme.files.rows import columns_by_language as columns_by_language
from meetings.programme.files.rows import csv_rows as csv_rows
from meetings.programme.files.rows import csv_rows_in_all_languages as csv_rows_in_all_languages
from meetings.programme.files.told import HOST as HOST
from meetings.programme.files.told import Told as Told
