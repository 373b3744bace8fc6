"""Brings the record into the database, all of it or nothing."""

from pathlib import Path

from django.db import transaction

from meetings.record.files import DATA
from meetings.record.report import TableReport
from meetings.record.table_load import Loaded, TableLoad
from meetings.record.tables import read_tables


def load(folder: Path = DATA) -> list[TableReport]:
    """Add and change rows, leave alone what staff have edited or deleted. A `BadRow` leaves the database as it was."""
    tables = read_tables(folder)
    with transaction.atomic():
        loaded = Loaded()
        return [TableLoad(table, loaded).run() for table in tables]
