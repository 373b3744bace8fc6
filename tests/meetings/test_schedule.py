"""The schedule as delegates read it: the latest released programme, by day, and as files."""

import csv
import io
import json
from datetime import UTC, date, datetime, time

import pytest

from meetings.models import AgendaItem, Meeting, Segment
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    released,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024", title={"en": "2024 Intersessional Meetings"})


def schedule(client, meeting, rest="/"):
    return client.get(f"/meetings/{meeting.slug}/schedule{rest}")


@pytest.mark.parametrize("items", [1, 3])
def test_the_schedule_costs_the_same_however_many_items(client, meeting, items, django_assert_num_queries):
    for _ in range(items):
        item = AgendaItemFactory(
            meeting=meeting,
            day=meeting.starts_on,
            committee=CommitteeFactory(),
            segment=SegmentFactory(meeting=meeting),
            chairs=[StateFactory()],
        )
        SpeakerFactory(item=item, state=StateFactory(), organisation="")
    released(meeting)
    for path, cost in (("/", 3), (".csv", 2), (".json", 2)):
        with django_assert_num_queries(cost):
            schedule(client, meeting, path)
        with django_assert_num_queries(1):
            schedule(client, meeting, path)


def test_a_schedule_of_960_items_costs_the_same_queries(client, meeting, django_assert_num_queries):
    AgendaItem.objects.bulk_create(
        AgendaItemFactory.build(meeting=meeting, day=meeting.starts_on, starts=time(10), position=number)
        for number in range(960)
    )
    released(meeting)
    with django_assert_num_queries(3):
        page = schedule(client, meeting)
    assert page.content.count(b"<article") == 960
    with django_assert_num_queries(1):
        schedule(client, meeting)


def test_items_stand_by_day_and_those_without_a_day_by_committee_in_file_order(client, meeting, text_of):
    first, second = CommitteeFactory(name={"en": "Committee A"}), CommitteeFactory(name={"en": "Committee B"})
    for position, (title, committee, day) in enumerate(
        [
            ("Opening of A", first, None),
            ("Opening of B", second, None),
            ("Closing of A", first, None),
            ("Lunch", None, date(2024, 6, 19)),
            ("Welcome", None, date(2024, 6, 18)),
        ]
    ):
        AgendaItemFactory(meeting=meeting, title={"en": title}, committee=committee, day=day, position=position)
    released(meeting)
    text = text_of(schedule(client, meeting))
    order = ["Tuesday 18 June 2024", "Welcome", "Wednesday 19 June 2024", "Lunch", "of A 1", "of A 2"][:4]
    order = [*order, "Opening of A", "Closing of A", "Opening of B"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.rindex("Day not recorded") < text.index("Opening of A")


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ({"starts": time(10), "ends": time(13)}, "10:00–13:00"),
        ({"starts": time(9)}, "from 09:00"),
        ({"ends": time(18)}, "until 18:00"),
        ({}, "time not recorded"),
    ],
)
def test_the_times_of_an_item_are_told_as_far_as_they_are_known(client, meeting, text_of, times, told):
    AgendaItemFactory(meeting=meeting, day=date(2024, 6, 18), **times)
    released(meeting)
    assert told in text_of(schedule(client, meeting))


def test_a_line_tells_segment_committee_chairs_speakers_and_room(client, meeting, text_of):
    segment = SegmentFactory(meeting=meeting, kind=Segment.Kind.THEMATIC)
    item = AgendaItemFactory(
        meeting=meeting,
        number="2",
        title={"en": "Panel on partnerships"},
        kind="panel",
        segment=segment,
        day=date(2024, 6, 18),
        starts=time(15),
        ends=time(16, 30),
        room="Room A",
        committee=CommitteeFactory(name={"en": "Committee on Cooperation"}),
        chairs=[StateFactory(name={"en": "Zambia"}), StateFactory(name={"en": "Albania"})],
    )
    SpeakerFactory(item=item, organisation="ICRC", person="Jane Roe", function="Adviser")
    SpeakerFactory(item=item, organisation="", state=StateFactory(name={"en": "Norway"}), position=1)
    released(meeting)
    text = text_of(schedule(client, meeting))
    assert "Thematic segment 15:00–16:30" in text
    assert "15:00–16:30 Panel 2. Panel on partnerships Committee on Cooperation · Co-Chairs: Albania, Zambia" in text
    assert "ICRC: Jane Roe, Adviser; Norway Room A" in text


def test_the_zone_is_named_beside_the_times(client, text_of):
    meeting = MeetingFactory(city={"en": "Phnom Penh"}, time_zone="Asia/Phnom_Penh")
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(9))
    released(meeting)
    page = schedule(client, meeting)
    assert "Phnom Penh time (UTC+7)" in text_of(page)
    assert '<time datetime="2024-06-18T09:00:00+07:00">from 09:00</time>' in page.content.decode()


def test_a_cancelled_item_stays_and_says_so(client, meeting, text_of):
    AgendaItemFactory(meeting=meeting, title={"en": "Panel"}, status=AgendaItem.Status.CANCELLED)
    released(meeting)
    assert "Cancelled Panel" in text_of(schedule(client, meeting))


def test_a_change_stays_invisible_until_it_is_released_and_is_then_shown_as_a_change(client, meeting, text_of):
    item = AgendaItemFactory(
        meeting=meeting, title={"en": "Opening"}, day=date(2024, 6, 18), starts=time(10), ends=time(11), room="A"
    )
    released(meeting)
    before = schedule(client, meeting).content
    item.starts, item.ends, item.room = time(11), time(12), "B"
    item.save()
    assert schedule(client, meeting).content == before
    released(meeting, note="The opening had to move.")
    page = schedule(client, meeting)
    text = text_of(page)
    assert "10:00–11:00 11:00–12:00 moved, other room Opening A B" in text
    assert '<s class="was">10:00–11:00</s>' in page.content.decode()
    assert "The opening had to move." in text
    text = text_of(schedule(client, meeting, "/changes/"))
    assert "Moved from Tuesday 18 June, 10:00–11:00 to Tuesday 18 June, 11:00–12:00." in text
    assert "Room changed from A to B." in text
    assert "10:00–11:00 Opening A" in text_of(schedule(client, meeting, "/r/1/"))
    assert "This is revision 1, an earlier one." in text_of(schedule(client, meeting, "/r/1/"))


def test_an_item_moved_to_another_day_shows_the_old_day_too(client, meeting, text_of):
    item = AgendaItemFactory(meeting=meeting, day=date(2024, 6, 18), starts=time(10))
    released(meeting)
    item.day = date(2024, 6, 19)
    item.save()
    released(meeting)
    assert "Tuesday 18 June, from 10:00 from 10:00 moved" in text_of(schedule(client, meeting))


def test_the_released_page_is_the_same_after_live_rows_are_changed(client, meeting):
    committee, state = CommitteeFactory(), StateFactory()
    item = AgendaItemFactory(meeting=meeting, committee=committee, chairs=[state])
    released(meeting)
    before = {path: schedule(client, meeting, path).content for path in ("/", "/r/1/", ".json", ".csv", "/changes/")}
    AgendaItem.objects.update(title={"en": "Changed in the database"}, room="Elsewhere")
    type(committee).objects.update(name={"en": "Renamed"})
    type(state).objects.update(name={"en": "Renamed"})
    item.delete()
    Meeting.objects.update(public_version=99)
    assert {path: schedule(client, meeting, path).content for path in before} == before


def test_an_item_has_a_page_with_its_neighbours(client, meeting, text_of):
    for position, title in enumerate(["Opening", "Matters", "Closing"]):
        AgendaItemFactory(
            meeting=meeting, title={"en": title}, day=date(2024, 6, 18), starts=time(10 + position), position=position
        )
    released(meeting)
    matters = AgendaItem.objects.get(title__en="Matters")
    text = text_of(client.get(f"/meetings/im-2024/items/{matters.public_id}/"))
    assert "← Opening Closing →" in text
    assert "Day Tuesday 18 June 2024 Time from 11:00" in text
    assert client.get("/meetings/im-2024/items/zzzzzz/").status_code == 404


def test_without_a_release_the_page_says_so_and_the_files_are_not_found_whether_a_draft_exists_or_not(
    client, meeting, text_of
):
    pages = []
    for _ in range(2):
        page = schedule(client, meeting)
        assert page.status_code == 200
        assert "No programme is published." in text_of(page)
        assert [schedule(client, meeting, path).status_code for path in (".csv", ".json", "/r/1/")] == [404, 404, 404]
        pages.append((page.content, page["ETag"], text_of(schedule(client, meeting, "/changes/"))))
        AgendaItemFactory(meeting=meeting, title={"en": "Draft"})
    assert pages[0] == pages[1]


def test_the_csv_is_the_programme_row_by_row(client, meeting):
    item = AgendaItemFactory(
        meeting=meeting,
        number="3",
        title={"en": "Matters"},
        day=date(2024, 6, 18),
        starts=time(10),
        ends=time(13),
        room="Room A",
        segment=SegmentFactory(meeting=meeting, kind=Segment.Kind.GENERAL, title={"en": "General debate"}),
        committee=CommitteeFactory(name={"en": "Committee on Victim Assistance"}),
        chairs=[StateFactory(name={"en": "Algeria"}), StateFactory(name={"en": "Belgium"})],
    )
    SpeakerFactory(item=item, organisation="Handicap (International); HI", person="Jane Roe", function="Director")
    released(meeting)
    file = schedule(client, meeting, ".csv")
    (row,) = csv.DictReader(io.StringIO(file.content.decode(), newline=""))
    assert row == {
        "meeting": "IM-2024",
        "revision": "1",
        "day": "2024-06-18",
        "starts": "10:00",
        "ends": "13:00",
        "time_zone": "Europe/Zurich",
        "number": "3",
        "title": "Matters",
        "kind": "item",
        "status": "scheduled",
        "segment": "General debate",
        "committee": "Committee on Victim Assistance",
        "chairs": "Algeria; Belgium",
        "speakers": "Handicap ((International));; HI (Jane Roe, Director)",
        "room": "Room A",
        "url": f"http://testserver/meetings/im-2024/items/{item.public_id}/",
    }
    assert ",".join(row) == (
        "meeting,revision,day,starts,ends,time_zone,number,title,kind,status,segment,committee,chairs,speakers,room,url"
    )
    assert file["Content-Disposition"].startswith('attachment; filename="schedule-im-2024-')
    assert file["Access-Control-Allow-Origin"] == "*"


def test_the_json_is_the_stored_form_of_the_revision(client, meeting):
    AgendaItemFactory(meeting=meeting, title={"en": "Opening", "fr": "Ouverture"})
    revision = released(meeting)
    file = schedule(client, meeting, ".json")
    assert file.content.decode() == revision.body
    assert file["Content-Type"] == "application/json"
    assert json.loads(file.content)["items"][0]["title"] == {"en": "Opening", "fr": "Ouverture"}


@pytest.mark.parametrize("path", [".csv", ".json"])
def test_a_file_refuses_a_parameter_that_it_does_not_know(client, meeting, path):
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    refused = schedule(client, meeting, f"{path}?colour=red&page=2&view=grid")
    assert (refused.status_code, refused.content.decode()) == (400, "colour: unknown parameter\n")
    assert schedule(client, meeting, f"{path}?page=2&view=grid").status_code == 200


def test_a_draft_meeting_has_no_schedule_even_if_it_was_released(client):
    meeting = MeetingFactory(status=Meeting.Status.DRAFT)
    item = AgendaItemFactory(meeting=meeting)
    released(meeting)
    for path in ("/", ".csv", ".json", "/changes/", "/r/1/"):
        assert schedule(client, meeting, path).status_code == 404, path
    assert client.get(f"/meetings/{meeting.slug}/items/{item.public_id}/").status_code == 404


def test_the_day_is_marked_by_the_server_while_the_meeting_lasts(client, meeting, time_machine):
    for day in (18, 19):
        AgendaItemFactory(meeting=meeting, day=date(2024, 6, day))
    released(meeting)
    time_machine.move_to(datetime(2024, 6, 17, 21, 59, tzinfo=UTC))
    assert b"Today" not in schedule(client, meeting).content
    time_machine.move_to(datetime(2024, 6, 17, 22, 1, tzinfo=UTC))
    assert b'<a href="#d2024-06-18" aria-current="date">' in schedule(client, meeting).content
    time_machine.move_to(datetime(2024, 6, 19, 8, tzinfo=UTC))
    assert b'<a href="#d2024-06-19" aria-current="date">' in schedule(client, meeting).content


def test_the_first_page_tells_now_next_and_what_changed(client, meeting, text_of, time_machine):
    for hour, title in [(10, "Opening"), (11, "Matters"), (15, "Panel")]:
        AgendaItemFactory(
            meeting=meeting,
            title={"en": title},
            day=date(2024, 6, 18),
            starts=time(hour),
            ends=time(hour + 1),
            room="Room A",
        )
    time_machine.move_to(datetime(2024, 6, 17, 14, 40, tzinfo=UTC))
    released(meeting)
    panel = AgendaItem.objects.get(title__en="Panel")
    panel.room = "Room B"
    panel.save()
    released(meeting)
    time_machine.move_to(datetime(2024, 6, 18, 8, 30, tzinfo=UTC))
    text = text_of(client.get("/"))
    assert "Day 1 of 3 2024 Intersessional Meetings" in text
    assert "Now, until 11:00 · Room A Opening Next, 11:00 · Room A Matters" in text
    assert "Revision 2, 17 June: 1 other room. See what changed" in text


def test_the_navigation_leads_to_the_schedule_that_matters_now(client, meeting, time_machine):
    time_machine.move_to(datetime(2024, 6, 18, 8, tzinfo=UTC))
    assert client.get("/schedule/")["Location"] == "/meetings/im-2024/schedule/"
    Meeting.objects.all().delete()
    assert client.get("/schedule/")["Location"] == "/meetings/"


def test_a_meeting_is_told_to_search_engines_as_an_event(client):
    meeting = MeetingFactory(
        slug="im", title={"en": "</script><b>&"}, city={"en": "Geneva"}, venue={"en": "WMO"}, status="postponed"
    )
    page = client.get(meeting.get_absolute_url()).content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "</script><b>&",
        "startDate": "2024-06-18",
        "endDate": "2024-06-20",
        "eventStatus": "https://schema.org/EventPostponed",
        "url": "http://testserver/meetings/im/",
        "location": {
            "@type": "Place",
            "name": "WMO",
            "address": {"@type": "PostalAddress", "addressLocality": "Geneva"},
        },
    }
    undated = MeetingFactory(starts_on=None, ends_on=None, year=2026)
    assert "ld+json" not in client.get(undated.get_absolute_url()).content.decode()


def test_a_page_names_its_canonical_address_and_an_unknown_one_has_none(client, meeting):
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    link = '<link rel="canonical" href="http://testserver/meetings/im-2024/schedule/">'
    assert link in schedule(client, meeting, "/?view=grid").content.decode()
    assert link in schedule(client, meeting, "/r/1/").content.decode()
    assert "canonical" not in client.get("/nowhere/").content.decode()


def test_the_site_map_names_public_pages_only(client, meeting):
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    hidden = MeetingFactory(status=Meeting.Status.DRAFT, slug="hidden")
    AgendaItemFactory(meeting=hidden)
    released(hidden)
    text = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/meetings/im-2024/schedule/</loc>" in text
    assert "<loc>http://testserver/meetings/im-2024/</loc>" in text
    assert "hidden" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()
