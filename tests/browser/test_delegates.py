"""What a delegate's own browser adds to the schedule: a State, picked items, what changed, a copy for offline."""

import re
from datetime import date, datetime, time
from time import monotonic, sleep
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from meetings.models import AgendaItem
from tests.factories import AgendaItemFactory, MeetingFactory, StateFactory, released

ADDRESS = "/meetings/im-2024/schedule/"
KEPT = """async () => {
  const kept = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) { kept.push(new URL(request.url).pathname); }
  }
  return kept.sort();
}"""


FILES = [
    f"/static/{name}" for name in ("css/base.css", "css/layout.css", "css/programme.css", "icon.svg", "js/schedule.js")
]


@pytest.fixture
def meeting(transactional_db):
    meeting = MeetingFactory(slug="im-2024")
    belgium = StateFactory(iso2="BE", name={"en": "Belgium"})
    for position, name in enumerate(["opening", "matters", "panel"]):
        AgendaItemFactory(
            meeting=meeting,
            public_id=name,
            title={"en": name.title()},
            day=date(2024, 6, 18),
            starts=time(10 + position),
            ends=time(11 + position),
            room="Room A" if name != "panel" else "Room B",
            position=position,
            chairs=[belgium] if name == "matters" else [],
        )
    released(meeting)
    return meeting


@pytest.fixture
def opened(live_server, new_page, meeting):
    def open_schedule(query="", **options):
        page = new_page(**options)
        page.goto(f"{live_server.url}{ADDRESS}{query}")
        return page

    return open_schedule


def change(name, **fields):
    item = AgendaItem.objects.get(public_id=name)
    for field, value in fields.items():
        setattr(item, field, value)
    item.save()


def titles(page):
    return page.get_by_role("article").get_by_role("heading").all_inner_texts()


def eventually(look, expected):
    """Pages and workers take a moment, and the worker tells nobody."""
    deadline = monotonic() + 10
    while look() != expected and monotonic() < deadline:
        sleep(0.05)
    assert look() == expected


def shows(page, *expected):
    eventually(lambda: titles(page), list(expected))


def keeps(page, *paths, script=KEPT):
    eventually(lambda: page.evaluate(script), sorted(paths))


def pick(page, *names):
    for name in names:
        page.get_by_role("button", name=f"Pick: {name}", exact=True).click()


def test_the_state_asked_for_is_offered_at_the_next_visit(live_server, opened):
    page = opened(width=360)
    page.get_by_label("When is my State’s turn?").select_option(label="Belgium (1)")
    page.get_by_role("button", name="Show", exact=True).click()
    shows(page, "Matters")
    page.goto(f"{live_server.url}{ADDRESS}")
    page.get_by_role("link", name="My State’s turn: Belgium (1)").click()
    shows(page, "Matters")
    expect(page).to_have_url(f"{live_server.url}{ADDRESS}?state=be")
    page.get_by_role("link", name="Show the whole programme").click()
    page.get_by_role("button", name="Show", exact=True).click()
    page.goto(f"{live_server.url}{ADDRESS}")
    expect(page.locator("#my-state")).to_be_hidden()
    assert page.said == []


def test_picked_items_are_kept_shared_and_survive_a_release(live_server, opened, meeting):
    page = opened(width=360)
    pick(page, "Opening", "Panel")
    page.reload()
    pressed = page.locator(".pick[aria-pressed=true]")
    assert [pressed.nth(place).get_attribute("aria-label") for place in range(2)] == ["Pick: Opening", "Pick: Panel"]
    page.get_by_role("link", name="My items (2)").click()
    shows(page, "Opening", "Panel")
    shared = page.url
    assert shared == f"{live_server.url}{ADDRESS}?items=opening.panel"
    expect(page.get_by_role("button", name="Add these to my items")).to_be_hidden()

    other = opened(query="?items=opening.panel")
    shows(other, "Opening", "Panel")
    expect(other.locator("#my-items")).to_be_hidden()
    other.get_by_role("button", name="Add these to my items").click()
    expect(other.get_by_role("link", name="My items (2)")).to_be_visible()

    AgendaItem.objects.get(public_id="panel").delete()
    released(meeting)
    page.goto(f"{live_server.url}{ADDRESS}")
    page.get_by_role("link", name="My items (2)").click()
    shows(page, "Opening")
    expect(page.get_by_text("1 picked item is no longer in the programme: Panel")).to_be_visible()
    pick(page, "Opening")
    expect(page.get_by_role("link", name="My items (1)")).to_be_visible()
    assert page.said + other.said == []


REFUSED = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
CORRUPT = """
  for (const key of ["picks:im-2024", "seen:im-2024", "state"]) { localStorage.setItem(key, "{not JSON"); }
"""
ODD = """
  for (const key of ["picks:im-2024", "seen:im-2024", "state"]) { localStorage.setItem(key, '{"items": 7}'); }
"""


@pytest.mark.parametrize("broken", [REFUSED, CORRUPT, ODD], ids=["refused", "corrupt", "odd"])
def test_a_browser_that_keeps_nothing_or_nonsense_breaks_nothing(live_server, new_page, meeting, broken):
    page = new_page()
    page.add_init_script(broken)
    page.goto(f"{live_server.url}{ADDRESS}")
    pick(page, "Opening")
    expect(page.get_by_role("link", name="My items (1)")).to_be_visible()
    told = page.get_by_text("This browser keeps nothing: your items are lost when you leave this page.")
    assert told.is_visible() == (broken == REFUSED)
    assert page.said == []


def test_who_comes_back_is_told_what_changed_since(live_server, opened, meeting):
    page = opened()
    expect(page.locator("#since")).to_be_hidden()
    change("matters", room="Room C")
    released(meeting)
    change("panel", starts=time(15), ends=time(16))
    AgendaItem.objects.get(public_id="opening").delete()
    released(meeting)
    page.reload()
    expect(page.get_by_text("Changed since you last looked (revision 1): 3")).to_be_visible()
    assert page.locator(".item", has_text="changed since you looked").locator("h4").all_inner_texts() == [
        "Matters",
        "Panel",
    ]
    page.get_by_role("link", name="Show just these").click()
    shows(page, "Matters", "Panel")
    page.goto(f"{live_server.url}{ADDRESS}")
    page.get_by_role("button", name="Got it").click()
    expect(page.locator("#since")).to_be_hidden()
    page.reload()
    expect(page.locator("#since")).to_be_hidden()


def test_a_jump_leads_to_what_is_on_now_or_next(opened):
    page = opened()
    expect(page.get_by_role("link", name="Jump to now")).to_be_hidden()
    page = opened(width=360)
    page.clock.install(time=datetime(2024, 6, 18, 11, 30, tzinfo=ZoneInfo("Europe/Zurich")))
    page.reload()
    page.get_by_role("link", name="Jump to now").click()
    expect(page).to_have_url(re.compile(re.escape("#item-matters") + "$"))
    page.clock.set_system_time(datetime(2024, 6, 18, 9, 0, tzinfo=ZoneInfo("Europe/Zurich")))
    page.clock.run_for(60_000)
    assert page.get_by_role("link", name="Jump to now").get_attribute("href") == "#item-opening"
    page.clock.set_system_time(datetime(2024, 6, 18, 20, 0, tzinfo=ZoneInfo("Europe/Zurich")))
    page.clock.run_for(60_000)
    expect(page.get_by_role("link", name="Jump to now")).to_be_hidden()


def test_an_opened_schedule_opens_again_without_a_network_and_says_how_old_it_is(live_server, opened, meeting):
    page = opened(width=360)
    keeps(page, ADDRESS, *FILES)
    page.context.set_offline(True)
    page.goto(f"{live_server.url}{ADDRESS}")
    shows(page, "Opening", "Matters", "Panel")
    told = page.get_by_text("Offline: this is the programme as of")
    told.wait_for()
    assert str(datetime.now(tzinfo := ZoneInfo("Europe/Zurich")).astimezone(tzinfo).year) in told.inner_text()
    page.get_by_role("link", name="Opening").focus()
    page.goto(f"{live_server.url}{ADDRESS}?state=be")
    expect(page).to_have_url(f"{live_server.url}{ADDRESS}")

    page.context.set_offline(False)
    change("panel", title={"en": "Round table"})
    released(meeting)
    page.goto(f"{live_server.url}{ADDRESS}")
    shows(page, "Opening", "Matters", "Round table")
    expect(told).to_be_hidden()


KEPT_PAGES = f"async () => (await ({KEPT})()).filter((path) => !path.startsWith('/static/'))"


def test_nothing_is_kept_for_who_is_signed_in(live_server, opened, superuser):
    page = opened()
    keeps(page, ADDRESS, *FILES)
    session = superuser.client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    item = "/meetings/im-2024/items/opening/"
    for path in (f"{ADDRESS}?view=grid", f"{ADDRESS}?state=be", item, "/admin/meetings/meeting/"):
        assert page.goto(f"{live_server.url}{path}").headers["cache-control"].endswith("no-store")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}{ADDRESS}changes/")
    keeps(page, ADDRESS, f"{ADDRESS}changes/", script=KEPT_PAGES)


REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"


def test_a_worker_that_is_switched_off_forgets_all_and_leaves(live_server, opened, settings):
    page = opened()
    keeps(page, ADDRESS, *FILES)
    settings.OFFLINE_SCHEDULES = False
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    keeps(page)
    eventually(lambda: page.evaluate(REGISTERED), 0)
