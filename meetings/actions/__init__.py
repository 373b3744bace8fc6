"""Deeds over several rows: meetings called off, items moved; programmes released, taken back, copied, imported; files
made documents."""

from meetings.actions.copies import Copied, Copy, copy_of, copy_programme
from meetings.actions.dates import dated_items, items_outside, move_items, moved_items
from meetings.actions.document_files import NewFile, RefusedFilesError, add_documents
from meetings.actions.drafts import TakenBack, take_back
from meetings.actions.releases import (
    Candidate,
    ClashError,
    OutdatedError,
    candidate,
    candidates,
    release,
    release_again,
    release_record,
)
from meetings.actions.restored import leave_kept_answers
from meetings.actions.sheets import Choices, Imported, Incoming, import_sheet, look_at
from meetings.actions.statuses import Outcome, set_status

__all__ = [
    "Candidate",
    "Choices",
    "ClashError",
    "Copied",
    "Copy",
    "Imported",
    "Incoming",
    "NewFile",
    "Outcome",
    "OutdatedError",
    "RefusedFilesError",
    "TakenBack",
    "add_documents",
    "candidate",
    "candidates",
    "copy_of",
    "copy_programme",
    "dated_items",
    "import_sheet",
    "items_outside",
    "leave_kept_answers",
    "look_at",
    "move_items",
    "moved_items",
    "release",
    "release_again",
    "release_record",
    "set_status",
    "take_back",
]
