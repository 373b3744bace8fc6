"""Texts of the interface: all of them go through gettext."""

import re

import pytest
from django.conf import settings
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import trans_real

from committees.core_objectives import CORE_OBJECTIVES
from meetings.models import Meeting
from meetings.record.demonstration import load_demonstration
from tests.marked import mark_content
from tests.pages import Pseudo, Reader, pages, untranslated, words
from tests.record import rolled_back

pytestmark = pytest.mark.django_db

AS_THEY_ARE = {"True", "False", "Search"} | {name for _code, name in settings.CONTENT_LANGUAGES}
AS_THEY_ARE |= {objective.slug for objective in CORE_OBJECTIVES}
"""What Django's own templates say of a picture; the names of languages; slugs that a column shows."""


@pytest.fixture(scope="module")
def content(record, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        load_demonstration(timezone.localdate())
        mark_content()
        with django_db_blocker.block():
            yield


@pytest.fixture
def pseudo(monkeypatch):
    monkeypatch.setitem(trans_real._translations, "en", Pseudo())


def left(page):
    """The texts that nobody could translate, each with its element; what names its language is content."""
    said = ((one.place, " ".join(words(untranslated(one.text)))) for one in Reader(page).said if not one.language)
    return {(tag, text) for tag, text in said if text and text not in AS_THEY_ARE}


@pytest.mark.usefixtures("content", "pseudo")
def test_every_text_of_the_public_pages_can_be_translated(client):
    found = {path: left(page) for path, page in pages(client)}
    assert len(found) > 35
    assert {path: texts for path, texts in found.items() if texts} == {}


GREEK = re.compile("[α-ω]")
UNMARKED = {"title"}
"""Elements that hold no others."""


def in_english(page):
    """The English texts of the content that don't say so, each with its element; attributes can't."""
    said = [one for one in Reader(page).said if GREEK.search(one.text) and one.language != "en"]
    return {(one.place, one.text) for one in said if " " not in one.place and one.place not in UNMARKED}


@pytest.mark.slow
@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_text_that_stands_in_english_on_a_page_in_another_language_says_so(client, language):
    found = dict(pages(client, f"/{language}/"))
    assert len(found) > 35
    assert sum(1 for page in found.values() if GREEK.search(page)) > 20
    assert {path: texts for path, page in found.items() if (texts := in_english(page))} == {}


def addresses():
    """The pages of the admin: each model's, and those of the demonstration's programme."""
    yield reverse("admin:index")
    # The lines of the audit log name views, models and fields as the code does.
    for model in (model for model in site._registry if model._meta.app_label not in {"auth", "audit"}):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        yield reverse(f"{name}_changelist")
        yield reverse(f"{name}_add")
        if row:
            yield reverse(f"{name}_change", args=[row.pk])
            yield reverse(f"{name}_history", args=[row.pk])
    meeting = Meeting.objects.get(slug="demonstration")
    for pattern in site._registry[Meeting].get_urls():
        try:
            yield reverse(f"admin:{pattern.name}", args=[meeting.pk])
        except NoReverseMatch:
            continue


@pytest.mark.usefixtures("content")
def test_every_text_of_the_admin_can_be_translated(superuser, monkeypatch):
    monkeypatch.setitem(trans_real._translations, "en", Pseudo())
    User.objects.update(username="1")
    found = {}
    for path in addresses():
        page = superuser.client.get(path, follow=True)
        if page["Content-Type"].startswith("text/html"):
            found[path] = left(page.text)
    assert len(found) > 100
    assert {path: texts for path, texts in found.items() if texts} == {}
