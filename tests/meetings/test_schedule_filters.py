"""The filters of a schedule: the page shows what its files hold, or says why it shows nothing."""

import csv
import io
import json
import re
from datetime import date, time

import pytest

from committees.models import Objective
from meetings.models import AgendaItem
from meetings.programme.items import Programme
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)

pytestmark = pytest.mark.django_db

ADDRESS = "/meetings/im-2024/schedule"


@pytest.fixture
def meeting():
    """Three items: an opening, a matter of a committee, a panel."""
    meeting = MeetingFactory(slug="im-2024")
    belgium, norway = (
        StateFactory(iso2=iso2, name={"en": name}) for iso2, name in [("BE", "Belgium"), ("NO", "Norway")]
    )
    victims = CommitteeFactory(slug="c-va", name={"en": "Committee on Victim Assistance"})
    CommitteeFactory(slug="c-a5", name={"en": "Committee on Article 5 Implementation"})
    general = SegmentFactory(meeting=meeting, slug="general", kind="general")
    thematic = SegmentFactory(meeting=meeting, slug="thematic", kind="thematic")
    lines = [
        ("opening", {"segment": general, "room": "Room A", "chairs": [norway]}),
        ("matter", {"segment": general, "room": "Room A", "chairs": [belgium], "committee": victims}),
        ("panel", {"segment": thematic, "room": "Room B"}),
    ]
    for position, (name, facts) in enumerate(lines):
        day = {"day": date(2024, 6, 18), "starts": time(10 + position), "position": position}
        AgendaItemFactory(meeting=meeting, public_id=name, title={"en": name.title()}, **day, **facts)
    SpeakerFactory(item=AgendaItem.objects.get(public_id="panel"), state=belgium, organisation="")
    AgendaItem.objects.get(public_id="panel").objectives.set(Objective.objects.filter(slug="survivors"))
    released(meeting)
    return meeting


def on_page(response):
    return re.findall(r'<article [^>]*id="item-(\w+)"', response.content.decode())


def in_csv(response):
    rows = csv.DictReader(io.StringIO(response.content.decode(), newline=""))
    return [row["url"].rstrip("/").rpartition("/")[2] for row in rows]


def in_json(response):
    return [item["id"] for item in json.loads(response.content)["items"]]


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["opening", "matter", "panel"]),
        ("state=be", ["matter", "panel"]),
        ("state=no", ["opening"]),
        ("state=be&state=no", ["opening", "matter", "panel"]),
        ("committee=c-va", ["matter"]),
        ("segment=thematic", ["panel"]),
        ("room=Room+A", ["opening", "matter"]),
        ("room=Room+A&state=be", ["matter"]),
        ("objective=survivors", ["panel"]),
        ("items=panel.opening", ["opening", "panel"]),
        ("items=panel&items=opening", ["opening", "panel"]),
        ("items=panel,matter&room=Room+B", ["panel"]),
        ("state=&committee=&view=grid", ["opening", "matter", "panel"]),
    ],
)
def test_the_files_hold_what_the_page_shows(client, query, found):
    assert on_page(client.get(f"{ADDRESS}/?{query.replace('grid', 'list')}")) == found
    assert in_csv(client.get(f"{ADDRESS}.csv?{query}")) == found
    assert in_json(client.get(f"{ADDRESS}.json?{query}")) == found


def test_a_filtered_json_is_a_programme_and_an_unfiltered_one_the_stored_text(client, meeting):
    revision = meeting.revisions.get()
    found = Programme.from_json(client.get(f"{ADDRESS}.json?segment=thematic").content.decode())
    assert [segment.slug for segment in found.segments] == ["thematic"]
    assert client.get(f"{ADDRESS}.json?state=&page=2&view=grid").content.decode() == revision.body


@pytest.mark.usefixtures("meeting")
@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("committee=c-none", "Select a valid choice. c-none is not one of the available choices."),
        ("state=BE", "Select a valid choice. BE is not one of the available choices."),
        ("state=%00", "Select a valid choice. \x00 is not one of the available choices."),
        ("segment=none", "Select a valid choice. none is not one of the available choices."),
        ("room=Room+C", "Select a valid choice. Room C is not one of the available choices."),
        ("objective=none", "Select a valid choice. none is not one of the available choices."),
        ("items=%3Cscript%3E", "These are not the ids of items."),
        (f"items={'.'.join(map(str, range(301)))}", "These are not the ids of items."),
    ],
)
def test_what_is_not_understood_shows_nothing_and_says_where(client, text_of, query, reason):
    page = client.get(f"{ADDRESS}/?{query}")
    assert (page.status_code, on_page(page)) == (400, [])
    text = text_of(page)
    assert reason in text
    assert "A filter can’t be understood, so nothing is listed." in text
    for form in (".csv", ".json"):
        refused = client.get(f"{ADDRESS}{form}?{query}&colour=red")
        name = query.partition("=")[0]
        expected = f"{name}: {reason}\ncolour: unknown parameter\n"
        assert (refused.status_code, refused.content.decode()) == (400, expected)


@pytest.mark.usefixtures("meeting")
def test_a_filter_without_a_hit_says_what_to_loosen(client, text_of):
    page = client.get(f"{ADDRESS}/?state=no&committee=c-va")
    assert page.status_code == 200
    text = text_of(page)
    assert "Nothing matches all of these filters." in text
    assert "Without “State: Norway”: 1 entry" in text
    assert "Without “Committee: Committee on Victim Assistance”: 1 entry" in text
    assert '<a href="?committee=c-va">' in page.content.decode()
    assert client.get(f"{ADDRESS}.csv?state=no&committee=c-va").status_code == 200


@pytest.mark.usefixtures("meeting")
def test_a_committee_of_the_record_that_has_no_item_here_finds_nothing_and_is_no_error(client, text_of):
    page = client.get(f"{ADDRESS}/?committee=c-a5")
    assert page.status_code == 200
    assert "Without “Committee: Committee on Article 5 Implementation”: 3 entries" in text_of(page)
    assert "Committee on Article 5 Implementation (0)" in text_of(page)
    assert client.get(f"{ADDRESS}.csv?committee=c-a5").status_code == 200


@pytest.mark.usefixtures("meeting")
def test_a_filtered_page_says_so_with_a_way_back_and_files_of_the_same(client, text_of):
    page = client.get(f"{ADDRESS}/?state=be&room=Room+A")
    text = text_of(page)
    assert "1 of 3 items · State: Belgium · Room: Room A · Show the whole programme" in text
    content = page.content.decode()
    assert 'href="/meetings/im-2024/schedule.csv?state=be&amp;room=Room+A"' in content
    assert '<meta name="robots" content="noindex">' in content
    assert '<link rel="canonical" href="http://testserver/meetings/im-2024/schedule/">' in content
    whole = client.get(f"{ADDRESS}/").content.decode()
    assert "Show the whole programme" not in whole
    assert "noindex" not in whole


@pytest.mark.usefixtures("meeting")
def test_states_are_offered_by_name_with_the_number_of_their_items(client):
    offered = client.get(f"{ADDRESS}/").content.decode()
    select = re.search(r'<select name="state".*?</select>', offered, re.DOTALL)[0]
    assert re.findall(r">([^<>\n]+)</option>", select) == ["Any State", "Belgium (2)", "Norway (1)"]


def test_a_picked_item_that_was_dropped_since_is_told(client, meeting, text_of):
    AgendaItem.objects.get(public_id="panel").delete()
    released(meeting)
    page = client.get(f"{ADDRESS}/?items=panel.opening.zzzzzz")
    assert (page.status_code, on_page(page)) == (200, ["opening"])
    text = text_of(page)
    assert "1 picked item is no longer in the programme: Panel 1 picked item was never in this programme." in text
    assert in_csv(client.get(f"{ADDRESS}.csv?items=panel.opening")) == ["opening"]
    assert client.get(f"{ADDRESS}/?state=be&room=Room+B").status_code == 200


def test_an_earlier_revision_takes_no_filter(client, meeting):
    assert on_page(client.get(f"{ADDRESS}/r/1/?state=no")) == ["opening", "matter", "panel"]


@pytest.mark.usefixtures("meeting")
def test_a_filter_costs_the_same_queries_and_its_answer_is_kept(client, django_assert_num_queries):
    AgendaItem.objects.get(public_id="panel").objectives.clear()
    # The last reads what objectives are called.
    for path, cost in (("/", 4), (".csv", 3), (".json", 3), (".ics", 3)):
        with django_assert_num_queries(cost):
            first = client.get(f"{ADDRESS}{path}?state=be&state=no&room=Room+A")
        with django_assert_num_queries(1):
            again = client.get(f"{ADDRESS}{path}?room=Room+A&state=no&state=be&state=be&committee=")
        assert (again["ETag"], again.content) == (first["ETag"], first.content)


@pytest.mark.usefixtures("meeting")
def test_each_filter_has_an_answer_of_its_own_and_an_unknown_parameter_of_a_page_none(client):
    queries = ["", "state=be", "state=no", "items=panel", "view=grid", "state=be&room=Room+A"]
    tags = {client.get(f"{ADDRESS}/?{query}")["ETag"] for query in queries}
    assert len(tags) == len(queries)
    assert client.get(f"{ADDRESS}/?colour=red&utm_source=mail&page=7")["ETag"] in tags


@pytest.mark.usefixtures("meeting")
def test_a_states_page_leads_to_its_turn_in_the_schedule(client):
    (address,) = re.findall(r'href="([^"]+)">Belgium in the schedule', client.get("/states/be/").content.decode())
    assert on_page(client.get(address)) == ["matter", "panel"]


def test_the_script_that_keeps_schedules_is_asked_for_anew_each_time_and_names_the_deployment(client, settings):
    settings.DEPLOYED_VERSION = "of'today"
    answer = client.get("/sw.js")
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "public, no-cache"
    assert r'"pages-of\u0027today"' in answer.content.decode()
    settings.OFFLINE_SCHEDULES = False
    assert "unregister" in client.get("/sw.js").content.decode()
