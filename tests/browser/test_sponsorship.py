"""Representation in pictures: readable by everybody, wide and narrow, light and dark, within the policy."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import barriers_in_each_look
from tests.factories import AttendanceFactory, MeetingFactory, NominationFactory, SponsorshipRoundFactory, StateFactory


@pytest.fixture
def two_meetings(transactional_db):
    """At each of them six States came alone, and six with nobody but a sponsored delegate."""
    groups = ["african", "asia_pacific", "eastern_european", "grulac", "weog", ""]
    states = [StateFactory(regional_group=group) for group in groups for _each in range(8)]
    for number in range(2):
        meeting = MeetingFactory(slug=f"im-{number}")
        sponsored = SponsorshipRoundFactory(meeting=meeting)
        for place, state in enumerate(states[:12]):
            AttendanceFactory(meeting=meeting, state=state, delegates=1)
            if place < 6:
                NominationFactory(round=sponsored, state=state, status="attended")


@pytest.mark.usefixtures("two_meetings")
def test_pictures_and_tables_of_representation_are_accessible(live_server, new_page):
    page = new_page(bypass_csp=True)
    page.goto(f"{live_server.url}/sponsorship/")
    expect(page.get_by_role("img")).to_have_count(2)
    expect(page.get_by_role("img", name="States Parties present at IM-0, by regional group")).to_be_visible()
    assert barriers_in_each_look(page) == []


@pytest.mark.usefixtures("two_meetings")
def test_a_meeting_leads_to_its_representation_within_the_policy(live_server, new_page):
    page = new_page(width=360)
    page.goto(f"{live_server.url}/meetings/im-1/")
    page.get_by_role("link", name="12 from 12 States Parties").click()
    expect(page).to_have_url(f"{live_server.url}/sponsorship/#im-1")
    section = page.locator("#im-1")
    expect(section.get_by_text("6 of 48 States Parties (12.5%)")).to_be_visible()
    section.get_by_text("By group").click()
    expect(section.get_by_role("rowheader", name="Asia-Pacific Group")).to_be_visible()
    assert page.said == []
