"""Settings come from the environment, and a bad one stops the start with its name."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
PRINT = """
import json, django.conf
names = {names!r}
print(json.dumps({{name: getattr(django.conf.settings, name, None) for name in names}}, default=str))
"""


def start(code, **environment):
    clean = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    clean |= {"DJANGO_SETTINGS_MODULE": "intersessional.settings"} | environment
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


def read(*names, **environment):
    ended = start(PRINT.format(names=names), **({"SECRET_KEY": "x"} | environment))
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def test_a_missing_secret_key_stops_the_start_with_its_name():
    ended = start("import django; django.setup()")
    assert ended.returncode == 1
    assert "SECRET_KEY is missing: set it to a long random text" in ended.stderr.splitlines()[-1]


def test_debug_is_off_unless_asked_for():
    assert read("DEBUG") == {"DEBUG": False}


def test_debug_does_without_a_secret_key_and_never_twice_with_the_same():
    keys = [read("SECRET_KEY", SECRET_KEY="", DEBUG="on")["SECRET_KEY"] for _ in range(2)]
    assert keys[0] != keys[1]
    assert len(keys[0]) == 50


def test_the_secret_key_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("from a file\n")
    assert read("SECRET_KEY", SECRET_KEY_FILE=str(tmp_path / "key"))["SECRET_KEY"] == "from a file"


def test_the_second_factor_is_on_and_sessions_are_short_unless_told_otherwise():
    names = ("SECOND_FACTOR", "SESSION_COOKIE_AGE", "SESSION_LONGEST_AGE", "CONFIRMATION_AGE")
    given = {"SECOND_FACTOR": "off", "SESSION_IDLE_MINUTES": "5", "SESSION_HOURS": "1", "CONFIRMATION_MINUTES": "2"}
    assert list(read(*names).values()) == [True, 3600, 43_200, 600]
    assert list(read(*names, **given).values()) == [False, 300, 3600, 120]


HTTPS_SETTINGS = ("SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")


def test_https_is_on_unless_turned_off():
    assert list(read(*HTTPS_SETTINGS).values()) == [True, 31_536_000, True, True]
    assert list(read(*HTTPS_SETTINGS, HTTPS="off").values()) == [False, 0, False, False]


def test_a_proxy_is_believed_only_where_one_is_told_of():
    assert read("SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"] is None
    told = read("SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="on")["SECURE_PROXY_SSL_HEADER"]
    assert told == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_hosts_and_origins_are_lists():
    given = {"ALLOWED_HOSTS": "a.example,b.example", "CSRF_TRUSTED_ORIGINS": "https://a.example"}
    assert read(*given, **given) == {
        "ALLOWED_HOSTS": ["a.example", "b.example"],
        "CSRF_TRUSTED_ORIGINS": ["https://a.example"],
    }


def test_postgresql_is_kept_open_checked_and_bounded():
    database = read("DATABASES", DATABASE_URL="postgres://user@host:5433/name")["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("host", 5433, "name")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (60, True)
    assert database["OPTIONS"] == {
        "connect_timeout": 3,
        "options": "-c statement_timeout=10s -c lock_timeout=5s",
    }


def test_the_addresss_own_options_win():
    database = read("DATABASES", DATABASE_URL="postgres://host/name?connect_timeout=1")["DATABASES"]["default"]
    assert database["OPTIONS"]["connect_timeout"] == 1


def test_the_own_database_is_a_file_in_var():
    settings = read("DATABASES", "HAS_OWN_DATABASE")
    assert settings["HAS_OWN_DATABASE"] is True
    assert settings["DATABASES"]["default"]["NAME"] == str(ROOT / "var" / "db.sqlite3")


@pytest.mark.django_db
def test_the_database_in_use_is_bounded_as_the_settings_say():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            told = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
            assert told == ["wal", 1]
            assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
            assert cursor.execute("PRAGMA busy_timeout").fetchone()[0] == 20_000
        else:
            cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
            assert cursor.fetchone() == ("10s", "5s")


def test_a_cache_may_be_given_by_its_address():
    cache = read("CACHES", CACHE_URL="redis://127.0.0.1:6379/1")["CACHES"]["default"]
    assert cache["BACKEND"] == "intersessional.lib.shared_cache.SharedCache"
    assert caches["default"].__class__.__name__ == "LocMemCache"


def test_the_servers_door_opens():
    ended = start(
        "from intersessional.wsgi import application; print(type(application).__name__)",
        SECRET_KEY="x",
        STATIC_ROOT=str(ROOT / "static"),
    )
    assert (ended.stdout, ended.stderr) == ("WSGIHandler\n", "")


def test_the_log_has_a_form_that_is_known():
    assert read("LOGGING", LOG_FORMAT="json")["LOGGING"]["handlers"]["stderr"]["formatter"] == "json"
    ended = start("import django; django.setup()", SECRET_KEY="x", LOG_FORMAT="xml")
    assert ended.returncode == 1
    assert "LOG_FORMAT" in ended.stderr.splitlines()[-1]
