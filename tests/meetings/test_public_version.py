"""What the secretariat edits of a published meeting is told by the next answer, though answers are kept."""

import pytest

from meetings.models import Document, DocumentVersion, Meeting, Segment
from tests.factories import (
    AgendaItemFactory,
    DocumentFactory,
    DocumentVersionFactory,
    MeetingFactory,
    SegmentFactory,
    StateFactory,
    released,
)
from tests.staff import address

pytestmark = pytest.mark.django_db

SCHEDULE = "/meetings/im-2024/schedule/"


@pytest.fixture
def meeting():
    meeting = MeetingFactory(
        slug="im-2024", title={"en": "2024 Meetings"}, country=StateFactory(name={"en": "Ruritania"})
    )
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    return meeting


def version(meeting):
    return Meeting.objects.values_list("public_version", flat=True).get(pk=meeting.pk)


def test_a_new_title_is_on_the_schedule_at_the_next_request(editor, client, meeting):
    before = client.get(SCHEDULE)
    assert "Meetings of Summer" not in before.text
    editor.save(meeting, title_en="Meetings of Summer")
    assert "Meetings of Summer" in client.get(SCHEDULE, headers={"If-None-Match": before["ETag"]}).text


@pytest.mark.parametrize(("action", "told"), [("cancel", "cancelled"), ("postpone", "postponed")])
def test_a_meeting_called_off_in_bulk_says_so_at_the_next_request(editor, client, meeting, action, told):
    assert "This meeting is" not in client.get(SCHEDULE).text
    editor.act(action, [meeting])
    assert f"This meeting is {told}." in client.get(SCHEDULE).text


def test_moved_dates_are_on_the_schedule_at_the_next_request(editor, client, meeting):
    assert "18–20 June 2024" in client.get(SCHEDULE).text
    editor.save(meeting, starts_on="2024-06-25", ends_on="2024-06-27")
    assert "25–27 June 2024" in client.get(SCHEDULE).text


def test_a_host_called_by_another_name_is_on_the_schedule_at_the_next_request(editor, client, meeting):
    assert "Ruritania" in client.get(SCHEDULE).text
    editor.save(meeting.country, name_en="Zembla")
    assert "Zembla" in client.get(SCHEDULE).text


def test_segments_documents_and_their_versions_raise_the_version(editor, meeting):
    def raised(deed, *args, **changes):
        before = version(meeting)
        deed(*args, **changes)
        return version(meeting) > before

    assert raised(
        editor.add, Segment, f"?meeting={meeting.pk}", meeting=str(meeting.pk), slug="general", kind="general"
    )
    segment = Segment.objects.get()
    assert raised(editor.save, segment, title_en="Opening")
    assert raised(editor.add, Document, meeting=str(meeting.pk), title_en="Report")
    document = Document.objects.get()
    assert raised(editor.act, "publish", [document])
    assert raised(editor.act, "withdraw", [document])
    new = {"versions__0__language": "en", "versions__0__url": "https://example.org/report.pdf"}
    assert raised(editor.save, document, **new)
    assert raised(editor.save, DocumentVersion.objects.get(), size="1000")
    delete = {"post": "yes"}
    assert raised(editor.client.post, address(DocumentVersion.objects.get(), "delete"), delete)
    assert raised(editor.client.post, address(segment, "delete"), delete)
    assert Segment.objects.count() == DocumentVersion.objects.count() == 0


def test_rows_deleted_in_bulk_raise_the_version_of_their_meetings(superuser, meeting):
    documents = DocumentFactory.create_batch(2, meeting=meeting)
    before = version(meeting)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in documents], "post": "yes"}
    superuser.client.post("/admin/meetings/document/", chosen)
    assert (Document.objects.count(), version(meeting)) == (0, before + 1)


def test_a_document_that_moves_to_another_meeting_raises_both(editor, meeting):
    document, other = DocumentFactory(meeting=meeting), MeetingFactory()
    DocumentVersionFactory(document=document)
    before = version(meeting), version(other)
    editor.save(document, meeting=str(other.pk))
    assert (version(meeting) > before[0], version(other) > before[1]) == (True, True)


def test_the_draft_of_the_programme_raises_nothing(editor, meeting):
    before = version(meeting)
    editor.save(meeting.items.get(), title_en="Renamed")
    assert version(meeting) == before


def test_a_refused_edit_raises_nothing(editor, meeting):
    before = version(meeting)
    editor.save(meeting, title_en="")
    editor.act("publish", [meeting])
    assert version(meeting) == before


def test_other_meetings_keep_their_answers(editor, meeting):
    other = MeetingFactory()
    SegmentFactory(meeting=other)
    before = version(other)
    editor.save(meeting, title_en="Renamed")
    assert version(other) == before


def test_a_row_that_was_read_before_a_release_doesnt_set_the_version_back(meeting):
    read_earlier = Meeting.objects.get(pk=meeting.pk)
    Meeting.objects.filter(pk=meeting.pk).raise_public_version()
    now = version(meeting)
    read_earlier.venue = {"en": "WMO"}
    read_earlier.save()
    assert (version(meeting), Meeting.objects.get(pk=meeting.pk).venue) == (now, {"en": "WMO"})
