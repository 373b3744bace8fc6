"""From a committee of today back to the paper on which the programme was founded, and forward again, by links alone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.usefixtures("committed_record")

STANDING = [
    "Standing Committee on Mine Clearance, Mine Risk Education and Mine Action Technologies replaced",
    "Standing Committee on Victim Assistance and Socio-Economic Reintegration replaced",
    "Standing Committee on Stockpile Destruction replaced",
    "Standing Committee on the General Status and Operation of the Convention replaced",
    "Standing Committee on Resources, Cooperation and Assistance replaced",
]


def panel(page, heading):
    return page.locator(".lineage > div").filter(has=page.get_by_role("heading", name=heading, exact=True))


def rows(found):
    return [" ".join(text.split()) for text in found.locator("li").all_inner_texts()]


def test_links_lead_from_a_committee_to_its_decision_and_back_to_the_paper_of_1999_and_forward(live_server, new_page):
    page = new_page(width=360)
    page.goto(f"{live_server.url}/committees/c-va/")
    assert rows(panel(page, "Predecessors")) == STANDING

    # The decision that established it, and back
    panel(page, "Decisions on it").get_by_role("link", name="Replaced the five Standing Committees").click()
    expect(page.get_by_role("listitem").filter(has_text="establishes: Committee on Victim Assistance")).to_have_count(1)
    expect(page.get_by_text("thereby replacing the five Standing Committees").first).to_be_visible()
    page.get_by_role("link", name="Committee on Victim Assistance", exact=True).click()

    # Through its predecessors, each with the way in which it passed on its work
    for name, kind in (
        ("Standing Committee on Victim Assistance and Socio-Economic Reintegration", "replaced"),
        ("Standing Committee on Victim Assistance, Socio-Economic Reintegration and Mine Awareness", "renamed"),
        (
            "Standing Committee of Experts on Victim Assistance, Socio-Economic Reintegration and Mine Awareness",
            "renamed",
        ),
    ):
        assert f"{name} {kind}" in rows(panel(page, "Predecessors"))
        panel(page, "Predecessors").get_by_role("link", name=name, exact=True).click()

    # To the decision and the paper that founded the programme, with its four principles
    panel(page, "Decisions on it").get_by_role("link", name="Set up the intersessional work programme").click()
    page.get_by_role("link", name="President's Paper on Intersessional Work", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/papers/1msp-1/")
    expect(page.locator("blockquote")).to_have_count(4)
    page.get_by_role("link", name="Principle 3: link to it").click()
    expect(page).to_have_url(re.compile(re.escape("/papers/1msp-1/#p3") + "$"))

    # And forward: to the paper that revises it, the decision on that, the committee it made, and its successors
    page.get_by_role("link", name="President's Paper on Revisions to the Intersessional Work Programme").click()
    page.get_by_role("link", name="Merged mine clearance and technologies").click()
    page.get_by_role("link", name="Standing Committee on Stockpile Destruction", exact=True).click()
    panel(page, "Successors").get_by_role("link", name="Committee on Victim Assistance", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/committees/c-va/")


def test_the_lineage_is_scrolled_and_followed_by_keyboard_on_a_phone(live_server, new_page):
    page = new_page(width=360)
    page.goto(f"{live_server.url}/programme/#lineage")
    picture = page.get_by_role("region", name="Lineage in time")
    picture.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    expect(page.locator(".outline").get_by_role("link", name="Coordinating Committee")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == (
        "Standing Committee of Experts on Mine Clearance, 7 May 1999 – 13 September 2000"
    )
    page.keyboard.press("Enter")
    page.wait_for_url("**/committees/sce-mc/")


def test_the_programme_is_asked_for_a_day(live_server, new_page):
    page = new_page()
    page.goto(live_server.url)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Programme").click()
    page.get_by_label("Day", exact=True).fill("2001-01-01")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url("**/programme/?on=2001-01-01#day")
    assert rows(panel(page, "Bodies")) == [
        "Standing Committee on Mine Clearance and Related Technologies 2000–2001",
        "Standing Committee on Victim Assistance, Socio-Economic Reintegration and Mine Awareness 2000–2001",
        "Standing Committee on Stockpile Destruction 2000–2014",
        "Standing Committee on the General Status and Operation of the Convention 2000–2014",
        "Coordinating Committee since 2000",
        "Sponsorship Programme Donors Group since 2000",
    ]
    page.get_by_role("navigation", name="Cycles").get_by_role("link", name="3MSP", exact=True).click()
    expect(page).to_have_url(re.compile(re.escape("#3msp") + "$"))
    between = page.locator("[id='3msp']").get_by_role("link", name="Meetings of the Standing Committees")
    assert between.all_inner_texts() == [
        "Meetings of the Standing Committees, December 2000",
        "Meetings of the Standing Committees, May 2001",
    ]
