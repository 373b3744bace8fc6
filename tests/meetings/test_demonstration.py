"""The demonstration: three days around today with something of everything, and gone without a trace."""

from datetime import date, datetime

import pytest
from django.core.management import call_command

from meetings.actions import candidate
from meetings.models import AgendaItem, Meeting, ProgrammeRevision
from meetings.programme.changes import Way
from tests.calendars import read
from tests.factories import DocumentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


@pytest.fixture
def demonstration(time_machine):
    time_machine.move_to("2026-11-24 12:00 +0000")
    call_command("load_demonstration")
    return Meeting.objects.get(slug="demonstration")


def test_it_lasts_three_days_around_today_and_says_that_it_is_made_up(demonstration):
    assert (demonstration.starts_on, demonstration.ends_on) == (date(2026, 11, 23), date(2026, 11, 25))
    assert str(demonstration.title) == "Demonstration of Intersessional Meetings"
    assert demonstration.source == "made up for demonstration"


def test_it_has_forty_items_in_two_rooms_with_chairs_and_speakers_one_without_a_time_and_one_cancelled(demonstration):
    items = demonstration.items
    assert items.count() == 40
    assert set(items.exclude(room="").values_list("room", flat=True)) == {"Room A", "Room B"}
    assert items.filter(chairs=None).exclude(kind="break").count() == 0
    assert AgendaItem.objects.filter(meeting=demonstration, speakers__isnull=False).distinct().count() == 3
    assert items.filter(starts=None).count() == 1
    assert [str(item.title) for item in items.filter(status="cancelled")] == ["Estimated costs"]


def test_all_its_texts_are_in_six_languages_and_say_that_they_were_translated_here(demonstration):
    texts = [demonstration.title, demonstration.city, demonstration.venue, demonstration.practical_information]
    texts += [item.title for item in demonstration.items.all()]
    assert {tuple(sorted(text)) for text in texts} == {("ar", "en", "es", "fr", "ru", "zh-hans")}
    assert str(demonstration.practical_information).endswith("Its texts were translated for this site.")
    assert "traduits pour ce site" in demonstration.practical_information["fr"]


def test_a_committee_sits_in_both_rooms_at_once(demonstration):
    found = demonstration.items.filter(committee__slug="c-a5", starts="17:00", day=date(2026, 11, 24))
    assert {item.room for item in demonstration.revisions.get().programme().items if item.committee} == {
        "Room A",
        "Room B",
    }
    assert found.count() == 1


def test_revision_1_is_released_and_one_change_is_not(demonstration):
    assert [revision.number for revision in demonstration.revisions.all()] == [1]
    (change,) = candidate(demonstration).difference.changes
    assert change.ways == (Way.MOVED, Way.ROOM)


def test_loading_it_again_makes_it_anew_around_the_new_day(demonstration, time_machine):
    time_machine.move_to("2026-12-01 12:00 +0000")
    call_command("load_demonstration")
    anew = Meeting.objects.get(slug="demonstration")
    assert (anew.pk != demonstration.pk, anew.starts_on) == (True, date(2026, 11, 30))


def test_it_is_taken_away_with_all_that_belongs_to_it(capsys, demonstration):
    DocumentFactory(meeting=demonstration, item=demonstration.items.first())
    before = Meeting.objects.count()
    call_command("load_demonstration", "--remove")
    assert Meeting.objects.count() == before - 1
    assert not ProgrammeRevision.objects.filter(meeting__slug="demonstration").exists()
    call_command("load_demonstration", "--remove")
    assert capsys.readouterr().out.splitlines()[-2:] == ["The demonstration is gone.", "There was no demonstration."]


def test_the_record_has_31_programmes_as_revision_1():
    revisions = ProgrammeRevision.objects.filter(is_from_record=True)
    assert (revisions.count(), set(revisions.values_list("number", flat=True))) == (31, {1})
    assert sum(len(revision.programme().items) for revision in revisions) == 207


@pytest.mark.parametrize(
    ("slug", "days"),
    [
        ("im-2022", [(date(2022, 6, 20), 5)]),
        ("sc-2012-05", [(date(2012, 5, 24), 1), (None, 21)]),
        ("sc-2003-02", [(date(2003, 2, day), 1) for day in (3, 4, 5, 6, 7)]),
        ("4msp", []),
    ],
)
def test_the_record_is_read_as_schedules(client, text_of, slug, days):
    page = client.get(f"/meetings/{slug}/schedule/")
    assert [(day.day, len(day)) for day in page.context["days"]] == days
    text = text_of(page)
    if slug == "4msp":
        assert "No programme is published." in text
    else:
        assert "From the record, collected on 24 November 2026; may be incomplete" in text
    if slug == "im-2022":
        assert "10:00–10:15 1. Opening Chair: Colombia" in text
    if slug == "sc-2012-05":
        assert "11:15–15:45 Small group sessions convened by co-chairs" in text
        chairs = {g.committee.code: [str(c.name) for c in g.items[0].chairs] for g in page.context["days"][1].groups}
        assert list(chairs) == ["sc-mc", "sc-va", "sc-sd", "sc-rca", "sc-gs"]
        assert chairs["sc-va"] == ["Algeria", "Croatia"]


@pytest.mark.usefixtures("demonstration")
def test_it_is_a_calendar_of_forty_events_one_all_day_and_one_cancelled(client):
    events = read(client.get("/meetings/demonstration/schedule.ics").content).events
    assert len(events) == 40
    assert [event.summary for event in events if not isinstance(event.dtstart, datetime)] == [
        "10. Other matters, when time allows"
    ]
    assert [event.summary for event in events if event.status == "CANCELLED"] == ["[Cancelled] 13. Estimated costs"]
