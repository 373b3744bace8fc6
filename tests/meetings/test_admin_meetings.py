"""Meetings at the staff's desk: dates that move the programme, bulk actions, deletion, files."""

from datetime import date

import pytest

from meetings.exports import MEETING_COLUMNS
from meetings.models import Meeting
from tests.factories import AgendaItemFactory, CommitteeFactory, MeetingFactory, SegmentFactory, StateFactory
from tests.staff import address, errors, list_address, notices, words

pytestmark = pytest.mark.django_db

DRAFT, PUBLISHED, CANCELLED, POSTPONED = Meeting.Status.values
NO_CHOICE = "Select a valid choice. %s is not one of the available choices."


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", title={"en": "2024 Meetings"}, starts_on="2024-06-18", ends_on="2024-06-20")


def item(meeting, day, number):
    return AgendaItemFactory(meeting=meeting, day=day, number=number, title={"en": f"Item {number}"})


def days(meeting):
    return list(meeting.items.order_by("number").values_list("day", flat=True))


# Dates


def test_new_dates_ask_whether_the_items_move_along(editor, meeting):
    item(meeting, date(2024, 6, 18), "1"), item(meeting, date(2024, 6, 19), "2"), item(meeting, None, "3")
    page = editor.save(meeting, starts_on="2024-06-25", ends_on="2024-06-27")
    assert errors(page) == {
        "items_move": "The first day changes, and the programme has items on days of its own: say what becomes of them."
    }
    assert "Move the 2 dated items along, 7 days later" in words(page.text)
    assert "Leave them where they are" in words(page.text)
    meeting.refresh_from_db()
    assert (meeting.starts_on, meeting.version) == (date(2024, 6, 18), 1)


def test_the_question_is_hidden_until_it_arises(editor, meeting):
    item(meeting, date(2024, 6, 18), "1")
    assert '<input type="hidden" name="items_move" id="id_items_move">' in editor.open(meeting).text


def test_moved_along_each_item_keeps_its_place_and_gets_a_history_row(editor, meeting):
    chair = StateFactory(name={"en": "Chad"})
    first, undated = item(meeting, date(2024, 6, 18), "1"), item(meeting, None, "2")
    first.chairs.add(chair)
    rows_before = first.history.count()
    page = editor.save(meeting, starts_on="2024-06-17", ends_on="2024-06-19", items_move="move")
    assert notices(page) == [
        ("success", "1 item moved along."),
        ("success", "The meeting “ 2024 Meetings ” was changed successfully."),
    ]
    assert days(meeting) == [date(2024, 6, 17), None]
    first.refresh_from_db()
    last = first.history.first()
    assert (first.version, first.history.count() - rows_before, undated.history.count()) == (2, 1, 1)
    assert (last.history_user, last.history_change_reason) == (editor.user, "moved with the meeting")
    assert [link.state for link in last.chairs.all()] == [chair]


def test_items_that_would_fall_outside_are_named_and_nothing_moves(editor, meeting):
    item(meeting, date(2024, 6, 18), "1"), item(meeting, date(2024, 6, 20), "2")
    page = editor.save(meeting, starts_on="2024-06-25", ends_on="2024-06-26", items_move="move")
    assert errors(page) == {
        "items_move": "These items can't move along: 2. Item 2 (The meeting is held on 25–26 June 2024.)"
    }
    assert days(meeting) == [date(2024, 6, 18), date(2024, 6, 20)]


def test_items_of_a_committee_that_has_ended_by_then_cant_move(editor, meeting):
    committee = CommitteeFactory(ended_on="2024-06-21")
    AgendaItemFactory(meeting=meeting, day=date(2024, 6, 18), number="1", title={"en": "Report"}, committee=committee)
    page = editor.save(meeting, starts_on="2024-06-25", ends_on="2024-06-27", items_move="move")
    assert errors(page) == {
        "items_move": "These items can't move along: "
        "1. Report (This committee didn't exist at the time of the meeting.)"
    }


def test_left_behind_items_outside_the_new_dates_are_named(editor, meeting):
    item(meeting, date(2024, 6, 18), "1"), item(meeting, date(2024, 6, 20), "2")
    page = editor.save(meeting, starts_on="2024-06-19", ends_on="2024-06-21", items_move="leave")
    assert ("warning", "These items are now outside the meeting's days: 1. Item 1") in notices(page)
    meeting.refresh_from_db()
    assert (meeting.starts_on, days(meeting)) == (date(2024, 6, 19), [date(2024, 6, 18), date(2024, 6, 20)])


def test_a_new_last_day_asks_nothing_and_names_the_items_outside(editor, meeting):
    item(meeting, date(2024, 6, 20), "1")
    page = editor.save(meeting, ends_on="2024-06-19")
    assert ("warning", "These items are now outside the meeting's days: 1. Item 1") in notices(page)


def test_a_meeting_without_dated_items_moves_without_a_question(editor, meeting):
    item(meeting, None, "1")
    editor.save(meeting, starts_on="2024-06-25", ends_on="2024-06-27")
    meeting.refresh_from_db()
    assert (meeting.starts_on, meeting.version, meeting.history.count()) == (date(2024, 6, 25), 2, 2)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_on": "2024-06-17"}, {"ends_on": "The last day is before the first day."}),
        ({"ends_on": ""}, {"": "Give the first and the last day, or neither."}),
        ({"year": "2024"}, {"": "Leave the year empty once the days are known."}),
        ({"starts_on": "2024-13-45"}, {"starts_on": "Enter a valid date."}),
        ({"time_zone": "Europe/Geneva"}, {"time_zone": "Not a time zone, such as Europe/Zurich: Europe/Geneva."}),
        ({"slug": "im 2024"}, {"slug": "Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."}),
        ({"title_en": "\x00"}, {"title": "Null characters are not allowed."}),
        ({"join_url": "javascript:alert(1)"}, {"join_url": "Enter a valid URL."}),
        ({"country": "0"}, {"country": NO_CHOICE % "That choice"}),
        ({"interpretation_languages": ["en", "de"]}, {"interpretation_languages": NO_CHOICE % "de"}),
    ],
)
def test_a_bad_value_is_told_at_its_field(editor, meeting, changes, told):
    assert errors(editor.save(meeting, **changes)) == told


def test_a_number_beyond_its_column_is_told_at_its_field(editor, meeting):
    assert list(errors(editor.save(meeting, number="99999999999999999999"))) == ["number"]


def test_a_sitting_of_a_committee_that_didnt_exist_is_refused_in_its_row(editor, meeting):
    ended = CommitteeFactory(ended_on="2014-06-27")
    new = {
        "segments-TOTAL_FORMS": "1",
        "segments__0__kind": "sitting",
        "segments__0__slug": "sitting",
        "segments__0__position": "1",
    }
    page = editor.save(meeting, **new, segments__0__committee=str(ended.pk))
    assert errors(page) == {"segments-0-committee": "This committee didn't exist at the time of the meeting."}
    page = editor.save(meeting, **new)
    assert errors(page) == {"": "A sitting is of one committee: choose it."}


def test_interpretation_is_chosen_by_boxes(editor, meeting):
    editor.save(meeting, interpretation_languages=["en", "fr"])
    meeting.refresh_from_db()
    assert meeting.interpretation_languages == ["en", "fr"]


# Bulk actions


@pytest.mark.parametrize(
    ("action", "becomes", "told"),
    [
        ("publish", {DRAFT: PUBLISHED, POSTPONED: PUBLISHED}, "published"),
        ("cancel", {PUBLISHED: CANCELLED, POSTPONED: CANCELLED}, "cancelled"),
        ("postpone", {PUBLISHED: POSTPONED}, "postponed"),
    ],
)
def test_meetings_are_published_or_called_off_each_with_its_history_row(editor, action, becomes, told):
    rows = {status: MeetingFactory(status=status, title={"en": status}) for status in Meeting.Status.values}
    changed = len(becomes)
    assert notices(editor.act(action, list(rows.values())))[0] == (
        "success",
        f"{changed} row{'' if changed == 1 else 's'} {told}.",
    )
    for status, row in rows.items():
        row.refresh_from_db()
        steps = 2 if status in becomes else 1
        assert (row.status, row.version, row.history.count()) == (becomes.get(status, status), steps, steps)
        assert row.history.first().status == row.status


def test_a_draft_isnt_cancelled_since_that_would_publish_it(editor):
    draft = MeetingFactory(status=DRAFT, title={"en": "Secret"})
    assert notices(editor.act("cancel", [draft])) == [("warning", "1 left as it was: Secret (Draft)")]


def test_a_meeting_that_breaks_a_rule_is_left(editor):
    odd = MeetingFactory(status=DRAFT, title={"en": "Odd"})
    Meeting.objects.filter(pk=odd.pk).update(time_zone="Nowhere")
    assert notices(editor.act("publish", [odd])) == [("warning", "1 left as it was: Odd (Draft)")]


def test_who_may_only_read_has_no_bulk_action_but_the_file(officer):
    MeetingFactory()
    page = officer.list(Meeting)
    assert [name for name in ("publish", "cancel", "export_csv") if f'value="{name}"' in page.text] == ["export_csv"]


# Deletion


def test_an_editor_deletes_a_draft_but_nothing_that_was_public(editor, superuser):
    draft, public, once_public = (
        MeetingFactory(status=status, title={"en": f"{status} {number}"})
        for number, status in enumerate([DRAFT, PUBLISHED, PUBLISHED])
    )
    editor.save(once_public, status=DRAFT)
    for row in (draft, public, once_public):
        editor.client.post(address(row, "delete"), {"post": "yes"})
    assert set(Meeting.objects.all()) == {public, once_public}
    superuser.client.post(address(public, "delete"), {"post": "yes"})
    assert set(Meeting.objects.all()) == {once_public}


# Lists and files


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_meetings(superuser, rows, django_assert_num_queries):
    MeetingFactory.create_batch(rows, country=StateFactory())
    with django_assert_num_queries(6):
        superuser.list(Meeting)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_items(superuser, meeting, rows, django_assert_num_queries):
    AgendaItemFactory.create_batch(rows, meeting=meeting)
    superuser.open(meeting)
    with django_assert_num_queries(22):  # 7 of them tell how far the draft is, 9 what the rules find of it
        superuser.open(meeting)


def test_meetings_are_found_without_accents_and_in_any_language(editor):
    MeetingFactory(title={"en": "Geneva", "fr": "Réunion à Genève"}, slug="found"), MeetingFactory(slug="other")
    found = editor.list(Meeting, "?q=Geneve+REUNION").text
    assert ("FOUND" in found, "OTHER" in found) == (True, False)


def test_the_selection_is_a_file_of_the_public_columns(editor):
    rows = MeetingFactory.create_batch(3)
    response = editor.act("export_csv", rows[:2])
    lines = b"".join(response.streaming_content).decode().split("\r\n")
    assert lines[0] == "\ufeff" + ",".join(MEETING_COLUMNS)
    assert sorted(line.split(",")[0] for line in lines[1:-1]) == [row.short_name for row in rows[:2]]


def test_all_rows_of_all_pages_can_be_selected(editor):
    MeetingFactory.create_batch(101)
    posted = {"action": "export_csv", "index": "0", "select_across": "1", "_selected_action": ["1"]}
    response = editor.client.post(list_address(Meeting), posted)
    assert len(b"".join(response.streaming_content).decode().splitlines()) == 102


def test_other_models_export_their_own_columns_in_english(editor):
    segment = SegmentFactory(title={"en": "First", "fr": "Premier"}, meeting=MeetingFactory(title={"en": "Week"}))
    response = editor.act("export_csv", [segment])
    header, row, _end = b"".join(response.streaming_content).decode().split("\r\n")
    assert header == "\ufeffid,source,confidence,meeting,kind,slug,title,committee,position"
    assert row == f"{segment.pk},,,Week,general,{segment.slug},First,,0"
    assert response["Content-Disposition"].startswith('attachment; filename="segments-')


def test_the_page_leads_to_its_items_and_documents(editor, meeting):
    page = editor.open(meeting).text
    for path in (
        f"/admin/meetings/agendaitem/?meeting__id__exact={meeting.pk}",
        f"/admin/meetings/agendaitem/add/?meeting={meeting.pk}",
        f"/admin/meetings/document/?meeting__id__exact={meeting.pk}",
        "/meetings/im-2024/",
    ):
        assert f'href="{path}"' in page


def test_a_draft_offers_no_page_on_the_site(editor, meeting):
    Meeting.objects.update(status=DRAFT)
    assert "viewsitelink" not in editor.open(meeting).text


def test_an_added_meeting_has_one_history_row_of_who_added_it(editor):
    new = {"short_name": "IM-2027", "slug": "im-2027", "kind": "intersessional", "title_en": "2027 Meetings"}
    editor.add(Meeting, **new)
    added = Meeting.objects.get(slug="im-2027")
    assert [(row.history_type, row.history_user) for row in added.history.all()] == [("+", editor.user)]
