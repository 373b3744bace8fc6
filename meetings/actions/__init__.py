"""Deeds over several rows: meetings called off, items moved along, programmes released, taken back and copied."""

from meetings.actions.copies import Copied, Copy, copy_of, copy_programme
from meetings.actions.dates import dated_items, items_outside, move_items, moved_items
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
from meetings.actions.statuses import Outcome, set_status

__all__ = [
    "Candidate",
    "ClashError",
    "Copied",
    "Copy",
    "Outcome",
    "OutdatedError",
    "TakenBack",
    "candidate",
    "candidates",
    "copy_of",
    "copy_programme",
    "dated_items",
    "items_outside",
    "move_items",
    "moved_items",
    "release",
    "release_again",
    "release_record",
    "set_status",
    "take_back",
]
