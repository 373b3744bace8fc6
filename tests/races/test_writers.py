"""Many writers at one database, each a process of its own: none is told that it is locked."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import AgendaItemFactory
from tests.races.together import log

WRITERS, TIMES = 4, 500


def address_of_database():
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**given)


def started(key):
    environment = {
        "DJANGO_SETTINGS_MODULE": "intersessional.settings",
        "DATABASE_URL": address_of_database(),
        "SECRET_KEY": "of a writer",
    }
    command = [sys.executable, "-m", "tests.races.writer", str(key), str(TIMES)]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | environment, stderr=subprocess.PIPE)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_four_processes_write_five_hundred_times_each_and_none_is_refused():
    item = AgendaItemFactory(position=0)
    began = time.monotonic()
    processes = [started(item.pk) for _ in range(WRITERS)]
    told = [process.communicate()[1].decode() for process in processes]
    log.warning("%d writers x %d on %s: %.1f s", WRITERS, TIMES, connection.vendor, time.monotonic() - began)
    assert told == [""] * WRITERS
    item.refresh_from_db()
    assert (item.position, item.history.count()) == (WRITERS * TIMES, WRITERS * TIMES + 1)
