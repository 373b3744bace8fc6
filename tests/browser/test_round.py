"""A round of the Sponsorship Programme, from what donors give to what the public reads of it."""

import re
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from meetings.models import Allotment, Nomination, SponsorshipRound
from tests.browser.axe import barriers
from tests.factories import MeetingFactory, StateFactory


@pytest.fixture
def officer(transactional_db, live_server, new_page):
    user = User.objects.create_user("officer", password="of the secretariat", is_staff=True)
    user.groups.add(Group.objects.get(name="Sponsorship officers"))
    page = new_page(width=1280, bypass_csp=True)
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill("officer")
    page.get_by_label("Password").fill("of the secretariat")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Start").wait_for()
    return page


def add(page, live_server, model, **facts):
    """An empty form that knows these facts; what else is needed is entered after."""
    page.goto(f"{live_server.url}/admin/meetings/{model}/add/?{urlencode(facts)}")


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("successfully").first.wait_for()


def contribute(page, live_server, donor, amount, round_, share, **facts):
    years = {"first_year": 2024, "last_year": 2024, "currency": "CHF", "amount": amount}
    add(page, live_server, "contribution", donor=donor.pk, **years, **facts)
    page.locator(".add-row a").click()
    page.locator("#allotments-0 .select2-selection").click()
    page.locator(".select2-search__field").last.fill(round_.code)
    page.get_by_role("option", name=round_.code, exact=True).click()
    page.locator("[name=allotments-0-amount]").fill(share)
    save(page)


def nominate(page, live_server, round_, number):
    state = StateFactory.create(name={"en": f"State of delegate {number:02}"})
    facts = {"name": f"Delegate {number:02}", "gender": "woman" if number % 2 else "man", "coming_from": "capital"}
    add(page, live_server, "nomination", round=round_.pk, state=state.pk, **facts)
    page.locator(".add-row a").click()
    page.locator("[name=lines-0-category]").select_option("travel")
    page.locator("[name=lines-0-currency]").fill("CHF")
    page.locator("[name=lines-0-ceiling]").fill("600")
    save(page)


def choose(page, live_server, round_, verb, numbers):
    """On the board, on to the list with its cost."""
    page.goto(f"{live_server.url}/admin/meetings/sponsorshipround/{round_.pk}/board/")
    for number in numbers:
        page.get_by_role("checkbox", name=f"Delegate {number:02}").check()
    page.get_by_role("button", name=verb, exact=True).click()
    page.get_by_role("heading", name=f"Review: {verb}").wait_for()


def decide(page, live_server, round_, verb, numbers):
    choose(page, live_server, round_, verb, numbers)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("heading", name="Board").wait_for()


def settle(page, live_server, number, amount):
    nomination = Nomination.objects.get(name=f"Delegate {number:02}")
    page.goto(f"{live_server.url}/admin/meetings/nomination/{nomination.pk}/change/")
    page.locator("[name=lines-0-settled]").fill(amount)
    save(page)


def test_a_whole_round_agrees_with_figures_reckoned_by_hand(live_server, new_page, officer):
    meeting = MeetingFactory.create(title={"en": "2024 Intersessional Meetings"}, short_name="IM-2024", slug="im-2024")
    norway, oman = StateFactory.create(name={"en": "Norway"}), StateFactory.create(name={"en": "Oman"})
    add(officer, live_server, "sponsorshipround", meeting=meeting.pk, code="2024", currency="CHF")
    save(officer)
    round_ = SponsorshipRound.objects.get()
    contribute(officer, live_server, norway, "9000", round_, "6000", received_on="2024-02-01")
    contribute(officer, live_server, oman, "1500", round_, "1500", pledged_on="2024-03-01")
    assert list(Allotment.objects.values_list("amount", flat=True).order_by("pk")) == [Decimal(6000), Decimal(1500)]
    for number in range(1, 13):
        nominate(officer, live_server, round_, number)

    choose(officer, live_server, round_, "Offer", range(1, 13))
    expect(officer.get_by_text("The round's money doesn't carry this: CHF 1,200.00 are missing.")).to_be_visible()
    assert Nomination.objects.filter(status="offered").count() == 0
    decide(officer, live_server, round_, "Offer", range(1, 11))
    decide(officer, live_server, round_, "Declined", (3, 7))
    decide(officer, live_server, round_, "Offer", (11, 12))
    decide(officer, live_server, round_, "Accepted", (1, 2, 4, 5, 6, 8, 9, 10, 11, 12))
    decide(officer, live_server, round_, "Attended", (1, 2, 4, 5, 6, 8, 9, 10, 11))
    decide(officer, live_server, round_, "Did not attend", (12,))
    assert barriers(officer) == []
    for number in (1, 2, 4, 5, 6, 8, 9, 10, 11):
        settle(officer, live_server, number, "500")
    settle(officer, live_server, 12, "100")

    officer.goto(f"{live_server.url}/admin/meetings/sponsorshipround/{round_.pk}/report/")
    # Nine at 500 and a lost ticket of 100 are 4,600; of the 6,000 received 1,400 are left.
    paragraph = (
        "For the 2024 Intersessional Meetings the Sponsorship Programme offered sponsorship to 12 delegates of 12 "
        "States. The offer was accepted by 10 delegates of 10 States, and 9 delegates of 9 States attended. The donors "
        "were Norway, Oman. Of CHF 7,500.00 pledged CHF 6,000.00 were received; CHF 4,600.00 are spent and CHF 0.00 "
        "committed, which leaves CHF 1,400.00. A delegate cost CHF 500.00 on average; all is settled of 9 of the 9 "
        "who attended."
    )
    assert paragraph in officer.locator("#content-main textarea").input_value()
    assert barriers(officer) == []
    officer.goto(f"{live_server.url}/admin/meetings/sponsorshipround/{round_.pk}/ledger/")
    expect(officer.get_by_text("The balance carries 2 more delegates at this average")).to_be_visible()
    assert barriers(officer) == []

    reader = new_page(width=360)
    reader.goto(f"{live_server.url}/sponsorship/")
    table = reader.get_by_role("table", name="Sponsored delegates by year and meeting")
    row = table.get_by_role("row", name=re.compile("IM-2024"))
    assert row.get_by_role("cell").all_inner_texts()[:2] == ["9", "9"]
    assert "CHF 4,600" in table.inner_text()
    assert "Delegate 01" not in reader.content()
    assert (officer.said, reader.said) == ([], [])
