"""The draft of a programme as a spreadsheet: the cells it is written as, and rows read back into items."""

from meetings.programme.sheets.cells import DRAFT as DRAFT
from meetings.programme.sheets.cells import DRAFT_COLUMNS as DRAFT_COLUMNS
from meetings.programme.sheets.cells import OF_TEXTS as OF_TEXTS
from meetings.programme.sheets.cells import Names as Names
from meetings.programme.sheets.cells import draft_columns as draft_columns
from meetings.programme.sheets.cells import draft_rows as draft_rows
from meetings.programme.sheets.faults import Code as Code
from meetings.programme.sheets.faults import Fault as Fault
from meetings.programme.sheets.rows import Draft as Draft
from meetings.programme.sheets.rows import Heading as Heading
from meetings.programme.sheets.rows import Reading as Reading
from meetings.programme.sheets.rows import Row as Row
from meetings.programme.sheets.rows import read_rows as read_rows
