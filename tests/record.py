"""The historical record in the database of a test."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from django.apps import apps
from django.db import connection, transaction

from committees.core_objectives import restore_objectives
from meetings.record.loader import load


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def record(django_db_setup, django_db_blocker):
    """Loaded once for all tests of a module that ask for it and for `db`, each of which undoes what it changes.

    No test of such a module may be transactional or use a live server: the record is never committed.
    """
    with django_db_blocker.unblock(), rolled_back():
        restore_objectives(apps)
        reports = load()
        with django_db_blocker.block():
            yield reports


@pytest.fixture(scope="session")
def kept_database():
    """An SQLite database in memory that holds the loaded record from its first use on."""
    with closing(sqlite3.connect(":memory:", check_same_thread=False)) as kept:
        yield kept


@pytest.fixture
def committed_record(transactional_db, kept_database):
    """Committed for each test, for live servers and other connections to see; on SQLite loaded only once."""
    is_kept = bool(kept_database.execute("SELECT name FROM sqlite_master").fetchone())
    if connection.vendor == "sqlite" and is_kept:
        connection.ensure_connection()
        kept_database.backup(connection.connection)
        return
    restore_objectives(apps)
    load()
    if connection.vendor == "sqlite":
        connection.connection.backup(kept_database)
