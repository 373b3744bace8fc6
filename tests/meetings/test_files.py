"""A released programme as calendar, XML and feed, through its addresses."""

from datetime import UTC, date, datetime, time
from xml.etree.ElementTree import fromstring

import pytest

from meetings.models import AgendaItem, Meeting, Segment
from tests.calendars import read
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

TUESDAY = date(2024, 6, 18)
ATOM = "{http://www.w3.org/2005/Atom}"
FILES = [".ics", ".xml", ".csv", ".json", "/changes.atom"]


@pytest.fixture
def meeting():
    return MeetingFactory(
        slug="im-2024",
        short_name="IM-2024",
        title={"en": "2024 Intersessional Meetings"},
        city={"en": "Geneva"},
        venue={"en": "WMO Building"},
    )


def full_item(meeting, **rest):
    told = {
        "number": "3",
        "title": {"en": "Matters"},
        "summary": {"en": "Status, requests; updates"},
        "kind": "panel",
        "day": TUESDAY,
        "starts": time(10),
        "ends": time(13),
        "room": "Room A",
        "segment": SegmentFactory(meeting=meeting, kind=Segment.Kind.THEMATIC),
        "committee": CommitteeFactory(name={"en": "Committee on Victim Assistance"}),
        "chairs": [StateFactory(name={"en": "Algeria"}), StateFactory(name={"en": "Belgium"})],
    }
    item = AgendaItemFactory(meeting=meeting, **(told | rest))
    SpeakerFactory(item=item, organisation="ICRC", person="Jane Roe", function="Adviser")
    return item


def get(client, rest):
    return client.get(f"/meetings/im-2024/{rest}")


def calendar(client, rest="schedule.ics"):
    response = get(client, rest)
    assert response.status_code == 200
    return read(response.content)


def event_of(client, item, rest="schedule.ics"):
    return next(e for e in calendar(client, rest).events if e.uid == f"{item.public_id}@items.intersessional")


@pytest.mark.parametrize("items", [1, 3])
def test_files_cost_the_same_however_many_items_and_nothing_more_the_second_time(
    client, meeting, items, django_assert_num_queries
):
    for number in range(items):
        item = full_item(meeting, room=f"Room {number}")
    released(meeting)
    item.room = "Another room"
    item.save()
    released(meeting)
    for path, cost in [("schedule.ics", 2), ("schedule.xml", 2), (f"items/{item.public_id}.ics", 2)]:
        with django_assert_num_queries(cost):
            get(client, path)
        with django_assert_num_queries(1):
            get(client, path)
    with django_assert_num_queries(3):
        get(client, "schedule/changes.atom")


def test_an_event_tells_all_that_is_known_of_its_item(client, meeting):
    item = full_item(meeting)
    revision = released(meeting)
    (event,) = calendar(client).events
    address = f"http://testserver/meetings/im-2024/items/{item.public_id}/"
    assert event.summary == "3. Matters"
    assert [moment.isoformat() for moment in (event.dtstart, event.dtend)] == [
        "2024-06-18T10:00:00+02:00",
        "2024-06-18T13:00:00+02:00",
    ]
    assert event.location == "Room A, WMO Building, Geneva"
    assert event.description.splitlines() == [
        "Committee on Victim Assistance",
        "Co-Chairs: Algeria, Belgium",
        "ICRC: Jane Roe, Adviser",
        "Status, requests; updates",
        address,
    ]
    assert (str(event.url), event.status, event.sequence) == (address, "CONFIRMED", 0)
    assert event.categories == ["Thematic segment", "Committee on Victim Assistance"]
    assert event.dtstamp == event.last_modified == revision.released_at.replace(microsecond=0)


def test_a_calendar_says_what_it_is_and_how_often_to_ask(client, meeting):
    full_item(meeting)
    AgendaItemFactory(meeting=meeting)
    AgendaItemFactory(meeting=meeting)
    released(meeting)
    lines = get(client, "schedule.ics").content.decode().replace("\r\n ", "").split("\r\n")
    told = "Revision 1 of the programme. 2 items without a day are left out."
    for line in [
        "NAME:2024 Intersessional Meetings",
        "X-WR-CALNAME:2024 Intersessional Meetings",
        f"DESCRIPTION:{told}",
        f"X-WR-CALDESC:{told}",
        "URL:http://testserver/meetings/im-2024/schedule/",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "TZID:Europe/Zurich",
    ]:
        assert line in lines


@pytest.mark.parametrize(
    ("times", "starts", "ends", "first_line"),
    [
        ({"starts": time(9), "ends": None}, "2024-06-18T09:00:00+02:00", None, "Committee on Victim Assistance"),
        ({"starts": None, "ends": time(18)}, "2024-06-18", "2024-06-19", "until 18:00"),
        ({"starts": None, "ends": None}, "2024-06-18", "2024-06-19", "time not recorded"),
    ],
)
def test_an_item_of_unknown_times_is_told_as_far_as_they_are_known(client, meeting, times, starts, ends, first_line):
    full_item(meeting, **times)
    released(meeting)
    (event,) = calendar(client).events
    assert (event.dtstart.isoformat(), event.dtend and event.dtend.isoformat()) == (starts, ends)
    assert event.description.splitlines()[0] == first_line
    subtitle = fromstring(get(client, "schedule.xml").content).findtext(".//event/subtitle")  # noqa: S314 our own
    assert subtitle == ("" if times["starts"] else first_line)


def test_an_item_without_a_day_is_left_out_of_every_calendar_and_offers_none(client, meeting):
    item = AgendaItemFactory(meeting=meeting)
    released(meeting)
    for path in ("schedule.ics", f"items/{item.public_id}.ics"):
        file = get(client, path)
        assert read(file.content).events == []
        assert "1 item without a day is left out." in file.content.decode().replace("\r\n ", "")
    page = f"items/{item.public_id}/"
    assert "Add to calendar" not in get(client, page).content.decode()
    item.day = TUESDAY
    item.save()
    released(meeting)
    assert f'<a class="button" href="/meetings/im-2024/items/{item.public_id}.ics">Add to calendar</a>' in (
        get(client, page).content.decode()
    )


def test_a_release_raises_the_sequence_of_what_it_changes_and_tells_the_change(client, meeting):
    moved, same = full_item(meeting), full_item(meeting, room="Room C")
    released(meeting)
    before = get(client, "schedule.ics").content
    moved.starts, moved.ends, moved.room = time(11), time(14), "Room B"
    moved.save()
    assert get(client, "schedule.ics").content == before
    released(meeting)
    event = event_of(client, moved)
    assert (event.sequence, event.dtstart.hour) == (1, 11)
    assert event.description.splitlines()[0] == (
        "Changed in revision 2: moved, other room. Before: Tuesday 18 June, 10:00–13:00; Room A."
    )
    assert event_of(client, same).sequence == 0


def test_what_was_dropped_is_told_as_cancelled_in_every_calendar_that_has_it(client, meeting):
    item = full_item(meeting)
    full_item(meeting, room="Room B")
    released(meeting)
    item.speakers.all().delete()
    item.delete()
    released(meeting)
    for path in ("schedule.ics", f"items/{item.public_id}.ics", f"schedule.ics?items={item.public_id}"):
        event = event_of(client, item, path)
        assert (event.summary, event.status, event.sequence) == ("[Cancelled] 3. Matters", "CANCELLED", 1)
        assert event.description.splitlines()[0] == "Removed from the programme."
        assert str(event.url) == "http://testserver/meetings/im-2024/schedule/changes/"
    assert get(client, f"items/{item.public_id}/").status_code == 404


def test_a_cancelled_item_says_so_and_keeps_its_page(client, meeting):
    item = full_item(meeting, status=AgendaItem.Status.CANCELLED)
    released(meeting)
    (event,) = calendar(client, f"items/{item.public_id}.ics").events
    assert (event.summary, event.status) == ("[Cancelled] 3. Matters", "CANCELLED")
    assert str(event.url).endswith(f"/items/{item.public_id}/")


@pytest.mark.parametrize(
    ("status", "title", "told"),
    [
        (Meeting.Status.CANCELLED, "[Cancelled] 3. Matters", "CANCELLED"),
        (Meeting.Status.POSTPONED, "[Postponed] 3. Matters", "TENTATIVE"),
    ],
)
def test_the_events_of_a_meeting_that_is_off_say_so(client, meeting, status, title, told):
    full_item(meeting)
    released(meeting)
    meeting.status = status
    meeting.save()
    Meeting.objects.raise_public_version()
    (event,) = calendar(client).events
    assert (event.summary, event.status) == (title, told)


def test_the_same_revision_gives_the_same_octets(client, meeting, time_machine):
    full_item(meeting)
    released(meeting)
    before = {path: get(client, f"schedule{path}").content for path in (".ics", ".xml", "/changes.atom")}
    time_machine.move_to(datetime(2031, 1, 1, tzinfo=UTC))
    Meeting.objects.raise_public_version()
    assert {path: get(client, f"schedule{path}").content for path in before} == before


def test_uids_are_the_same_whatever_the_host(client, meeting):
    full_item(meeting)
    released(meeting)
    other = client.get("/meetings/im-2024/schedule.ics", headers={"host": "localhost"})
    assert b"http://localhost/meetings/" in other.content
    assert [e.uid for e in read(other.content).events] == [e.uid for e in calendar(client).events]


@pytest.mark.parametrize("name", ["committee", "room", "items", "segment", "state"])
def test_calendar_and_xml_hold_what_the_page_of_the_same_filter_shows(client, meeting, name):
    item = full_item(meeting, room="Room A")
    full_item(meeting, title={"en": "Other"}, room="Room B")
    released(meeting)
    value = {
        "committee": item.committee.slug,
        "room": "Room A",
        "items": item.public_id,
        "segment": item.segment.slug,
        "state": item.chairs.first().iso2.lower(),
    }[name]
    query = {name: value}
    address = "/meetings/im-2024/schedule"
    assert [e.summary for e in read(client.get(f"{address}.ics", query).content).events] == ["3. Matters"]
    root = fromstring(client.get(f"{address}.xml", query).content)  # noqa: S314 our own
    assert [e.text for e in root.iterfind(".//event/title")] == ["3. Matters"]
    page = client.get(f"{address}/", query).content.decode()
    for ending in ("ics", "xml"):
        assert f'href="{address}.{ending}?{name}={value.replace(" ", "+")}"' in page
    assert f'href="webcal://testserver{address}.ics?{name}={value.replace(" ", "+")}"' in page


@pytest.mark.parametrize("path", ["schedule.ics", "schedule.xml", "schedule/changes.atom", "items/{}.ics"])
def test_a_file_refuses_what_it_does_not_know(client, meeting, path):
    item = full_item(meeting)
    released(meeting)
    address = path.format(item.public_id)
    refused = get(client, f"{address}?colour=red&page=2")
    assert (refused.status_code, refused.content.decode()) == (400, "colour: unknown parameter\n")
    assert get(client, f"{address}?page=2&view=grid").status_code == 200


def test_a_value_that_does_not_validate_is_refused_with_the_reason(client, meeting):
    full_item(meeting)
    released(meeting)
    for path in ("schedule.ics", "schedule.xml"):
        refused = get(client, f"{path}?room=Nowhere")
        assert refused.status_code == 400
        assert refused.content.decode().startswith("room: Select a valid choice.")


@pytest.mark.parametrize("path", FILES)
def test_files_are_for_everybody_fresh_and_of_their_kind(client, meeting, path):
    full_item(meeting)
    released(meeting)
    file = get(client, f"schedule{path}")
    assert file["Access-Control-Allow-Origin"] == "*"
    assert file["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert file["Cache-Control"] == "public, no-cache"
    assert client.get(f"/meetings/im-2024/schedule{path}", headers={"if-none-match": file["ETag"]}).status_code == 304
    kinds = {
        ".ics": "text/calendar; charset=utf-8",
        ".xml": "application/xml",
        ".csv": "text/csv; charset=utf-8",
        ".json": "application/json",
        "/changes.atom": "application/atom+xml; charset=utf-8",
    }
    assert file["Content-Type"] == kinds[path]


def test_a_phone_opens_a_calendar_where_it_is(client, meeting):
    full_item(meeting)
    released(meeting)
    assert get(client, "schedule.ics")["Content-Disposition"] == 'inline; filename="schedule-im-2024.ics"'


@pytest.mark.parametrize("path", ["schedule.ics", "schedule.xml", "schedule/changes.atom", "items/abcdef.ics"])
def test_without_a_release_there_is_no_file_and_no_link_to_one(client, meeting, path):
    full_item(meeting)
    assert get(client, path).status_code == 404
    for page in ("schedule/", "schedule/changes/"):
        text = get(client, page).content.decode()
        assert not [ending for ending in (".ics", ".xml", ".atom") if f'{ending}"' in text]


def test_an_item_that_is_not_released_has_no_calendar_like_one_that_never_was(client, meeting):
    full_item(meeting)
    released(meeting)
    draft = full_item(meeting, title={"en": "Hidden"})
    hidden, unknown = get(client, f"items/{draft.public_id}.ics"), get(client, "items/zzzzzz.ics")
    assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content) == (404, unknown.content)


def test_the_xml_tells_conference_days_rooms_and_events(client, meeting):
    item = full_item(meeting)
    released(meeting)
    root = fromstring(get(client, "schedule.xml").content)  # noqa: S314 our own
    address = "http://testserver/meetings/im-2024/schedule/"
    assert root.findtext("version") == "1"
    assert {part.tag: part.text for part in root.find("conference")} == {
        "acronym": "im-2024",
        "title": "2024 Intersessional Meetings",
        "start": "2024-06-18",
        "end": "2024-06-20",
        "days": "3",
        "timeslot_duration": "00:05",
        "time_zone_name": "Europe/Zurich",
        "base_url": address,
        "url": address,
    }
    (day,) = root.findall("day")
    (room,) = day.findall("room")
    (event,) = room.findall("event")
    assert (day.get("index"), day.get("date"), room.get("name")) == ("1", "2024-06-18", "Room A")
    assert {part.tag: part.text for part in event if len(part) == 0} == {
        "date": "2024-06-18T10:00:00+02:00",
        "start": "10:00",
        "duration": "03:00",
        "room": "Room A",
        "slug": f"im-2024-{item.public_id}",
        "title": "3. Matters",
        "subtitle": None,
        "track": "Thematic segment",
        "type": "Panel",
        "language": "en",
        "abstract": "Status, requests; updates",
        "description": "Committee on Victim Assistance\nCo-Chairs: Algeria, Belgium",
        "url": f"http://testserver/meetings/im-2024/items/{item.public_id}/",
        "links": None,
        "attachments": None,
    }
    (person,) = event.find("persons")
    assert (person.text, int(person.get("id")) > 0) == ("ICRC: Jane Roe, Adviser", True)


def test_ids_in_the_xml_stay_when_the_programme_changes(client, meeting):
    item = full_item(meeting)
    released(meeting)

    def ids():
        event = fromstring(get(client, "schedule.xml").content).find(".//event")  # noqa: S314 our own
        return event.get("id"), event.get("guid")

    before = ids()
    item.title = {"en": "Other matters"}
    item.save()
    full_item(meeting, position=0, day=date(2024, 6, 20))
    released(meeting)
    assert ids() == before


def entries(client):
    root = fromstring(get(client, "schedule/changes.atom").content)  # noqa: S314 our own
    return root, root.findall(f"{ATOM}entry")


def test_the_feed_has_an_entry_a_revision_with_what_it_changed(client, meeting):
    item = full_item(meeting)
    first = released(meeting)
    item.starts = time(11)
    item.save()
    second = released(meeting, note="Moved <b> & told")
    root, (latest, oldest) = entries(client)
    assert root.findtext(f"{ATOM}title") == "What changed in the programme of the 2024 Intersessional Meetings"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Secretariat of the Anti-Personnel Mine Ban Convention"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://testserver/meetings/im-2024/schedule/changes.atom",
        "alternate": "http://testserver/meetings/im-2024/schedule/changes/",
    }
    assert [entry.findtext(f"{ATOM}id") for entry in (latest, oldest)] == [
        "tag:intersessional,2026:im-2024/revisions/2",
        "tag:intersessional,2026:im-2024/revisions/1",
    ]
    assert [entry.findtext(f"{ATOM}title") for entry in (latest, oldest)] == ["Revision 2: 1 moved", "Revision 1"]
    assert root.findtext(f"{ATOM}updated") == latest.findtext(f"{ATOM}updated") == second.released_at.isoformat()
    assert oldest.findtext(f"{ATOM}updated") == first.released_at.isoformat()
    summary = latest.findtext(f"{ATOM}summary")
    assert "Moved &lt;b&gt; &amp; told" in summary
    assert "Moved from Tuesday 18 June, 10:00–13:00 to Tuesday 18 June, 11:00–13:00." in summary
    assert latest.find(f"{ATOM}link").get("href") == "http://testserver/meetings/im-2024/schedule/r/2/"


@pytest.mark.parametrize("path", ["schedule/", "schedule/r/1/", "schedule/changes/"])
def test_pages_of_a_programme_name_its_feed(client, meeting, path):
    full_item(meeting)
    released(meeting)
    link = (
        '<link rel="alternate" type="application/atom+xml" title="What changed" '
        'href="/meetings/im-2024/schedule/changes.atom">'
    )
    assert link in get(client, path).content.decode()


def test_the_page_says_that_calendars_may_be_late(client, meeting, text_of):
    full_item(meeting)
    released(meeting)
    text = text_of(get(client, "schedule/"))
    assert "Calendars may refresh only once a day. As files: calendar, CSV, JSON, XML for conference apps" in text
