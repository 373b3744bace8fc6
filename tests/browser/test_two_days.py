"""Two days of thirty items: entered at the desk, mended, released, moved, released again, and read."""

import csv
import re

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.factories import MeetingFactory

START = 9 * 60 + 30


def clock(minutes):
    return f"{minutes // 60:02}:{minutes % 60:02}"


@pytest.fixture
def meeting(transactional_db):
    return MeetingFactory.create(slug="im-2027", starts_on="2027-06-15", ends_on="2027-06-16")


@pytest.fixture
def secretary(transactional_db):
    user = User.objects.create_user("secretary", password="of the secretariat", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def sign_in(page, live_server, path):
    page.goto(f"{live_server.url}/admin/login/?next={path}")
    page.get_by_label("Username").fill("secretary")
    page.get_by_label("Password").fill("of the secretariat")
    page.get_by_role("button", name="Log in").click()


def open_desk(page, live_server, meeting):
    sign_in(page, live_server, f"/admin/meetings/meeting/{meeting.pk}/programme/desk/")
    page.get_by_role("heading", name="Tuesday 15 June 2027").wait_for()


def enter_day(page, day, first_number):
    """Fifteen items of twenty minutes: a new row starts where the last one ended and takes its room."""
    keys = page.keyboard
    page.get_by_role("button", name="Add an item").nth(day).focus()
    for place in range(15):
        keys.press("Enter")
        keys.type(str(first_number + place))
        keys.press("Tab")
        if place == 0:
            keys.type("930")
        keys.press("Tab")
        keys.type(clock(START + 20 * (place + 1)).replace(":", "h"))
        keys.press("Tab")
        keys.type(f"Item {first_number + place}")
        if place == 0:
            keys.press("Tab")
            keys.press("Tab")
            keys.type("Room XIX")


def save(page, sentence):
    page.keyboard.press("Control+s")
    page.get_by_role("status").get_by_text(sentence, exact=True).wait_for()


def release(page, live_server, meeting, note):
    page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/programme/release/")
    page.locator("[name=note_en]").fill(note)
    page.get_by_role("button", name="Release revision").click()


def item(page, number):
    return page.get_by_role("group", name=f"Item {number}", exact=True)


def events(page, live_server):
    """Number in the title, start and sequence of each event of the calendar."""
    text = page.request.get(f"{live_server.url}/meetings/im-2027/schedule.ics").text().replace("\r\n ", "")
    found = {}
    for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL):
        summary, start = re.search(r"SUMMARY:(.*?)\r", event)[1], re.search(r"DTSTART.*?T(\d{4})", event)[1]
        found[summary] = (start, int(re.search(r"SEQUENCE:(\d+)", event)[1]))
    return found


def test_thirty_items_are_entered_a_clash_is_mended_and_three_are_moved_after_the_release(
    live_server, new_page, meeting, secretary
):
    desk, delegate = new_page(width=1280), new_page(width=360)
    open_desk(desk, live_server, meeting)
    enter_day(desk, 0, 1)
    enter_day(desk, 1, 16)
    save(desk, "30 rows saved.")
    assert meeting.items.count() == 30

    item(desk, 3).get_by_label("Ends").fill("1045")
    save(desk, "1 row saved.")
    clash = desk.get_by_text("Room XIX holds several items at the same time on Tuesday 15 June").first
    clash.wait_for()
    release(desk, live_server, meeting, "First.")
    expect(desk.get_by_text("Room XIX holds several items at the same time").first).to_be_visible()
    assert meeting.revisions.count() == 0
    desk.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/programme/desk/")
    item(desk, 3).get_by_label("Ends").fill("1030")
    save(desk, "1 row saved.")
    clash.wait_for(state="detached")
    release(desk, live_server, meeting, "The first programme.")
    desk.get_by_text("Revision 1 is released").wait_for()

    delegate.goto(f"{live_server.url}/meetings/im-2027/schedule/")
    expect(delegate.get_by_role("article")).to_have_count(30)
    assert {sequence for _start, sequence in events(delegate, live_server).values()} == {0}

    desk.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/programme/desk/")
    for number in (28, 29, 30):
        minutes = START + 20 * (number - 16) + 15
        item(desk, number).get_by_label("Starts").fill(clock(minutes))
        item(desk, number).get_by_label("Ends").fill(clock(minutes + 20))
    save(desk, "3 rows saved.")
    release(desk, live_server, meeting, "The last three begin later.")
    desk.get_by_text("Revision 2 is released").wait_for()

    delegate.reload()
    expect(delegate.get_by_text("moved", exact=True)).to_have_count(3)
    expect(delegate.locator("s.was")).to_have_text(["13:30–13:50", "13:50–14:10", "14:10–14:30"], use_inner_text=True)
    changed = {title: found for title, found in events(delegate, live_server).items() if found[1]}
    assert changed == {"28. Item 28": ("1345", 1), "29. Item 29": ("1405", 1), "30. Item 30": ("1425", 1)}
    feed = delegate.request.get(f"{live_server.url}/meetings/im-2027/schedule/changes.atom").text()
    assert feed.count("Moved from Wednesday 16 June") == 3
    delegate.goto(f"{live_server.url}/meetings/im-2027/schedule/r/1/")
    assert delegate.locator("#d2027-06-16 time").all_inner_texts()[-1] == "14:10–14:30"
    assert (desk.said, delegate.said) == ([], [])


def test_an_exported_draft_of_which_two_rows_are_edited_shows_just_two_changes(
    live_server, new_page, committed_record, secretary, tmp_path
):
    meeting = Meeting.objects.get(slug="im-2022")
    page = new_page(width=1280)
    sign_in(page, live_server, f"/admin/meetings/meeting/{meeting.pk}/programme/spreadsheet/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Draft as CSV").click()
    file = tmp_path / "draft.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)
    rows[1][header.index("room")] = "Room XIX"
    rows[3][header.index("title")] = "Another title"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([header, *rows])
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_text(f"2 changed, {len(rows) - 2} unchanged").wait_for()
    page.get_by_role("button", name="Bring it into the draft").click()
    page.get_by_text("2 items changed").wait_for()
    assert meeting.items.filter(room="Room XIX").count() == 1
    assert meeting.items.filter(folded__contains="another title").count() == 1
    assert page.said == []
