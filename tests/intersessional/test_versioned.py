"""Two editors on one row: nothing is lost silently, and the later one sees both versions."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils.timezone import localtime

from meetings.models import AgendaItem, Meeting
from tests.factories import AgendaItemFactory, DocumentFactory, MeetingFactory, SpeakerFactory, StateFactory
from tests.staff import conflict, errors, fields, notices

SENTENCE = (
    "Somebody else (editor, {when}) has saved this meanwhile. "
    "Save again to keep what this form says, or open the page anew to keep what is stored."
)


def told_when(row):
    moment = row.history.first().history_date
    return f"{localtime(moment):%-d %B %Y, %H:%M}"


def test_a_form_tells_the_later_editor_and_shows_both_versions(editor, second_editor):
    meeting = MeetingFactory(title={"en": "Opening"}, president="")
    seen_by_second = second_editor.read(meeting)
    editor.save(meeting, title_en="By the first", president="Ms. Belo")
    page = second_editor.save(meeting, seen_by_second, title_en="By the second")
    assert conflict(page) == [("Title, English", "By the first", "By the second"), ("President", "Ms. Belo", "—")]
    assert errors(page)[""].startswith(SENTENCE.format(when=told_when(meeting)))
    meeting.refresh_from_db()
    assert (str(meeting.title), meeting.president, meeting.version) == ("By the first", "Ms. Belo", 2)


def test_the_later_editor_can_save_again_to_keep_theirs(editor, second_editor):
    meeting = MeetingFactory(title={"en": "Opening"})
    seen_by_second = second_editor.read(meeting)
    editor.save(meeting, title_en="By the first")
    page = second_editor.save(meeting, seen_by_second, title_en="By the second")
    again = second_editor.client.post(page.request["PATH_INFO"], fields(page, "meeting_form"), follow=True)
    assert notices(again) == [("success", "The meeting “ By the second ” was changed successfully.")]
    meeting.refresh_from_db()
    assert (str(meeting.title), meeting.version) == ("By the second", 3)


def test_a_third_save_between_the_two_is_told_again(editor, second_editor):
    meeting = MeetingFactory(title={"en": "Opening"})
    seen = second_editor.read(meeting)
    editor.save(meeting, title_en="By the first")
    page = second_editor.save(meeting, seen, title_en="By the second")
    editor.save(meeting, title_en="By the first again")
    again = second_editor.client.post(page.request["PATH_INFO"], fields(page, "meeting_form"), follow=True)
    assert conflict(again) == [("Title, English", "By the first again", "By the second")]


def test_a_form_posted_without_the_version_it_saw_is_refused(editor):
    meeting = MeetingFactory(title={"en": "Opening"})
    drawn = editor.read(meeting)
    del drawn["seen_version"]
    assert conflict(editor.save(meeting, drawn, title_en="Unseen")) == [("Title, English", "Opening", "Unseen")]


def test_editors_of_different_items_of_a_meeting_dont_hinder_each_other(editor, second_editor):
    first, second = AgendaItemFactory.create_batch(2, meeting=MeetingFactory())
    seen = second_editor.read(second)
    editor.save(first, room="Room I")
    second_editor.save(second, seen, room="Room II")
    assert set(AgendaItem.objects.values_list("room", "version")) == {("Room I", 2), ("Room II", 2)}


def test_a_list_tells_the_later_editor_and_stores_none_of_its_rows(editor, second_editor):
    meeting = MeetingFactory()
    first, second = (AgendaItemFactory(meeting=meeting, room=room) for room in ("One", "Two"))
    seen_by_second = second_editor.read_list(AgendaItem)
    editor.save(first, room="By the first")
    changes = {"0-room": "By the second", "1-room": "Three"}
    page = second_editor.save_list(AgendaItem, seen_by_second, **changes)
    assert conflict(page) == [("Room", "By the first", "By the second")]
    second.refresh_from_db()
    assert (second.room, second.version) == ("Two", 1)


def test_a_list_saved_again_keeps_the_later_editors_rows(editor, second_editor):
    item = AgendaItemFactory(room="One")
    seen = second_editor.read_list(AgendaItem)
    editor.save(item, room="By the first")
    page = second_editor.save_list(AgendaItem, seen, **{"0-room": "By the second"})
    second_editor.save_list(AgendaItem, fields(page, "changelist-form"))
    item.refresh_from_db()
    assert (item.room, item.version, item.history.count()) == ("By the second", 3, 3)


def test_a_row_of_a_list_that_nobody_touched_is_neither_stored_nor_judged(editor):
    meeting = MeetingFactory()
    odd, other = AgendaItemFactory.create_batch(2, meeting=meeting)
    AgendaItem.objects.filter(pk=odd.pk).update(day="1999-01-01")
    drawn = editor.read_list(AgendaItem)
    index = 0 if drawn["form-0-id"] == [str(other.pk)] else 1
    page = editor.save_list(AgendaItem, drawn, **{f"{index}-room": "Room XIX"})
    assert notices(page) == [("success", "1 agenda item was changed successfully.")]
    odd.refresh_from_db()
    assert (odd.version, odd.history.count()) == (1, 1)


def test_an_inline_tells_the_later_editor_and_stores_nothing(editor, second_editor):
    speaker = SpeakerFactory(person="Ms. Belo")
    seen = second_editor.read(speaker.item)
    editor.save(speaker.item, speakers__0__person="By the first")
    page = second_editor.save(speaker.item, seen, speakers__0__person="By the second", room="Room XIX")
    assert conflict(page) == [("Person", "By the first", "By the second")]
    speaker.refresh_from_db()
    speaker.item.refresh_from_db()
    assert (speaker.person, speaker.version, speaker.item.room) == ("By the first", 2, "")


def test_an_inline_isnt_deleted_over_somebody_elses_edit(editor, second_editor):
    speaker = SpeakerFactory(person="Ms. Belo")
    seen = second_editor.read(speaker.item)
    editor.save(speaker.item, speakers__0__person="Ms. Gomes")
    page = second_editor.save(speaker.item, seen, speakers__0__DELETE="on")
    assert conflict(page) == [("Person", "Ms. Gomes", "Ms. Belo")]
    assert "Somebody else has changed “Ms. Belo” meanwhile. Save again to delete it all the same." in page.text
    assert speaker.item.speakers.count() == 1


def test_a_part_is_judged_beside_one_that_somebody_else_has_added_meanwhile(editor, second_editor):
    document = DocumentFactory()
    seen = second_editor.read(document)
    french = {"versions__0__language": "fr", "versions__0__url": "https://example.org/first.pdf"}
    editor.save(document, seen, **french)
    page = second_editor.save(document, seen, **french | {"versions__0__url": "https://example.org/second.pdf"})
    assert "The document has a version in this language already." in errors(page).values()
    assert fields(page, "document_form")["versions-0-url"] == ["https://example.org/second.pdf"]
    second_editor.save(document, seen, **french | {"versions__0__language": "ru"})
    assert sorted(document.versions.values_list("language", flat=True)) == ["fr", "ru"]


def test_links_that_the_form_didnt_edit_keep_what_somebody_else_chose(editor, second_editor):
    item = AgendaItemFactory()
    chair = StateFactory(name={"en": "Chad"})
    seen = second_editor.read(item)
    editor.save(item, chairs=[chair.pk])
    assert conflict(second_editor.save(item, seen, room="Room XIX")) == [
        ("Room", "—", "Room XIX"),
        ("Chairs", "Chad", "—"),
    ]
    assert list(item.chairs.all()) == [chair]


def test_a_row_deleted_meanwhile_is_told(editor, second_editor):
    item = AgendaItemFactory()
    drawn, pk = second_editor.read(item), item.pk
    item.delete()
    item.pk = pk
    told = f"Agenda item with ID “{pk}” doesn’t exist. Perhaps it was deleted?"
    assert notices(second_editor.save(item, drawn, room="Room XIX")) == [("warning", told)]


@pytest.mark.parametrize("model", [Meeting, AgendaItem])
def test_a_save_that_changes_nothing_writes_no_history_and_no_version(editor, model):
    row = {Meeting: MeetingFactory, AgendaItem: AgendaItemFactory}[model]()
    editor.save(row)
    row.refresh_from_db()
    assert (row.version, row.history.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_exactly_one_wins(editor, second_editor):
    meeting = MeetingFactory(title={"en": "Opening"})
    forms = {desk: desk.read(meeting) for desk in (editor, second_editor)}
    start = Barrier(2)

    def save(desk):
        start.wait()
        try:
            return desk.save(meeting, forms[desk], title_en=f"By {desk.user}")
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        pages = list(pool.map(save, forms))
    meeting.refresh_from_db()
    assert sorted(len(conflict(page)) for page in pages) == [0, 1]
    assert (meeting.version, meeting.history.count()) == (2, 2)
