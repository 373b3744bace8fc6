"""Whatever is killed half-way has changed nothing, or all of it."""

import json
import os
import subprocess
import sys
import time
from hashlib import sha256

import psycopg
import pytest

from tests.benchmarks.server import ROOT
from tests.faults.site import manage

pytestmark = [pytest.mark.slow, pytest.mark.own_postgresql]

KILLS = 10


def killed(environment, deed, **more):
    command = [sys.executable, "-m", "tests.faults.killed", deed, str(KILLS)]
    surroundings = {**os.environ, **environment, **more}
    told = subprocess.run(command, cwd=ROOT, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(told.stdout)


def whole(outcome):
    return outcome.get("nothing", 0) + outcome.get("all", 0)


def rows(url, query):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.parametrize("deed", ["release", "save"])
def test_killed_in_a_deed_nothing_or_all_of_it_is_stored(environment, tmp_path, figures, deed):
    figures |= killed(environment, deed)
    assert (figures["partial"], whole(figures)) == ([], KILLS)
    for name, checksum in rows(
        environment["DATABASE_URL"], "SELECT file, checksum FROM meetings_documentversion WHERE file <> ''"
    ):
        assert sha256((tmp_path / "files" / name).read_bytes()).hexdigest() == checksum


def timed(environment, *command):
    began = time.monotonic()
    manage(environment, *command)
    return f"{time.monotonic() - began:.2f}"


def test_killed_in_an_import_nothing_or_all_of_the_record_is_there(cluster, environment, figures):
    takes = timed(environment | {"DATABASE_URL": cluster.copy("other", "schema")}, "load_record", "--quiet")
    url = cluster.copy("site", "schema")
    figures |= killed(environment | {"DATABASE_URL": url}, "import", TAKES_SECONDS=takes)
    assert (figures["partial"], whole(figures)) == ([], KILLS)
    counts = "SELECT (SELECT count(*) FROM meetings_meeting), (SELECT count(*) FROM meetings_historicalmeeting)"
    assert rows(url, counts) == rows(cluster.url("template"), counts)


SCHEMA = (
    "SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2",
    "SELECT tablename, indexname FROM pg_indexes ORDER BY 1, 2",
    "SELECT app, name FROM django_migrations ORDER BY 1, 2",
    "SELECT name FROM auth_group ORDER BY 1",
)


def test_killed_in_migrations_the_schema_is_that_of_whole_ones(cluster, environment, figures):
    empty = {"DATABASE_URL": cluster.copy("other", "template0")}
    takes = timed(environment | empty, "migrate", "--skip-checks")
    url = cluster.copy("site", "template0")
    figures |= killed(environment | {"DATABASE_URL": url}, "migration", TAKES_SECONDS=takes)
    assert figures["killed"] > KILLS / 2
    for query in SCHEMA:
        assert rows(url, query) == rows(cluster.url("other"), query)
