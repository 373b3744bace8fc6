"""What every test may use."""

import html
import os
import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from committees.core_objectives import restore_objectives
from intersessional.audit import triggers
from intersessional.roles import set_groups
from tests.faults.cluster import programs
from tests.record import committed_record, kept_database, record  # noqa: F401 fixtures for every test
from tests.staff import editor, officer, second_editor, superuser  # noqa: F401 as above

# How long an example takes is the machine's business; how many there are is bounded so that the suite stays quick.
settings.register_profile("suite", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")

WITH_DATABASE = {"db", "transactional_db", "live_server", "record", "committed_record"}


def impossible_here():
    """Marks of tests that this machine can't run, with the reason."""
    found = {}
    if not programs():
        found["own_postgresql"] = "NO initdb FOUND: install the package postgresql"
    if os.geteuid() != 0:
        found["small_disk"] = "ONLY ROOT MAY MOUNT A DISK"
    return found


def pytest_collection_modifyitems(config, items):
    """What needs no database is marked: one run of it is enough, however many databases there are. What this machine
    can't run is left out, and told at the end."""
    without = [item for item in items if any(item.get_closest_marker(mark) for mark in impossible_here())]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]
    for item in items:
        if not (item.get_closest_marker("django_db") or WITH_DATABASE & set(item.fixturenames)):
            item.add_marker(pytest.mark.pure)


def pytest_terminal_summary(terminalreporter, config):
    if "not slow" in config.option.markexpr:
        return
    for mark, reason in impossible_here().items():
        terminalreporter.write_sep("*", f"TESTS MARKED {mark} ARE LEFT OUT. {reason}.", red=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """A transactional test flushes the rows that migrations have made: they are brought back once it is torn down,
    unless it was the last and the database is gone."""
    yield
    if nextitem and flushes(item):
        with item.config.stash[blocking_manager_key].unblock():
            restore_objectives(apps)
            set_groups()
            with connection.schema_editor() as editor:
                triggers.install(editor)


def flushes(item):
    mark = item.get_closest_marker("django_db")
    is_marked = mark is not None and mark.kwargs.get("transaction")
    return is_marked or bool({"transactional_db", "live_server"} & set(item.fixturenames))


@pytest.fixture(autouse=True)
def lines_may_be_flushed(request):
    """What refuses to let lines of the audit log go stands aside between the test and the flush."""
    if flushes(request.node):
        request.getfixturevalue("_django_db_helper")
    yield
    if flushes(request.node):
        with connection.schema_editor() as editor:
            triggers.remove(editor)


@pytest.fixture(autouse=True)
def empty_cache():
    """Answers kept by one test must not reach the next."""
    cache.clear()


@pytest.fixture
def files(settings, tmp_path):
    """The folder of uploaded files, empty at first."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


class Visitor(Client):
    """Sees what a person would: the error page instead of a raised exception, and files to their end."""

    def __init__(self):
        super().__init__(raise_request_exception=False)
        self.files = []

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            self.files.append(response)
        return response


@pytest.fixture
def visitor():
    client = Visitor()
    yield client
    for file in client.files:
        file.close()


@pytest.fixture
def unreachable_database():
    """The real connection, pointed where nothing answers until the test ends."""
    connection.close()
    true_settings = dict(connection.settings_dict)
    connection.settings_dict |= (
        {"NAME": "/nowhere/at/all.sqlite3"} if connection.vendor == "sqlite" else {"HOST": "127.0.0.1", "PORT": "1"}
    )
    yield
    connection.close()
    connection.settings_dict |= true_settings


@pytest.fixture
def text_of():
    """A page's words as they are read, each run of spaces as one."""

    def text(response):
        apart = re.sub(r"</?(p|li|td|th|dt|dd|div|h\d|br|small|summary)\b[^>]*>", " ", response.content.decode())
        bare = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "", apart, flags=re.DOTALL)
        return " ".join(html.unescape(bare).split())

    return text
