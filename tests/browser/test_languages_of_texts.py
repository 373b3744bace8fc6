"""Texts in six languages: a tab for each, by keyboard, in the admin's forms and at the programme desk."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from tests.factories import AgendaItemFactory, MeetingFactory, PrincipleFactory

DESK = "/admin/meetings/meeting/{0.meeting_id}/programme/desk/"
FORM = "/admin/meetings/agendaitem/{0.pk}/change/"


@pytest.fixture
def item(transactional_db):
    meeting = MeetingFactory(slug="im-2024", short_name="IM-2024")
    return AgendaItemFactory(
        meeting=meeting, title={"en": "Opening", "fr": "Ouverture"}, summary={"en": "All of it"}, day=meeting.starts_on
    )


@pytest.fixture
def open_page(live_server, new_page, item):
    """Somebody's window with a page about the item in it."""

    def opened(address, name="secretary", **options):
        user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        if is_new:
            user.set_password("of the secretariat")
            user.save()
            user.groups.add(Group.objects.get(name="Editors"))
        page = new_page(**{"width": 1280, **options})
        page.goto(f"{live_server.url}/admin/login/?next={address.format(item)}")
        page.get_by_label("Username").fill(name)
        page.get_by_label("Password").fill("of the secretariat")
        page.get_by_role("button", name="Log in").click()
        expect(page.locator("#content-main")).to_be_attached()
        return page

    return opened


def rest_of_row(page):
    page.get_by_role("button", name="The rest of the row").first.click()
    return page.locator(".rest-of-row").first


def tab(place, name):
    return place.get_by_role("tab", name=name)


def told(page, sentence):
    expect(page.get_by_role("status").get_by_text(sentence, exact=True)).to_be_visible()


def test_a_title_is_entered_in_arabic_by_keyboard_alone(open_page, item):
    page = open_page(FORM)
    keys = page.keyboard
    titles = page.get_by_role("tablist", name="Title")
    expect(tab(titles, "English (filled in)")).to_have_attribute("aria-selected", "true")
    expect(tab(titles, "العربية (empty)")).to_have_attribute("tabindex", "-1")
    tab(titles, "English").focus()
    for key, name in [("ArrowLeft", "Español"), ("ArrowRight", "English"), ("End", "Español"), ("Home", "English")]:
        keys.press(key)
        expect(tab(titles, name)).to_be_focused()
        expect(page.get_by_label(f"Title, {name}")).to_be_visible()
        expect(page.get_by_role("tabpanel", name=name).first).to_be_visible()
    keys.press("ArrowRight")
    keys.press("Tab")
    arabic = page.get_by_label("Title, العربية")
    expect(arabic).to_be_focused()
    keys.type("افتتاح")
    expect(tab(titles, "العربية (filled in)")).to_have_attribute("aria-selected", "true")
    assert arabic.evaluate("element => [getComputedStyle(element).direction, element.lang]") == ["rtl", "ar"]
    expect(page.get_by_label("Title, English")).to_be_hidden()
    keys.press("Enter")
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    item.refresh_from_db()
    assert item.title == {"en": "Opening", "fr": "Ouverture", "ar": "افتتاح"}
    assert page.said == []


def test_the_tab_that_has_the_error_is_open(open_page):
    page = open_page(FORM)
    page.get_by_label("Title, English").fill("")
    summaries = page.get_by_role("tablist", name="Summary")
    tab(summaries, "Français").click()
    page.get_by_label("Summary, Français").fill("Tout")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Enter the English text.")).to_be_visible()
    expect(page.get_by_label("Title, English")).to_be_visible()
    expect(page.get_by_label("Title, English")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Title, English").fill("Opening")
    page.evaluate("document.getElementById('id_summary_fr').value = 'a\\0b'")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Null characters are not allowed.")).to_be_visible()
    expect(tab(page.get_by_role("tablist", name="Summary"), "Français")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_label("Title, English")).to_be_visible()
    assert page.said == []


def test_a_row_that_is_added_to_a_list_has_its_tabs(open_page):
    principle = PrincipleFactory()
    page = open_page(f"/admin/meetings/presidentspaper/{principle.paper_id}/change/")
    page.get_by_role("button", name="Add another Principle").click()
    row = page.locator("#principles-1")
    tab(row, "Русский").click()
    row.get_by_label("Text, Русский").fill("Принцип")
    expect(tab(row, "Русский (filled in)")).to_have_attribute("aria-selected", "true")
    expect(row.get_by_label("Text, English")).to_be_hidden()
    assert page.said == []


def test_without_script_all_languages_stand_below_one_another(open_page):
    page = open_page(FORM, java_script_enabled=False)
    for language in ("English", "العربية", "中文", "Français", "Русский", "Español"):
        expect(page.get_by_label(f"Title, {language}")).to_be_visible()
    expect(page.get_by_role("tablist")).to_have_count(0)


def test_a_row_of_the_desk_has_its_languages_behind_tabs_and_keeps_them_all(open_page, item):
    page = open_page(DESK)
    rest = rest_of_row(page)
    expect(tab(rest, "English (filled in)")).to_be_visible()
    tab(rest, "Français (filled in partly)").click()
    page.get_by_label("Summary, Français").fill("Tout")
    expect(tab(rest, "Français (filled in)")).to_be_visible()
    tab(rest, "Français").press("ArrowLeft")
    tab(rest, "中文 (empty)").press("ArrowLeft")
    page.get_by_label("Title, العربية").fill("افتتاح")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("button", name="Restore them").click()
    rest = rest_of_row(page)
    tab(rest, "العربية (filled in partly)").click()
    expect(page.get_by_label("Title, العربية")).to_have_value("افتتاح")
    page.keyboard.press("Control+s")
    told(page, "1 row saved.")
    item.refresh_from_db()
    assert item.title == {"en": "Opening", "fr": "Ouverture", "ar": "افتتاح"}
    assert item.summary == {"en": "All of it", "fr": "Tout"}
    expect(page.get_by_role("list", name="Titles in other languages")).to_contain_text("العربية 1 of 1")
    assert page.said == []


def test_two_people_who_change_one_language_see_which(open_page, item):
    one, other = open_page(DESK), open_page(DESK, "colleague")
    for page, title in ((one, "Début"), (other, "Commencement")):
        tab(rest_of_row(page), "Français").click()
        page.get_by_label("Title, Français").fill(title)
        page.keyboard.press("Control+s")
    expect(other.locator(".told tbody tr th")).to_have_text(["Title, Français"])
    expect(other.locator(".told tbody tr td")).to_have_text(["Début", "Commencement"])


def test_what_cannot_be_stored_opens_its_language_at_the_desk(open_page):
    page = open_page(DESK)
    rest = rest_of_row(page)
    tab(rest, "Español").click()
    page.get_by_label("Title, Español").evaluate(
        "element => { element.value = 'a\\0b'; element.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    tab(rest, "English").click()
    page.get_by_role("button", name="The rest of the row").first.click()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("The text holds signs that can't be stored.")).to_be_visible()
    expect(page.get_by_label("Title, Español")).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("address", [FORM, DESK])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_tabs_have_no_accessibility_violation(open_page, address, width, scheme):
    page = open_page(address, width=width, scheme=scheme, bypass_csp=True)
    place = rest_of_row(page) if address == DESK else page.locator(".field-title")
    tab(place, "العربية").click()
    expect(page.get_by_label("Title, العربية")).to_be_visible()
    found = Axe().run(page, context=".draft-state, .field-title, .rest-of-row").response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert place.evaluate("element => element.scrollWidth <= element.clientWidth + 1")
