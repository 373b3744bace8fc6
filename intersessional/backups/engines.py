"""Which of the databases is in use."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, cast

import psycopg
from django.db import DatabaseError, connection

from intersessional.backups import postgresql, sqlite
from intersessional.backups.archive import BackupError, Tell
from intersessional.backups.manifest import TableState

FAULTS = (BackupError, OSError, DatabaseError, sqlite3.Error, psycopg.Error)
"""What making and restoring a backup may end in."""


class Engine(Protocol):
    """What both rooms offer; each function may raise BackupError."""

    FILE: str

    def obstacle(self) -> str:
        """Why it can't be done on this machine, or nothing."""

    def version(self) -> str: ...

    def dump(self, target: Path, left_out: Iterable[str], tell: Tell) -> dict[str, TableState]:
        """Writes the whole database but the rows of some tables, and gives back what it wrote."""

    def check(self, source: Path) -> None:
        """Whether the programs of this machine can read it."""

    def load(self, source: Path, tables: Iterable[str], tell: Tell) -> None:
        """Takes the place of those tables, or changes nothing."""

    def states(self) -> dict[str, TableState]:
        """Of the database as it is."""


ENGINES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> Engine:
    if connection.vendor not in ENGINES:
        raise BackupError(f"There are backups of PostgreSQL and SQLite, not of {connection.vendor}.")
    return cast("Engine", ENGINES[connection.vendor])
