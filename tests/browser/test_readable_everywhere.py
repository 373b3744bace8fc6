"""Each kind of public page in each language: no barrier on a phone or a desk."""

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from intersessional.lib.languages import path_in
from meetings.record.demonstration import load_demonstration
from tests.browser.axe import barriers
from tests.pages import pages

pytestmark = pytest.mark.slow

ALSO = ["/no-such-page/", "/search/?q=victim+assistance", "/search/?kind=nothing", "/meetings/?year=abc&from=never"]


@pytest.fixture
def demonstration(committed_record):
    return load_demonstration(timezone.localdate())


def barriers_at(page, address):
    page.goto(address)
    found = []
    for width in (360, 1200):
        page.set_viewport_size({"width": width, "height": 900})
        found += [(width, *barrier) for barrier in barriers(page)]
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            found.append((width, "scrolls sideways", needed))
    return found


@pytest.mark.parametrize("code", [code for code, _name in settings.CONTENT_LANGUAGES])
def test_no_public_page_has_a_barrier(live_server, new_page, demonstration, code):
    page = new_page(bypass_csp=True)
    paths = [path for path, _page in pages(Client(), most=1)] + ALSO
    assert len(paths) > 25
    found = {path: barriers_at(page, f"{live_server.url}{path_in(code, path)}") for path in paths}
    assert {path: barred for path, barred in found.items() if barred} == {}
