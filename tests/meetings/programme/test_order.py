"""The order of a day: items merged into what somebody wants, and places for them."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.programme.order import LAST_PLACE, merged, placed

IDS = st.lists(st.sampled_from("abcdefghij"), unique=True)
PLACES = st.lists(st.none() | st.integers(0, 12), max_size=8)


@pytest.mark.parametrize(
    ("stored", "wanted", "found"),
    [
        ("abc", "cab", "cab"),
        ("abc", "cb", "acb"),  # nobody asked for a, which stood first
        ("abxc", "cab", "cabx"),  # x came meanwhile, behind b
        ("ab", "bya", "ba"),  # y isn't there
        ("", "ab", ""),
    ],
)
def test_items_stand_as_wanted_and_others_behind_whom_they_stood(stored, wanted, found):
    assert "".join(merged(list(stored), list(wanted))) == found


@given(IDS, IDS)
def test_no_item_is_lost_or_made_up(stored, wanted):
    found = merged(stored, wanted)
    assert sorted(found) == sorted(stored)
    assert [item for item in found if item in wanted] == [item for item in wanted if item in stored]


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([4, 1, 2, 3], [0, 1, 2, 3]),  # the last one goes first: it alone moves
        ([2, 3, 4, 1], [2, 3, 4, 5]),
        ([1, None, 2], [0, 1, 2]),
        ([1, None, 9], [1, 2, 9]),
        ([None, None], [0, 1]),
        ([5, 5], [0, 5]),
        ([LAST_PLACE, None], [0, 1]),
    ],
)
def test_as_few_items_as_possible_get_another_place(places, found):
    assert placed(places) == found


@given(PLACES)
def test_places_rise_and_no_choice_would_keep_more(places):
    found = placed(places)
    assert all(one < other for one, other in pairwise(found))
    kept = sum(one == other for one, other in zip(places, found, strict=True))
    assert kept >= most(places)


def most(places):
    """By trying every choice."""
    known = [(index, place) for index, place in enumerate(places) if place is not None and place >= index]
    return max(size for size in range(len(known) + 1) if any(map(fits, combinations(known, size))))


def fits(chosen):
    return all(other[1] - one[1] >= other[0] - one[0] for one, other in pairwise(chosen))
