"""The draft as a spreadsheet and on paper, in a browser under the policy."""

import io

import pytest
from pypdf import PdfReader

from tests.browser.axe import barriers_in_each_look
from tests.factories import AgendaItemFactory, MeetingFactory
from tests.meetings.sheets import as_csv
from tests.staff import member_of


@pytest.fixture
def meeting(transactional_db):
    meeting = MeetingFactory(slug="im-2024", short_name="IM-2024")
    for place in range(1, 41):
        AgendaItemFactory(meeting=meeting, day="2024-06-18", number=str(place), title={"en": f"Item {place}"})
    return meeting


@pytest.fixture
def open_page(live_server, new_page, meeting):
    """A page of the meeting's programme, for an editor who is signed in."""
    desk = member_of("secretary", "Editors")

    def opened(name, **options):
        page = new_page(**options)
        cookie = {"name": "sessionid", "value": desk.client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(f"{live_server.url}/admin/meetings/meeting/{meeting.pk}/programme/{name}/")
        return page

    return opened


def look_at(page, rows):
    page.get_by_label("Spreadsheet").set_input_files({"name": "draft.csv", "mimeType": "text/csv", "buffer": rows})
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("heading", name="What the spreadsheet would do").wait_for()


def test_a_spreadsheet_is_looked_at_and_brought_in_by_keyboard(open_page, meeting):
    first, *_others, last = meeting.items.order_by("pk")
    rows = as_csv([{"id": first.public_id, "starts": "930"}, {"id": last.public_id, "starts": "soon"}])
    page = open_page("spreadsheet", width=360)
    look_at(page, rows)
    page.get_by_label("Leave this row out and bring in the others").press("Space")
    page.get_by_role("button", name="Bring it into the draft").press("Enter")
    told = "The draft was changed by the spreadsheet: 1 item changed, 1 row left out."
    page.get_by_text(told).wait_for()
    first.refresh_from_db()
    assert (f"{first.starts:%H:%M}", page.said) == ("09:30", [])


def test_what_a_spreadsheet_would_do_has_no_accessibility_violation(open_page, meeting):
    first, second, *_others = meeting.items.order_by("pk")
    rows = [
        {"id": first.public_id, "number": "1", "day": "", "title": "Renamed"},
        {"id": "", "number": "2", "day": "2024-06-18", "title": "Found"},
        {"id": "", "number": "", "day": "", "title": "New"},
        {"id": second.public_id[:3], "number": "", "day": "", "title": "Refused"},
    ]
    page = open_page("spreadsheet", bypass_csp=True)
    assert barriers_in_each_look(page) == []
    look_at(page, as_csv(rows))
    assert barriers_in_each_look(page) == []


def test_a_printed_draft_says_so_on_every_sheet(open_page):
    page = open_page("preview")
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    assert len(sheets) > 1
    assert ["DRAFT" in sheet.extract_text() for sheet in sheets] == [True] * len(sheets)
    assert ("Back to the draft" in sheets[0].extract_text(), page.said) == (False, [])
