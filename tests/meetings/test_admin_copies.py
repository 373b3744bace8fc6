"""A programme copied from the admin: chosen, looked at, confirmed, and what didn't come along."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from meetings.models import AgendaItem, Meeting
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)
from tests.staff import errors, fields, notices, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier():
    return MeetingFactory(short_name="IM-2024", starts_on=date(2024, 6, 18), ends_on=date(2024, 6, 20))


@pytest.fixture
def target():
    return MeetingFactory(short_name="IM-2025", starts_on=date(2025, 6, 17), ends_on=date(2025, 6, 18))


def address(target, page="copy"):
    return reverse(f"admin:meetings_meeting_{page}", args=[target.pk])


def choose(desk, target, source, of="released"):
    return desk.client.get(address(target), {"source": source.pk, "of": of})


def confirm(desk, page, **changed):
    """Press the button of the page that was drawn."""
    return desk.client.post(
        page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"],
        {**fields(page, "copy_form"), **changed},
        follow=True,
    )


def main(response):
    return response.text.split('<div id="content-main">')[1]


def left_out(response):
    return [
        words(row) for row in re.findall(r"<li>\s*(?:<details>\s*<summary>)?(.*?)</(?:summary|li)>", main(response))
    ]


def listed(response):
    """The rows of the table of what arrives."""
    table = re.search(r'<table class="arriving">.*?</thead>(.*?)</table>', response.text, re.DOTALL)[1]
    return [words(row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)]


def offered(response):
    return [words(option) for option in re.findall(r"<option[^>]*>(.*?)</option>", main(response))]


NOTES = "Notes for staff and sources stay behind, as they are of that year."


def test_the_meetings_with_a_programme_are_offered_newest_first(editor, earlier, target):
    AgendaItemFactory.create_batch(2, meeting=earlier)
    released(earlier), AgendaItemFactory(meeting=earlier)
    AgendaItemFactory(
        meeting=MeetingFactory(short_name="IM-2000", starts_on=date(2000, 5, 1), ends_on=date(2000, 5, 1))
    )
    AgendaItemFactory(meeting=target)
    MeetingFactory()
    page = editor.client.get(address(target))
    assert offered(page) == [
        "---------",
        "IM-2024: 3 items in the draft, revision 1",
        "IM-2000: 1 item in the draft",
    ]
    assert fields(page, "earlier_form") == {"source": [""], "of": ["released"]}
    assert "copy_form" not in page.text


def test_what_would_be_copied_is_shown_and_then_copied(editor, earlier, target):
    segment = SegmentFactory(meeting=earlier, kind="thematic", slug="theme")
    facts = {"meeting": earlier, "segment": segment, "chairs": [StateFactory()]}
    first = AgendaItemFactory(number="1", title={"en": "Opening"}, day=earlier.starts_on, starts="10:00", **facts)
    AgendaItemFactory(title={"en": "Closing"}, day=earlier.ends_on, room="Room A", **facts)
    SpeakerFactory(item=first)
    page = choose(editor, target, earlier)
    assert listed(page) == [
        "Tuesday 17 June 2025",
        "from 10:00 1. Opening Thematic segment",
        "Without a day",
        "Closing Thematic segment Room A",
    ]
    told = [
        "No day of the new meeting answers to Thursday 20 June 2024: 1 item arrives without a day.",
        "The chairs of 2 items stay behind: without a committee nobody knows who chairs them now.",
        "Speakers are of that year and stay behind: 1, of 1 item.",
    ]
    assert [row for row in left_out(page) if row not in {"1. Opening", "Closing"}] == [*told, NOTES]
    assert "2 items arrive in the draft. 1 segment is made: theme." in words(main(page))
    after = confirm(editor, page)
    assert notices(after) == [("success", "2 items are copied into the draft.")]
    assert after.redirect_chain == [(f"{address(target, 'left_out')}?source={earlier.pk}&of=released", 302)]
    assert [row for row in left_out(after) if row not in {"1. Opening", "Closing"}] == [*told, NOTES]
    assert [(str(item), item.day) for item in target.items.in_order()] == [
        ("1. Opening", date(2025, 6, 17)),
        ("Closing", None),
    ]
    history = target.items.first().history.get()
    assert (history.history_user, history.history_change_reason) == (editor.user, "copied from IM-2024")


def test_what_is_there_already_is_counted(editor, earlier, target):
    AgendaItemFactory(meeting=earlier), AgendaItemFactory.create_batch(2, meeting=target)
    told = "2 items are there already and stay, before those of the copy on their day."
    assert told in words(main(choose(editor, target, earlier)))


def test_another_time_zone_is_said(editor, earlier, target):
    AgendaItemFactory(meeting=earlier)
    Meeting.objects.filter(pk=target.pk).update(time_zone="Africa/Maputo")
    told = "Times stay as they are on the clock: they were of Europe/Zurich and are of Africa/Maputo."
    assert told in left_out(choose(editor, target, earlier))


@pytest.mark.parametrize(
    ("of", "heading", "title"),
    [("released", "Revision 1 of IM-2024", "Released"), ("draft", "The draft of IM-2024", "Drafted")],
)
def test_the_page_says_which_programme_is_taken(editor, earlier, target, of, heading, title):
    item = AgendaItemFactory(meeting=earlier, title={"en": "Released"})
    released(earlier)
    AgendaItem.objects.filter(pk=item.pk).update(title={"en": "Drafted"})
    page = choose(editor, target, earlier, of)
    assert (f">{heading}</h2>" in page.text, listed(page)) == (True, ["Without a day", title])
    confirm(editor, page)
    assert [str(one) for one in target.items.all()] == [title]


def test_a_second_copy_is_warned_of_and_needs_a_tick(editor, earlier, target):
    AgendaItemFactory.create_batch(2, meeting=earlier)
    confirm(editor, choose(editor, target, earlier))
    page = choose(editor, target, earlier)
    told = "2 items of IM-2024 look as if they had been copied already: the same number, title and day."
    assert told in words(main(page))
    refused = confirm(editor, page)
    told = "2 items of IM-2024 look as if they had been copied already: say that you want them twice."
    assert (errors(refused), target.items.count()) == ({"": told}, 2)
    assert notices(confirm(editor, refused, again="on")) == [("success", "2 items are copied into the draft.")]
    assert target.items.count() == 4


def test_a_page_that_showed_something_else_copies_nothing(editor, second_editor, earlier, target):
    AgendaItemFactory(meeting=earlier)
    page = choose(editor, target, earlier)
    confirm(second_editor, choose(second_editor, target, earlier))
    refused = confirm(editor, page)
    told = "What would be copied, or the draft, has changed. Look at it as it is now, and confirm it again."
    assert (errors(refused), target.items.count()) == ({"": told}, 1)
    assert 'name="again"' in refused.text
    page = editor.client.post(page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"])
    assert (errors(page), target.items.count()) == ({"": told}, 1)


@pytest.mark.parametrize(
    "query",
    [
        "?source=0&of=draft",
        "?source=x&of=draft",
        "?source=9999999999999999999999&of=draft",
        "?source={target}&of=draft",
    ],
)
def test_a_meeting_that_isnt_offered_is_refused_in_a_sentence(editor, earlier, target, query):
    AgendaItemFactory(meeting=target)
    page = editor.client.get(address(target) + query.format(target=target.pk))
    assert (page.status_code, errors(page)) == (200, {"source": "This meeting has no programme to copy."})
    assert editor.client.post(address(target) + query.format(target=target.pk), {"seen": "x"}).status_code == 200
    assert target.items.count() == 1
    after = editor.client.get(address(target, "left_out") + query.format(target=target.pk))
    assert (after.status_code, after.url) == (302, address(target))


def test_a_choice_that_isnt_made_is_asked_for(editor, earlier, target):
    AgendaItemFactory(meeting=earlier)
    page = editor.client.get(address(target), {"source": "", "of": "x"})
    assert errors(page)["source"] == "This field is required."
    assert "copy_form" not in page.text


def test_of_a_programme_without_items_nothing_can_be_copied(editor, earlier, target):
    AgendaItemFactory(meeting=earlier, status="cancelled")
    page = choose(editor, target, earlier)
    assert ("There is no item to copy." in words(main(page)), "copy_form" in page.text) == (True, False)


def test_the_copy_is_offered_on_the_meetings_page_and_where_it_has_no_item_yet(editor, target):
    link = f'<a href="{address(target)}">Copy a programme</a>'
    on_list = f"?meeting__id__exact={target.pk}"
    assert (editor.open(target).text.count(link), editor.list(AgendaItem, on_list).text.count(link)) == (2, 1)
    AgendaItemFactory(meeting=target)
    assert (editor.open(target).text.count(link), editor.list(AgendaItem, on_list).text.count(link)) == (1, 0)


@pytest.mark.parametrize("missing", ["change_meeting", "view_meeting", "add_agendaitem", "add_segment"])
def test_who_lacks_a_permission_neither_sees_the_page_nor_copies(editor, earlier, target, missing):
    AgendaItemFactory(meeting=earlier)
    page = choose(editor, target, earlier)
    editor.user.groups.get().permissions.remove(Permission.objects.get(codename=missing))
    assert confirm(editor, page).status_code == 403
    assert choose(editor, target, earlier).status_code == 403
    assert editor.client.get(address(target, "left_out")).status_code == 403
    assert target.items.count() == 0
    assert missing == "view_meeting" or "Copy a programme" not in editor.open(target).text


def test_a_meeting_that_isnt_there_has_no_copy(editor):
    assert editor.client.get("/admin/meetings/meeting/0/programme/copy/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_cost_the_same_however_many_items(superuser, earlier, target, number, django_assert_num_queries):
    committee, segment = CommitteeFactory(), SegmentFactory(meeting=earlier)
    for _ in range(number):
        AgendaItemFactory(meeting=earlier, segment=segment, committee=committee, day=earlier.starts_on)
        AgendaItemFactory(meeting=MeetingFactory())
    choose(superuser, target, earlier, "draft")
    with django_assert_num_queries(7):
        superuser.client.get(address(target))
    with django_assert_num_queries(17):
        choose(superuser, target, earlier, "draft")
