"""A site on a PostgreSQL of its own, with the record in it and somebody who may edit it."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.server import ROOT, served
from tests.faults.clients import Visitor
from tests.faults.cluster import running_cluster
from tests.faults.site import ENVIRONMENT, PASSWORD, filled, manage, migrated


@pytest.fixture(scope="module")
def static_root(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    manage(
        ENVIRONMENT | {"STATIC_ROOT": str(folder), "DATABASE_URL": "sqlite://:memory:"}, "collectstatic", "--noinput"
    )
    return folder


@pytest.fixture(scope="module")
def style_sheet(static_root):
    return "/static/" + json.loads((static_root / "staticfiles.json").read_text())["paths"]["css/base.css"]


@pytest.fixture(scope="module")
def cluster():
    with running_cluster() as cluster:
        cluster.execute("CREATE DATABASE template")
        migrated(ENVIRONMENT | {"DATABASE_URL": cluster.url("template")})
        cluster.copy("schema", "template")
        filled(ENVIRONMENT | {"DATABASE_URL": cluster.url("template")})
        yield cluster


@pytest.fixture
def environment(cluster, static_root, tmp_path):
    """Of a site on a fresh copy of the database."""
    return ENVIRONMENT | {
        "DATABASE_URL": cluster.copy("site", "template"),
        "STATIC_ROOT": str(static_root),
        "MEDIA_ROOT": str(tmp_path / "files"),
    }


@pytest.fixture
def server(environment):
    with served(environment) as server:
        yield server


@pytest.fixture
def secretary(server):
    visitor = Visitor(server.port)
    assert visitor.sign_in("head", PASSWORD).status == 302
    return visitor


@pytest.fixture
def figures(request):
    """What was measured, kept for whoever runs the tests in `var/faults.txt`."""
    told = {}
    yield told
    path = Path(ROOT) / "var" / "faults.txt"
    with path.open("a") as kept:
        kept.write(f"{request.node.name}: {json.dumps(told)}\n")
