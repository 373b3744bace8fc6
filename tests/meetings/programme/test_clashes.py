"""What doesn't fit in a programme is found, each largest overlap once, whatever the order of the items."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.programme.clashes import Code, Severity, clashes
from meetings.programme.items import Facts, Item, Named, Programme, Segment, Speaker
from meetings.wording.clashes import clash_told, counted_told, severity_told
from tests.meetings.programme.strategies import programmes

TUESDAY, WEDNESDAY, THURSDAY = date(2024, 6, 18), date(2024, 6, 19), date(2024, 6, 20)
MEETING = Facts("im-2024", "IM-2024", {"en": "2024 Intersessional Meetings"}, TUESDAY, WEDNESDAY)
VA, A5 = Named("c-va", {"en": "Committee on Victim Assistance"}), Named("c-a5", {"en": "Article 5 Committee"})
BE, ZM = Named("be", {"en": "Belgium"}), Named("zm", {"en": "Zambia"})
GENERAL, THEMATIC = Segment("general", "general", {}), Segment("theme", "thematic", {"en": "Our theme"})
SITTING = Segment("va", "sitting", VA.name, "c-va")
OVERLAPS = {Code.SAME_ROOM, Code.SAME_COMMITTEE, Code.SAME_CHAIR, Code.SAME_SPEAKER}

HALF_HOURS = [None, *(time(9 + half // 2, 30 * (half % 2)) for half in range(8))]
crowded_items = st.lists(
    st.builds(
        Item,
        id=st.integers(0, 999).map(str),
        title=st.just({"en": "Item"}),
        kind=st.sampled_from(["item", "item", "panel", "side_event", "break"]),
        status=st.sampled_from(["scheduled", "scheduled", "scheduled", "cancelled"]),
        day=st.sampled_from([TUESDAY, TUESDAY, TUESDAY, WEDNESDAY, THURSDAY, None]),
        starts=st.sampled_from(HALF_HOURS),
        ends=st.sampled_from(HALF_HOURS),
        room=st.sampled_from(["", "A", "A", "B"]),
        segment=st.sampled_from(["", "general", "theme", "va"]),
        committee=st.sampled_from([None, VA, A5]),
        chairs=st.sampled_from([(), (BE,), (BE, ZM)]),
        speakers=st.sampled_from([(), (Speaker(BE),), (Speaker(BE, person="Jane Roe"), Speaker(person="John Doe"))]),
    ),
    min_size=2,
    max_size=8,
    unique_by=lambda one: one.id,
)
"""Few rooms and half-hours, so that much overlaps."""


def item(identifier, hours="", day=TUESDAY, **rest):
    """`item("a", "10:00-11:30")`; one end of the hours may be empty."""
    starts, _dash, ends = hours.partition("-")
    span = {
        "starts": time.fromisoformat(starts) if starts else None,
        "ends": time.fromisoformat(ends) if ends else None,
    }
    return Item(identifier, {"en": identifier.title()}, day=day, **span, **rest)


def programme(*items, meeting=MEETING):
    return Programme(meeting, (GENERAL, THEMATIC, SITTING), items)


crowded = crowded_items.map(lambda items: programme(*items))


def found(*items, **rest):
    """Code and items of each clash but the gaps."""
    gaps = {Code.NO_DAY, Code.NO_TIME, Code.NO_ROOM, Code.NO_CHAIR}
    told = clashes(programme(*items, **rest))
    return [(clash.code, clash.items) for clash in told if clash.code not in gaps]


def identities(any_programme):
    return sorted(clash.identity for clash in clashes(any_programme))


# Overlaps


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("10:00-11:00", "10:00-11:00", True),
        ("10:00-12:00", "10:30-11:00", True),
        ("10:00-11:00", "10:30-12:00", True),
        ("10:00-11:00", "11:00-12:00", False),
        ("10:00-", "10:00-11:00", True),
        ("10:30-", "10:00-11:00", True),
        ("11:00-", "10:00-11:00", False),
        ("10:00-", "11:00-12:00", False),
        ("10:00-", "10:00-", True),
        ("10:00-", "10:01-", False),
        ("-11:00", "10:00-12:00", True),
        ("-10:00", "10:00-12:00", False),
        ("-12:00", "-12:00", True),
        ("-11:00", "11:00-", False),
        ("", "10:00-11:00", False),
    ],
)
def test_whole_intervals_are_compared_and_an_unknown_end_invents_no_overlap(one, other, overlap):
    clash = [(Code.SAME_ROOM, ("a", "b"))] if overlap else []
    for first, second in ((one, other), (other, one)):
        pairs = [
            (code, tuple(sorted(ids))) for code, ids in found(item("a", first, room="A"), item("b", second, room="A"))
        ]
        assert pairs == clash


@pytest.mark.parametrize(
    ("shared", "code", "values"),
    [
        ({"room": "Room A"}, Code.SAME_ROOM, {"room": "Room A"}),
        ({"committee": VA}, Code.SAME_COMMITTEE, {"committee": "c-va"}),
        ({"chairs": (BE,)}, Code.SAME_CHAIR, {"chair": "be"}),
        ({"speakers": (Speaker(BE, person="Jane Roe"),)}, Code.SAME_SPEAKER, {"person": "Jane Roe"}),
    ],
)
def test_what_is_had_twice_at_once_is_told(shared, code, values):
    pair = item("a", "10:00-11:00", **shared), item("b", "10:30-12:00", **shared)
    (clash,) = [one for one in clashes(programme(*pair)) if one.code in OVERLAPS]
    assert (clash.code, clash.items, clash.values) == (code, ("a", "b"), values)
    assert clash.severity == (Severity.ERROR if code == Code.SAME_ROOM else Severity.WARNING)
    assert found(pair[0], replace(pair[1], day=WEDNESDAY)) == []
    assert found(pair[0], replace(pair[1], status="cancelled")) == []
    assert found(pair[0], replace(pair[1], kind="break")) == []


def test_two_people_of_one_state_are_two_speakers_and_one_person_is_one_however_written():
    def speaks(identifier, *speakers):
        return item(identifier, "10:00-11:00", speakers=speakers)

    state_alone = Speaker(BE, function="Ambassador")
    assert found(speaks("a", state_alone), speaks("b", state_alone)) == []
    assert found(speaks("a", Speaker(BE, person="A")), speaks("b", Speaker(BE, person="B"))) == []
    here, there = Speaker(BE, person="Jane Roe"), Speaker(organisation="ICBL", person="jane  roe")
    assert found(speaks("a", here), speaks("b", there)) == [(Code.SAME_SPEAKER, ("a", "b"))]


def test_rooms_are_one_however_their_names_are_typed():
    pair = item("a", "10:00-11:00", room="Room A"), item("b", "10:00-11:00", room=" room  a")
    assert found(*pair) == [(Code.SAME_ROOM, ("a", "b"))]


def test_a_committee_and_its_chair_in_one_room_are_told_as_that_room_alone():
    pair = [item(name, "10:00-11:00", room="A", committee=VA, chairs=(BE,)) for name in "ab"]
    assert found(*pair) == [(Code.SAME_ROOM, ("a", "b"))]
    apart = pair[0], replace(pair[1], room="B")
    assert found(*apart) == [(Code.SAME_COMMITTEE, ("a", "b")), (Code.SAME_CHAIR, ("a", "b"))]


def test_items_that_go_on_together_are_one_clash_and_a_chain_is_several():
    three = [item(name, "10:00-11:00", room="A") for name in "abc"]
    assert found(*three) == [(Code.SAME_ROOM, ("a", "b", "c"))]
    chain = item("a", "10:00-11:00", room="A"), item("b", "10:30-12:00", room="A"), item("c", "11:30-13:00", room="A")
    assert found(*chain) == [(Code.SAME_ROOM, ("a", "b")), (Code.SAME_ROOM, ("b", "c"))]


def span(one):
    """The minutes of the day in which it surely goes on, counted one by one."""
    minute = {name: moment.hour * 60 + moment.minute for name in ("starts", "ends") if (moment := getattr(one, name))}
    starts = minute.get("starts", minute.get("ends", 0) - 1)
    return set(range(starts, max(minute.get("ends", 0), starts + 1)))


def overlap(one, other):
    is_held = all(
        each.day and each.has_time and each.kind != "break" and not each.is_cancelled for each in (one, other)
    )
    return is_held and one.day == other.day and bool(span(one) & span(other))


@given(crowded)
def test_two_items_share_a_clash_of_a_room_just_where_brute_force_finds_an_overlap(any_programme):
    told = {
        frozenset(pair)
        for clash in clashes(any_programme)
        if clash.code == Code.SAME_ROOM
        for pair in combinations(clash.items, 2)
    }
    pairs = combinations(any_programme.items, 2)
    assert told == {
        frozenset((one.id, other.id)) for one, other in pairs if one.room == other.room != "" and overlap(one, other)
    }


@given(crowded)
def test_no_overlap_is_part_of_another_and_each_goes_on_at_one_moment(any_programme):
    items = {each.id: each for each in any_programme.items}
    groups = [set(clash.items) for clash in clashes(any_programme) if clash.code == Code.SAME_ROOM]
    assert not any(one < other for one in groups for other in groups)
    assert all(set.intersection(*(span(items[identifier]) for identifier in group)) for group in groups)


@given(crowded, st.randoms())
def test_the_order_of_items_and_of_what_they_name_changes_no_clash(any_programme, chance):
    items = [replace(each, chairs=each.chairs[::-1], speakers=each.speakers[::-1]) for each in any_programme.items]
    chance.shuffle(items)
    assert identities(replace(any_programme, items=tuple(items))) == identities(any_programme)


@given(crowded, st.integers(-400, 400).map(lambda days: timedelta(days=days)))
def test_a_meeting_moved_with_all_its_items_keeps_its_clashes(any_programme, shift):
    def moved(day):
        return day + shift if day else None

    facts = any_programme.meeting
    later = replace(
        any_programme,
        meeting=replace(facts, starts_on=moved(facts.starts_on), ends_on=moved(facts.ends_on)),
        items=tuple(replace(each, day=moved(each.day)) for each in any_programme.items),
    )
    assert identities(later) == identities(any_programme)


@given(st.lists(st.integers(0, 23 * 60), min_size=2, max_size=8, unique=True))
def test_items_that_only_touch_never_clash(borders):
    hours = [f"{minute // 60:02}:{minute % 60:02}" for minute in sorted(borders)]
    touching = [
        item(str(place), f"{starts}-{ends}", room="A", committee=VA, chairs=(BE,), kind="side_event")
        for place, (starts, ends) in enumerate(pairwise(hours))
    ]
    assert found(*touching) == []


def test_a_clash_keeps_its_identity_while_the_same_items_share_the_same_thing():
    pair = item("a", "10:00-11:00", room="A"), item("b", "10:30-12:00", room="A")
    (clash,) = clashes(programme(*pair))[:1]
    later = [replace(each, starts=time(10, 45)) for each in reversed(pair)]
    assert clashes(programme(*later))[0].identity == clash.identity
    elsewhere = [replace(each, room="B") for each in pair]
    assert clashes(programme(*elsewhere))[0].identity != clash.identity
    assert clashes(programme(*pair, item("c", "10:45-11:00", room="A")))[0].identity != clash.identity


# Days, segments, lunch


@pytest.mark.parametrize("kind", ["item", "break"])
@pytest.mark.parametrize(
    ("meeting", "is_stranded"),
    [
        (MEETING, True),
        (replace(MEETING, ends_on=THURSDAY), False),
        (replace(MEETING, starts_on=None, ends_on=None), True),
    ],
)
def test_an_item_on_a_day_outside_the_meeting_is_stranded_and_cant_be_acknowledged(kind, meeting, is_stranded):
    late = item("late", "10:00-11:00", day=THURSDAY, kind=kind)
    assert found(late, meeting=meeting) == ([(Code.STRANDED, ("late",))] if is_stranded else [])
    assert found(replace(late, status="cancelled"), replace(late, day=None), meeting=meeting) == []
    assert all((clash.is_final, clash.severity) == (True, "error") for clash in clashes(programme(late))[:1])


def test_an_item_of_another_committee_in_a_sitting_is_told():
    items = (
        item("mine", segment="va", committee=VA),
        item("theirs", segment="va", committee=A5),
        item("ours", segment="va"),
    )
    assert found(*items) == [(Code.OTHER_COMMITTEE, ("theirs",))]


def test_an_item_between_two_of_another_segment_is_outside_its_own():
    torn = item("panel", "11:00-12:00", segment="theme")
    around = [item(hours, hours, segment="general") for hours in ("10:00-11:00", "12:00-12:30", "12:30-13:00")]
    rest = item("rest", "15:00-16:00", segment="theme")
    assert found(torn, *around, rest) == [(Code.OUTSIDE_SEGMENT, ("panel",))]
    assert found(torn, *around) == [], "a segment of one item is whole wherever it stands"
    assert found(torn, *around, replace(rest, day=WEDNESDAY)) == []
    assert found(replace(torn, room="B"), *around, rest) == [], "in another room it runs beside"
    assert found(torn, around[0], rest) == [], "one segment after the other"
    assert found(replace(torn, segment=""), *around, rest) == []


@pytest.mark.parametrize(
    ("hours", "kind", "told"),
    [
        ("11:15-15:45", "item", True),
        ("13:00-15:00", "panel", True),
        ("13:30-14:31", "item", True),
        ("12:00-14:00", "item", False),
        ("14:00-18:00", "item", False),
        ("10:00-13:00", "item", False),
        ("12:00-", "item", False),
        ("13:00-15:00", "side_event", False),
        ("13:00-15:00", "break", False),
    ],
)
def test_an_item_that_leaves_less_than_an_hour_for_lunch_is_noted(hours, kind, told):
    assert found(item("a", hours, kind=kind)) == ([(Code.OVER_LUNCH, ("a",))] if told else [])


# Gaps


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        ("item", {"no_day", "no_room", "no_chair"}),
        ("panel", {"no_day", "no_room", "no_chair"}),
        ("side_event", {"no_day", "no_room"}),
        ("break", {"no_day"}),
    ],
)
def test_each_kind_of_item_lacks_what_it_needs(kind, lacking):
    empty = item("a", day=None, kind=kind)
    assert {clash.code for clash in clashes(programme(empty))} == lacking
    untimed = {clash.code for clash in clashes(programme(replace(empty, day=TUESDAY)))}
    assert untimed == lacking - {"no_day"} | {"no_time"}, "a start is asked for once the day is known"
    assert clashes(programme(replace(empty, status="cancelled"))) == ()
    assert clashes(programme(item("a", "10:00-11:00", kind=kind, room="A", chairs=(BE,)))) == ()


def test_clashes_are_told_by_severity_then_by_time():
    items = (
        item("c", "15:00-16:00", chairs=(BE,), room="B"),
        item("d", "", day=None, room="A", chairs=(BE,)),
        item("b", "10:00-11:00", room="A"),
        item("a", "09:00-11:00", room="A", committee=VA),
    )
    told = [(clash.severity, clash.code, clash.items) for clash in clashes(programme(*items))]
    assert told == [
        ("error", "same_room", ("a", "b")),
        ("warning", "no_day", ("d",)),
        ("note", "no_chair", ("a",)),
        ("note", "no_chair", ("b",)),
    ]


def test_a_programme_without_items_has_no_clash():
    assert clashes(programme()) == ()


# In words

LATE = item("late", "10:00-11:00", day=THURSDAY)
TORN = [
    *(item("a", "10:00-11:00", segment="general"), item("b", "11:00-12:00", segment="theme")),
    *(item("c", "12:00-13:00", segment="general"), item("d", "15:00-16:00", segment="theme")),
]
AT_ONCE = "at the same time on Tuesday 18 June: “3. A” (10:00–11:00); “B” (10:30–12:00, Room B)."
OUTSIDE = "stands among items of “General segment”, apart from its own segment, “Our theme”."


def twice(**shared):
    return [item("a", "10:00-11:00", number="3", **shared), item("b", "10:30-12:00", **{"room": "Room B", **shared})]


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        (
            twice(room="Room A"),
            "Room A holds several items at the same time on Tuesday 18 June: “3. A” (10:00–11:00); “B” (10:30–12:00).",
        ),
        (
            twice(committee=VA),
            f"Committee on Victim Assistance has several items {AT_ONCE}",
        ),
        (
            twice(chairs=(ZM,)),
            f"Zambia chairs several items {AT_ONCE}",
        ),
        (
            twice(speakers=(Speaker(BE, person="Jane Roe"),)),
            f"Jane Roe speaks under several items {AT_ONCE}",
        ),
        ([LATE], "“Late” is on Thursday 20 June, but the meeting is held on 18–19 June 2024."),
        (
            [item("a", "10:00-11:00", segment="va", committee=A5)],
            "“A” is of Article 5 Committee, but stands in the sitting “Committee on Victim Assistance”.",
        ),
        (
            TORN,
            f"“B” (Tuesday 18 June, 11:00–12:00) {OUTSIDE}",
        ),
        ([item("a", "-10:00")], "“A” (Tuesday 18 June, until 10:00) has no start."),
        ([item("a", "10:00-")], "“A” (Tuesday 18 June, from 10:00) has no room."),
        ([item("a", "10:00-", room="A")], "“A” (Tuesday 18 June, from 10:00) has no chair."),
        ([item("a", day=None)], "“A” has no day."),
        (
            [item("a", "12:30-14:30", room="A", chairs=(BE,))],
            "“A” (Tuesday 18 June, 12:30–14:30) leaves less than an hour for lunch.",
        ),
    ],
)
def test_each_clash_is_a_sentence_that_names_its_items(items, sentence):
    assert clash_told(clashes(programme(*items))[0], programme(*items)) == sentence


def test_a_stranded_item_of_a_meeting_without_dates_is_told():
    undated = programme(LATE, meeting=replace(MEETING, starts_on=None, ends_on=None))
    assert clash_told(clashes(undated)[0], undated) == (
        "“Late” is on Thursday 20 June, but the meeting is held on unknown days."
    )


@given(programmes)
def test_every_clash_of_any_programme_has_a_sentence_and_a_severity(any_programme):
    for clash in clashes(any_programme):
        assert clash_told(clash, any_programme).endswith(".")
        assert severity_told(clash.severity) in {"Error", "Warning", "Note"}


@pytest.mark.parametrize("code", Code)
def test_each_kind_of_clash_is_told_by_its_number(code):
    one, two = counted_told(code, 1), counted_told(code, 2)
    assert (one[:2], two[:2], one[-1], two[-1]) == ("1 ", "2 ", ".", ".")
    assert one[2:] != two[2:]


def test_what_items_lack_is_a_gap():
    assert [counted_told(clash.code, 2) for clash in clashes(programme(item("a", day=None))) if clash.is_gap] == [
        *("2 items have no day.", "2 items have no room.", "2 items have no chair."),
    ]
