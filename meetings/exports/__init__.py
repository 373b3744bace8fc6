"""The columns of files."""

from meetings.exports.lists import DECISION_COLUMNS as DECISION_COLUMNS
from meetings.exports.lists import DOCUMENT_COLUMNS as DOCUMENT_COLUMNS
from meetings.exports.lists import MEETING_COLUMNS as MEETING_COLUMNS
from meetings.exports.lists import PAPER_COLUMNS as PAPER_COLUMNS
from meetings.exports.lists import decision_blocks as decision_blocks
from meetings.exports.lists import document_blocks as document_blocks
from meetings.exports.lists import meeting_blocks as meeting_blocks
from meetings.exports.lists import paper_blocks as paper_blocks
