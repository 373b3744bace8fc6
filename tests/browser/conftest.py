"""A real Chromium, as a delegate or a secretary would use it."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

CANDIDATES = [Path("/usr/bin") / name for name in ("chromium", "chromium-browser", "google-chrome")]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium for Linux tells on its console that it doesn't know this feature of the Permissions-Policy.
KNOWN_MESSAGES = {"Error with Permissions-Policy header: Unrecognized feature: 'web-share'."}


def pytest_itemcollected(item):
    """Marked at once: what `-m` leaves out is chosen before the order is made."""
    if Path(__file__).parent in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest come first, so that at the end no process waits for another."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def chromium():
    # Playwright's loop makes Django believe that it runs in an asynchronous context.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        path = next(candidate for candidate in CANDIDATES if candidate.exists())
        browser = playwright.chromium.launch(executable_path=str(path), args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_page(chromium):
    """Opens a window; what its console says, violations of the policy among it, is kept in `page.said`."""
    contexts = []

    def opened(*, width=1200, scheme="light", **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **options)
        contexts.append(context)
        page = context.new_page()
        page.said = []
        page.on("console", lambda message: note(page, message.text))
        page.on("pageerror", lambda error: note(page, str(error)))
        return page

    def note(page, text):
        if text not in KNOWN_MESSAGES:
            page.said.append(text)

    yield opened
    for context in contexts:
        context.close()
