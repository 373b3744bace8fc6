"""Read and used without a mouse, enlarged, in one's own colours, without motion, and by a screen reader."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.record.demonstration import load_demonstration
from tests.browser.axe import barriers
from tests.browser.readable import MOVING, assert_told_as_kept, clipped_or_covered, tab_to

SCHEDULE = "/meetings/demonstration/schedule/"


@pytest.fixture
def demonstration(committed_record):
    return load_demonstration(timezone.localdate())


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_meeting_is_found_and_its_calendar_taken_by_keyboard_alone(live_server, new_page, demonstration, prefix):
    page = new_page(width=1200, locale="en" if prefix == "" else "ar")
    keys = page.keyboard
    page.goto(f"{live_server.url}{prefix}/meetings/")
    faults = tab_to(page, ".skip", most=1)
    keys.press("Enter")
    faults += tab_to(page, "main [name=q]", most=1)
    keys.type("demonstration")
    keys.press("Enter")
    page.wait_for_url("**/meetings/?q=demonstration**")
    faults += tab_to(page, f"main a[href='{prefix}/meetings/demonstration/']")
    keys.press("Enter")
    page.wait_for_url("**/meetings/demonstration/")
    faults += tab_to(page, f"main a[href='{prefix}{SCHEDULE}']")
    keys.press("Enter")
    page.wait_for_url(f"**{SCHEDULE}")
    faults += tab_to(page, "main [name=state]")
    keys.press("ArrowDown")
    faults += tab_to(page, "main form button", most=1)
    keys.press("Enter")
    page.wait_for_url(f"**{SCHEDULE}?state=**")
    faults += tab_to(page, ".pick")
    keys.press("Space")
    expect(page.locator(".pick[aria-pressed=true]")).to_have_count(1)
    page.goto(page.url)
    faults += tab_to(page, "#my-items")
    keys.press("Enter")
    page.wait_for_url(f"**{SCHEDULE}?items=**")
    faults += tab_to(page, "main a[href*='.ics']:not([href^=webcal])")
    with page.expect_download() as download:
        keys.press("Enter")
    assert download.value.path().read_text().count("BEGIN:VEVENT") == 1
    assert faults == []


def test_nothing_on_a_schedule_catches_the_focus(live_server, new_page, demonstration):
    page = new_page(width=1200)
    page.goto(f"{live_server.url}{SCHEDULE}?state=kh")
    assert tab_to(page, "footer p:last-of-type a") == []
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('footer') !== null")


@pytest.mark.parametrize(
    "path",
    [
        f"/ru{SCHEDULE}",
        f"/ar{SCHEDULE}?view=grid",
        "/fr/meetings/?year=2022",
        "/es/sponsorship/",
        "/zh-hans/programme/",
    ],
)
def test_a_page_enlarged_four_times_hides_nothing(live_server, new_page, demonstration, path):
    """1280 by 1024 pixels, of which 400 % leave 320 by 256."""
    page = new_page(width=320, locale=path.split("/")[1])
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(f"{live_server.url}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert clipped_or_covered(page) == ([], [])


def styles(page, selector, name):
    return page.locator(selector).evaluate_all(
        "(elements, name) => [...new Set(elements.map((element) => getComputedStyle(element)[name]))]", name
    )


def test_what_is_chosen_and_what_is_now_show_in_forced_colours(live_server, new_page, demonstration):
    page = new_page(width=1200, forced_colors="active")
    zone = ZoneInfo(demonstration.time_zone)
    page.clock.set_fixed_time(datetime.combine(demonstration.starts_on, time(10, 15), tzinfo=zone))
    page.goto(f"{live_server.url}{SCHEDULE}")
    for chosen, others, name in [
        (".site-nav a[aria-current]", ".site-nav a:not([aria-current])", "borderBottomColor"),
        (".views [aria-current]", ".views a:not([aria-current])", "backgroundColor"),
        (".days [aria-current]", ".days a:not([aria-current])", "backgroundColor"),
        (".item.now", ".item:not(.now)", "outlineStyle"),
    ]:
        told, untold = styles(page, chosen, name), styles(page, others, name)
        assert (chosen, len(told), len(untold), told == untold) == (chosen, 1, 1, False)
    page.locator(".pick").first.click()
    stars = page.locator(".pick").evaluate_all("(all) => all.map((one) => getComputedStyle(one, '::before').content)")
    assert stars[:2] == ['"★ "', '"☆ "']


def test_nothing_moves_for_who_wants_no_motion(live_server, new_page, demonstration):
    page = new_page(width=1200, reduced_motion="reduce")
    page.goto(f"{live_server.url}{SCHEDULE}")
    assert page.evaluate(MOVING) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_screen_reader_is_told_of_a_schedule_as_kept(live_server, new_page, committed_record, language):
    page = new_page(width=1200, locale=language)
    page.goto(f"{live_server.url}{'' if language == 'en' else '/ar'}/meetings/im-2022/schedule/")
    expect(page.locator(".pick")).to_have_count(4)
    assert_told_as_kept(page, f"schedule.{language}.yml")


@pytest.mark.parametrize("path", ["/", SCHEDULE, "/meetings/?year=abc&from=never", "/accessibility/"])
def test_an_arabic_page_has_no_barrier(live_server, new_page, demonstration, path):
    page = new_page(width=360, bypass_csp=True)
    page.goto(f"{live_server.url}/ar{path}")
    assert barriers(page) == []
