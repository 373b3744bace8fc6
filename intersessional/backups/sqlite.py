"""An SQLite database: taken by `VACUUM INTO`, brought back by SQLite's own backup, which is one transaction."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from django.db import connection

from intersessional.backups.archive import BackupError, Progress, Tell, sync
from intersessional.backups.manifest import TableState

FILE = "database.sqlite3"
PAGES = 1000
"""Copied between two words on the progress."""


def obstacle() -> str:
    return "" if Path(connection.settings_dict["NAME"]).is_absolute() else "This database is kept in memory alone."


def version() -> str:
    return sqlite3.sqlite_version


def dump(target: Path, left_out: Iterable[str], tell: Tell) -> dict[str, TableState]:
    tell("Database: being copied")
    target.touch(mode=0o600)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        for table in left_out:
            copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 the name of a table
        found = states_in(copy)
    sync(target)
    return found


def check(source: Path) -> None:
    with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupError("SQLite can't read the database of the backup.")


def load(source: Path, tables: Iterable[str], tell: Tell) -> None:
    """Takes the place of all that is there, for whoever reads meanwhile at one moment."""
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{source}?mode=ro&immutable=1", uri=True)) as copy:
        total = copy.execute("PRAGMA page_count").fetchone()[0]
        progress = Progress(tell, "Database", total)
        copy.backup(
            connection.connection,
            pages=PAGES,
            progress=lambda _status, left, _total: progress.add(total - left - progress.done),
        )
    connection.close()


def states() -> dict[str, TableState]:
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return states_in(database)


def states_in(database: sqlite3.Connection) -> dict[str, TableState]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name"
    names = [name for (name,) in database.execute(query).fetchall()]
    return {name: TableState.of(lines_of(database, name)) for name in names}


def lines_of(database: sqlite3.Connection, table: str) -> Iterator[bytes]:
    """Written with ASCII alone, since what else is printable depends on Python's version."""
    for row in database.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # noqa: S608 the name of a table
        yield f"{row!a}\n".encode()
