"""In Arabic no time, symbol, room or name turns; English stays without any of it."""

from datetime import date, time

import pytest
from django.utils.translation import override

from meetings import wording
from meetings.programme.items import Speaker
from meetings.wording import speaker_told
from tests.factories import AgendaItemFactory, DocumentFactory, MeetingFactory, released

ISOLATES = "\u2066\u2067\u2068\u2069"


@pytest.mark.pure
def test_times_run_from_left_to_right_in_arabic():
    morning = time(10), time(13)
    with override("ar"):
        assert wording.times(*morning) == "\u206610:00–13:00\u2069"
    with override("en"):
        assert wording.times(*morning) == "10:00–13:00"


@pytest.mark.pure
def test_a_speaker_keeps_apart_from_the_sentence():
    speaker = Speaker(organisation="ICRC", person="Jane Roe", function="Head")
    with override("ar"):
        assert speaker_told(speaker) == "\u2068ICRC\u2069: \u2068Jane Roe\u2069, \u2068Head\u2069"
    with override("en"):
        assert speaker_told(speaker) == "ICRC: Jane Roe, Head"


@pytest.fixture
def schedule(client, db):
    days = {"starts_on": date(2025, 6, 17), "ends_on": date(2025, 6, 17)}
    meeting = MeetingFactory(slug="im-2025", short_name="IM-2025", title={"en": "Meetings"}, **days)
    item = {"starts": time(10), "ends": time(13), "room": "Room XX", "title": {"en": "Opening"}}
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, **item)
    DocumentFactory(meeting=meeting, symbol="APLC/IM.25/1")
    released(meeting)
    return lambda language, page="schedule/": client.get(f"{language}/meetings/im-2025/{page}").text


def test_a_page_in_arabic_isolates_times_names_and_titles(schedule):
    page = schedule("/ar")
    assert "\u206610:00–13:00\u2069</time>" in page
    assert "<bdi>Room XX</bdi>" in page
    assert "<bdi>IM-2025</bdi>" in page
    assert "\u2068Meetings\u2069" in page.partition("</title>")[0]
    assert "<bdi>APLC/IM.25/1</bdi>" in schedule("/ar", "")


def test_a_page_in_english_holds_no_isolating_letter(schedule):
    for page in (schedule(""), schedule("", "")):
        assert "IM-2025" in page
        assert not set(ISOLATES) & set(page)


def test_an_arabic_calendar_isolates_a_title_that_stands_in_english(schedule, client):
    assert "SUMMARY:\u2068Opening\u2069" in client.get("/meetings/im-2025/schedule.ics?lang=ar").text
    assert "SUMMARY:Opening" in client.get("/meetings/im-2025/schedule.ics").text
