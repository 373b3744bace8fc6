"""Documents in a browser: files dropped by a secretary, read by a delegate."""

import pytest
from playwright.sync_api import expect

from meetings.models import Document
from tests.browser.axe import barriers, barriers_in_each_look
from tests.factories import AgendaItemFactory, DocumentFactory, MeetingFactory, StateFactory, released, stored
from tests.intersessional.hostile_files import GOOD, HTML
from tests.staff import member_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("files")]


@pytest.fixture
def meeting():
    meeting = MeetingFactory(slug="im-2027", short_name="IM-2027")
    item = AgendaItemFactory(meeting=meeting, number="1", title={"en": "Opening"})
    released(meeting)
    state = StateFactory(name={"en": "Belgium"}, iso2="BE")
    for number, languages in ((1, ["ar", "zh-hans", "en", "fr", "ru", "es"]), (2, ["en"])):
        document = DocumentFactory(meeting=meeting, item=item, symbol=f"APLC/IM/2027/{number}", state=state)
        for language in languages:
            stored(document=document, language=language)
    DocumentFactory(meeting=meeting, item=item, symbol="APLC/IM/2027/2/Add.1")
    return meeting


def signed_in(page, live_server, desk):
    cookie = desk.client.cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    return page


def test_pages_with_documents_are_readable_by_everybody(live_server, new_page, meeting):
    page = new_page(bypass_csp=True)
    item = f"/meetings/im-2027/items/{meeting.items.get().public_id}/"
    for path in ("/documents/", "/documents/?kind=report&q=x", "/meetings/im-2027/", item, "/states/be/"):
        page.goto(live_server.url + path)
        assert barriers_in_each_look(page) == [], path


def test_a_pdf_is_shown_in_the_browsers_own_viewer(live_server, new_page, meeting):
    page = new_page()
    page.set_content("<h1>Statement</h1>")
    version = stored(page.pdf(), document=DocumentFactory(meeting=meeting))
    page.said.clear()
    with page.expect_event("framenavigated", lambda frame: frame.url.startswith("chrome-extension://")) as shown:
        page.goto(live_server.url + version.get_absolute_url())
    assert page.evaluate("document.contentType") == "application/pdf"
    # Chromium's viewer counts the pages in its toolbar once it has read the file.
    pages = "document.querySelector('pdf-viewer')?.shadowRoot?.querySelector('#toolbar')?.docLength"
    shown.value.wait_for_function(f"() => {pages} === 1")
    # It looks for an icon at the root.
    assert [said for said in page.said if "404" not in said] == []


DROP = """([names, contents]) => {
  const data = new DataTransfer();
  names.forEach((name, place) => data.items.add(new File([contents[place]], name)));
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true}));
}"""


def test_a_secretary_drops_files_mends_what_is_wrong_and_delegates_read_them(live_server, new_page, meeting):
    page = signed_in(new_page(), live_server, member_of("secretary", "Editors"))
    page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/change/")
    page.get_by_role("link", name="Add documents").click()
    page.get_by_label("Choose files, or drop them here").wait_for()
    page.wait_for_load_state()
    pdf = GOOD["report.pdf"].decode()
    names = ["APLC-IM-2027-9-E.pdf", "APLC-IM-2027-9-F.pdf", "Statement Belgium FR.pdf", "page.pdf"]
    page.evaluate(DROP, [names, [pdf, pdf, pdf, HTML.decode()]])
    rows = page.locator("#rows tr")
    expect(rows).to_have_count(4)
    expect(rows.nth(2).get_by_label("Title in English")).to_have_value("Statement by Belgium")
    page.get_by_text("published at once").click()
    page.get_by_role("button", name="Add the files").click()
    expect(page.get_by_role("status")).to_have_text("Nothing was added yet: see what is wrong with 1 file.")
    rows.nth(3).get_by_role("button", name="Leave out").click()
    page.get_by_role("button", name="Add the files").click()
    expect(rows.nth(0)).to_contain_text("Title: This field cannot be blank.")
    rows.nth(0).get_by_label("Title in English").fill("Report")
    page.get_by_role("button", name="Add the files").click()
    page.get_by_text("3 files added to 2 documents.").wait_for()
    assert set(Document.objects.filter(symbol="APLC/IM/2027/9").values_list("versions__language", flat=True)) == {
        "en",
        "fr",
    }
    assert [said for said in page.said if "400 (Bad Request)" not in said] == []
    delegate = new_page(width=360)
    delegate.goto(f"{live_server.url}/documents/?meeting=im-2027&language=fr")
    row = delegate.get_by_role("row").filter(has_text="Statement by Belgium")
    with delegate.expect_response("**/fr/") as answer:
        row.get_by_role("link", name="Français PDF").click()
    assert answer.value.headers["content-disposition"] == 'inline; filename="Statement Belgium FR.pdf"'


def test_the_page_for_many_files_is_usable_by_everybody(live_server, new_page, meeting):
    page = signed_in(new_page(width=360, bypass_csp=True), live_server, member_of("secretary", "Editors"))
    page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/documents/add/")
    page.get_by_label("Choose files, or drop them here").set_input_files(
        [{"name": "Note EN.pdf", "mimeType": "application/pdf", "buffer": GOOD["report.pdf"]}]
    )
    page.get_by_label("Symbol").fill("APLC/IM/2027/1")
    page.get_by_role("button", name="Add the files").click()
    expect(page.get_by_role("status")).to_contain_text("Nothing was added yet")
    assert [found for found in barriers(page) if found[0] not in {"region", "heading-order"}] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
