"""A Redis that is away makes pages slower and changes nothing else."""

import logging
import socket
import time

import pytest

from intersessional.lib import shared_cache
from intersessional.lib.shared_cache import SharedCache
from tests.factories import MeetingFactory, released
from tests.servers import free_port, redis_on


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def cache(port):
    return SharedCache(f"redis://127.0.0.1:{port}/0", {})


def test_what_is_kept_is_found_again_by_another_process(cache, port):
    with redis_on(port):
        cache.set("page", ({"Content-Type": "text/html"}, b"body"), 60)
        other = SharedCache(f"redis://127.0.0.1:{port}/0", {})
        assert other.get("page") == ({"Content-Type": "text/html"}, b"body")
        assert other.get("nothing", "default") == "default"


def test_without_it_nothing_is_found_nothing_is_kept_and_it_is_told_once(cache, caplog):
    for _time in range(3):
        cache.set("page", "body", 60)
        assert cache.get("page", "default") == "default"
    assert caplog.messages == ["The shared cache is away, pages are made without it: ConnectionError"]


def test_once_it_is_back_it_is_used_again_and_that_is_told(cache, port, caplog, monkeypatch):
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(shared_cache, "ASKED_AGAIN_AFTER_SECONDS", 0)
    for _time in range(2):
        with redis_on(port):
            cache.set("page", "body", 60)
            assert cache.get("page") == "body"
        assert cache.get("page") is None
    assert [message.partition(":")[0] for message in caplog.messages] == [
        "The shared cache is away, pages are made without it",
        "The shared cache is back",
        "The shared cache is away, pages are made without it",
    ]


def test_one_that_hangs_is_waited_for_once_and_briefly(cache, port):
    with socket.create_server(("127.0.0.1", port)):
        began = time.monotonic()
        assert [cache.get("page", "default") for _time in range(20)] == ["default"] * 20
        assert time.monotonic() - began < 4 * shared_cache.PATIENCE_SECONDS


@pytest.mark.django_db
def test_a_page_is_the_same_without_it(client, port, settings):
    released(MeetingFactory(slug="im-2024"))
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    built = client.get("/meetings/im-2024/schedule/")
    settings.CACHES = {"default": {"BACKEND": SharedCache.__module__ + ".SharedCache", "LOCATION": f"redis://:{port}"}}
    given = [client.get("/meetings/im-2024/schedule/") for _time in range(2)]
    assert [(page.status_code, page.content, page["ETag"]) for page in given] == [
        (200, built.content, built["ETag"])
    ] * 2
