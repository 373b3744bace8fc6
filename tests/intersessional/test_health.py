"""/healthz says that the process is up, /readyz that it can serve."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def told(response):
    return response.status_code, response.content.decode(), response.headers["Cache-Control"]


def test_healthz_is_up_without_a_database(visitor):
    assert told(visitor.get("/healthz")) == (200, "up\n", "no-store")


@pytest.mark.django_db
def test_readyz_is_ready_on_a_migrated_database(visitor):
    assert told(visitor.get("/readyz")) == (200, "ready\n", "no-store")


@pytest.mark.django_db
def test_readyz_is_503_while_a_migration_is_pending(visitor):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    assert told(visitor.get("/readyz")) == (503, "migrations pending\n", "no-store")


@pytest.mark.django_db(transaction=True)
def test_readyz_is_503_without_a_database_and_healthz_goes_on(visitor, unreachable_database):
    assert told(visitor.get("/readyz")) == (503, "database unreachable\n", "no-store")
    assert told(visitor.get("/healthz")) == (200, "up\n", "no-store")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_read(visitor, address):
    assert visitor.post(address).status_code == 405


@pytest.mark.django_db
def test_health_answers_over_plain_http_where_all_else_is_sent_to_https(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/readyz").status_code == 200
    assert visitor.get("/admin/").status_code == 301
