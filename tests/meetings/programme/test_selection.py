"""A selection takes any of one part's codes and all of the parts, and keeps order."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from meetings.programme.items import Facts, Item, Named, Programme, Segment, Speaker
from meetings.programme.selection import PARTS, Selection, absent, counted, selected
from tests.meetings.programme.strategies import programmes

CODES = {
    "committees": ["c-va", "c-a5", "c-cc"],
    "segments": ["general", "thematic"],
    "rooms": ["A", "B"],
    "states": ["be", "zm", "kh"],
    "objectives": ["clearance", "survivors"],
    "items": list("abcdefgh"),
}
selections = st.builds(Selection, **{part: st.frozensets(st.sampled_from(codes)) for part, codes in CODES.items()})


@given(programmes, selections)
def test_what_is_selected_is_asked_for_by_every_part_and_nothing_else_is(programme, selection):
    def is_asked_for(item):
        return all(
            not getattr(selection, part) or getattr(selection, part) & codes_of(item)
            for part, codes_of in PARTS.items()
        )

    left = selected(programme, selection)
    assert left.items == tuple(item for item in programme.items if is_asked_for(item))
    assert Programme.from_json(left.to_json()) == left


@given(programmes, selections, selections)
def test_asking_twice_is_asking_for_both(programme, one, other):
    both = selected(selected(programme, one), other)
    assert both == selected(selected(programme, other), one)


@given(programmes)
def test_each_value_that_is_offered_gives_as_many_items_as_it_says(programme):
    for part in PARTS:
        for code, number in counted(programme, part).items():
            assert len(selected(programme, Selection(**{part: frozenset({code})})).items) == number > 0


BELGIUM, ZAMBIA = Named("be", {"en": "Belgium"}), Named("zm", {"en": "Zambia"})
SEGMENTS = (Segment("general", "general", {}), Segment("thematic", "thematic", {}))
OPENING = Item("a", {"en": "Opening"}, segment="general", room="A", chairs=(BELGIUM,))
PANEL = Item("b", {"en": "Panel"}, segment="thematic", room="B", speakers=(Speaker(BELGIUM), Speaker(ZAMBIA)))
LUNCH = Item("c", {"en": "Lunch"}, kind="break")
DROPPED = Item("d", {"en": "Reception"}, room="C")
PROGRAMME = Programme(Facts("im", "IM", {}), SEGMENTS, (OPENING, PANEL, LUNCH), (DROPPED,))


def ids(selection):
    return [item.id for item in selected(PROGRAMME, selection).items]


def test_asking_for_nothing_leaves_the_programme_as_it_is():
    assert selected(PROGRAMME, Selection()) is PROGRAMME


def test_a_state_finds_what_it_chairs_and_where_it_speaks():
    assert ids(Selection(states=frozenset({"be"}))) == ["a", "b"]
    assert ids(Selection(states=frozenset({"zm"}))) == ["b"]
    assert ids(Selection(states=frozenset({"be"}), rooms=frozenset({"A"}))) == ["a"]


def test_a_segment_without_an_item_left_drops_out():
    assert selected(PROGRAMME, Selection(states=frozenset({"zm"}))).segments == (SEGMENTS[1],)
    assert selected(PROGRAMME, Selection(items=frozenset({"c"}))).segments == ()


def test_what_was_dropped_is_selected_alike():
    assert selected(PROGRAMME, Selection(rooms=frozenset({"A"}))).dropped == ()
    assert selected(PROGRAMME, Selection(items=frozenset({"a", "d"}))) == replace(
        PROGRAMME, segments=SEGMENTS[:1], items=(OPENING,)
    )


def test_a_picked_item_that_was_dropped_is_told_from_one_that_never_was():
    assert absent(PROGRAMME, frozenset({"a", "d", "x"})) == ((DROPPED,), frozenset({"x"}))
    assert absent(PROGRAMME, frozenset()) == ((), frozenset())


def test_values_are_counted_in_the_order_of_the_programme():
    assert list(counted(PROGRAMME, "states").items()) == [("be", 2), ("zm", 1)]
    assert list(counted(PROGRAMME, "rooms").items()) == [("A", 1), ("B", 1)]
