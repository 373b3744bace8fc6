"""Languages: an address names the page's, files take theirs from `?lang=`, and what stands in English says so."""

import csv
import io
import re
from datetime import time

import pytest
from django.conf import settings
from django.utils import translation

from meetings.models import AgendaItem, Meeting
from meetings.programme.items import LANGUAGES
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)
from tests.pages import Reader
from tests.staff import words

pytestmark = pytest.mark.django_db

SCHEDULE = "/meetings/im-2024/schedule/"


@pytest.fixture
def meeting():
    geneva = {"en": "Geneva", "fr": "Genève", "ar": "جنيف"}
    meeting = MeetingFactory(
        slug="im-2024", title={"en": "Meetings of 2024", "fr": "Réunions de 2024"}, city=geneva, country=None
    )
    AgendaItemFactory(
        meeting=meeting, title={"en": "Opening", "fr": "Ouverture"}, day=meeting.starts_on, starts=time(10)
    )
    AgendaItemFactory(meeting=meeting, title={"en": "Close"}, day=meeting.starts_on, starts=time(11), room="Zürich")
    released(meeting)
    return meeting


def head(page):
    return re.findall(r'<link rel="(?:canonical|alternate)" (?:hreflang="([\w-]+)" )?href="([^"]+)">', page.text)


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("prefix", "language", "direction"),
    [
        ("", "en", "ltr"),
        ("/ar", "ar", "rtl"),
        ("/zh-hans", "zh-hans", "ltr"),
        ("/fr", "fr", "ltr"),
        ("/ru", "ru", "ltr"),
        ("/es", "es", "ltr"),
    ],
)
def test_a_page_stands_in_each_language_and_leads_to_pages_in_the_same(client, prefix, language, direction):
    page = client.get(f"{prefix}/meetings/")
    assert f'<html lang="{language}" dir="{direction}">' in page.text
    assert f'href="{prefix}/meetings/im-2024/"' in page.text
    assert translation.get_language() == "en"


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("path", ["/fr/meetings/im-2024/", "/fr/meetings/im-2024/?lang=ar"])
def test_a_page_names_its_one_address_and_those_in_other_languages(client, path):
    site = "http://testserver"
    assert head(client.get(path)) == [
        ("", f"{site}/fr/meetings/im-2024/"),
        ("ar", f"{site}/ar/meetings/im-2024/"),
        ("zh-hans", f"{site}/zh-hans/meetings/im-2024/"),
        ("en", f"{site}/meetings/im-2024/"),
        ("x-default", f"{site}/meetings/im-2024/"),
        ("fr", f"{site}/fr/meetings/im-2024/"),
        ("ru", f"{site}/ru/meetings/im-2024/"),
        ("es", f"{site}/es/meetings/im-2024/"),
    ]


@pytest.mark.usefixtures("meeting")
def test_an_earlier_revision_names_the_schedule_as_its_one_address_in_each_language(client):
    assert ("es", f"http://testserver/es{SCHEDULE}") in head(client.get(f"/fr{SCHEDULE}r/1/"))


@pytest.mark.usefixtures("meeting")
def test_a_site_in_english_alone_speaks_of_no_other_language(client, settings):
    settings.LANGUAGES = [("en", "English")]
    page = client.get("/meetings/im-2024/")
    assert head(page) == [("", "http://testserver/meetings/im-2024/")]
    assert 'languages"' not in page.text
    assert client.get("/fr/meetings/im-2024/").status_code == 404


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    "path",
    ["/en/", "/de/", "/FR/", "/fr/fr/", "/fr/admin/", "/fr/healthz", "/fr/meetings.csv", "/fr/sw.js", "/fr/robots.txt"],
)
def test_only_pages_stand_in_languages_and_only_in_those_that_are_spoken(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("meeting")
def test_a_missing_slash_is_added_in_the_same_language(client):
    assert client.get("/fr/meetings").url == "/fr/meetings/"
    assert client.get("/ar").url == "/ar/"


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    "path", ["/", "/meetings/", SCHEDULE, "/states/", "/search/", "/fr/meetings/", "/no-such-page/"]
)
def test_neither_a_browsers_preference_nor_a_cookie_changes_a_page(client, path):
    plain = client.get(path)
    client.cookies["django_language"] = "ru"
    other = client.get(path, headers={"Accept-Language": "ru, fr;q=0.5"})
    assert (other.status_code, other.content) == (plain.status_code, plain.content)
    assert set(other.get("Vary", "").split(", ")) <= {"Accept-Encoding", ""}
    assert not other.cookies


@pytest.mark.usefixtures("meeting")
def test_kept_answers_of_two_languages_share_nothing(client):
    paths = [SCHEDULE, f"/fr{SCHEDULE}", f"/ar{SCHEDULE}"]
    cold, kept = ([client.get(path) for path in paths] for _ in range(2))
    for pages in (cold, kept):
        assert ["<h1>Meetings of 2024: schedule" in page.text for page in pages] == [True, False, False]
        assert ["Ouverture" in page.text for page in pages] == [False, True, False]
        assert len({page["ETag"] for page in pages}) == 3
    for path in paths[1:]:
        assert client.get(path, headers={"If-None-Match": cold[0]["ETag"]}).status_code == 200


def switcher(page):
    return dict(re.findall(r'<li><a href="([^"]+)" lang="([\w-]+)" hreflang="\2"', page.text))


@pytest.mark.usefixtures("meeting")
def test_the_switcher_stays_on_the_page_with_its_filter_and_names_each_language_in_itself(client):
    page = client.get("/fr/meetings/?year=2024&q=a%26b")
    query = "?year=2024&amp;q=a%26b"
    assert switcher(page) == {
        f"/ar/meetings/{query}": "ar",
        f"/zh-hans/meetings/{query}": "zh-hans",
        f"/meetings/{query}": "en",
        f"/fr/meetings/{query}": "fr",
        f"/ru/meetings/{query}": "ru",
        f"/es/meetings/{query}": "es",
    }
    assert re.findall(r'hreflang="(\w+)" aria-current="true">([^<]+)', page.text) == [("fr", "Français")]


@pytest.mark.usefixtures("meeting")
def test_the_switcher_of_a_kept_page_holds_nothing_of_the_one_who_opened_it_first(client):
    page = client.get(f"{SCHEDULE}?state=be&utm_source=newsletter")
    assert switcher(page)[f"/fr{SCHEDULE}?state=be"] == "fr"
    assert "newsletter" not in page.text


def test_a_page_that_does_not_exist_says_so_in_the_language_of_its_address(client):
    page = client.get("/ar/no-such-page/")
    assert page.status_code == 404
    assert '<html lang="ar" dir="rtl">' in page.text
    assert '<a href="/ar/">' in page.text
    assert (head(page), switcher(page)) == ([], {})


@pytest.mark.usefixtures("meeting")
def test_a_text_that_is_missing_in_the_pages_language_says_that_it_is_english(client):
    french, arabic = client.get(f"/fr{SCHEDULE}").text, client.get(f"/ar{SCHEDULE}").text
    assert re.search(r'<a href="[^"]+">Ouverture</a>', french)
    assert '<span lang="en">Close</span>' in french
    assert '<span lang="en" dir="ltr">Opening</span>' in arabic
    assert "<span lang=" not in client.get(SCHEDULE).text


def test_a_text_with_paragraphs_says_so_on_its_element(client, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(practical_information={"en": "Bring a badge.\n\nCome early."})
    assert '<div class="prose" lang="en" dir="ltr"><p>Bring a badge.' in client.get("/ar/meetings/im-2024/").text
    assert '<div class="prose"><p>Bring a badge.' in client.get("/meetings/im-2024/").text


GREEK = re.compile("[α-ωά-ώ]")
OF_GREECE = {"en": "Ελλάδα"}


@pytest.fixture
def untranslated():
    """A programme and all that it names, in Greek letters where English should stand, released twice."""
    state = StateFactory(iso2="GR", name=OF_GREECE)
    text = {"en": "Άνοιγμα"}
    meeting = MeetingFactory(slug="im-2024", title=text, city=text, venue=text, president_state=state, country=state)
    committee = CommitteeFactory(slug="c-va", name=text)
    facts = {"day": meeting.starts_on, "starts": time(10), "summary": text, "committee": committee, "room": "A"}
    segment = SegmentFactory(meeting=meeting, title=text)
    item = AgendaItemFactory(meeting=meeting, title=text, segment=segment, public_id="abcdef", **facts)
    item.chairs.add(state)
    SpeakerFactory(item=item, state=state, organisation="", person="Jane Roe", function="Ambassador")
    released(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(title={"en": "Έναρξη"}, room="B")
    released(meeting)
    return meeting


@pytest.mark.usefixtures("untranslated")
@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/meetings/", "/meetings/im-2024/", "/committees/", "/committees/c-va/", "/states/", "/states/gr/"),
        *(
            SCHEDULE,
            f"{SCHEDULE}?view=grid",
            f"{SCHEDULE}changes/",
            f"{SCHEDULE}r/1/",
            "/meetings/im-2024/items/abcdef/",
        ),
        "/search/?q=Άνοιγμα",
    ],
)
def test_every_text_without_a_translation_says_on_its_element_that_it_is_english(client, language, path):
    said = [one for one in Reader(client.get(f"/{language}{path}").text).said if GREEK.search(one.text)]
    inside = [one for one in said if " " not in one.place and one.place not in {"title", "option"}]
    assert inside
    assert [one for one in inside if one.language != "en"] == []


def test_a_changed_french_title_is_told_on_the_french_page(client):
    meeting = MeetingFactory(slug="im-2024")
    texts = [{"en": "Opening", "fr": title} for title in ("Ouverture", "Début")]
    item = AgendaItemFactory(meeting=meeting, title=texts[0], day=meeting.starts_on)
    released(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(title=texts[1])
    released(meeting)
    french, english = (client.get(f"{prefix}{SCHEDULE}changes/").text for prefix in ("/fr", ""))
    assert re.search("Ouverture.*Début", words(french))
    assert "Changed: title." in english
    assert "Title changed" not in english
    assert [revision.programme().items[0].title for revision in meeting.revisions.order_by("number")] == texts
    assert '<s class="was">Ouverture</s>' in client.get(f"/fr{SCHEDULE}").text
    assert '<s class="was">' not in client.get(SCHEDULE).text


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("path", ["/meetings.csv", f"{SCHEDULE[:-1]}.csv"])
def test_a_file_is_in_the_language_asked_for_under_english_headers(visitor, path):
    english, french = (visitor.get(path, {"lang": lang}).getvalue().decode().split("\r\n") for lang in ("en", "fr"))
    assert english[0] == french[0]
    assert ("Réunions de 2024" in french[1], "Meetings of 2024" in french[1]) == ("meetings.csv" in path, False)
    assert ("Ouverture" in french[1]) == ("schedule" in path)
    assert "/fr/meetings/im-2024/" in french[1]
    assert visitor.get(path).getvalue().decode().split("\r\n") == english
    assert translation.get_language() == "en"


@pytest.mark.usefixtures("meeting")
def test_a_schedule_in_all_languages_has_each_text_by_its_language(visitor):
    response = visitor.get(f"{SCHEDULE[:-1]}.csv", {"lang": "all"})
    rows = list(csv.DictReader(io.StringIO(response.text, newline="")))
    names = [f"{text}_{code}" for text in ("title", "segment", "committee") for code in LANGUAGES]
    assert [name for name in rows[0] if "_" in name] == ["time_zone", *names]
    assert [(row["title_en"], row["title_fr"], row["title_ru"]) for row in rows] == [
        ("Opening", "Ouverture", ""),
        ("Close", "", ""),
    ]


def test_a_programme_has_texts_in_the_languages_of_the_content():
    assert sorted(LANGUAGES) == sorted(code for code, _name in settings.CONTENT_LANGUAGES)


@pytest.mark.usefixtures("meeting")
def test_the_stored_form_of_a_revision_is_in_all_languages_and_a_calendar_can_be_in_one_alone(visitor):
    every = visitor.get(f"{SCHEDULE[:-1]}.json", {"lang": "all"})
    assert every.content == visitor.get(f"{SCHEDULE[:-1]}.json").content
    assert visitor.get(f"{SCHEDULE[:-1]}.xml", {"lang": "all"}).status_code == 400
    assert visitor.get(f"{SCHEDULE[:-1]}.ics", {"lang": "all"}).status_code == 400


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("path", "told"),
    [
        (f"{SCHEDULE[:-1]}.ics", "SUMMARY:Ouverture"),
        (f"{SCHEDULE[:-1]}.xml", "<title>Ouverture</title>"),
        ("/meetings.ics", "SUMMARY:Réunions de 2024"),
        (f"{SCHEDULE}changes.atom", 'xml:lang="fr"'),
    ],
)
def test_calendars_and_feeds_carry_their_language(visitor, path, told):
    french = visitor.get(path, {"lang": "fr"})
    content = french.getvalue() if french.streaming else french.content
    assert told in content.decode()
    assert "/fr/meetings/im-2024/" in content.decode()


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("path", ["/meetings.csv", "/committees.csv", f"{SCHEDULE}changes.atom"])
def test_a_file_in_a_language_that_is_not_spoken_is_refused(visitor, path):
    for asked in ("de", "all"):
        refused = visitor.get(path, {"lang": asked})
        assert (refused.status_code, refused.content) == (400, b"lang: one of ar, zh-hans, en, fr, ru, es\n")


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_schedule_in_a_language_that_is_not_spoken_is_refused(visitor, kind):
    refused = visitor.get(f"{SCHEDULE[:-1]}.{kind}", {"lang": "de"})
    assert (refused.status_code, refused.content) == (400, b"lang: one of ar, zh-hans, en, fr, ru, es, all\n")


@pytest.mark.usefixtures("meeting")
def test_a_page_leads_to_files_in_its_language(client):
    assert 'href="/meetings.csv?year=2024&amp;lang=fr"' in client.get("/fr/meetings/?year=2024").text
    assert 'href="/meetings.csv?year=2024"' in client.get("/meetings/?year=2024").text
    assert f'href="{SCHEDULE[:-1]}.ics?lang=ru"' in client.get(f"/ru{SCHEDULE}").text


def test_the_sitemap_has_each_page_in_each_language_with_the_others(client):
    StateFactory(iso2="BE")
    text = client.get("/sitemap.xml").text
    assert text.count("<loc>http://testserver/fr/states/be/</loc>") == 1
    entry = re.search(r"<url><loc>http://testserver/states/be/</loc>.*?</url>", text)[0]
    alternates = dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', entry))
    assert alternates["ar"] == "http://testserver/ar/states/be/"
    assert alternates["x-default"] == alternates["en"] == "http://testserver/states/be/"


def test_offline_schedules_are_those_of_every_language(client):
    pattern = re.search(r"const PAGE = /(.*)/;", client.get("/sw.js").text)[1].replace("\\u002D", "-")
    for path in (SCHEDULE, f"/fr{SCHEDULE}", "/zh-hans/meetings/x/items/ab/"):
        assert re.search(pattern, path)
    assert not re.search(pattern, f"/de{SCHEDULE}")


UNREVIEWED = re.compile(r'<p class="soft small" id="unreviewed">[^<]+ <a href="([^"]+)" hreflang="en">')


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(("path", "english"), [("/fr/meetings/?year=2024", "/meetings/?year=2024"), ("/ar/", "/")])
def test_a_page_whose_translation_nobody_has_reviewed_says_so_and_leads_to_the_english(client, path, english):
    assert UNREVIEWED.findall(client.get(path).text) == [english]


@pytest.mark.usefixtures("meeting")
def test_english_pages_and_reviewed_languages_say_nothing_of_a_review(client, settings):
    settings.REVIEWED_LANGUAGES = ["fr"]
    pages = [f"/fr{SCHEDULE}", SCHEDULE, f"/es{SCHEDULE}"]
    assert [UNREVIEWED.findall(client.get(path).text) for path in pages] == [[], [], [SCHEDULE]]
