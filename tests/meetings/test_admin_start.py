"""The admin's start page: how ready the next meeting is, and what waits for a decision."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from meetings.models import AgendaItem, Deadline, Document, DraftLink, Meeting
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)
from tests.staff import list_address, words

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 6, 14, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_time(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024", title={"en": "2024 Meetings"})


def an_item(meeting, title="Opening", **facts):
    facts = {"day": meeting.starts_on, "starts": "10:00", "ends": "11:00", "room": "Room A", **facts}
    item = AgendaItemFactory(meeting=meeting, title={"en": title}, **facts)
    item.chairs.add(StateFactory())
    return item


def panel(desk):
    found = re.search(r'<section class="start".*?</section>\s*(?=<div id="content-main">)', start(desk), re.DOTALL)
    return found[0] if found else ""


def start(desk):
    return desk.client.get(reverse("admin:index")).text


def rows(desk, place=0):
    """The lines of one list, without what a link says, and where it leads."""
    lists = re.findall(r'<ul class="open-points.*?</ul>', panel(desk), re.DOTALL)
    lines = re.findall(r"<li.*?</li>", lists[place], re.DOTALL) if len(lists) > place else []
    found = [(words(line.split("<a")[0]), re.search(r'href="([^"]+)"', line)) for line in lines]
    return [(told, link[1].replace("&amp;", "&") if link else None) for told, link in found]


def page_of(meeting, name):
    return reverse(f"admin:meetings_meeting_{name}", args=[meeting.pk])


def listed(model, meeting, query=""):
    return f"{list_address(model)}?meeting__id__exact={meeting.pk}{query}"


def test_a_meeting_of_which_nothing_is_open_is_called_ready(editor, meeting):
    an_item(meeting)
    told = words(panel(editor))
    assert told.startswith("2024 Meetings 18–20 June 2024, in 4 days No programme is released 1 item in the draft")
    assert told.endswith("Nothing is open but the release.")
    released(meeting)
    assert words(panel(editor)).endswith("Ready: nothing is open.")
    assert f'href="{page_of(meeting, "change")}"' in panel(editor)


def test_changes_that_are_not_released_are_told_with_the_way_to_their_release(editor, meeting):
    item = an_item(meeting)
    released(meeting)
    AgendaItem.objects.filter(pk=item.pk).update(room="Room B")
    assert "Draft, 1 change not released" in words(panel(editor))
    assert f'href="{page_of(meeting, "release")}"' in panel(editor)
    assert "Ready" not in words(panel(editor))


def test_what_is_open_in_the_programme_is_counted_and_leads_to_where_it_is_mended(editor, meeting):
    for title in ("One", "Two", "Three"):
        an_item(meeting, title)
    for title in ("Four", "Five"):
        an_item(meeting, title, starts="12:00", ends="12:30", room="").chairs.clear()
    an_item(meeting, "Six", day=None)
    an_item(meeting, "Seven", starts=None, ends=None)
    an_item(meeting, "Eight", day="2024-06-21")
    open_ = listed(AgendaItem, meeting, "&open=")
    assert rows(editor) == [
        ("Error 1 overlap in a room.", page_of(meeting, "desk")),
        ("Error 1 item is on a day on which there is no meeting.", f"{open_}stranded"),
        ("Warning 1 item has no start.", f"{open_}no_time"),
        ("Warning 1 item has no day.", f"{open_}no_day"),
        ("Note 2 items have no room.", f"{open_}no_room"),
        ("Note 2 items have no chair.", f"{open_}no_chair"),
    ]
    for _told, address in rows(editor):
        assert editor.client.get(address).status_code == 200


def test_a_draft_without_a_programme_says_both(editor, meeting):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert rows(editor) == [
        ("Warning The meeting is not published: delegates see nothing of it.", page_of(meeting, "change")),
        ("Warning There is no programme yet.", page_of(meeting, "desk")),
    ]


def with_versions(meeting, title, *languages, **facts):
    document = DocumentFactory(meeting=meeting, title={"en": title}, **facts)
    for language in languages:
        DocumentVersionFactory(document=document, language=language)
    return document


def test_documents_are_told_that_lack_a_language_which_others_of_the_meeting_have(editor, meeting):
    an_item(meeting)
    with_versions(meeting, "Agenda", "en", "fr", "ar")
    with_versions(meeting, "Programme", "en", symbol="APLC/1")
    with_versions(meeting, "Budget", "fr")
    with_versions(meeting, "Statement", "es", kind=Document.Kind.STATEMENT)
    with_versions(meeting, "Old", "ru", status=Document.Status.WITHDRAWN)
    with_versions(MeetingFactory(starts_on="2024-01-01", ends_on="2024-01-01"), "Other", "zh-hans")
    told = (
        "2 documents lack languages that others have: APLC/1 Programme (العربية, Français); Budget (العربية, English)."
    )
    assert rows(editor) == [(f"Note {told}", listed(Document, meeting))]


def test_a_document_without_a_version_and_one_that_is_not_published_are_told(editor, meeting):
    an_item(meeting)
    for title in "ABCDE":
        with_versions(meeting, title)
    with_versions(meeting, "Draft", "en", status=Document.Status.DRAFT)
    assert rows(editor) == [
        ("Warning 5 documents have no version: A; B; C; and 2 more.", listed(Document, meeting)),
        ("Note 1 document is not published.", listed(Document, meeting, "&status__exact=draft")),
    ]
    for _told, address in rows(editor):
        assert editor.client.get(address).status_code == 200


def test_links_to_the_draft_that_expire_soon_are_told(editor, meeting):
    an_item(meeting)
    for whom, hours, revoked_at in (("the President", 36, None), ("a chair", 72, None), ("nobody", 3, NOW)):
        expires_at = NOW + timedelta(hours=hours)
        DraftLink.objects.create(
            meeting=meeting, for_whom=whom, made_by=editor.user, expires_at=expires_at, revoked_at=revoked_at
        )
    told = "Note 1 link to the draft expires soon: the President (16 June, 02:00)."
    assert rows(editor) == [(told, page_of(meeting, "draft_links"))]


def test_the_meeting_in_progress_comes_before_the_next_one_whose_draft_waits(editor):
    soon = {"starts_on": "2024-06-20", "ends_on": "2024-06-21"}
    next_one = MeetingFactory(short_name="NEXT", status=Meeting.Status.DRAFT, **soon)
    an_item(next_one), an_item(next_one, "Closing", room="Room B")
    an_item(MeetingFactory(short_name="CALLED-OFF", status=Meeting.Status.CANCELLED, **soon))
    an_item(MeetingFactory(short_name="PUT-OFF", status=Meeting.Status.POSTPONED, **soon))
    calm = MeetingFactory(short_name="CALM", **soon)
    an_item(calm)
    released(calm)
    MeetingFactory(title={"en": "Past"}, starts_on="2024-06-10", ends_on="2024-06-13")
    now = MeetingFactory(title={"en": "Now"}, starts_on="2024-06-13", ends_on="2024-06-14")
    an_item(now)
    released(now)
    told = words(panel(editor))
    assert told.startswith("Now 13–14 June 2024, in progress")
    assert rows(editor) == [("NEXT 2 changes not released.", page_of(next_one, "release"))]


def test_deadlines_within_a_fortnight_are_told_in_time(editor, meeting):
    an_item(meeting)
    later = MeetingFactory(short_name="LATER", starts_on="2024-07-08", ends_on="2024-07-09")
    for kind, of, facts in (
        ("registration", meeting, {"days_before": 3}),
        ("documents", later, {"fixed_on": "2024-06-14"}),
        ("side_events", later, {"fixed_on": "2024-06-29"}),
        ("sponsorship", meeting, {"fixed_on": "2024-06-13"}),
    ):
        Deadline.objects.create(meeting=of, kind=kind, **facts)
    assert [told for told, _address in rows(editor)] == [
        "LATER Documents: Friday 14 June, today",
        "IM-2024 Registration: Saturday 15 June, tomorrow",
    ]


def test_without_a_coming_meeting_it_says_so(editor):
    MeetingFactory(starts_on="2024-06-10", ends_on="2024-06-13")
    MeetingFactory(starts_on=None, ends_on=None)
    assert words(panel(editor)) == "No meeting is coming Add the next meeting"


def test_only_who_may_change_meetings_sees_it(editor, officer, meeting):
    an_item(meeting)
    assert "2024 Meetings" in panel(editor)
    assert panel(officer) == ""
    assert "Reported figures" in start(officer)


def test_what_somebody_may_not_see_is_not_told(editor, meeting):
    an_item(meeting)
    with_versions(meeting, "Secret")
    DraftLink.objects.create(
        meeting=meeting, for_whom="a chair", made_by=editor.user, expires_at=NOW + timedelta(hours=3)
    )
    Deadline.objects.create(meeting=meeting, kind="registration", days_before=3)
    assert len(rows(editor)) == 2
    assert len(rows(editor, 1)) == 1
    hidden = ["view_document", "view_draftlink", "view_deadline"]
    editor.user.groups.get().permissions.remove(*Permission.objects.filter(codename__in=hidden))
    assert rows(editor) == []


@pytest.mark.parametrize("number", [1, 3])
def test_it_costs_the_same_however_many_items_documents_and_meetings(
    editor, meeting, number, django_assert_num_queries
):
    meetings = [meeting]
    for place in range(number):
        later = {"starts_on": f"2024-07-0{place + 1}", "ends_on": f"2024-07-0{place + 1}"}
        meetings.append(MeetingFactory(country=StateFactory(), **later))
        with_versions(meeting, f"Document {place}", "en", symbol=f"APLC/{place}")
        Deadline.objects.create(meeting=meeting, kind="registration", days_before=place)
        DraftLink.objects.create(
            meeting=meeting, for_whom=str(place), made_by=editor.user, expires_at=NOW + timedelta(hours=3)
        )
    for one in meetings:
        segment = SegmentFactory(meeting=one)
        for place in range(number):
            item = an_item(one, segment=segment, room=f"Room {place}")
            SpeakerFactory(item=item, state=StateFactory(), organisation="")
        released(one)
        AgendaItem.objects.filter(meeting=one).update(room="Room B")
    with django_assert_num_queries(16):
        page = panel(editor)
    assert page.count("not released") == number + 1
