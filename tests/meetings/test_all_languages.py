"""Every public page in the six languages: all in its language or marked, at one address, with a way to the others."""

import re
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.urls import get_resolver, resolve
from django.urls.resolvers import LocalePrefixPattern, URLPattern
from django.utils import timezone

from intersessional.lib.languages import path_in
from meetings.models import DraftLink, Meeting
from meetings.record.demonstration import load_demonstration
from tests.left_in_english import Known, left_in_english
from tests.pages import pages
from tests.record import rolled_back
from tests.staff import member_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = [code for code, _name in settings.CONTENT_LANGUAGES]
UNLINKED = [
    "/no-such-page/",
    "/search/?q=victim+assistance",
    "/search/?q=no-such-word",
    "/search/?kind=nothing",
    "/meetings/?year=abc&from=never",
    "/meetings/?kind=msp&format=virtual&country=no",
    "/committees/cocom/?on=2018-06-01",
    "/programme/?on=2001-02-30",
    "/states/lb/",
    "/meetings/im-2022/schedule/",
    "/meetings/sc-2012-05/",
]
SOME = ["/", "/meetings/im-2022/schedule/", "/decisions/", "/no-such-page/", "/search/?q=victim+assistance"]
SITE = "http://testserver"


@dataclass
class Site:
    """`{path of the English page: {language: page}}`, and what the other languages share with English."""

    pages: dict
    known: dict


@pytest.fixture(scope="module", params=["some", pytest.param("all", marks=pytest.mark.slow)])
def site(record, django_db_blocker, request):
    """Some pages in Arabic and French; or each kind of public page in each language."""
    with django_db_blocker.unblock(), rolled_back():
        load_demonstration(timezone.localdate())
        client = Client(raise_request_exception=False)
        paths = SOME if request.param == "some" else list(all_paths(client))
        codes = ["en", "ar", "fr"] if request.param == "some" else LANGUAGES
        found = {path: {code: client.get(path_in(code, path), follow=True).text for code in codes} for path in paths}
        known = {code: Known(code) for code in codes if code != "en"}
        with django_db_blocker.block():
            yield Site(found, known)


def all_paths(client):
    yield from (path for path, _page in pages(client))
    yield from UNLINKED
    meeting = Meeting.objects.get(slug="demonstration")
    maker = member_of("maker", "Editors").user
    yield f"/drafts/{DraftLink.objects.create(meeting=meeting, for_whom='The chair', made_by=maker).token}/"


def page_names(patterns):
    """Of the addresses that stand in every language."""
    for found in patterns:
        if isinstance(found, URLPattern):
            yield found.name
        else:
            yield from page_names(found.url_patterns)


def each(site):
    """Every page with its English path and its language."""
    return ((path, code, page) for path, by_language in site.pages.items() for code, page in by_language.items())


def test_every_public_address_of_a_page_is_crawled(site):
    if len(site.pages) == len(SOME):
        assert list(site.pages) == SOME
        return
    resolver = next(one for one in get_resolver().url_patterns if isinstance(one.pattern, LocalePrefixPattern))
    crawled = {resolve(path.partition("?")[0]).url_name for path in site.pages if path != "/no-such-page/"}
    assert crawled == set(page_names(resolver.url_patterns))


def test_every_page_names_its_language_and_direction(site):
    lines = {code: f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' for code in LANGUAGES}
    assert [(path, code) for path, code, page in each(site) if lines[code] not in page] == []


def test_no_page_leaves_a_text_in_english_without_saying_so(site):
    left = {
        (path, code): left_in_english(
            page, site.pages[path]["en"], site.known[code], set(QueryDict(path.partition("?")[2]).values())
        )
        for path, code, page in each(site)
        if code != "en"
    }
    assert {where: texts for where, texts in left.items() if texts} == {}


def test_what_is_marked_as_english_on_a_page_from_right_to_left_has_its_own_direction(site):
    marked = [
        tag for page in site.pages.values() for tag in re.findall(r'<(?!bdi)\w+[^>]* lang="en"[^>]*>', page["ar"])
    ]
    assert len(marked) > 20
    assert [tag for tag in marked if ' dir="ltr"' not in tag and "hreflang" not in tag] == []


def test_every_page_names_its_one_address_and_those_of_the_same_page_in_every_language(site):
    counted = 0
    for path, code, page in each(site):
        canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
        if not canonical:
            assert path.startswith(("/no-such-page/", "/drafts/"))
            continue
        counted += 1
        bare = path_in("en", canonical[0].removeprefix(SITE))
        assert canonical == [f"{SITE}{path_in(code, bare)}"]
        expected = [(other, f"{SITE}{path_in(other, bare)}") for other in LANGUAGES]
        expected.insert(LANGUAGES.index("en") + 1, ("x-default", f"{SITE}{bare}"))
        assert re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]+)">', page) == expected
    assert counted >= 4 * 3


def test_the_switcher_of_every_page_stays_on_it_and_names_each_language_in_itself(site):
    for path, _code, page in each(site):
        chosen = re.findall(r'<li><a href="([^"]+)" lang="([\w-]+)" hreflang="\2"[^>]*>([^<]+)</a>', page)
        if path == "/no-such-page/":
            assert chosen == []
            continue
        assert [(language, name) for _href, language, name in chosen] == settings.CONTENT_LANGUAGES
        where = {path_in("en", href).replace("&amp;", "&") for href, _language, _name in chosen}
        assert where == {path} or (path, where) == ("/schedule/", {"/meetings/demonstration/schedule/"})


def test_a_text_left_in_english_is_found(site):
    """In an element, between words of another script, and in an attribute; not where it is marked, or a name."""
    english = '<p>Open the schedule</p><img alt="A map"><p>Room A</p>'
    arabic = (
        '<html lang="ar"><p>Open the schedule</p><p>برنامج of the meeting</p><img alt="A map">'
        '<p lang="en">Open the schedule</p><p>Room A</p><p>العربية</p></html>'
    )
    french = "<p>Open the schedule</p><p>Ouvrir</p>"
    assert set(left_in_english(arabic, english, site.known["ar"])) == {
        "Open the schedule",
        "برنامج of the meeting",
        "A map",
    }
    assert set(left_in_english(french, english, site.known["fr"])) == {"Open the schedule"}
