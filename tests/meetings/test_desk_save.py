"""Rows saved from the programme desk: judged one by one, stored together, nothing lost where two people meet."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, time
from threading import Barrier

import pytest
from django.db import connection

from meetings.actions.desk import PLACED
from meetings.models import AgendaItem, Meeting
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    MeetingFactory,
    ObjectiveFactory,
    SegmentFactory,
    StateFactory,
    released,
)
from tests.meetings.desk import an_item, day_order, new, outcomes, post, row, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(slug="im-2024", short_name="IM-2024")


def test_every_field_of_a_row_is_stored_as_it_was_meant(editor, meeting):
    segment = SegmentFactory(meeting=meeting, slug="thematic")
    committee = CommitteeFactory(slug="c-va", short_name="C-VA", aliases="Victim Assistance")
    belgium = StateFactory(iso2="BE", iso3="BEL", name={"en": "Belgium"})
    turkey = StateFactory(iso2="TR", iso3="TUR", name={"en": "Türkiye"}, aliases="Turkey")
    objective = ObjectiveFactory(slug="survivors-too")
    item = an_item(meeting, day=None, summary={"en": "Old", "fr": "Vieux"})
    entered = {
        "number": "4a",
        "title": {"en": "Closing", "fr": "Clôture"},
        "summary": {"en": "Short"},
        "kind": "panel",
        "status": "cancelled",
        "day": "19/6/2024",
        "starts": "930",
        "ends": "10h15",
        "room": " Room XIX ",
        "segment": "thematic",
        "committee": "victim assistance",
        "chairs": "BEL; turkey",
        "objectives": ["survivors-too"],
        "note": "Ask the interpreters",
    }
    answer = save(editor, meeting, row(item, **entered))
    assert outcomes(answer) == {item.public_id: "saved"}
    item.refresh_from_db()
    assert (item.number, item.kind, item.status, item.note) == ("4a", "panel", "cancelled", "Ask the interpreters")
    assert (item.title, item.summary) == ({"en": "Closing", "fr": "Clôture"}, {"en": "Short", "fr": "Vieux"})
    assert (item.day, item.starts, item.ends, item.room) == (date(2024, 6, 19), time(9, 30), time(10, 15), "Room XIX")
    assert (item.segment, item.committee) == (segment, committee)
    assert (set(item.chairs.all()), list(item.objectives.all())) == ({belgium, turkey}, [objective])
    assert (item.version, item.folded.split()[:3]) == (2, ["closing", "closing", "cloture"])
    told = answer["rows"][item.public_id]["row"]
    assert (told["version"], told["values"]["starts"], told["values"]["chairs"]) == (2, "09:30", "Belgium; Türkiye")


@pytest.mark.parametrize("typed", ["BEL", "be", "Belgium", "belgique"])
def test_a_state_is_found_by_code_name_and_alias(editor, meeting, typed):
    belgium = StateFactory(iso2="BE", iso3="BEL", name={"en": "Belgium", "fr": "Belgique"})
    item = an_item(meeting)
    save(editor, meeting, row(item, chairs=typed))
    assert list(item.chairs.all()) == [belgium]


def test_of_two_committees_of_one_name_the_one_of_the_meetings_time_is_meant(editor, meeting):
    CommitteeFactory(aliases="Clearance", established_on="1999-05-07", ended_on="2014-06-27")
    today = CommitteeFactory(aliases="Clearance", established_on="2014-06-27")
    item = an_item(meeting)
    save(editor, meeting, row(item, committee="clearance"))
    item.refresh_from_db()
    assert item.committee == today


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("starts", "25:00", "Not a time: type 9:30, 930 or 9h30."),
        ("day", "June", "Not a day: type 2024-06-18 or 18/06/2024."),
        ("day", "2024-07-01", "The meeting is held on 18–20 June 2024."),
        ("ends", "09:00", "The item ends before it starts."),
        ("title", {"en": "", "fr": "Clôture"}, "The English text is missing."),
        ("title", {"en": ""}, "This field cannot be blank."),
        ("title", {"xx": "?"}, "Unknown language: xx."),
        ("kind", "party", "Value 'party' is not a valid choice."),
        ("number", "12345678901", "Ensure this value has at most 10 characters (it has 11)."),
        ("room", "\x00", "The text holds signs that can't be stored."),
        ("note", "\ud800", "The text holds signs that can't be stored."),
        ("segment", "elsewhere", "The meeting has no such segment."),
        ("committee", "C-OLD", "This committee didn't exist at the time of the meeting."),
        ("committee", "C-X", "No committee is called “C-X”."),
        ("chairs", "BE; Atlantis; Mu", "No State is called so: Atlantis; Mu. Put a semicolon between two."),
        ("objectives", ["world-peace"], "No such objective: world-peace."),
    ],
)
def test_what_is_not_understood_is_refused_at_its_field_and_holds_up_nobody(editor, meeting, name, typed, told):
    StateFactory(iso2="BE")
    CommitteeFactory(short_name="C-OLD", slug="c-old", ended_on="2014-06-27")
    SegmentFactory(slug="elsewhere")
    odd, other = an_item(meeting, starts="10:00"), an_item(meeting)
    answer = save(editor, meeting, row(odd, **{"number": "7", name: typed}), row(other, room="Room XX"))
    assert outcomes(answer) == {odd.public_id: "refused", other.public_id: "saved"}
    assert answer["rows"][odd.public_id]["errors"] == {name: [told]}
    assert answer["told"] == "1 row saved, 1 refused."
    odd.refresh_from_db()
    assert (odd.version, odd.number, odd.history.count()) == (1, "", 1)


def test_a_save_writes_one_history_row_for_each_changed_item_and_none_for_others(editor, meeting):
    chair = StateFactory()
    changed, same, linked = (an_item(meeting, chairs=[chair]) for _ in range(3))
    before = AgendaItem.history.count()
    rows = [row(changed, room="Room XX"), row(same, room=""), row(linked, chairs="")]
    assert set(outcomes(save(editor, meeting, *rows)).values()) == {"saved", "unchanged"}
    assert AgendaItem.history.count() == before + 2
    latest = changed.history.first()
    assert (latest.room, latest.history_user, latest.history_type) == ("Room XX", editor.user, "~")
    assert ([link.state for link in latest.chairs.all()], linked.history.first().chairs.count()) == ([chair], 0)
    same.refresh_from_db()
    assert same.version == 1


def test_a_new_item_stands_last_in_its_day_or_where_it_is_wanted(editor, meeting):
    first, last = an_item(meeting, "First"), an_item(meeting, "Last")
    chair = StateFactory(iso2="BE", name={"en": "Belgium"})
    save(editor, meeting, new("aaaaaa", day="2024-06-18", chairs="BE"))
    assert day_order(meeting) == ["First", "Last", "New"]
    seen = [first.public_id, last.public_id]
    order = {"2024-06-18": {"seen": [*seen, "aaaaaa"], "wanted": [first.public_id, "bbbbbb", last.public_id, "aaaaaa"]}}
    answer = save(editor, meeting, new("bbbbbb", title={"en": "Second"}, day="2024-06-18"), orders=order)
    assert day_order(meeting) == ["First", "Second", "Last", "New"]
    assert answer["orders"] == {"2024-06-18": [first.public_id, "bbbbbb", last.public_id, "aaaaaa"]}
    made = meeting.items.get(public_id="aaaaaa")
    record = made.history.last()
    assert (record.history_type, record.history_user, [link.state for link in record.chairs.all()]) == (
        "+",
        editor.user,
        [chair],
    )


def test_a_new_item_that_is_sent_twice_is_stored_once(editor, meeting):
    entered = new("aaaaaa", day="2024-06-18", room="Room XX")
    save(editor, meeting, entered)
    assert outcomes(save(editor, meeting, entered)) == {"aaaaaa": "unchanged"}
    assert meeting.items.count() == 1


def test_an_id_of_another_meetings_item_is_refused(editor, meeting):
    AgendaItemFactory(public_id="aaaaaa")
    answer = save(editor, meeting, new("aaaaaa"))
    assert answer["rows"]["aaaaaa"]["errors"] == {"": ["This item's id is taken: copy the row."]}


def test_items_are_ordered_anew_with_a_history_row_for_the_one_that_moved(editor, meeting):
    items = [an_item(meeting, title, position=place) for place, title in enumerate("ABCD", start=1)]
    a, b, c, d = (item.public_id for item in items)
    save(editor, meeting, orders={"2024-06-18": {"seen": [a, b, c, d], "wanted": [d, a, b, c]}})
    assert day_order(meeting) == ["D", "A", "B", "C"]
    assert [item.history.count() for item in items] == [1, 1, 1, 2]
    assert items[3].history.first().history_change_reason == PLACED


def test_an_item_goes_to_another_day_behind_those_that_stand_there(editor, meeting):
    moving = an_item(meeting, "Moving", position=1)
    an_item(meeting, "There", day="2024-06-19", position=8)
    save(editor, meeting, row(moving, day="2024-06-19"))
    assert (day_order(meeting), day_order(meeting, "2024-06-19")) == ([], ["There", "Moving"])


# Deleting


def deletion(item):
    return {**row(item), "isDeleted": True}


def test_what_was_never_released_is_deleted_and_what_was_is_not(editor, meeting):
    read = an_item(meeting)
    released(meeting)
    unread = an_item(meeting)
    answer = save(editor, meeting, deletion(read), deletion(unread))
    assert outcomes(answer) == {read.public_id: "refused", unread.public_id: "deleted"}
    assert answer["rows"][read.public_id]["errors"] == {"": ["Delegates have read this item: cancel it instead."]}
    assert list(meeting.items.all()) == [read]
    assert AgendaItem.history.filter(history_type="-").get().history_user == editor.user


def test_an_item_of_an_earlier_revision_is_not_deleted_either(editor, meeting):
    item = an_item(meeting)
    released(meeting)
    meeting.items.all().delete()
    an_item(meeting)
    released(meeting)
    again = an_item(meeting, public_id=item.public_id)
    assert outcomes(save(editor, meeting, deletion(again))) == {item.public_id: "refused"}


def test_an_item_that_somebody_else_has_changed_is_not_deleted_unseen(editor, second_editor, meeting):
    item = an_item(meeting)
    save(second_editor, meeting, row(item, room="Room XX"))
    assert outcomes(save(editor, meeting, deletion(item))) == {item.public_id: "conflict"}
    assert meeting.items.count() == 1


def test_a_deleted_item_is_told_to_who_edits_it_and_may_be_added_anew(editor, second_editor, meeting):
    item = an_item(meeting)
    entered = row(item, room="Room XX")
    save(second_editor, meeting, deletion(item))
    assert outcomes(save(editor, meeting, entered)) == {item.public_id: "gone"}
    save(editor, meeting, new(item.public_id, room="Room XX"))
    assert meeting.items.get().room == "Room XX"


# Two people


def test_the_later_one_of_two_on_one_item_is_told_what_is_stored_and_by_whom(editor, second_editor, meeting):
    item = an_item(meeting, "Opening")
    save(editor, meeting, row(item, room="By the first"))
    answer = save(second_editor, meeting, row(item, 1, number="9"))
    told = answer["rows"][item.public_id]
    assert (told["status"], told["by"], told["row"]["version"]) == ("conflict", "editor", 2)
    assert told["row"]["values"]["room"] == "By the first"
    assert answer["told"] == "1 changed by somebody else meanwhile."
    save(second_editor, meeting, row(item, 2, number="9"))
    item.refresh_from_db()
    assert (item.room, item.number, item.version) == ("By the first", "9", 3)


def test_who_types_the_same_as_somebody_else_is_in_no_conflict(editor, second_editor, meeting):
    item = an_item(meeting)
    save(editor, meeting, row(item, room="Room XX"))
    assert outcomes(save(second_editor, meeting, row(item, 1, room="Room XX"))) == {item.public_id: "unchanged"}


def test_an_item_that_only_made_room_for_another_is_in_no_conflict(editor, second_editor, meeting):
    first, second = an_item(meeting, "First", position=0), an_item(meeting, "Second", position=1)
    a, b = first.public_id, second.public_id
    order = {"2024-06-18": {"seen": [a, b], "wanted": [a, "cccccc", b]}}
    save(editor, meeting, new("cccccc", day="2024-06-18"), orders=order)
    second.refresh_from_db()
    assert (second.version, second.position) == (2, 2)
    assert outcomes(save(second_editor, meeting, row(second, 1, room="Room XX"))) == {b: "saved"}
    second.refresh_from_db()
    assert (second.room, second.position, second.version) == ("Room XX", 2, 3)


def test_an_order_that_somebody_else_has_changed_is_kept_and_told(editor, second_editor, meeting):
    a, b, c = (an_item(meeting, title, position=place).public_id for place, title in enumerate("ABC"))
    seen = [a, b, c]
    save(editor, meeting, orders={"2024-06-18": {"seen": seen, "wanted": [b, a, c]}})
    answer = save(second_editor, meeting, orders={"2024-06-18": {"seen": seen, "wanted": [c, a, b]}})
    assert (answer["keptOrders"], answer["orders"]) == (["2024-06-18"], {"2024-06-18": [b, a, c]})
    assert answer["told"] == "order kept as somebody else has changed it."
    assert day_order(meeting) == ["B", "A", "C"]


def test_a_version_that_never_was_is_no_way_past_somebody_elses_edit(editor, meeting):
    item = an_item(meeting)
    assert outcomes(save(editor, meeting, row(item, 99, room="Room XX"))) == {item.public_id: "conflict"}


@pytest.mark.django_db(transaction=True)
def test_fifty_rounds_of_two_writers_at_once_lose_nothing(editor, second_editor):
    """Each round both write one shared item, from the same version, and one of their own."""
    meeting = MeetingFactory()
    shared, *own = (an_item(meeting, title) for title in ("Shared", "Of one", "Of the other"))
    start = Barrier(2)

    def write(desk, mine, room):
        start.wait()
        try:
            return outcomes(save(desk, meeting, row(shared, room=room), row(mine, room=room)))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for number in range(50):
            rooms = [f"One {number}", f"Other {number}"]
            writing = [pool.submit(write, *args) for args in zip((editor, second_editor), own, rooms, strict=True)]
            told = [future.result() for future in writing]
            for item in (shared, *own):
                item.refresh_from_db()
            winner = [found[shared.public_id] for found in told].index("saved")
            assert told[1 - winner][shared.public_id] == "conflict"
            assert [told[who][item.public_id] for who, item in enumerate(own)] == ["saved", "saved"]
            assert [item.room for item in (shared, *own)] == [rooms[winner], *rooms]
    assert [(item.version, item.history.count()) for item in (shared, *own)] == [(51, 51)] * 3


# What it costs


def entered(item, number):
    return row(item, room=f"Room {number}", starts="0900", chairs="BE" if number % 2 else "")


@pytest.mark.parametrize("number", [1, 3])
def test_a_save_costs_the_same_however_many_rows(superuser, meeting, number, django_assert_num_queries):
    StateFactory(iso2="BE")
    items = [an_item(meeting, chairs=[StateFactory()]) for _ in range(number)]
    with django_assert_num_queries(35):
        save(superuser, meeting, *[entered(item, place) for place, item in enumerate(items, start=1)])


def test_three_hundred_rows_are_saved_at_once_in_a_few_batches(editor, meeting, django_assert_max_num_queries):
    StateFactory(iso2="BE")
    items = AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, title={"en": f"Item {place}"}, day="2024-06-18", position=place)
        for place in range(300)
    )
    with django_assert_max_num_queries(80 if connection.vendor == "sqlite" else 40):
        answer = save(editor, meeting, *[entered(item, place) for place, item in enumerate(items)])
    assert (answer["told"], AgendaItem.history.count()) == ("300 rows saved.", 300)
    assert meeting.items.filter(chairs__iso2="BE").count() == 150


# What isn't understood at all


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "[]",
        '{"rows": 1, "orders": {}}',
        '{"rows": [{"id": "aaaaaa", "version": "1", "values": {}}], "orders": {}}',
        '{"rows": [{"id": "aaaaaa", "version": 1, "values": {"position": "3"}}], "orders": {}}',
        '{"rows": [{"id": "aaaaaa", "version": 1, "values": {"title": "Opening"}}], "orders": {}}',
        '{"rows": [{"id": "aaaaaa", "version": 1, "values": {"room": 3}}], "orders": {}}',
        '{"rows": [{"id": "a", "version": 1, "values": {}}, {"id": "a", "version": 1, "values": {}}], "orders": {}}',
        '{"rows": [{"id": "<b>", "version": 0, "values": {}}], "orders": {}}',
        '{"rows": [], "orders": {"": {"seen": "x", "wanted": []}}}',
        "[" * 100_000,
        b"\xff",
    ],
)
def test_a_damaged_post_is_told_and_stores_nothing(editor, meeting, body):
    url_answer = editor.client.post(
        f"/admin/meetings/meeting/{meeting.pk}/programme/desk/save/", body, content_type="application/json"
    )
    assert url_answer.status_code == 400
    assert url_answer.json() == {"told": "The rows arrived damaged: nothing is saved. Save again."}


def test_too_large_a_save_is_told(editor, meeting, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = post(editor, meeting, new("aaaaaa", note="x" * 1000))
    assert (response.status_code, response.json()) == (
        413,
        {"told": "These are too many rows for one save: save fewer at once."},
    )
    assert Meeting.objects.get().items.count() == 0
