"""Kept answers: the same as the built ones, compressed for who asks, gone as soon as their version is."""

import gzip
from datetime import time

import brotli
import pytest
from django.core.cache import cache

from meetings.models import AgendaItem, Meeting
from tests.factories import AgendaItemFactory, MeetingFactory, released

pytestmark = pytest.mark.django_db

PATH = "/meetings/im-2024/schedule/"


@pytest.fixture
def item():
    meeting = MeetingFactory(slug="im-2024")
    item = AgendaItemFactory(meeting=meeting, title={"en": "Opening"}, day=meeting.starts_on, starts=time(10))
    released(meeting)
    return item


UNPACK = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.mark.usefixtures("item")
@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        (None, ""),
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.0, gzip; q=0", ""),
        ("BR", "br"),
        (";;,,q=", ""),
    ],
)
def test_the_answer_comes_in_the_best_encoding_that_is_asked_for(client, asked, encoding):
    headers = {} if asked is None else {"Accept-Encoding": asked}
    plain = client.get(PATH).content
    for _cold_then_kept in range(2):
        answer = client.get(PATH, headers=headers)
        assert answer.get("Content-Encoding", "") == encoding
        assert UNPACK[encoding](answer.content) == plain
        assert answer["Vary"] == "Accept-Encoding"
        assert answer["Content-Length"] == str(len(answer.content))


@pytest.mark.usefixtures("item")
def test_a_kept_answer_is_the_built_one_headers_and_all(client):
    for path in (PATH, "/meetings/im-2024/schedule.csv", "/meetings/im-2024/schedule.json"):
        built, found = client.get(path), client.get(path)
        assert found.content == built.content
        known = {name: value for name, value in built.headers.items() if name != "X-Request-ID"}
        assert {name: value for name, value in found.headers.items() if name != "X-Request-ID"} == known


@pytest.mark.usefixtures("item")
def test_who_has_the_answer_is_told_so_without_the_programme_being_read(client, django_assert_num_queries):
    for encoding in ("", "gzip", "br"):
        tag = client.get(PATH, headers={"Accept-Encoding": encoding})["ETag"]
        cache.clear()
        with django_assert_num_queries(1):
            answer = client.get(PATH, headers={"Accept-Encoding": encoding, "If-None-Match": f'"x", W/{tag}'})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert answer["Cache-Control"] == "public, no-cache"


def test_a_release_is_seen_at_the_next_load(client, item):
    before = client.get(PATH)
    item.title = {"en": "Opening ceremony"}
    item.save()
    assert client.get(PATH).content == before.content
    released(item.meeting)
    after = client.get(PATH, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert b"Opening ceremony" in after.content


def test_a_meeting_that_becomes_a_draft_is_hidden_at_once(client, item):
    client.get(PATH)
    Meeting.objects.filter(pk=item.meeting_id).update(status=Meeting.Status.DRAFT)
    assert client.get(PATH).status_code == 404


@pytest.mark.usefixtures("item")
def test_parameters_that_make_no_difference_share_one_answer(client, django_assert_num_queries):
    client.get(PATH)
    with django_assert_num_queries(1):
        client.get(PATH, {"utm_source": "newsletter"})


@pytest.mark.usefixtures("item")
def test_a_refused_file_is_not_kept_and_refuses_again(client):
    for _ in range(2):
        assert client.get("/meetings/im-2024/schedule.csv?colour=red").status_code == 400
    assert client.get("/meetings/im-2024/schedule.csv?bom=1").content.startswith(b"\xef\xbb\xbf")
    assert not client.get("/meetings/im-2024/schedule.csv").content.startswith(b"\xef\xbb\xbf")


@pytest.mark.usefixtures("item")
def test_each_host_has_its_own_answer(client, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    pages = [client.get(PATH, headers={"Host": host}).content.decode() for host in settings.ALLOWED_HOSTS]
    for host, page in zip(settings.ALLOWED_HOSTS, pages, strict=True):
        assert f"http://{host}/meetings/im-2024/schedule/" in page


@pytest.mark.usefixtures("item")
def test_another_deployment_gives_its_own_answers(client, settings):
    tag = client.get(PATH)["ETag"]
    settings.DEPLOYED_VERSION = "next"
    assert client.get(PATH)["ETag"] != tag


@pytest.mark.usefixtures("item")
def test_whoever_sends_a_session_cookie_gets_an_answer_that_nobody_stores(client):
    client.get(PATH)
    client.cookies["sessionid"] = "abc"
    answer = client.get(PATH)
    assert answer["Cache-Control"] == "no-store"
    assert answer.status_code == 200


@pytest.mark.usefixtures("item")
def test_the_head_of_an_answer_costs_as_little(client, django_assert_num_queries):
    page = client.get(PATH)
    with django_assert_num_queries(1):
        head = client.head(PATH)
    assert (head["ETag"], head["Content-Length"], head.content) == (page["ETag"], str(len(page.content)), b"")


@pytest.mark.usefixtures("item")
def test_only_reading_is_kept(client):
    client.get(PATH)
    assert client.post(PATH).status_code == 405


def test_a_draft_item_is_in_no_kept_answer(client, item):
    AgendaItemFactory(meeting=item.meeting, title={"en": "Xylophone"}, room="Xylophone")
    for path in (PATH, "/meetings/im-2024/schedule.csv", "/meetings/im-2024/schedule.json", "/", "/meetings/im-2024/"):
        for _cold_then_kept in range(2):
            assert b"Xylophone" not in client.get(path).content, path
    assert not any("Xylophone" in str(value) for value in cache._cache.values())
    assert AgendaItem.objects.filter(title__en="Xylophone").exists()
