"""What doesn't fit in a draft, on the page of its release and in the list of items."""

import re

import pytest
from django.urls import reverse

from meetings.models import AgendaItem, Meeting, ProgrammeRevision
from tests.factories import AgendaItemFactory, MeetingFactory, StateFactory, released
from tests.staff import errors, fields, list_address, notices, words

pytestmark = pytest.mark.django_db

TWICE = "Error Room A holds several items at the same time on Tuesday 18 June:"

BUTTON = 'value="Release revision'


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024")


def an_item(meeting, title, starts="10:00", ends="11:00", **facts):
    facts = {"day": "2024-06-18", "room": "Room A", **facts}
    item = AgendaItemFactory(meeting=meeting, title={"en": title}, starts=starts, ends=ends, **facts)
    item.chairs.add(StateFactory())
    return item


def at(meeting, page, *parts):
    return reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk, *parts])


def open_page(desk, meeting, page="release", *parts):
    return desk.client.get(at(meeting, page, *parts))


def post(desk, meeting, drawn, page="release", *parts, **changed):
    return desk.client.post(at(meeting, page, *parts), {**drawn, **changed}, follow=True)


def drawn(response):
    return fields(response, "release_form")


def points(response):
    """Each line without its link, and where the link leads."""
    found = re.search(r'<ul class="open-points".*?</ul>', response.text, re.DOTALL)
    lines = re.findall(r"<li.*?</li>", found[0], re.DOTALL) if found else []
    return [(words(line.split("<a")[0]), re.search(r'href="([^"]+)"', line)[1].replace("&amp;", "&")) for line in lines]


def tick(response):
    found = re.search(r'<input type="checkbox" name="acknowledged"[^>]*value="([^"]*)"( checked)?', response.text)
    return {"acknowledged": found[1]} if found else None


def is_ticked(response):
    return "acknowledged" in drawn(response)


def overlapping(meeting):
    return an_item(meeting, "Panel"), an_item(meeting, "Briefing", "10:30", "12:00")


# The release


def test_the_page_tells_what_doesnt_fit_by_severity_and_where_it_is_mended(editor, meeting):
    overlapping(meeting)
    for title in ("Other matters", "Closing"):
        an_item(meeting, title, None, None, day=None)
    an_item(meeting, "Some time", None, None)
    an_item(meeting, "Nowhere", "15:00", "16:00", room="")
    items = f"{list_address(AgendaItem)}?meeting__id__exact={meeting.pk}"
    assert points(open_page(editor, meeting)) == [
        (f"{TWICE} “Panel” (10:00–11:00); “Briefing” (10:30–12:00).", at(meeting, "desk")),
        ("Warning 1 item has no start.", f"{items}&open=no_time"),
        ("Warning 2 items have no day.", f"{items}&open=no_day"),
        ("Note 1 item has no room.", f"{items}&open=no_room"),
    ]


def test_a_programme_in_which_all_fits_is_released_without_a_tick(editor, meeting):
    an_item(meeting, "Panel")
    page = open_page(editor, meeting)
    assert (points(page), tick(page)) == ([], None)
    assert BUTTON in page.text
    assert notices(post(editor, meeting, drawn(page)))[0][0] == "success"


def test_an_error_is_released_only_with_its_tick(editor, meeting):
    overlapping(meeting)
    page = open_page(editor, meeting)
    assert "I know of this error, and release all the same." in words(page.text)
    page = post(editor, meeting, drawn(page), note_en="Mine")
    assert errors(page) == {"acknowledged": "Nothing is released yet: see to the errors first."}
    assert ProgrammeRevision.objects.count() == 0
    assert drawn(page)["note_en"] == ["Mine"]
    page = post(editor, meeting, drawn(page), **tick(page))
    assert notices(page) == [("success", "Revision 1 is released: delegates read it now.")]


def test_an_error_that_came_since_is_asked_about_again(editor, second_editor, meeting):
    overlapping(meeting)
    before = open_page(editor, meeting)
    an_item(meeting, "Reception", "11:30", "12:00")
    page = post(editor, meeting, drawn(before), **tick(before))
    assert "The draft has changed since this page was opened." in words(page.text)
    assert "I know of these 2 errors, and release all the same." in words(page.text)
    assert not is_ticked(page)
    page = post(editor, meeting, drawn(page), **tick(before))
    assert errors(page) == {"acknowledged": "Nothing is released yet: see to the errors first."}
    assert ProgrammeRevision.objects.count() == 0


def test_a_tick_stays_while_the_errors_are_the_same(editor, meeting):
    panel, _briefing = overlapping(meeting)
    before = open_page(editor, meeting)
    assert not is_ticked(before)
    panel.title = {"en": "Discussion"}
    panel.save()
    page = post(editor, meeting, drawn(before), **tick(before))
    assert "The draft has changed since this page was opened." in words(page.text)
    assert is_ticked(page)
    assert notices(post(editor, meeting, drawn(page)))[0][0] == "success"


@pytest.mark.parametrize("acknowledged", ["", "0", "\x00", "a " * 5000])
def test_a_tick_that_names_no_known_error_releases_nothing(editor, meeting, acknowledged):
    overlapping(meeting)
    page = post(editor, meeting, drawn(open_page(editor, meeting)), acknowledged=acknowledged)
    assert "acknowledged" in errors(page)
    assert ProgrammeRevision.objects.count() == 0


def test_stranded_items_keep_the_programme_from_being_released(editor, meeting):
    an_item(meeting, "Late")
    Meeting.objects.update(starts_on="2024-06-19")
    page = open_page(editor, meeting)
    address = f"{list_address(AgendaItem)}?meeting__id__exact={meeting.pk}&open=stranded"
    assert points(page) == [
        ("Error “Late” is on Tuesday 18 June, but the meeting is held on 19–20 June 2024.", address)
    ]
    assert "This can't be released while an item is on a day on which there is no meeting." in words(page.text)
    assert tick(page) is None
    assert BUTTON not in page.text
    page = post(editor, meeting, drawn(page))
    assert errors(page) == {"acknowledged": "Nothing is released yet: see to the errors first."}
    assert ProgrammeRevision.objects.count() == 0
    assert "Late" in editor.client.get(address).text


def test_an_earlier_revision_says_that_its_errors_were_known_and_asks_nothing(editor, meeting):
    panel, _briefing = overlapping(meeting)
    page = open_page(editor, meeting)
    post(editor, meeting, drawn(page), **tick(page))
    AgendaItem.objects.filter(pk=panel.pk).update(room="Room B")
    released(meeting)
    page = open_page(editor, meeting, "release_again", 1)
    assert points(page)[0][0].startswith(TWICE)
    assert "This revision had its errors when it was released before." in words(page.text)
    assert tick(page) is None
    page = post(editor, meeting, drawn(page), "release_again", 1)
    assert notices(page) == [("success", "Revision 3 is released: delegates read it now.")]


def test_an_earlier_revision_whose_items_are_stranded_now_isnt_offered(editor, meeting):
    item = an_item(meeting, "Opening")
    released(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(day="2024-06-19")
    Meeting.objects.update(starts_on="2024-06-19")
    released(meeting)
    page = open_page(editor, meeting, "release_again", 1)
    assert "This can't be released while an item is on a day" in words(page.text)
    assert BUTTON not in page.text
    page = post(editor, meeting, drawn(page), "release_again", 1)
    assert errors(page) == {"acknowledged": "Nothing is released yet: see to the errors first."}
    assert meeting.revisions.count() == 2


# The list of items


def listed(response):
    return [words(row) for row in re.findall(r'<th class="field-__str__">(.*?)</th>', response.text, re.DOTALL)]


@pytest.mark.parametrize(
    ("open_", "title"),
    [
        ("no_day", "No day"),
        ("no_time", "No start"),
        ("no_room", "No room"),
        ("no_chair", "No chair"),
        ("stranded", "Stranded"),
    ],
)
def test_the_list_is_narrowed_to_what_is_open(editor, meeting, open_, title):
    an_item(meeting, "Whole")
    an_item(meeting, "No day", day=None)
    an_item(meeting, "No start", None)
    an_item(meeting, "No room", room="")
    an_item(meeting, "No chair").chairs.clear()
    an_item(meeting, "Stranded", day="2024-07-01")
    assert listed(editor.list(AgendaItem, f"?open={open_}")) == [title]
    assert len(listed(editor.list(AgendaItem))) == 6


def test_an_unknown_word_for_what_is_open_narrows_to_nothing_but_says_so(editor, meeting):
    an_item(meeting, "Whole")
    answer = editor.list(AgendaItem, "?open=same_room")
    assert (answer.status_code, answer["Location"]) == (302, f"{list_address(AgendaItem)}?e=1")
