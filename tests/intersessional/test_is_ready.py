"""The health check of a container: says why a server can't serve, and nothing where it can."""

import http.server
import threading
from contextlib import contextmanager

import pytest

from intersessional import is_ready
from tests.servers import free_port


@contextmanager
def server_that_says(status, body):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments):
            pass

    asked = []
    server = http.server.HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.server_port, asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ended(monkeypatch, port):
    monkeypatch.setenv("BIND", f"unix:/run/web.sock,0.0.0.0:{port}")
    monkeypatch.setenv("ALLOWED_HOSTS", "site.example,other.example")
    with pytest.raises(SystemExit) as end:
        is_ready.main()
    return end.value.code


def test_a_server_that_is_ready_is_asked_by_its_own_name_and_the_check_ends_well(monkeypatch):
    with server_that_says(200, b"ready\n") as (port, asked):
        assert ended(monkeypatch, port) == 0
    assert asked == [("/readyz", "site.example")]


def test_a_server_that_is_not_ready_gives_its_reason(monkeypatch):
    with server_that_says(503, b"migrations pending\n") as (port, _asked):
        assert ended(monkeypatch, port) == "migrations pending"


def test_a_server_that_does_not_answer_is_not_ready(monkeypatch):
    assert "Connection refused" in ended(monkeypatch, free_port())
