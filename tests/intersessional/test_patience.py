"""A request waits for a database that hangs only so long; whoever stood in line is told at once."""

import socket
import time

import psycopg
import pytest
from django.http import HttpResponse

from intersessional.middleware import patience
from intersessional.postgresql import patience as limits
from intersessional.postgresql.base import connect
from intersessional.postgresql.patience import is_bounded, pause


@pytest.fixture
def silent_server():
    """Takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"host=127.0.0.1 port={server.getsockname()[1]} dbname=site user=site connect_timeout=2"


@pytest.fixture
def in_a_request():
    token = is_bounded.set(True)
    yield
    is_bounded.reset(token)
    pause.until = 0.0


def test_who_has_waited_in_vain_tells_the_next_at_once(silent_server, in_a_request):
    with pytest.raises(psycopg.errors.ConnectionTimeout):
        connect(silent_server)
    began = time.monotonic()
    with pytest.raises(psycopg.OperationalError, match="has not answered a moment ago"):
        connect(silent_server)
    assert time.monotonic() - began < 0.1


def test_a_command_is_not_told_to_come_back(in_a_request):
    pause.begin()
    assert pause.is_on
    is_bounded.set(False)
    assert not pause.is_on


def test_after_a_pause_it_is_asked_again(monkeypatch, in_a_request):
    monkeypatch.setattr(limits, "PAUSE_SECONDS", 0)
    pause.begin()
    assert not pause.is_on


def test_requests_are_bounded_and_nothing_after_them(rf):
    seen = []
    answer = patience(lambda request: seen.append(is_bounded.get()) or HttpResponse())
    answer(rf.get("/"))
    assert (seen, is_bounded.get()) == ([True], False)
