"""What every test may use."""

import html
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests.record import committed_record, kept_database, record  # noqa: F401 fixtures for every test
from tests.staff import editor, officer, second_editor, superuser  # noqa: F401 as above


@pytest.fixture(autouse=True)
def empty_cache():
    """Answers kept by one test must not reach the next."""
    cache.clear()


class Visitor(Client):
    """Sees what a person would: the error page instead of a raised exception, and files to their end."""

    def __init__(self):
        super().__init__(raise_request_exception=False)
        self.files = []

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            self.files.append(response)
        return response


@pytest.fixture
def visitor():
    client = Visitor()
    yield client
    for file in client.files:
        file.close()


@pytest.fixture
def unreachable_database():
    """The real connection, pointed where nothing answers until the test ends."""
    connection.close()
    true_settings = dict(connection.settings_dict)
    connection.settings_dict |= (
        {"NAME": "/nowhere/at/all.sqlite3"} if connection.vendor == "sqlite" else {"HOST": "127.0.0.1", "PORT": "1"}
    )
    yield
    connection.close()
    connection.settings_dict |= true_settings


@pytest.fixture
def text_of():
    """A page's words as they are read, each run of spaces as one."""

    def text(response):
        apart = re.sub(r"</?(p|li|td|th|dt|dd|div|h\d|br|small|summary)\b[^>]*>", " ", response.content.decode())
        bare = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "", apart, flags=re.DOTALL)
        return " ".join(html.unescape(bare).split())

    return text
