"""Who changed what and when, told for people; and history written for many rows at once."""

import re

import pytest
from django.utils.timezone import localtime

from intersessional.lib.history import update_with_history
from meetings.models import AgendaItem, Meeting
from tests.factories import AgendaItemFactory, CommitteeFactory, MeetingFactory, StateFactory
from tests.staff import address, words

pytestmark = pytest.mark.django_db


def differences(page):
    tables = re.findall(r'<table class="differences">.*?<tbody>(.*?)</tbody>', page.text, re.DOTALL)
    rows = re.findall(r"<tr>(.*?)</tr>", "".join(tables), re.DOTALL)
    return [tuple(words(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)) for row in rows]


def history(desk, row):
    return desk.client.get(address(row, "history"))


def test_each_changed_language_is_named_with_its_text_before_and_after(editor):
    meeting = MeetingFactory(title={"en": "Opening", "fr": "Ouverture", "es": "Apertura"})
    editor.save(meeting, title_en="Closing", title_fr="", title_ru="Закрытие")
    assert differences(history(editor, meeting)) == [
        ("Title, English", "Opening", "Closing"),
        ("Title, Français", "Ouverture", "—"),
        ("Title, Русский", "—", "Закрытие"),
    ]


def test_choices_dates_flags_and_rows_are_told_in_words(editor):
    meeting = MeetingFactory(starts_on=None, ends_on=None, year=2026, format="virtual")
    editor.save(meeting, format="hybrid", is_to_be_announced="on", country=str(StateFactory(name={"en": "Peru"}).pk))
    editor.save(meeting, year="", is_to_be_announced=[], starts_on="2026-06-17", ends_on="2026-06-19")
    assert differences(history(editor, meeting)) == [
        ("Last day", "—", "19 June 2026"),
        ("Dates to be announced", "yes", "no"),
        ("First day", "—", "17 June 2026"),
        ("Year", "2026", "—"),
        ("Country", "—", "Peru"),
        ("Format", "Virtual", "Hybrid"),
        ("Dates to be announced", "no", "yes"),
    ]


def test_chairs_are_told_by_name(editor):
    chad, oman = (StateFactory(name={"en": name}) for name in ("Chad", "Oman"))
    item = AgendaItemFactory()
    editor.save(item, chairs=[str(oman.pk), str(chad.pk)])
    assert differences(history(editor, item)) == [("Chairs", "—", "Chad, Oman")]


def test_who_and_when_stand_beside_what(editor):
    meeting = MeetingFactory()
    editor.save(meeting, president="Ms. Belo")
    rows = re.findall(
        r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th>\s*<td>(.*?)</td>\s*<td>(.*?)</td>',
        history(editor, meeting).text,
        re.DOTALL,
    )
    last = meeting.history.first()
    when = f"{localtime(last.history_date):%-d %B %Y, %H:%M}"
    assert (rows[0][0], rows[0][1], words(rows[0][2]), words(rows[0][3])) == (
        f"/admin/meetings/meeting/{meeting.pk}/history/{last.pk}/",
        when,
        "editor",
        "Changed",
    )


def test_a_past_version_is_looked_at_and_not_put_back(superuser):
    meeting = MeetingFactory(president="Ms. Belo")
    past = meeting.history.first()
    superuser.save(meeting, president="Mr. Gomes")
    path = f"/admin/meetings/meeting/{meeting.pk}/history/{past.pk}/"
    page = superuser.client.get(path).text
    assert 'value="Ms. Belo"' in page.split('<fieldset class="past" disabled>')[1]
    assert "Revert" not in page
    assert superuser.client.post(path, {"president": "Ms. Belo"}).status_code == 403


def test_a_long_history_is_cut_into_pages(editor):
    meeting = MeetingFactory()
    for number in range(100):
        meeting.president = f"President {number}"
        meeting.save()
    assert (
        words(re.search(r'<p class="paginator">(.*?)</p>', history(editor, meeting).text, re.DOTALL)[1])
        == "1 2 101 entries"
    )


def test_history_is_drawn_without_inline_style_and_script(editor):
    meeting = MeetingFactory()
    editor.save(meeting, president="Ms. Belo")
    past = meeting.history.last()
    for path in (address(meeting, "history"), f"/admin/meetings/meeting/{meeting.pk}/history/{past.pk}/"):
        page = editor.client.get(path).text
        assert (" style=" in page, "<script>" in page) == (False, False)


@pytest.mark.parametrize("factory", [MeetingFactory, AgendaItemFactory, CommitteeFactory])
def test_history_needs_a_permission_of_its_own(officer, factory):
    assert history(officer, factory()).status_code == 403


def test_many_rows_at_once_each_get_a_version_and_a_history_row_with_their_links(editor):
    chair = StateFactory()
    items = AgendaItemFactory.create_batch(3, chairs=[chair], meeting=MeetingFactory())
    rows = AgendaItem.history.count()
    for item in items:
        item.room = "Room XIX"
    update_with_history(items, ["room"], user=editor.user, reason="one room")
    assert set(AgendaItem.objects.values_list("room", "version")) == {("Room XIX", 2)}
    last = [item.history.first() for item in items]
    assert AgendaItem.history.count() == rows + 3
    assert [(row.history_type, row.history_user, row.history_change_reason, row.version) for row in last] == [
        ("~", editor.user, "one room", 2)
    ] * 3
    assert [[link.state for link in row.chairs.all()] for row in last] == [[chair]] * 3


def test_no_rows_at_once_write_nothing(editor):
    update_with_history([], ["room"], user=editor.user)
    assert Meeting.history.count() == 0
