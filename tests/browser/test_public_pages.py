"""Every public page in a browser: readable by everybody, wide and narrow, light and dark, within the policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import barriers_in_each_look

PAGES = [
    "/",
    "/meetings/",
    "/meetings/?kind=intersessional&year=2019&year=2020",
    "/meetings/?kind=msp&format=virtual&country=no",
    "/meetings/?year=abc&from=never",
    "/meetings/im-2022/",
    "/meetings/sc-2012-05/",
    "/meetings/im-2026/",
    "/meetings/im-2022/schedule/",
    "/meetings/sc-2012-05/schedule/",
    "/meetings/4msp/schedule/",
    "/meetings/im-2022/schedule/changes/",
    "/committees/",
    "/committees/c-va/",
    "/committees/cocom/?on=2018-06-01",
    "/states/",
    "/states/be/",
    "/states/lb/",
    "/documents/",
    "/decisions/",
    "/decisions/3rc-2/",
    "/papers/",
    "/decisions/1rc-1/",
    "/decisions/?on=2009-12-31",
    "/papers/4msp-1/",
    "/programme/",
    "/programme/?on=2001-02-30",
    "/programme/rules/",
    "/search/?q=victim+assistance",
    "/search/?kind=nothing",
    "/sponsorship/",
    "/no-such-page/",
    "/ar/",
    "/ar/meetings/im-2022/schedule/",
    "/ru/meetings/",
]
pytestmark = pytest.mark.usefixtures("committed_record")


def test_no_page_has_an_accessibility_violation_wide_or_narrow_light_or_dark(live_server, new_page):
    page = new_page(bypass_csp=True)
    found = {}
    for path in PAGES:
        page.goto(f"{live_server.url}{path}")
        if barred := barriers_in_each_look(page):
            found[path] = barred
    assert found == {}


def test_no_page_breaks_the_policy_or_scrolls_sideways(live_server, new_page):
    page = new_page()
    wide = {}
    for path in PAGES:
        page.goto(f"{live_server.url}{path}")
        for width in (1200, 360, 320):
            page.set_viewport_size({"width": width, "height": 900})
            if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
                wide[path, width] = needed
    # The console tells of each page that answers with an error, and of the wrong date; those are wanted.
    wanted = ("400 (Bad Request)", "404 (Not Found)", "does not conform to the required format")
    unwanted = [said for said in page.said if not any(words in said for words in wanted)]
    assert (unwanted, wide) == ([], {})


@pytest.mark.parametrize("width", [360, 1200])
def test_a_delegate_filters_the_list_reads_a_meeting_and_takes_the_file(live_server, new_page, width):
    page = new_page(width=width)
    page.goto(live_server.url)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Meetings").click()
    page.get_by_label("Kind").select_option(label="Intersessional Meetings")
    page.get_by_label("Year").fill("2022")
    page.get_by_role("button", name="Filter").click()
    expect(page.get_by_role("row").filter(has_text="June 2022")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export this one as CSV").click()
    assert download.value.path().read_text().splitlines()[1].startswith("IM-2022,intersessional,,")
    page.get_by_role("link", name="2022 Intersessional Meetings").click()
    page.get_by_role("link", name="Open the schedule").click()
    expect(page.get_by_role("article")).to_have_count(5)
    page.get_by_role("article").nth(2).get_by_role("link", name="Committee on Victim Assistance", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Committee on Victim Assistance"


def test_the_list_is_used_by_keyboard_alone(live_server, new_page):
    page = new_page()
    page.goto(f"{live_server.url}/meetings/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("maputo review")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/?q=maputo+review**")
    expect(page.get_by_role("link", name="Third Review Conference")).to_have_count(1)


def test_a_printed_schedule_has_its_items_and_no_navigation(live_server, new_page):
    page = new_page()
    page.goto(f"{live_server.url}/meetings/im-2022/schedule/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(page.get_by_role("article").nth(4)).to_be_visible()


def test_a_browser_in_another_language_is_offered_the_page_in_it_until_it_declines(live_server, new_page):
    page = new_page(width=360, locale="fr-CA")
    page.goto(f"{live_server.url}/meetings/?year=2022")
    offer = page.locator(".offer")
    assert offer.get_attribute("lang") == "fr"
    assert offer.get_by_role("link").get_attribute("href") == f"{live_server.url}/fr/meetings/?year=2022"
    offer.get_by_role("button").click()
    page.goto(f"{live_server.url}/states/")
    expect(page.locator(".offer")).to_have_count(0)
    page.get_by_text("Language: English").click()
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(f"{live_server.url}/ar/states/")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).direction") == "rtl"
    unwanted = new_page(locale="en-GB")
    unwanted.goto(f"{live_server.url}/states/")
    expect(unwanted.locator(".offer")).to_have_count(0)
    assert page.said == []
