"""Whether sponsorship widened representation, and what of such counts may be published."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.ledger.public import PresenceTold, RepresentationTold
from meetings.ledger.representation import Delegation, Party, Presence, Representation, Women
from meetings.ledger.small_groups import Hidden, Published, published, shown, total_of

FEWER, HELD_BACK = Hidden.FEWER, Hidden.HELD_BACK


def test_an_example_computed_by_hand():
    """Ten States Parties, of which six came: Chad with its only delegate, sponsored, Niger with two, both sponsored,
    Angola with three, of whom one was sponsored, three others by themselves. So 2 of 10 came through sponsorship."""
    african = [Party(code, "african", is_least_developed=True) for code in ("AO", "NE", "SD", "TD")]
    others = [Party("BE", "weog", is_least_developed=False), Party("CH", "weog", is_least_developed=False)]
    unknown = [Party(code, "asia_pacific") for code in ("JP", "KH", "TH", "TJ")]
    delegations = [
        *(Delegation("TD", 1, 1), Delegation("NE", 2), Delegation("AO", 3, 0), Delegation("BE", 4, 2)),
        *(Delegation("CH", 5, 3), Delegation("KH", 2, 1), Delegation("US", 6, 3), Delegation("", 7, 4)),
    ]
    sponsored = {"TD": 1, "NE": 2, "AO": 1, "SD": 1}
    found = Representation.of([*african, *others, *unknown], delegations, sponsored)
    assert found.whole == Presence(eligible=10, present=6, only_sponsored=2)
    assert (found.whole.without, found.whole.widening) == (4, Fraction(1, 5))
    assert found.by("regional_group") == {
        "african": Presence(4, 3, 2),
        "weog": Presence(2, 2, 0),
        "asia_pacific": Presence(4, 1, 0),
    }
    assert found.by("is_least_developed") == {True: Presence(4, 3, 2), False: Presence(2, 2, 0), None: Presence(4, 1)}
    assert found.by("is_mine_affected") == {None: Presence(10, 6, 2)}
    assert (found.delegates, found.women) == (30, Women(women=14, told=28, untold=2))
    assert (found.other_states, found.organisations, found.unlisted) == (1, 1, {"SD"})


@pytest.mark.parametrize(
    ("delegates", "sponsored", "is_only_sponsored"), [(1, 0, False), (1, 1, True), (2, 1, False), (2, 3, True)]
)
def test_a_state_is_present_only_through_sponsorship_if_nobody_else_came(delegates, sponsored, is_only_sponsored):
    found = Representation.of([Party("TD")], [Delegation("TD", delegates)], {"TD": sponsored})
    assert found.whole == Presence(1, 1, int(is_only_sponsored))


def test_without_states_parties_nothing_is_widened():
    assert Representation.of([], [Delegation("TD", 1)], {"TD": 1}).whole.widening is None


CODES = [f"S{number}" for number in range(8)]
GROUPS = st.sampled_from(["african", "weog", ""])
KNOWN = st.sampled_from([True, False, None])


@st.composite
def representations(draw):
    codes = draw(st.lists(st.sampled_from(CODES), unique=True))
    parties = [Party(code, draw(GROUPS), draw(KNOWN), draw(KNOWN)) for code in codes]
    states = draw(st.lists(st.sampled_from([*CODES, "X1", "X2"]), unique=True))
    delegations = [Delegation(code, draw(st.integers(1, 4))) for code in states]
    return Representation.of(parties, delegations, draw(st.dictionaries(st.sampled_from(CODES), st.integers(0, 4))))


@given(representations(), st.sampled_from(["regional_group", "is_least_developed", "is_mine_affected"]))
def test_each_breakdown_adds_up_to_the_whole(found, what):
    parts = found.by(what).values()
    sums = [sum(getattr(part, name) for part in parts) for name in ("eligible", "present", "only_sponsored")]
    assert Presence(*sums) == found.whole


@given(representations())
def test_sponsorship_never_takes_presence_away(found):
    alone = Representation.of(found.parties, found.delegations, {})
    assert alone.whole.present == alone.whole.without == found.whole.present
    assert 0 <= found.whole.without <= found.whole.present <= found.whole.eligible


# Small groups


def test_counts_from_one_to_four_are_fewer_than_five():
    assert [shown(count) for count in (0, 1, 4, 5)] == [0, FEWER, FEWER, 5]


@pytest.mark.parametrize(
    ("counts", "total", "parts"),
    [
        ((12, 20), 32, (12, 20)),
        ((0, 0), 0, (0, 0)),
        ((9, 0), 9, (9, 0)),
        ((3, 0), FEWER, (HELD_BACK, HELD_BACK)),
        # The total would tell a lone one, and two that can only be one each or four each.
        ((12, 3), 15, (HELD_BACK, HELD_BACK)),
        ((12, 1, 1), 14, (HELD_BACK, HELD_BACK, HELD_BACK)),
        ((12, 4, 4), 20, (HELD_BACK, HELD_BACK, HELD_BACK)),
        ((12, 3, 1, 0), 16, (12, FEWER, FEWER, 0)),
        ((2, 3), 5, (FEWER, FEWER)),
    ],
)
def test_a_small_count_cant_be_worked_out_from_the_total(counts, total, parts):
    assert published(counts) == Published(total, parts)


@pytest.mark.parametrize(
    ("counts", "limits", "total", "parts"),
    [
        ((12, 3, 1), (40, 20, 20), 16, (12, FEWER, FEWER)),
        # A small group isn't broken down, not even where nobody in it is counted.
        ((12, 3, 1), (40, 20, 1), 16, (12, FEWER, HELD_BACK)),
        ((12, 4, 1), (40, 20, 1), 17, (HELD_BACK, HELD_BACK, HELD_BACK)),
        ((12, 3, 2, 0), (40, 20, 20, 3), 17, (12, FEWER, FEWER, HELD_BACK)),
        # All of a small whole, and a total that only one division fits.
        ((1, 2), (2, 2), HELD_BACK, (HELD_BACK, HELD_BACK)),
        ((5, 3), (5, 3), HELD_BACK, (HELD_BACK, HELD_BACK)),
    ],
)
def test_the_sizes_of_the_groups_tell_no_count_either(counts, limits, total, parts):
    assert published(counts, limits) == Published(total, parts)


def fits(published_as, counts, limits):
    """Whether these counts would read so: all that a reader can hold against it."""
    read = {FEWER: range(1, 5), HELD_BACK: range(10_000)}
    pairs = zip((sum(counts), *counts), (published_as.total, *published_as.parts), strict=True)
    return all(count in read.get(told, [told]) for count, told in pairs) and all(
        count <= limit for count, limit in zip(counts, limits, strict=True)
    )


@st.composite
def limited(draw):
    limits = draw(st.lists(st.integers(0, 9), min_size=1, max_size=3))
    return [draw(st.integers(0, limit)) for limit in limits], limits


@given(limited())
def test_no_hidden_count_can_be_derived_from_what_is_published(given_):
    counts, limits = given_
    told = published(counts, limits)
    possible = [one for one in product(*(range(limit + 1) for limit in limits)) if fits(told, one, limits)]
    assert tuple(counts) in possible
    for place, (part, limit) in enumerate(zip(told.parts, limits, strict=True)):
        if isinstance(part, Hidden) and limit:
            assert len({one[place] for one in possible}) > 1
    if isinstance(told.total, Hidden) and any(limits):
        assert len({sum(one) for one in possible}) > 1


@given(st.lists(st.integers(0, 7), min_size=2, max_size=4))
def test_nor_by_who_knows_how_it_was_made(counts):
    """Of all counts that would be published just so, none has the hidden ones alone."""
    told = published(counts)
    if not any(isinstance(one, Hidden) for one in (told.total, *told.parts)):
        return
    total = sum(counts)
    possible = [
        one
        for one in product(range(min(total, 12) + 1), repeat=len(counts))
        if sum(one) == total or told.total is FEWER
    ]
    same = [one for one in possible if published(one) == told]
    for place, part in enumerate(told.parts):
        if isinstance(part, Hidden):
            assert len({one[place] for one in same}) > 1


@given(st.lists(st.integers(0, 40), min_size=1))
def test_what_is_shown_is_true(counts):
    told = published(counts)
    assert told.total in (sum(counts), FEWER, HELD_BACK)
    assert all(part in (count, FEWER, HELD_BACK) for part, count in zip(told.parts, counts, strict=True))
    assert not any(part in (1, 2, 3, 4) for part in (told.total, *told.parts))


# Representation as it is published


def told(parties, delegations, sponsored, *, is_recorded=True):
    found = Representation.of(parties, delegations, sponsored)
    return RepresentationTold.of(found, is_sponsorship_recorded=is_recorded)


def group(name, number):
    return [Party(f"{name}{place}", name) for place in range(number)]


def test_a_full_breakdown_doesnt_tell_the_total_that_another_has_to_hide():
    """All of eight States came through sponsorship: by region that would tell the three of the second group."""
    parties = [*group("african", 5), *group("weog", 3)]
    found = told(parties, [Delegation(one.code, 1) for one in parties], {one.code: 1 for one in parties})
    assert found.whole == PresenceTold(8, 8, HELD_BACK)
    assert found.parts["is_least_developed"] == {None: PresenceTold(8, 8, HELD_BACK)}
    assert found.whole.without is HELD_BACK
    assert found.whole.widening is None


def test_what_is_not_recorded_of_sponsorship_is_neither_none_nor_hidden():
    parties = group("african", 6)
    found = told(parties, [Delegation(one.code, 1) for one in parties], {}, is_recorded=False)
    assert found.whole == found.parts["regional_group"]["african"] == PresenceTold(6, 6, None)
    assert found.whole.without is found.whole.widening is None


def test_a_lone_man_isnt_told_from_the_women_of_all_delegations():
    found = told([], [Delegation("BE", 9, 8)], {})
    assert (found.women, found.women_of) == (
        HELD_BACK,
        9,
    )


@given(representations())
def test_no_number_of_states_present_only_through_sponsorship_from_one_to_four_is_published(found):
    public = RepresentationTold.of(found, is_sponsorship_recorded=True)
    rows = [public.whole, *(row for parts in public.parts.values() for row in parts.values())]
    assert not any(row.only_sponsored in (1, 2, 3, 4) for row in rows)
    assert all(isinstance(row.without, int) is isinstance(row.only_sponsored, int) for row in rows)


def test_a_sum_over_meetings_isnt_shown_beside_one_that_is_hidden():
    assert total_of([10, 7]) == 17
    assert total_of([10, FEWER]) is total_of([FEWER, FEWER]) is total_of([HELD_BACK, 3]) is HELD_BACK
