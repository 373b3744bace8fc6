"""One search over all that delegates may read."""

import re

import pytest

from meetings.models import Document, Meeting
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    DecisionFactory,
    DocumentFactory,
    MeetingFactory,
    PresidentsPaperFactory,
    SpeakerFactory,
    StateFactory,
    released,
)

pytestmark = pytest.mark.django_db


def found(client, query, **more):
    """The addresses of the hits, in their order."""
    page = client.get("/search/", {"q": query, **more}).content.decode()
    lists = re.findall(r'<ul role="list" class="rows">(.*?)</ul>', page, re.DOTALL)
    return [address for one in lists for address in re.findall(r'<li>\s*<a href="([^"]+)"', one)]


def one_of_each(word):
    """Rows of every kind that say the word, and their addresses in the order of the page."""
    meeting = MeetingFactory.create(title={"en": f"Meeting on {word}"}, slug="m")
    item = AgendaItemFactory.create(meeting=meeting, title={"en": f"Item on {word}"})
    released(meeting)
    document = DocumentFactory.create(meeting=meeting, title={"en": f"Report on {word}"})
    paper = PresidentsPaperFactory.create(meeting=meeting, title={"en": f"Paper on {word}"})
    decision = DecisionFactory.create(summary={"en": f"Decided {word}."})
    committee = CommitteeFactory.create(name={"en": f"Committee on {word}"})
    state = StateFactory.create(name={"en": f"{word.title()}land"})
    return [
        committee.get_absolute_url(),
        state.get_absolute_url(),
        "/meetings/m/",
        f"/meetings/m/items/{item.public_id}/",
        document.get_absolute_url(),
        paper.get_absolute_url(),
        decision.get_absolute_url(),
    ]


def test_all_kinds_are_found_by_one_word_in_any_case_and_without_accents(visitor):
    addresses = one_of_each("péace")
    assert found(visitor, "PEACE") == addresses


def test_every_word_must_stand_in_the_text(visitor):
    MeetingFactory.create(title={"en": "Mine clearance in Geneva"}, slug="both")
    MeetingFactory.create(title={"en": "Mine clearance"}, slug="one")
    assert found(visitor, "geneva clearance") == ["/meetings/both/"]
    assert found(visitor, "clearance oslo") == []


def test_a_symbol_is_found_in_part(visitor):
    document = DocumentFactory.create(meeting__slug="found", symbol="APLC/MSP.16/2017/11", title={"en": "Found"})
    DocumentFactory.create(meeting__slug="other", symbol="APLC/MSP.15/2016/11", title={"en": "Other"})
    assert found(visitor, "msp.16") == [f"/meetings/found/#document-{document.pk}"]


@pytest.mark.parametrize("query", ["zambia", "jane roe", "sala xx", "ambassador", "victimes"])
def test_an_item_is_found_by_its_chair_its_speakers_its_room_and_in_any_language(visitor, query):
    item = AgendaItemFactory.create(
        title={"en": "Assistance", "fr": "Aide aux victimes"},
        room="Sala XX",
        chairs=[StateFactory(name={"en": "Zambia"})],
    )
    SpeakerFactory.create(item=item, person="Jane Roe", function="Ambassador")
    released(item.meeting)
    assert f"/meetings/{item.meeting.slug}/items/{item.public_id}/" in found(visitor, query)


def test_an_item_is_found_as_the_latest_revision_says_it(visitor):
    item = AgendaItemFactory.create(title={"en": "Clearance"})
    released(item.meeting)
    item.title = {"en": "Stockpiles"}
    item.save()
    address = f"/meetings/{item.meeting.slug}/items/{item.public_id}/"
    assert (found(visitor, "clearance"), found(visitor, "stockpiles")) == ([address], [])
    released(item.meeting)
    assert (found(visitor, "clearance"), found(visitor, "stockpiles")) == ([], [address])


def test_no_draft_is_ever_found(visitor):
    one_of_each("secret")
    assert len(found(visitor, "secret")) == 7
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    Document.objects.update(status=Document.Status.DRAFT)
    assert [address.split("/")[1] for address in found(visitor, "secret")] == ["committees", "states"]


def test_a_long_list_shows_its_first_hits_and_leads_to_all_of_them(visitor):
    for number in range(60):
        MeetingFactory.create(title={"en": f"Seminar {number:02}"}, slug=f"seminar-{number:02}")
    assert len(found(visitor, "seminar")) == 8
    first, second = found(visitor, "seminar", kind="meeting"), found(visitor, "seminar", kind="meeting", page=2)
    assert first + second == [f"/meetings/seminar-{number:02}/" for number in range(60)]
    assert visitor.get("/search/?q=seminar&kind=meeting&page=3").status_code == 404


@pytest.mark.parametrize("query", ["kind=minister", f"q={'a' * 201}", "q=%00"])
def test_what_is_not_understood_is_refused_with_a_reason(visitor, query):
    response = visitor.get(f"/search/?{query}")
    assert response.status_code == 400
    assert '<p class="error">' in response.content.decode()


@pytest.mark.parametrize("query", ["", "   ", "…", "%", "_"])
def test_a_query_without_a_letter_or_digit_finds_nothing(visitor, query):
    one_of_each("peace")
    assert found(visitor, query) == []


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_costs_the_same_however_many_hits(visitor, django_assert_num_queries, number):
    for _ in range(number):
        meeting = MeetingFactory.create(title={"en": "Peace"})
        AgendaItemFactory.create(meeting=meeting, title={"en": "Peace"})
        released(meeting)
        for factory in (DocumentFactory, PresidentsPaperFactory):
            factory.create(meeting=meeting, title={"en": "Peace"})
        DecisionFactory.create(summary={"en": "Peace."})
        CommitteeFactory.create(name={"en": "Peace"})
        StateFactory.create(name={"en": "Peace"})
    with django_assert_num_queries(14):
        visitor.get("/search/?q=peace")
