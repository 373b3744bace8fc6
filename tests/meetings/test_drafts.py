"""What is a draft is found nowhere: in no page, file, header or count."""

import pytest
from django.test import Client

from committees.models import Committee, State
from meetings.models import Document, Meeting, Segment
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    DecisionFactory,
    DocumentFactory,
    EffectFactory,
    MeetingFactory,
    MembershipFactory,
    PresidentsPaperFactory,
    ReportedFigureFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)

pytestmark = pytest.mark.django_db

MARKER = "Xylophone"
PAGES = ["/", "/meetings/", "/meetings/?q=xylophone", "/committees/c-x/", "/states/be/", "/states/", "/committees/"]
PAGES += ["/decisions/", "/papers/", "/sponsorship/", "/meetings/open/", "/decisions/open/", "/papers/open/"]
PAGES += ["/meetings/open/schedule/", "/meetings/open/schedule/changes/", "/meetings/?committee=c-other", "/schedule/"]
FILES = ["/meetings.csv", "/decisions.csv", "/papers.csv", "/committees.csv", "/sitemap.xml"]
FILES += [f"/meetings/open/schedule{ending}" for ending in (".csv", ".json", ".ics", ".xml", "/changes.atom")]
FILES += ["/meetings.ics"]


@pytest.fixture
def belgium():
    return StateFactory(iso2="BE", iso3="BEL", name={"en": "Belgium"})


@pytest.fixture
def committee():
    """Two of them, and a State, are there before any draft is: they are no drafts themselves."""
    CommitteeFactory(slug="c-other", short_name="C-OTHER")
    StateFactory(iso2="XX", iso3="XXX")
    return CommitteeFactory(slug="c-x", short_name="C-X")


def everything_of(meeting, committee, state, *, words):
    """What the secretariat may enter for a meeting, with `words` in each text."""
    texts = {"en": words}
    segment = SegmentFactory(meeting=meeting, kind=Segment.Kind.THEMATIC, title=texts, committee=committee)
    item = AgendaItemFactory(
        meeting=meeting, segment=segment, title=texts, summary=texts, room=words, committee=committee, chairs=[state]
    )
    SpeakerFactory(item=item, person=words, organisation="", state=state)
    paper = PresidentsPaperFactory(slug=meeting.slug, meeting=meeting, title=texts, subject=texts)
    decision = DecisionFactory(slug=meeting.slug, meeting=meeting, summary=texts, based_on_paper=paper)
    EffectFactory(decision=decision, committee=committee)
    EffectFactory(decision=decision, committee=None, matter="sponsorship")
    DocumentFactory(meeting=meeting, title=texts, symbol=words)
    ReportedFigureFactory(meeting=meeting, meaning=texts).donors.add(state)


@pytest.fixture
def open_meeting(belgium, committee):
    meeting = MeetingFactory(slug="open", short_name="OPEN", kind=Meeting.Kind.MSP, president_state=belgium)
    everything_of(meeting, committee, belgium, words="Harmonium")
    MembershipFactory(committee=committee, state=belgium)
    released(meeting)
    return meeting


def draft_of_everything(committee, state):
    meeting = MeetingFactory(
        slug="hidden",
        short_name=MARKER,
        kind=Meeting.Kind.MSP,
        status=Meeting.Status.DRAFT,
        title={"en": MARKER},
        city={"en": MARKER},
        country=State.objects.get(iso2="XX"),
        president=MARKER,
        president_state=state,
    )
    everything_of(meeting, committee, state, words=MARKER)
    released(meeting)
    for published in Meeting.objects.filter(slug="open"):
        draft_item_of(published, state)


def draft_item_of(meeting, state):
    """What nobody has released yet, in a meeting that everybody reads."""
    other = Committee.objects.get(slug="c-other")
    item = AgendaItemFactory(
        meeting=meeting,
        title={"en": MARKER},
        summary={"en": MARKER},
        room=MARKER,
        committee=other,
        chairs=[state],
        day=meeting.starts_on,
    )
    SpeakerFactory(item=item, person=MARKER)


def answers():
    client = Client()
    return {path: client.get(path) for path in PAGES + FILES}


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.usefixtures("open_meeting")
def test_answers_are_the_same_with_and_without_drafts(belgium, committee):
    before = {path: (r.status_code, r.get("ETag"), body(r)) for path, r in answers().items()}
    draft_of_everything(committee, belgium)
    after = {path: (r.status_code, r.get("ETag"), body(r)) for path, r in answers().items()}
    assert after == before


@pytest.mark.usefixtures("open_meeting")
def test_the_same_facts_would_show_if_the_meeting_were_published(belgium, committee):
    """Proof that the test above could fail."""
    draft_of_everything(committee, belgium)
    Meeting.objects.filter(slug="hidden").update(status=Meeting.Status.PUBLISHED)
    released(Meeting.objects.get(slug="open"))
    seen = {path: MARKER.encode() in body(response) for path, response in answers().items()}
    quiet = {"/states/", "/committees/", "/committees.csv", "/decisions/open/", "/papers/open/", "/sitemap.xml"}
    quiet |= {"/meetings/?committee=c-other", "/schedule/"}
    assert b'href="/meetings/open/"' in answers()["/meetings/?committee=c-other"].content
    assert {path for path, is_seen in seen.items() if not is_seen} == quiet


@pytest.mark.parametrize("path", ["/meetings/hidden/", "/decisions/hidden/", "/papers/hidden/"])
def test_a_hidden_address_answers_like_one_that_does_not_exist(client, belgium, committee, path):
    draft_of_everything(committee, belgium)
    hidden, unknown = client.get(path), client.get(path.replace("hidden", "never-was"))
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content) == (404, unknown.content)


@pytest.mark.parametrize("status", [Document.Status.DRAFT, Document.Status.WITHDRAWN])
def test_a_paper_whose_document_is_not_published_is_hidden_and_its_decision_names_none(client, text_of, status):
    document = DocumentFactory(status=status, title={"en": MARKER}, meeting__kind=Meeting.Kind.MSP)
    paper = PresidentsPaperFactory(document=document, meeting=document.meeting, title={"en": MARKER}, slug="p")
    decision = DecisionFactory(meeting=document.meeting, based_on_paper=paper)
    assert client.get("/papers/p/").status_code == 404
    assert "No President’s Paper is recorded for this decision." in text_of(client.get(decision.get_absolute_url()))
    for path in ["/", "/papers/", "/decisions/", document.meeting.get_absolute_url(), decision.get_absolute_url()]:
        assert MARKER not in client.get(path).content.decode(), path
    assert b",p," not in b"".join(client.get("/decisions.csv"))
