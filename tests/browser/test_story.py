"""The whole story: a secretary prepares, previews and releases a programme; delegates read it, and what changed."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.axe import barriers, barriers_in_each_look


@pytest.fixture
def secretary(transactional_db):
    user = User.objects.create_user("secretary", password="of the secretariat", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def sign_in(page, live_server, user):
    page.goto(f"{live_server.url}/admin/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("of the secretariat")
    page.get_by_role("button", name="Log in").click()


def add_meeting(page, live_server):
    page.goto(f"{live_server.url}/admin/meetings/meeting/add/")
    page.get_by_label("Short name").fill("IM-2027")
    page.locator("#id_kind").select_option("intersessional")
    page.locator("[name=title_en]").fill("2027 Intersessional Meetings")
    page.locator("#id_status").select_option("published")
    page.locator("#id_starts_on").fill("2027-06-15")
    page.locator("#id_ends_on").fill("2027-06-16")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()
    return Meeting.objects.get(short_name="IM-2027")


def add_item(page, live_server, meeting, title, starts, ends):
    page.goto(f"{live_server.url}/admin/meetings/agendaitem/add/?meeting={meeting.pk}")
    page.locator("[name=title_en]").fill(title)
    page.locator("#id_day").fill("2027-06-15")
    page.locator("#id_starts").fill(starts)
    page.locator("#id_ends").fill(ends)
    page.locator("#id_room").fill("Room A")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()


def release(page, live_server, meeting, note):
    page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/change/")
    page.get_by_role("region", name="Programme").get_by_role("link", name="Release").click()
    page.locator("[name=note_en]").fill(note)
    page.get_by_role("button", name="Release revision").click()
    page.get_by_text("is released: delegates read it now.").wait_for()


def test_a_programme_goes_from_the_draft_to_the_delegates_and_changes(live_server, new_page, secretary):
    staff, delegate = new_page(), new_page(width=360)
    sign_in(staff, live_server, secretary)
    meeting = add_meeting(staff, live_server)
    add_item(staff, live_server, meeting, "Opening", "10:00", "10:30")
    add_item(staff, live_server, meeting, "Matters related to victim assistance", "10:30", "13:00")

    schedule = f"{live_server.url}/meetings/im-2027/schedule/"
    delegate.goto(schedule)
    expect(delegate.get_by_text("No programme is published.")).to_be_visible()

    staff.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/change/")
    staff.get_by_role("link", name="Preview").click()
    expect(staff.get_by_role("article")).to_have_count(2)
    expect(staff.get_by_text("DRAFT").first).to_be_visible()
    release(staff, live_server, meeting, "The first programme.")

    delegate.reload()
    expect(delegate.get_by_role("article")).to_have_count(2)
    expect(delegate.get_by_text("The first programme.")).to_be_visible()

    staff.goto(f"{live_server.url}/admin/meetings/agendaitem/?meeting__id__exact={meeting.pk}")
    second = staff.locator("#result_list tbody tr").filter(has_text="Matters")
    second.locator("input[name$=starts]").fill("11:00")
    staff.get_by_role("button", name="Save").click()
    staff.get_by_text("1 agenda item was changed successfully.").wait_for()
    expect(staff.get_by_text("Draft, 1 change not released")).to_be_visible()

    delegate.reload()
    expect(delegate.locator("s.was")).to_have_count(0)
    release(staff, live_server, meeting, "Victim assistance begins later.")
    delegate.reload()
    expect(delegate.locator("s.was")).to_have_text(["10:30–13:00"], use_inner_text=True)
    expect(delegate.get_by_text("moved", exact=True)).to_be_visible()
    delegate.get_by_role("link", name="what changed", exact=True).click()
    told = "Moved from Tuesday 15 June, 10:30–13:00 to Tuesday 15 June, 11:00–13:00."
    expect(delegate.get_by_text(told)).to_be_visible()
    delegate.get_by_role("link", name="Revision 1").click()
    expect(delegate.get_by_text("This is revision 1, an earlier one.")).to_be_visible()
    assert (staff.said, delegate.said) == ([], [])


def test_a_changed_schedule_and_the_staffs_pages_have_no_accessibility_violation(live_server, new_page, secretary):
    staff = new_page(bypass_csp=True)
    sign_in(staff, live_server, secretary)
    meeting = add_meeting(staff, live_server)
    add_item(staff, live_server, meeting, "Opening", "10:00", "10:30")
    release(staff, live_server, meeting, "First.")
    item = meeting.items.get()
    item.starts, item.room = None, "Room B"
    item.save()
    for page in ("preview", "release", "revisions"):
        staff.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/programme/{page}/")
        assert barriers(staff) == [], page
    release(staff, live_server, meeting, "Second.")
    delegate = new_page(bypass_csp=True)
    for path in ("", "changes/", "r/1/"):
        delegate.goto(f"{live_server.url}/meetings/im-2027/schedule/{path}")
        assert barriers_in_each_look(delegate) == [], path
