"""A secretary's first day: the second factor is set up, and the desk takes a code where its session has ended."""

from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session

from intersessional.roles import set_groups
from tests.browser.axe import barriers
from tests.factories import AgendaItemFactory, MeetingFactory
from tests.intersessional.signing_in import PASSWORD, an_account, code_of


def test_a_secretary_sets_up_a_second_factor_and_signs_in_again_at_the_desk(live_server, new_page, settings):
    settings.SECOND_FACTOR = True
    set_groups()
    user = an_account()
    user.groups.add(Group.objects.get(name="Editors"))
    meeting = MeetingFactory.create()
    item = AgendaItemFactory.create(meeting=meeting, title={"en": "Opening"}, day=meeting.starts_on, room="XIX")
    page = new_page()
    desk = f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/programme/desk/"
    page.goto(desk)
    page.get_by_label("Username").fill("secretary")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()

    page.get_by_role("heading", name="Set up a second factor").wait_for()
    picture = page.get_by_role("img", name="The secret below, as a picture to scan")
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth > 0)")
    page.get_by_label("Code").fill(code_of(user))
    page.get_by_role("button", name="Set up").click()
    codes = page.locator("#backup-codes code").all_text_contents()
    assert len(codes) == 10

    page.goto(desk)
    page.get_by_role("group", name="Opening", exact=True).get_by_label("Room").fill("XX")
    Session.objects.all().delete()
    page.keyboard.press("Control+s")
    page.get_by_role("heading", name="You are signed out").wait_for()
    page.get_by_label("Username").fill("secretary")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Or the code is wrong.").wait_for()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("status").get_by_text("1 row saved.", exact=True).wait_for()
    item.refresh_from_db()
    assert (item.room, page.said) == ("XX", [])


def test_the_pages_of_signing_in_have_no_barrier(live_server, new_page, settings):
    settings.SECOND_FACTOR = True
    an_account()
    page = new_page(bypass_csp=True, width=360)
    page.goto(f"{live_server.url}/admin/login/")
    found = [barriers(page)]
    page.get_by_label("Username").fill("secretary")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Set up a second factor").wait_for()
    found.append(barriers(page))
    assert found == [[], []]
