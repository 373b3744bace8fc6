"""The evening before a meeting: its programme is entered and mended at the desk, by keyboard, by two people."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from meetings.models import AgendaItem
from tests.browser.axe import barriers_in_each_look
from tests.factories import AgendaItemFactory, CommitteeFactory, MeetingFactory, SegmentFactory, StateFactory

DAY = "2024-06-18"


@pytest.fixture
def meeting(transactional_db):
    StateFactory(iso2="BE", iso3="BEL", name={"en": "Belgium"})
    StateFactory(iso2="TR", iso3="TUR", name={"en": "Türkiye"}, aliases="Turkey")
    CommitteeFactory(short_name="C-VA", slug="c-va", name={"en": "Committee on Victim Assistance"})
    meeting = MeetingFactory(slug="im-2024", short_name="IM-2024")
    SegmentFactory(meeting=meeting, slug="general")
    return meeting


@pytest.fixture
def open_desk(live_server, new_page, meeting):
    """Somebody's window with the desk of the meeting in it."""

    def opened(name="secretary", **options):
        user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        if is_new:
            user.set_password("of the secretariat")
            user.save()
            user.groups.add(Group.objects.get(name="Editors"))
        page = new_page(**{"width": 1280, **options})
        page.goto(f"{live_server.url}/admin/login/?next=/admin/meetings/meeting/{meeting.pk}/programme/desk/")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill("of the secretariat")
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("heading", name="Tuesday 18 June 2024").wait_for()
        return page

    return opened


def told(page, sentence):
    page.get_by_role("status").get_by_text(sentence, exact=True).wait_for()


def item(page, title):
    return page.get_by_role("group", name=title, exact=True)


def an_item(meeting, title, starts="10:00", ends="10:30", **facts):
    return AgendaItemFactory(
        **{
            "meeting": meeting,
            "title": {"en": title},
            "day": DAY,
            "starts": starts,
            "ends": ends,
            "room": "XIX",
            **facts,
        }
    )


def programme(meeting):
    items = meeting.items.in_order()
    return [(f"{one.starts:%H:%M}" if one.starts else "", one.title["en"], one.room) for one in items]


def test_a_day_is_entered_by_keyboard_alone(open_desk, meeting):
    page = open_desk()
    keys = page.keyboard
    page.get_by_role("button", name="Add an item").first.focus()
    keys.press("Enter")
    for text in ("1", "930", "10h15", "Opening"):
        keys.type(text)
        keys.press("Tab")
    keys.press("Tab")
    keys.type("Room XIX")
    keys.press("Tab")
    keys.type("Gen")
    keys.press("Tab")
    keys.type("victim")
    keys.press("Tab")
    keys.type("be")
    keys.press("Enter")
    keys.type("; Turkey")
    keys.press("Tab")
    keys.press("Shift+Tab")
    keys.press("Enter")
    keys.type("2")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("13")
    keys.press("Tab")
    keys.type("Matters related to victim assistance")
    keys.press("Enter")
    keys.press("Escape")
    keys.press("Alt+ArrowUp")
    keys.press("Control+s")
    told(page, "2 rows saved.")
    first, second = meeting.items.in_order()
    assert programme(meeting) == [
        ("10:15", "Matters related to victim assistance", "Room XIX"),
        ("09:30", "Opening", "Room XIX"),
    ]
    assert (second.number, f"{second.ends:%H:%M}", second.segment.slug) == ("1", "10:15", "general")
    assert (second.committee.short_name, [str(state) for state in second.chairs.all()]) == (
        "C-VA",
        ["Belgium", "Türkiye"],
    )
    assert (first.number, f"{first.ends:%H:%M}") == ("2", "13:00")
    expect(page.get_by_text("2 items in the draft")).to_be_visible()
    assert page.said == []


def test_what_isnt_understood_stays_with_its_reason_and_holds_up_nothing(open_desk, meeting):
    an_item(meeting, "Opening"), an_item(meeting, "Closing")
    page = open_desk()
    opening, closing = item(page, "Opening"), item(page, "Closing")
    opening.get_by_label("Starts").fill("half past")
    opening.get_by_label("Chairs").fill("BE; Atlantis")
    closing.get_by_label("Room").fill("XX")
    page.get_by_role("button", name="Save", exact=True).click()
    told(page, "1 row saved, 1 refused.")
    expect(opening.get_by_label("Starts")).to_have_value("half past")
    expect(opening.get_by_label("Chairs")).to_have_value("Belgium; Atlantis")
    expect(opening.get_by_text("Not a time: type 9:30, 930 or 9h30.")).to_be_visible()
    expect(opening.get_by_text("No State is called so: Atlantis. Put a semicolon between two.")).to_be_visible()
    assert programme(meeting) == [("10:00", "Opening", "XIX"), ("10:00", "Closing", "XX")]
    assert page.said == []


def test_two_people_at_one_desk_see_both_versions_and_choose(open_desk, meeting):
    an_item(meeting, "Opening"), an_item(meeting, "Closing")
    one, other = open_desk(), open_desk("colleague")
    item(one, "Opening").get_by_label("Room").fill("By the first")
    item(one, "Opening").get_by_label("Ends").fill("1045")
    one.keyboard.press("Control+s")
    told(one, "1 row saved.")
    item(other, "Opening").get_by_label("Room").fill("By the second")
    item(other, "Closing").get_by_label("Room").fill("XX")
    other.keyboard.press("Control+s")
    told(
        other,
        "1 row saved, 1 changed by somebody else meanwhile. Choose at the rows with two versions, then save.",
    )
    cells = other.locator(".told tbody tr").first.locator("th, td").all_inner_texts()
    assert cells == ["Room", "By the first", "By the second"]
    expect(other.get_by_text("secretary has saved this meanwhile")).to_be_visible()
    expect(item(other, "Opening").get_by_label("Ends")).to_have_value("10:45")
    assert meeting.items.get(title__en="Opening").room == "By the first"
    other.get_by_role("button", name="Keep what is entered here").click()
    other.keyboard.press("Control+s")
    told(other, "1 row saved.")
    kept = meeting.items.get(title__en="Opening")
    assert (kept.room, f"{kept.ends:%H:%M}", kept.version) == ("By the second", "10:45", 3)
    assert (one.said, other.said) == ([], [])


def test_who_was_signed_out_signs_in_in_place_and_saves(open_desk, meeting):
    an_item(meeting, "Opening")
    page = open_desk()
    item(page, "Opening").get_by_label("Room").fill("XX")
    Session.objects.all().delete()
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="You are signed out").wait_for()
    page.get_by_label("Username").fill("secretary")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("This username and password are not known").wait_for()
    page.get_by_label("Password").fill("of the secretariat")
    page.get_by_role("button", name="Sign in").click()
    told(page, "1 row saved.")
    assert programme(meeting) == [("10:00", "Opening", "XX")]
    assert page.said == []


def test_rows_that_werent_saved_are_offered_when_the_desk_is_opened_again(open_desk, meeting):
    _opening, closing = an_item(meeting, "Opening"), an_item(meeting, "Closing")
    page = open_desk()
    item(page, "Opening").get_by_label("Room").fill("XX")
    item(page, "Closing").get_by_label("Room").fill("XXI")
    page.get_by_role("button", name="Add an item").first.click()
    item(page, "Row without a title").get_by_label("Title", exact=True).fill("Side event")
    closing.room, closing.version = "By somebody", 2
    closing.save()
    warnings = []
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.accept()))
    page.reload()
    assert warnings == ["beforeunload"]
    offered = page.get_by_role("region", name="Rows kept in this browser")
    assert "3 rows that were not saved are kept in this browser" in offered.inner_text()
    expect(offered.get_by_text("“Closing” has been changed meanwhile: both versions will be shown.")).to_be_visible()
    expect(item(page, "Opening").get_by_label("Room")).to_have_value("XIX")
    offered.get_by_role("button", name="Restore them").click()
    expect(item(page, "Opening").get_by_label("Room")).to_have_value("XX")
    expect(page.locator(".told tbody tr").first.locator("th, td")).to_have_text(
        ["Room", "By somebody", "XXI"], use_inner_text=True
    )
    page.get_by_role("button", name="Take what is stored").click()
    page.keyboard.press("Control+s")
    told(page, "2 rows saved.")
    stored = [("10:00", "Opening", "XX"), ("10:00", "Closing", "By somebody"), ("10:30", "Side event", "XXI")]
    assert programme(meeting) == stored
    page.reload()
    expect(page.get_by_role("region", name="Rows kept in this browser")).to_be_hidden()
    assert page.said == []


def test_a_day_is_moved_along_given_another_room_and_another_date(open_desk, meeting):
    an_item(meeting, "Opening", "09:00", "10:00")
    an_item(meeting, "Statements", "10:00", "13:00")
    an_item(meeting, "Other matters", None, None)
    an_item(meeting, "Reception", "18:00", "23:30", room="Hall")
    page = open_desk()

    def shift(minutes):
        rest = page.locator(".desk-row").filter(has=item(page, "Statements"))
        if not rest.locator(".rest-of-row").is_visible():
            rest.get_by_role("button", name="The rest of the row").click()
        rest.get_by_label("Minutes by which this and all later items of the day move").fill(minutes)
        rest.get_by_role("button", name="Move", exact=True).click()

    shift("30")
    told(page, "That would be beyond midnight for “Reception”: nothing is moved.")
    shift("a little")
    told(page, "Type how many minutes, such as 15 or -15.")
    shift("-15")
    told(page, "2 items changed. Save to keep it.")
    day = page.locator(f".day[data-day='{DAY}']")
    day.get_by_text("Whole day").click()
    day.get_by_label("Instead of room").select_option("XIX")
    day.get_by_label("take").fill("Tempus")
    day.get_by_role("button", name="Change").click()
    told(page, "3 items changed. Save to keep it.")
    day.get_by_label("Move all its items to").select_option("2024-06-20")
    day.get_by_role("button", name="Move", exact=True).first.click()
    told(page, "4 items changed. Save to keep it.")
    page.get_by_role("button", name="Undo").click()
    told(page, "Undone.")
    page.keyboard.press("Control+s")
    told(page, "4 rows saved.")
    assert programme(meeting) == [
        ("09:00", "Opening", "Tempus"),
        ("09:45", "Statements", "Tempus"),
        ("", "Other matters", "Tempus"),
        ("17:45", "Reception", "Hall"),
    ]
    assert {str(one.day) for one in AgendaItem.objects.all()} == {DAY}
    assert page.said == []


def test_items_are_copied_cancelled_deleted_and_moved_and_a_colleagues_order_is_asked_about(open_desk, meeting):
    for position, title in enumerate(("Opening", "Statements", "Closing")):
        an_item(meeting, title, position=position)
    page, other = open_desk(), open_desk("colleague")

    def deed(title, name):
        row = page.locator(".desk-row").filter(has=item(page, title)).first
        if not row.locator(".rest-of-row").is_visible():
            row.get_by_role("button", name="The rest of the row").click()
        row.get_by_role("button", name=name, exact=True).click()

    deed("Opening", "Copy")
    page.keyboard.type("1b")
    deed("Statements", "Cancel the item")
    deed("Closing", "Delete")
    item(page, "Opening").first.get_by_label("Title", exact=True).focus()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Control+s")
    told(page, "2 rows saved, 1 deleted.")
    assert [(one.number, one.title["en"], one.status) for one in meeting.items.in_order()] == [
        ("1b", "Opening", "scheduled"),
        ("", "Opening", "scheduled"),
        ("", "Statements", "cancelled"),
    ]

    item(other, "Statements").get_by_label("Title", exact=True).focus()
    other.keyboard.press("Alt+ArrowUp")
    item(other, "Closing").get_by_label("Room").fill("XX")
    other.keyboard.press("Control+s")
    told(other, "1 deleted by somebody else meanwhile.")
    expect(other.get_by_text("Somebody else has deleted this item. Saving adds it anew")).to_be_visible()
    other.keyboard.press("Control+s")
    told(other, "1 row saved.")
    assert [one.title["en"] for one in meeting.items.in_order()] == ["Opening", "Statements", "Opening", "Closing"]

    item(page, "Statements").get_by_label("Title", exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Control+s")
    told(page, "order kept as somebody else has changed it.")
    page.get_by_role("button", name="Take the stored order").click()
    titles = page.get_by_label("Title", exact=True)
    assert [title.input_value() for title in titles.all()] == ["Opening", "Statements", "Opening"]
    expect(page.get_by_text("All is saved.")).to_be_visible()
    assert (page.said, other.said) == ([], [])


def test_the_desk_has_no_accessibility_violation(open_desk, meeting):
    an_item(meeting, "Opening"), an_item(meeting, "Closing", status="cancelled"), an_item(meeting, "Panel")
    page = open_desk(bypass_csp=True)
    item(page, "Opening").get_by_label("Starts").fill("never")
    page.get_by_role("button", name="The rest of the row").first.click()
    item(page, "Panel").get_by_label("Chairs").press_sequentially("b")
    assert barriers_in_each_look(page) == []
