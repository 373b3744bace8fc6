"""Agenda items at the staff's desk: their list, edited in place, and their own page."""

import re
from datetime import date, time

import pytest

from meetings.models import AgendaItem, Meeting, Speaker
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
)
from tests.staff import errors, notices, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(short_name="IM-2024", starts_on="2024-06-18", ends_on="2024-06-20")


def options(page, name):
    select = re.search(rf'<select name="{name}"[^>]*>(.*?)</select>', page.text, re.DOTALL)[1]
    return [words(option) for option in select.split("</option>")[:-1]]


# The list


def test_items_are_edited_in_the_list_each_with_its_history_row(editor, meeting):
    first, second = AgendaItemFactory.create_batch(2, meeting=meeting)
    changes = {"0-day": "2024-06-18", "0-starts": "10.00", "0-ends": "1130", "0-room": "Room XIX"}
    page = editor.save_list(AgendaItem, editor.read_list(AgendaItem), **changes)
    assert notices(page) == [("success", "1 agenda item was changed successfully.")]
    first.refresh_from_db()
    assert (first.day, first.starts, first.ends, first.room) == (date(2024, 6, 18), time(10), time(11, 30), "Room XIX")
    assert (first.version, first.history.count(), second.history.count()) == (2, 2, 1)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"0-day": "2024-06-21"}, {"form-0-day": "The meeting is held on 18–20 June 2024."}),
        ({"0-day": "2024-13-45"}, {"form-0-day": "Enter a valid date."}),
        ({"0-day": "9999-12-31"}, {"form-0-day": "The meeting is held on 18–20 June 2024."}),
        ({"0-starts": "10:00", "0-ends": "09:00"}, {"form-0-ends": "The item ends before it starts."}),
        ({"0-starts": "25:00"}, {"form-0-starts": "Enter a valid time."}),
        ({"0-room": "\x00"}, {"form-0-room": "Null characters are not allowed."}),
    ],
)
def test_a_bad_value_in_the_list_is_told_at_its_field(editor, meeting, changes, told):
    AgendaItemFactory(meeting=meeting)
    page = editor.save_list(AgendaItem, editor.read_list(AgendaItem), **changes)
    assert errors(page) == told
    assert AgendaItem.objects.get().version == 1


def test_a_rule_about_a_column_that_isnt_edited_is_told_above_the_row(editor, meeting):
    AgendaItemFactory(meeting=meeting, committee=CommitteeFactory(ended_on="2024-06-19"), day="2024-06-18")
    page = editor.save_list(AgendaItem, editor.read_list(AgendaItem), **{"0-day": "2024-06-20"})
    assert errors(page) == {"": "This committee didn't exist at the time of the meeting."}


def test_a_meeting_without_dates_has_no_days_for_its_items(editor):
    AgendaItemFactory(meeting=MeetingFactory(starts_on=None, ends_on=None))
    page = editor.save_list(AgendaItem, editor.read_list(AgendaItem), **{"0-day": "2024-06-18"})
    assert errors(page) == {"form-0-day": "The meeting has no dates yet: enter them first."}


def test_the_list_is_filtered_by_meeting_and_offers_those_that_have_items(editor, meeting):
    AgendaItemFactory(meeting=meeting, title={"en": "Shown"})
    AgendaItemFactory(meeting=MeetingFactory(short_name="OTHER"), title={"en": "Hidden"})
    MeetingFactory(short_name="EMPTY")
    page = editor.list(AgendaItem, f"?meeting__id__exact={meeting.pk}").text
    assert [name for name in ("Shown", "Hidden") if name in page] == ["Shown"]
    assert [name for name in ("IM-2024", "OTHER", "EMPTY") if f">{name}</a>" in page] == ["IM-2024", "OTHER"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_items(superuser, meeting, rows, django_assert_num_queries):
    segment = SegmentFactory(meeting=meeting)
    AgendaItemFactory.create_batch(rows, meeting=meeting, segment=segment, committee=CommitteeFactory())
    with django_assert_num_queries(5):
        superuser.list(AgendaItem)


@pytest.mark.parametrize("query", ["Cote dIvoire", "COTE", "im 2024 cote"])
def test_items_are_found_without_accents_and_by_their_meeting(editor, meeting, query):
    AgendaItemFactory(meeting=meeting, title={"en": "Request by Côte d’Ivoire"})
    AgendaItemFactory(meeting=meeting, title={"en": "Closing"})
    found = editor.list(AgendaItem, f"?q={query.replace('dI', 'd I')}").text
    assert ("Request by" in found, "Closing" in found) == (True, False)


# The page


def test_an_item_is_added_to_the_meeting_that_its_address_names(editor, meeting):
    SegmentFactory(meeting=meeting, title={"en": "Thematic"})
    page = editor.client.get(f"/admin/meetings/agendaitem/add/?meeting={meeting.pk}")
    assert f'<option value="{meeting.pk}" selected>{meeting}</option>' in page.text
    assert options(page, "segment") == ["---------", "Thematic"]
    editor.add(AgendaItem, f"?meeting={meeting.pk}", title_en="Opening", day="2024-06-18")
    assert [(item.meeting, item.day) for item in AgendaItem.objects.all()] == [(meeting, date(2024, 6, 18))]


def test_an_item_offers_the_segments_of_its_own_meeting(editor, meeting):
    SegmentFactory(meeting=meeting, title={"en": "Own"}), SegmentFactory(title={"en": "Other"})
    assert options(editor.open(AgendaItemFactory(meeting=meeting)), "segment") == ["---------", "Own"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"day": "2024-06-21"}, {"day": "The meeting is held on 18–20 June 2024."}),
        ({"starts": "10:00", "ends": "10:00"}, {"ends": "The item ends before it starts."}),
        ({"number": "12345678901"}, {"number": "Ensure this value has at most 10 characters (it has 11)."}),
        ({"title_en": ""}, {"title": "Enter the English text."}),
        ({"position": "-1"}, {"position": "Ensure this value is greater than or equal to 0."}),
    ],
)
def test_a_bad_value_is_told_at_its_field(editor, meeting, changes, told):
    assert errors(editor.save(AgendaItemFactory(meeting=meeting), **changes)) == told


def test_a_segment_of_another_meeting_is_told_at_its_field(editor, meeting):
    other = SegmentFactory()
    page = editor.save(AgendaItemFactory(meeting=meeting), segment=str(other.pk))
    assert errors(page) == {"segment": "This segment belongs to another meeting."}


def test_a_committee_that_didnt_exist_on_the_day_is_told_at_its_field(editor, meeting):
    ended = CommitteeFactory(ended_on="2014-06-27")
    page = editor.save(AgendaItemFactory(meeting=meeting, day="2024-06-18"), committee=str(ended.pk))
    assert errors(page) == {"committee": "This committee didn't exist at the time of the meeting."}


def test_chairs_and_fields_changed_together_make_one_history_row(editor, meeting):
    gone, stays, comes = (StateFactory(name={"en": name}) for name in ("Chad", "Peru", "Oman"))
    item = AgendaItemFactory(meeting=meeting, chairs=[gone, stays])
    rows = item.history.count()
    editor.save(item, room="Room XIX", chairs=[str(stays.pk), str(comes.pk)])
    item.refresh_from_db()
    assert (item.version, item.history.count()) == (2, rows + 1)
    assert {link.state for link in item.history.first().chairs.all()} == {stays, comes} == set(item.chairs.all())


def test_an_item_added_with_chairs_makes_one_history_row(editor, meeting):
    chair = StateFactory()
    editor.add(AgendaItem, f"?meeting={meeting.pk}", title_en="Opening", chairs=[str(chair.pk)])
    history = AgendaItem.objects.get().history.all()
    assert [(row.history_type, [link.state for link in row.chairs.all()]) for row in history] == [("+", [chair])]


def test_speakers_are_entered_on_the_items_page(editor, meeting):
    item = AgendaItemFactory(meeting=meeting)
    state = StateFactory()
    editor.save(item, speakers__0__state=str(state.pk), speakers__0__person="Ms. Belo")
    assert [(speaker.state, speaker.person, speaker.version) for speaker in item.speakers.all()] == [
        (state, "Ms. Belo", 1)
    ]
    item.refresh_from_db()
    assert item.version == 1


def test_a_speaker_who_is_nobody_or_two_is_refused(editor, meeting):
    item = AgendaItemFactory(meeting=meeting)
    page = editor.save(item, speakers__0__function="Minister")
    assert errors(page) == {"speakers-0-state": "Give a State, an organisation or a person."}
    page = editor.save(item, speakers__0__state=str(StateFactory().pk), speakers__0__organisation="ICBL")
    assert errors(page) == {"speakers-0-organisation": "A speaker is of a State or of an organisation, not of both."}


def test_a_speakers_history_is_one_click_from_the_item(editor):
    speaker = SpeakerFactory()
    assert f'href="/admin/meetings/speaker/{speaker.pk}/change/"' in editor.open(speaker.item).text
    assert Speaker.objects.count() == 1
    assert f'href="/admin/meetings/speaker/{speaker.pk}/history/"' in editor.open(speaker).text


def test_parts_have_no_line_on_the_start_page(editor):
    page = editor.client.get("/admin/").text
    lines = ("speaker", "documentversion", "effect", "succession", "agendaitem")
    assert [name for name in lines if f"/{name}/" in page] == ["agendaitem"]


@pytest.mark.parametrize("model", [Meeting, AgendaItem])
def test_forms_are_drawn_without_inline_style_and_script(editor, meeting, model):
    SpeakerFactory(item=AgendaItemFactory(meeting=meeting))
    row = model.objects.get()
    for page in (
        editor.open(row),
        editor.list(model),
        editor.client.get(f"/admin/meetings/{model._meta.model_name}/add/"),
    ):
        assert " style=" not in page.text
        assert "<script>" not in page.text
