"""What isn't for a reader is in no byte, header or count of what they read."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import Document, Meeting
from tests.hidden import DRAFT, PERSON, draft_parts, hidden_meeting, persons, public_site
from tests.intersessional.addresses import patterns
from tests.pages import links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files")]

ASKED = [
    *(f"{address}?q={word}" for word in (DRAFT.lower(), PERSON.lower()) for address in ("/meetings/", "/search/")),
    *(f"{address}?q={DRAFT.lower()}" for address in ("/documents/", "/documents.csv", "/meetings.csv", "/papers/")),
    *("/meetings/?committee=c-other", "/meetings/?country=tg", "/documents/?state=tg", "/decisions/?committee=c-other"),
    *(
        "/meetings/open/schedule/?state=tg",
        "/meetings/open/schedule.csv?committee=c-other",
        "/committees/?on=2024-01-01",
    ),
    *("/meetings/?kind=msp&year=2024", "/meetings.ics?year=2024", "/states/tg/", "/committees/c-other/"),
]
UNTOLD = {"X-Request-ID"}
"""Differs with every answer."""


def facts(client, path):
    """Status, headers, bytes and the number of queries."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.headers.items() if name not in UNTOLD}
    return answer.status_code, headers, content, len(queries)


def starts():
    """Every public address without a part of its own; the crawl finds the others."""
    plain = [f"/{pattern}" for pattern in patterns() if not pattern.startswith("admin/") and "<" not in pattern]
    of_meeting = [
        f"/meetings/open/schedule{end}" for end in (".csv", ".json", ".ics", ".xml", "/changes.atom", "/r/1/")
    ]
    return [path for path in plain if path != "/readyz"] + of_meeting + ASKED


def crawled(client, paths):
    """The facts of these addresses, and of those that their pages link to, cold and kept."""
    cache.clear()
    waiting, found = list(paths), {}
    while waiting:
        path = waiting.pop(0)
        if path in found:
            continue
        found[path] = facts(client, path), facts(client, path)
        followed = links(path, found[path][0][2].decode("utf-8", "replace"))
        waiting += [link for link in followed if "?" not in link]
    return found


@pytest.fixture
def meeting():
    return public_site()


def hide(meeting):
    hidden = hidden_meeting()
    return [hidden, *draft_parts(meeting), *persons(meeting)]


def difference(before, after):
    """By address, where the two say something else: which part of it."""
    parts = ("status", "headers", "content", "queries")
    return {
        path: [part for part, old, new in zip(parts, before[path][turn], after[path][turn], strict=True) if old != new]
        for path in before
        for turn in (0, 1)
        if before[path][turn] != after[path][turn]
    }


def test_the_public_site_is_the_same_byte_for_byte_with_and_without_what_is_hidden(meeting):
    before = crawled(Client(), starts())
    hide(meeting)
    after = crawled(Client(), starts())
    assert after.keys() == before.keys()
    assert difference(before, after) == {}
    assert len(before) > 50


def test_it_would_differ_if_it_were_published(meeting):
    """Proof that the test above could fail: each kind of hidden row shows once it isn't hidden."""
    hide(meeting)
    Meeting.objects.update(status=Meeting.Status.PUBLISHED)
    Document.objects.update(status=Document.Status.PUBLISHED)
    told = {path: cold[2].decode() for path, (cold, _kept) in crawled(Client(), starts()).items()}
    seen = set(re.findall(rf"{DRAFT} (?:\d+ )?([a-z_]+)", " ".join(told.values())))
    assert {"title", "summary", "venue", "city", "president", "topics", "room", "subject"} <= seen
    assert [path for path, text in told.items() if PERSON.lower() in text.lower() and "q=" not in path] == []
