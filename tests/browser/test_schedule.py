"""The schedule in a browser: on a phone, on a desk, on paper, with and without script."""

import io
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from meetings.record.demonstration import load_demonstration
from tests.browser.axe import barriers_in_each_look
from tests.factories import AgendaItemFactory, MeetingFactory, released

A4_HEIGHT_IN_POINTS = 842


@pytest.fixture
def demonstration(committed_record):
    return load_demonstration(timezone.localdate())


def schedule_of(live_server, meeting):
    return f"{live_server.url}/meetings/{meeting.slug}/schedule/"


def test_no_page_of_a_programme_has_an_accessibility_violation(live_server, new_page, demonstration):
    page = new_page(bypass_csp=True)
    item = demonstration.items.get(number="1")
    found = {}
    views = ["?view=grid", "?state=be&room=Room+B", "?state=zz&committee=c-va", f"?items={item.public_id}.zzzzzz"]
    for path in ["", "changes/", "r/1/", f"../items/{item.public_id}/", *views]:
        page.goto(f"{schedule_of(live_server, demonstration)}{path}")
        if barred := barriers_in_each_look(page):
            found[path] = barred
    assert found == {}


def test_the_first_load_is_small_and_asks_nobody_else(live_server, new_page, demonstration):
    page = new_page(width=360)
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 playwright takes no builtin
    page.goto(schedule_of(live_server, demonstration))
    page.wait_for_load_state("networkidle")
    assert all(answer.url.startswith(live_server.url) for answer in answers)
    loaded = [answer for answer in answers if "icon" not in answer.url]
    assert len(loaded) <= 5
    assert page.said == []


def test_the_programme_is_read_without_script(live_server, new_page, demonstration):
    page = new_page(width=360, java_script_enabled=False)
    page.goto(schedule_of(live_server, demonstration))
    expect(page.get_by_role("article")).to_have_count(40)
    expect(page.get_by_role("button", name="show mine")).to_be_hidden()
    page.get_by_role("link", name="Opening of the Intersessional Meetings").click()
    assert page.get_by_role("heading", level=1).inner_text() == "1. Opening of the Intersessional Meetings"


def test_the_readers_own_time_stands_beside_the_meetings(live_server, new_page, transactional_db):
    meeting = MeetingFactory(city={"en": "Geneva"})
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(10), ends=time(13))
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(18))
    released(meeting)
    page = new_page(timezone_id="Asia/Tokyo")
    page.goto(schedule_of(live_server, meeting))
    button = page.get_by_role("button", name="show mine")
    button.click()
    expect(page.locator(".mine")).to_have_text(
        ["17:00–20:00 Asia/Tokyo", "Wed, Jun 19 01:00 Asia/Tokyo"], use_inner_text=True
    )
    expect(page.get_by_text("10:00–13:00")).to_be_visible()
    button.click()
    expect(page.locator(".mine")).to_have_count(0)


def test_the_item_in_progress_is_marked_and_moves_on(live_server, new_page, transactional_db):
    meeting = MeetingFactory()
    for hour, title in [(10, "Opening"), (11, "Matters")]:
        AgendaItemFactory(
            meeting=meeting, title={"en": title}, day=meeting.starts_on, starts=time(hour), ends=time(hour + 1)
        )
    released(meeting)
    page = new_page()
    zone = ZoneInfo("Europe/Zurich")
    page.clock.install(time=datetime(2024, 6, 18, 10, 59, 50, tzinfo=zone))
    page.goto(schedule_of(live_server, meeting))
    assert page.locator("[aria-current=time] h4").all_inner_texts() == ["Opening"]
    page.clock.run_for(60_000)
    assert page.locator("[aria-current=time] h4").all_inner_texts() == ["Matters"]


def test_an_item_without_an_end_lasts_until_the_next_starts_in_its_room(live_server, new_page, transactional_db):
    meeting = MeetingFactory()
    for hour, room in [(10, "A"), (11, "B"), (12, "A")]:
        AgendaItemFactory(
            meeting=meeting, title={"en": f"{hour} in {room}"}, day=meeting.starts_on, starts=time(hour), room=room
        )
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(11, 30), room="A", status="cancelled")
    released(meeting)
    page = new_page()
    zone = ZoneInfo("Europe/Zurich")
    page.clock.install(time=datetime(2024, 6, 18, 11, 45, tzinfo=zone))
    page.goto(schedule_of(live_server, meeting))
    assert page.locator("[aria-current=time] h4").all_inner_texts() == ["10 in A", "11 in B"]
    page.clock.set_system_time(datetime(2024, 6, 18, 23, 0, tzinfo=zone))
    page.clock.run_for(60_000)
    assert page.locator("[aria-current=time] h4").all_inner_texts() == ["11 in B", "12 in A"]


def test_sixty_items_are_printed_on_at_most_five_pages_and_none_is_lost(live_server, new_page, transactional_db):
    meeting = MeetingFactory()
    for number in range(60):
        AgendaItemFactory(
            meeting=meeting,
            title={"en": f"Matters related to the mandate number {number:02}"},
            day=meeting.starts_on,
            starts=time(8 + number // 6, number % 6 * 10),
            room="Room A",
            position=number,
        )
    released(meeting)
    page = new_page()
    page.goto(schedule_of(live_server, meeting))
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text().split()) for sheet in printed.pages)
    assert len(printed.pages) <= 5
    assert [n for n in range(60) if f"mandate number {n:02}" not in text] == []
    assert float(printed.pages[0].mediabox.height) == pytest.approx(A4_HEIGHT_IN_POINTS, abs=1)
    assert "Sponsorship" not in text
