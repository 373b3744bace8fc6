"""The historical record in the database of a test."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import transaction

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


@pytest.fixture
def committed_record(transactional_db):
    """Loaded anew for each test, for live servers and other connections to see."""
    restore_objectives(apps)
    return load()
