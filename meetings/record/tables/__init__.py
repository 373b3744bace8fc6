"""Which model each file fills, and how."""

from pathlib import Path

from meetings.record.entries import Table
from meetings.record.files import Files
from meetings.record.tables import outcomes, when, who
from meetings.record.texts import check_all_used


def read_tables(folder: Path) -> list[Table]:
    """All tables, each after those that it refers to. A fault in a file is a `BadRow`; the database isn't asked."""
    files = Files.read(folder)
    check_all_used(files)
    return [
        who.states(files),
        who.committees(files),
        who.successions(files),
        when.meetings(files),
        when.segments(files),
        who.memberships(files),
        when.items(files),
        outcomes.documents(files),
        outcomes.papers(files),
        outcomes.principles(files),
        outcomes.decisions(files),
        outcomes.effects(files),
        outcomes.amendments(files),
        outcomes.figures(files),
    ]
