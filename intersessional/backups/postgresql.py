"""A PostgreSQL database: taken by pg_dump, brought back by pg_restore and psql in one transaction."""

import os
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from intersessional.backups.archive import BackupError, Progress, Tell, sync
from intersessional.backups.manifest import TableState

FILE = "database.dump"
PROGRAMS = ("pg_dump", "pg_restore", "psql")
DEBIAN = Path("/usr/lib/postgresql")


def obstacle() -> str:
    missing = [name for name in PROGRAMS if not program(name)]
    if not missing:
        return ""
    return f"Not found: {', '.join(missing)}. Install the client programs of the server's version (postgresql-client)."


def program(name: str) -> str | None:
    """On the path, else where Debian keeps the newest."""
    newest = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]), reverse=True)
    return shutil.which(name) or next(map(str, newest), None)


def version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def dump(target: Path, left_out: Iterable[str], tell: Tell) -> dict[str, TableState]:
    """Rows are counted in the very snapshot that is dumped."""
    target.touch(mode=0o600)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
        progress = Progress(tell, "Database", len(table_names()))
        options = ["--format=custom", "--no-owner", "--no-privileges", "--verbose", f"--snapshot={snapshot}"]
        options += [f"--file={target}", *(f"--exclude-table-data={table}" for table in left_out)]
        for line in output("pg_dump", options):
            progress.add("dumping contents of table" in line)
        found = states_but(left_out)
    sync(target)
    return found


def check(source: Path) -> None:
    for _line in output("pg_restore", ["--list", str(source)], database=False):
        pass


def load(source: Path, tables: Iterable[str], tell: Tell) -> None:
    """Takes the place of those tables, in one transaction. Its script is a file without a name, gone with us; were it
    a pipe, its early end would be taken for the end of the script."""
    functions = ", ".join(own_functions())
    connection.close()
    with tempfile.TemporaryFile() as script:
        tell("Database: being read")
        options = ["--no-owner", "--no-privileges", "--file=-", str(source)]
        for _line in output("pg_restore", options, database=False, stdout=script):
            pass
        script.seek(0)
        tell("Database: being written")
        options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction"]
        names = ", ".join(connection.ops.quote_name(table) for table in tables)
        options += [f"--command=DROP TABLE {names} CASCADE"] if names else []
        options += [f"--command=DROP ROUTINE {functions}"] if names and functions else []
        for _line in output("psql", [*options, "--file=-"], stdin=script, stdout=subprocess.DEVNULL):
            pass


def own_functions() -> list[str]:
    """Those of triggers among them; none of an extension."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
            " AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
        )
        return [name for (name,) in cursor.fetchall()]


def states() -> dict[str, TableState]:
    with transaction.atomic():
        return states_but([])


def states_but(left_out: Iterable[str]) -> dict[str, TableState]:
    """Of a table that is left out, what a dump without its data holds."""
    empty = set(left_out)
    return {name: TableState.of([] if name in empty else lines_of(name)) for name in table_names()}


def table_names() -> list[str]:
    return sorted(connection.introspection.table_names())


def lines_of(table: str) -> Iterator[memoryview | bytes | bytearray]:
    """By the text of the key, sorted alike on every server."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_column(cursor, table) or "ctid"
        order = f'{quote(key)}::text COLLATE "C"'
        with cursor.copy(f"COPY (SELECT * FROM {quote(table)} ORDER BY {order}) TO STDOUT") as lines:  # noqa: S608 names of the schema
            yield from lines


def output(name: str, options: list[str], *, database: bool = True, **streams: Any) -> Iterator[str]:
    """What the program says on its standard error stream, line by line. BackupError: it failed, with its words."""
    arguments, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, options)
    command = [program(name) or name, *(arguments[1:] if database else options)]
    last = deque[str](maxlen=5)
    with started(command, environment if database else None, streams) as process:
        for line in process.stderr or ():
            last.append(line.strip())
            yield line
    if process.returncode:
        raise BackupError(f"{name} failed: {' '.join(last)}")


@contextmanager
def started(command: list[str], environment: Any, streams: dict[str, Any]) -> Iterator[subprocess.Popen[str]]:
    surroundings = {**os.environ, **(environment or {}), "LC_ALL": "C"}
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, **streams}
    with subprocess.Popen(command, env=surroundings, stderr=subprocess.PIPE, text=True, **streams) as process:  # noqa: S603 programs of PostgreSQL
        yield process
