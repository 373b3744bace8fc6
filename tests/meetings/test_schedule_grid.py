"""The schedule by room and time, where there is more than one room."""

import re
from datetime import date, time

import pytest

from tests.factories import AgendaItemFactory, MeetingFactory, StateFactory, released

pytestmark = pytest.mark.django_db

ADDRESS = "/meetings/im-2024/schedule/"


@pytest.fixture
def meeting():
    meeting = MeetingFactory(slug="im-2024")
    lines = [
        ("opening", "Room A", time(10), time(11)),
        ("side", "Room B", time(10, 30), time(12)),
        ("matters", "Room A", time(11), None),
        ("other", "", None, None),
    ]
    for position, (name, room, starts, ends) in enumerate(lines):
        when = {"day": date(2024, 6, 18), "starts": starts, "ends": ends, "position": position}
        AgendaItemFactory(meeting=meeting, public_id=name, title={"en": name.title()}, room=room, **when)
    released(meeting)
    return meeting


@pytest.mark.usefixtures("meeting")
def test_the_grid_is_a_table_of_rooms_and_times_with_the_rest_below(client, text_of):
    page = client.get(f"{ADDRESS}?view=grid")
    content = page.content.decode()
    assert re.findall(r'<th scope="col">(?:<bdi>)?([^<]+)', content) == ["Time", "Room A", "Room B"]
    assert re.findall(r'<th scope="row">([^<]+)', content) == ["10:00", "10:30", "11:00"]
    assert re.findall(r'id="item-(\w+)"[^>]*rowspan="(\d)"', content) == [("opening", "2"), ("side", "2")]
    text = text_of(page)
    assert "11:00 from 11:00 Matters" in text
    assert "Without a room or a start time not recorded Other" in text


@pytest.mark.usefixtures("meeting")
def test_list_and_grid_lead_to_each_other_and_the_filter_stays(client):
    content = client.get(f"{ADDRESS}?view=grid&room=Room+A").content.decode()
    assert re.findall(r'id="item-(\w+)"', content) == ["opening", "matters"]
    assert f'<a class="button" href="{ADDRESS}?room=Room+A">List</a>' in content
    assert f'href="{ADDRESS}?view=grid&amp;room=Room+A" aria-current="true">Grid by room</a>' in content
    assert 'href="/meetings/im-2024/schedule.csv?room=Room+A"' in content
    assert f'<a href="{ADDRESS}?view=grid">Show the whole programme</a>' in content
    assert '<input type="hidden" name="view" value="grid"' in content
    assert "<table" not in client.get(f"{ADDRESS}?view=other").content.decode()


def test_a_meeting_in_one_room_is_a_list_whatever_is_asked_for(client):
    meeting = MeetingFactory(slug="im-2024")
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(10), room="Room A")
    released(meeting)
    content = client.get(f"{ADDRESS}?view=grid").content.decode()
    assert "<article" in content
    assert "Grid by room" not in content


@pytest.mark.parametrize("items", [1, 30])
def test_the_grid_costs_the_same_however_many_items(client, items, django_assert_num_queries):
    meeting = MeetingFactory(slug="im-2024")
    for number in range(items):
        AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(10), room=f"Room {number}")
    AgendaItemFactory(meeting=meeting, day=meeting.starts_on, starts=time(10), room="B", chairs=[StateFactory()])
    released(meeting)
    with django_assert_num_queries(3):
        assert b"<table" in client.get(f"{ADDRESS}?view=grid").content
    with django_assert_num_queries(1):
        client.get(f"{ADDRESS}?view=grid")
