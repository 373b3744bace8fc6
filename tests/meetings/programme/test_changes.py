"""Changes are told by item and by way; made on the old programme they give the new one."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given

from meetings.programme.changes import Beside, Way, applied, beside, difference, marked
from meetings.programme.items import Facts, Item, Named, Programme, Segment
from tests.meetings.programme.strategies import programmes

MEETING = Facts("im-2024", "IM-2024", {"en": "2024 Intersessional Meetings"})
OPENING = Item("opening", {"en": "Opening"}, day=date(2024, 6, 18), starts=time(10), ends=time(10, 30), room="A")
PANEL = Item("panel", {"en": "Panel"}, kind="panel")


def programme(*items, dropped=()):
    return Programme(MEETING, (), items, dropped)


@given(programmes, programmes)
def test_changes_made_on_the_old_programme_give_the_new_one(old, new):
    assert applied(old.items, difference(old, new)) == new.items


@given(programmes)
def test_nothing_changed_between_a_programme_and_itself(same):
    assert not difference(same, same)
    assert difference(None, same).order == difference(same, same).order


@given(programmes, programmes)
def test_every_item_is_told_at_most_once_and_the_removed_ones_last(old, new):
    told = [change.item.id for change in difference(old, new).changes]
    assert len(told) == len(set(told))
    removed = [change.item.id for change in difference(old, new).changes if Way.REMOVED in change.ways]
    assert told[len(told) - len(removed) :] == removed
    assert set(removed) == {item.id for item in old.items} - {item.id for item in new.items}


@pytest.mark.parametrize(
    ("now", "ways"),
    [
        ({"starts": time(11), "ends": time(11, 30)}, (Way.MOVED,)),
        ({"day": None}, (Way.MOVED,)),
        ({"room": "B"}, (Way.ROOM,)),
        ({"title": {"en": "Opening ceremony"}}, (Way.RETITLED,)),
        ({"title": {"en": "Opening", "fr": "Ouverture"}}, (Way.OTHER,)),
        ({"number": "1"}, (Way.RETITLED,)),
        ({"status": "cancelled"}, (Way.CANCELLED,)),
        ({"chairs": (Named("kh", {"en": "Cambodia"}),)}, (Way.OTHER,)),
        ({"summary": {"en": "By the President"}}, (Way.OTHER,)),
        ({"starts": time(9), "room": "B", "status": "cancelled"}, (Way.CANCELLED, Way.MOVED, Way.ROOM)),
        ({}, ()),
    ],
)
def test_an_item_tells_in_which_ways_it_changed(now, ways):
    found = difference(programme(OPENING), programme(replace(OPENING, **now)))
    assert [change.ways for change in found.changes] == ([ways] if ways else [])


def test_another_name_of_a_state_or_a_committee_is_no_change_but_is_kept():
    old = replace(OPENING, chairs=(Named("tr", {"en": "Turkey"}),), committee=Named("c-eca", {"en": "Enhancing"}))
    new = replace(OPENING, chairs=(Named("tr", {"en": "Türkiye"}),), committee=Named("c-eca", {"en": "Enhancement"}))
    found = difference(programme(old), programme(new))
    assert (found.changes, found.silent) == ((), (new,))
    assert applied((old,), found) == (new,)


def test_a_cancelled_item_that_is_held_after_all_is_restored():
    cancelled = replace(OPENING, status="cancelled")
    (change,) = difference(programme(cancelled), programme(OPENING)).changes
    assert change.ways == (Way.RESTORED,)


def test_another_order_alone_is_no_change_but_is_kept():
    found = difference(programme(OPENING, PANEL), programme(PANEL, OPENING))
    assert (found.changes, found.order) == ((), ("panel", "opening"))


def test_the_first_revision_marks_nothing():
    assert marked(None, programme(OPENING)) == programme(OPENING)


def test_a_changed_item_gets_the_next_sequence_and_what_it_was():
    second = marked(programme(OPENING, PANEL), programme(replace(OPENING, starts=time(11), ends=None), PANEL))
    opening, panel = second.items
    assert (opening.sequence, opening.was.ways, opening.was.starts, opening.was.ends) == (
        1,
        ("moved",),
        time(10),
        time(10, 30),
    )
    assert (panel.sequence, panel.was) == (0, None)
    third = marked(second, programme(replace(OPENING, starts=time(11), ends=None), PANEL))
    assert [(item.sequence, item.was) for item in third.items] == [(1, None), (0, None)]


def test_a_removed_item_stays_among_the_dropped_and_comes_back_with_a_higher_sequence():
    second = marked(programme(OPENING, PANEL), programme(OPENING))
    assert [(item.id, item.sequence) for item in second.dropped] == [("panel", 1)]
    third = marked(second, programme(OPENING))
    assert [(item.id, item.sequence) for item in third.dropped] == [("panel", 1)]
    fourth = marked(third, programme(OPENING, PANEL))
    assert (fourth.dropped, fourth.item("panel").sequence, fourth.item("panel").was.ways) == ((), 2, ("added",))


@given(programmes, programmes, programmes)
def test_no_item_is_lost_and_no_sequence_ever_falls(first, second, third):
    frozen = None
    last = {}
    for released in (first, second, third):
        frozen = marked(frozen, released)
        held = {item.id: item.sequence for item in (*frozen.items, *frozen.dropped)}
        assert set(last) <= set(held)
        assert all(held[identifier] >= sequence for identifier, sequence in last.items())
        last = held


CHAD, BELGIUM = Named("td", {"en": "Chad"}), Named("be", {"en": "Belgium"})
CHAIRED = replace(OPENING, chairs=(CHAD, BELGIUM))


@pytest.mark.parametrize(
    ("now", "found"),
    [
        (programme(CHAIRED, PANEL), ()),
        (programme(PANEL, CHAIRED), (Beside.ORDER,)),
        (programme(PANEL, replace(CHAIRED, room="B")), ()),
        (programme(replace(CHAIRED, chairs=(replace(CHAD, name={"en": "Tchad"}), BELGIUM)), PANEL), (Beside.NAMES,)),
        (replace(programme(CHAIRED, PANEL), segments=(Segment("a", "general", {"en": "A"}),)), (Beside.SEGMENTS,)),
        (replace(programme(CHAIRED, PANEL), meeting=replace(MEETING, venue={"en": "WMO"})), (Beside.MEETING,)),
    ],
)
def test_what_changes_beside_the_items_is_told_apart(now, found):
    assert beside(programme(CHAIRED, PANEL), now) == found


def test_what_a_revision_marked_is_no_difference_of_the_draft_that_it_froze():
    draft = programme(replace(OPENING, room="B"))
    assert beside(marked(programme(OPENING), draft), draft) == ()


def test_chairs_and_objectives_that_stand_in_another_order_have_not_changed():
    now = replace(CHAIRED, chairs=(BELGIUM, CHAD), objectives=("b", "a"))
    assert not difference(programme(replace(CHAIRED, objectives=("a", "b"))), programme(now))
