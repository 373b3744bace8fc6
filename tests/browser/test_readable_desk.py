"""The desk without a mouse, in one's own colours, without motion, and by a screen reader."""

import pytest
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.readable import MOVING, assert_told_as_kept, tab_to
from tests.browser.test_desk import an_item, item, meeting, open_desk, programme, told  # noqa: F401 its fixtures


@pytest.fixture
def three_items(meeting):  # noqa: F811 the fixture
    Meeting.objects.filter(pk=meeting.pk).update(title={"en": "Meetings of 2024"})
    an_item(meeting, "Opening", number="1")
    an_item(meeting, "Statements", starts="10:15", ends="11:00", number="2")
    an_item(meeting, "Closing", starts="11:00", ends="11:30", status="cancelled")


def test_an_item_is_added_and_saved_with_the_focus_always_to_be_seen(open_desk, meeting):  # noqa: F811 as above
    page = open_desk()
    faults = tab_to(page, "[href='#content-start']", most=1)
    page.keyboard.press("Enter")
    faults += tab_to(page, "[data-deed=add-last]")
    page.keyboard.press("Enter")
    expect(page.locator(".desk-row [data-name=number]")).to_be_focused()
    page.keyboard.type("1")
    faults += tab_to(page, ".desk-row [data-name=title]", most=3)
    page.keyboard.type("Opening")
    faults += tab_to(page, "[data-deed=save]", most=20)
    page.keyboard.press("Enter")
    told(page, "1 row saved.")
    assert [title for _starts, title, _room in programme(meeting)] == ["Opening"]
    assert faults == []


@pytest.mark.usefixtures("three_items")
def test_states_of_rows_and_clashes_show_in_forced_colours(open_desk):  # noqa: F811 as above
    page = open_desk(forced_colors="active")
    expect(page.locator(".clashes li").first).to_be_visible()
    item(page, "Opening").get_by_label("Room").fill("XXI")
    item(page, "Statements").get_by_label("Room").fill("XX")
    page.keyboard.press("Tab")
    expect(page.locator(".desk-row[data-state=edited]")).to_have_count(2)
    bars = page.locator(".desk-row").evaluate_all(
        "(rows) => rows.map((row) => getComputedStyle(row).borderInlineStartColor)"
    )
    assert (bars[0] == bars[1], bars[1] == bars[2]) == (True, False)
    lined = "getComputedStyle(document.querySelector('.desk-row.cancelled .title input')).textDecorationLine"
    assert page.evaluate(lined) == "line-through"
    item(page, "Opening").get_by_label("Starts").focus()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.usefixtures("three_items")
def test_nothing_at_the_desk_moves_for_who_wants_no_motion(open_desk):  # noqa: F811 as above
    assert open_desk(reduced_motion="reduce").evaluate(MOVING) == []


@pytest.mark.usefixtures("three_items")
def test_a_screen_reader_is_told_of_the_desk_as_kept(open_desk):  # noqa: F811 as above
    page = open_desk()
    expect(page.locator(".clashes li").first).to_be_visible()
    assert_told_as_kept(page, "desk.en.yml")
