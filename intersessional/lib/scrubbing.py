"""Bytes of deleted rows: a database keeps them until it is told not to."""

from django.db import connection


def scrub() -> None:
    """Outside a transaction. Takes as long as the database is large; readers go on meanwhile."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("RESET statement_timeout")
