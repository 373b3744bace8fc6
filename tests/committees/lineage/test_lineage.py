"""Who took over from whom: in order, in words and in a picture."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committees.lineage import Body, Edge, Lineage, outline, picture
from committees.lineage.picture import MARGIN, ROW, WIDTH
from tests.committees.lineage.strategies import days, lineages

TODAY = date(2026, 11, 24)


def lineage(*edges, **starts):
    """`a>b` by `renamed`; the years in which the bodies start and, after a colon, end."""
    bodies = []
    for key, years in starts.items():
        start, _, end = years.partition("-")
        bodies.append(Body(key, key, date(int(start), 1, 1), date(int(end), 1, 1) if end else None))
    return Lineage(tuple(bodies), tuple(Edge(*edge.split(">"), "merged", "merged") for edge in edges))


MERGER = lineage("a>c", "b>c", "c>d", "c>e", a="1999-2000", b="1999-2000", c="2000-2014", d="2014", e="2014", f="2001")


def branches_of(branches):
    for branch in branches:
        yield branch
        for turn in branch.turns:
            yield from branches_of(turn.into)


def test_a_body_stands_below_those_that_it_took_over_from_and_next_to_them():
    assert lineage("a>d", "c>d", "b>e", a="1999", b="1999", c="1999", d="2000", e="2001").in_rows() == [
        *("a", "c", "d"),
        *("b", "e"),
    ]


def test_edges_of_the_same_kind_between_the_same_bodies_are_one_step():
    assert [(step.predecessors, step.successors) for step in MERGER.steps()] == [
        (("a", "b"), ("c",)),
        (("c",), ("d", "e")),
    ]


@pytest.mark.parametrize(
    ("key", "around"),
    [("a", "acde"), ("c", "abcde"), ("d", "abcd"), ("f", "f")],
    ids=["first", "middle", "last", "alone"],
)
def test_the_lineage_of_one_body_leaves_out_those_beside_it(key, around):
    assert [body.key for body in MERGER.around(key).bodies] == list(around)
    assert [body.key for body in MERGER.linked().bodies] == list("abcde")


def test_an_outline_tells_each_body_once_and_names_who_went_along():
    first, second, third = outline(MERGER)
    assert [branch.body.key for branch in (first, second, third)] == ["a", "b", "f"]
    (turn,) = first.turns
    assert ([body.key for body in turn.others], [branch.body.key for branch in turn.into]) == (["b"], ["c"])
    assert [branch.body.key for branch in turn.into[0].turns[0].into] == ["d", "e"]
    assert [(turn.is_told, turn.into[0].turns) for turn in second.turns] == [(True, ())]


def test_a_picture_joins_bars_where_the_successor_starts():
    drawn = picture(MERGER, TODAY)
    bars = {bar.body.key: bar for bar in drawn.bars}
    merger, split = drawn.joints
    assert (merger.x, split.x) == (bars["c"].x, bars["d"].x)
    assert (bars["a"].x, bars["d"].end, bars["d"].is_open, bars["c"].is_open) == (MARGIN, WIDTH, True, False)
    assert [(word.text, word.y) for word in split.words] == [
        ("merged", bars["d"].label_y),
        ("merged", bars["e"].label_y),
    ]


def test_a_body_of_unknown_start_is_named_and_not_drawn():
    drawn = picture(Lineage((Body("a", "A"), Body("b", "B", TODAY)), (Edge("a", "b", "renamed"),)), TODAY)
    assert ([body.key for body in drawn.undated], [bar.body.key for bar in drawn.bars]) == (["a"], ["b"])
    assert drawn.joints == ()


@given(lineages())
def test_rows_hold_each_body_once_and_no_successor_above_its_predecessor_unless_in_a_circle(any_lineage):
    rows = any_lineage.in_rows()
    assert sorted(rows) == sorted(any_lineage.by_key)
    for edge in any_lineage.edges:
        is_circle = edge.predecessor in {body.key for body in descendants(any_lineage, edge.successor)}
        assert is_circle or rows.index(edge.predecessor) < rows.index(edge.successor)


def descendants(any_lineage, key):
    """It and all that came of it."""
    found, waiting = {key}, [key]
    while waiting:
        here = waiting.pop()
        new = {edge.successor for edge in any_lineage.edges if edge.predecessor == here} - found
        found |= new
        waiting += new
    return [any_lineage.by_key[key] for key in found]


@given(lineages())
def test_steps_hold_each_edge_once(any_lineage):
    pairs = [
        (before, after, step.kind)
        for step in any_lineage.steps()
        for before in step.predecessors
        for after in step.successors
    ]
    assert sorted(pairs) == sorted((edge.predecessor, edge.successor, edge.kind) for edge in any_lineage.edges)


@given(lineages())
def test_an_outline_tells_each_body_and_what_became_of_it_once(any_lineage):
    told = [branch.body.key for branch in branches_of(outline(any_lineage)) if not branch.is_told]
    assert sorted(told) == sorted(any_lineage.by_key)


@given(lineages(), days)
def test_nothing_in_a_picture_overlaps_and_time_runs_forward(any_lineage, today):
    drawn = picture(any_lineage, today)
    assert len(drawn.bars) + len(drawn.undated) == len(any_lineage.bodies)
    for above, below in pairwise(drawn.bars):
        assert above.top + ROW == below.top
    for bar in drawn.bars:
        assert bar.top < bar.label_y < bar.y < bar.y + bar.height < bar.top + ROW
        assert MARGIN <= bar.x < bar.end <= WIDTH + 2
        assert bar.top + ROW <= drawn.height
    for joint in drawn.joints:
        for line in joint.lines:
            assert line.x1 == line.x2 == joint.x or (line.y1 == line.y2 and line.x1 < line.x2)
        assert joint.words


@given(lineages(), days)
def test_years_run_from_the_first_to_the_last_and_their_labels_keep_apart(any_lineage, today):
    years = picture(any_lineage, today).years
    labels = [year.x for year in years if year.is_labelled]
    assert [year.number for year in years] == list(range(years[0].number, years[-1].number + 1))
    assert all(after - before >= 30 for before, after in pairwise(labels))


@given(lineages(), st.integers(0, 7))
def test_a_lineage_around_a_body_holds_just_its_ancestors_and_descendants(any_lineage, number):
    if number < len(any_lineage.bodies):
        key = any_lineage.bodies[number].key
        backwards = Lineage(
            any_lineage.bodies, tuple(Edge(e.successor, e.predecessor, e.kind) for e in any_lineage.edges)
        )
        wanted = {*descendants(any_lineage, key), *descendants(backwards, key)}
        assert set(any_lineage.around(key).bodies) == wanted
