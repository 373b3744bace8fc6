"""An earlier programme laid onto another meeting's days."""

from dataclasses import replace
from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.programme.carried import Carrying, Left, Standing, Why, alike, new_day, places, successors
from meetings.programme.items import Facts, Item, Named, Programme, Segment, Speaker
from tests.meetings.programme import strategies

TITLE = {"en": "Meetings"}
EARLIER = Facts("im-2024", "IM-2024", TITLE, date(2024, 6, 18), date(2024, 6, 20))
TARGET = Facts("im-2025", "IM-2025", TITLE, date(2025, 6, 17), date(2025, 6, 18))
UNDATED = Facts("im-2026", "IM-2026", TITLE)
FIRST, SECOND = TARGET.starts_on, TARGET.ends_on
VA, OLD, HEIR = (Named(code, {"en": f"Committee {code}"}) for code in ("c-va", "sc-va", "c-new"))
BELGIUM, ZAMBIA = Named("be", {"en": "Belgium"}), Named("zm", {"en": "Zambia"})
VA_THERE = Standing(VA, exists=True, chairs=(ZAMBIA,))
OLD_GONE = Standing(OLD, exists=False, successors=(HEIR,))


def an_item(name="a", **facts):
    return Item(name, {"en": f"Item {name}"}, **facts)


def carried(*items, target=TARGET, segments=(), standings=None, objectives=(), kept=()):
    earlier = Programme(EARLIER, tuple(segments), items)
    return Carrying(earlier, Programme(target, tuple(kept)), standings or {}, objectives).carry()


def lefts(done):
    return [(left.why, [item.id for item in left.items]) for left in done.left]


facts_of_any_days = st.builds(
    lambda first, length: replace(EARLIER, starts_on=first, ends_on=first + timedelta(days=length)),
    st.dates(date(1999, 1, 1), date(2100, 1, 1)),
    st.integers(0, 10),
)


@given(facts_of_any_days, facts_of_any_days, st.integers(-3, 13))
def test_a_day_is_carried_by_its_number_or_not_at_all(earlier, target, number):
    day = earlier.starts_on + timedelta(days=number)
    length = (target.ends_on - target.starts_on).days
    expected = target.starts_on + timedelta(days=number) if 0 <= number <= length else None
    assert new_day(day, earlier, target) == expected
    assert new_day(None, earlier, target) is None


@given(facts_of_any_days, st.dates())
def test_any_day_of_any_year_is_carried_without_a_fault(target, day):
    found = new_day(day, EARLIER, target)
    assert found is None or target.starts_on <= found <= target.ends_on


@settings(max_examples=50)
@given(strategies.programmes, facts_of_any_days | st.just(UNDATED))
def test_every_item_arrives_or_is_listed_and_nobody_of_then_comes_along(earlier, target):
    done = Carrying(earlier, Programme(target), {}, ("clearance",)).carry()
    stayed = {item.id for left in done.left if left.why == Why.CANCELLED for item in left.items}
    arrived = [item.id for item in done.programme.items]
    assert [item.id for item in earlier.items if item.id not in stayed] == arrived
    for item in done.programme.items:
        before = earlier.item(item.id)
        same = ("title", "summary", "kind", "number", "starts", "ends", "room", "segment")
        assert [getattr(item, name) for name in same] == [getattr(before, name) for name in same]
        assert (item.chairs, item.speakers, item.committee, item.status) == ((), (), None, "scheduled")
        assert item.day is None or target.starts_on <= item.day <= target.ends_on
        lost = {left.why for left in done.left if before in left.items}
        assert (Why.SPEAKERS in lost) == bool(before.speakers)
        assert (Why.COMMITTEE in lost) == bool(before.committee)
        assert bool({Why.NO_SUCH_DAY, Why.UNDATED} & lost) == bool(before.day and not item.day)


def test_items_of_a_day_that_the_new_meeting_doesnt_have_arrive_without_one():
    items = (an_item("a", day=date(2024, 6, 18)), an_item("b", day=date(2024, 6, 20), starts=time(10)), an_item("c"))
    done = carried(*items)
    assert [item.day for item in done.programme.items] == [FIRST, None, None]
    assert done.programme.items[1].starts == time(10)
    assert done.left == (Left(Why.NO_SUCH_DAY, (items[1],), day=date(2024, 6, 20)),)


def test_without_dates_all_items_arrive_without_a_day_and_that_is_said_once():
    items = (an_item("a", day=date(2024, 6, 18)), an_item("b", day=date(2024, 6, 19)), an_item("c"))
    done = carried(*items, target=UNDATED)
    assert [item.day for item in done.programme.items] == [None, None, None]
    assert lefts(done) == [(Why.UNDATED, ["a", "b"])]


def test_cancelled_items_stay_behind():
    done = carried(an_item("a", status="cancelled", speakers=(Speaker(BELGIUM),)), an_item("b"))
    assert [item.id for item in done.programme.items] == ["b"]
    assert lefts(done) == [(Why.CANCELLED, ["a"])]


def test_chairs_are_those_of_the_committee_on_the_new_day():
    items = (an_item("a", committee=VA, chairs=(BELGIUM,), day=date(2024, 6, 19)), an_item("b", committee=VA))
    first = Standing(VA, exists=True, chairs=(BELGIUM, ZAMBIA))
    done = carried(*items, standings={("c-va", SECOND): VA_THERE, ("c-va", None): first})
    assert [item.chairs for item in done.programme.items] == [(ZAMBIA,), (BELGIUM, ZAMBIA)]
    assert done.left == ()


def test_a_committee_without_a_recorded_chair_is_named_with_its_day():
    items = (an_item("a", committee=VA, day=date(2024, 6, 19)), an_item("b", committee=VA, chairs=(BELGIUM,)))
    nobody = Standing(VA, exists=True)
    done = carried(*items, standings={("c-va", SECOND): nobody, ("c-va", None): nobody})
    assert done.left == (
        Left(Why.NOBODY, items[:1], VA.name, SECOND),
        Left(Why.NOBODY, items[1:], VA.name, FIRST),
    )


def test_chairs_of_an_item_without_a_committee_stay_behind():
    done = carried(an_item("a", chairs=(BELGIUM,)), an_item("b"))
    assert (done.programme.items[0].chairs, lefts(done)) == ((), [(Why.CHAIRS, ["a"])])


def test_without_dates_nobody_knows_who_chairs():
    done = carried(an_item("a", committee=VA), target=UNDATED, standings={("c-va", None): Standing(VA, exists=True)})
    assert (done.programme.items[0].committee, lefts(done)) == (VA, [(Why.NOT_KNOWN_YET, ["a"])])


def test_a_committee_that_is_gone_is_left_out_with_its_successors_named():
    item = an_item("a", committee=OLD, chairs=(BELGIUM,), segment="sc-va")
    sitting = Segment("sc-va", "sitting", OLD.name, "sc-va")
    done = carried(item, segments=[sitting], standings={("sc-va", None): OLD_GONE})
    (arrived,) = done.programme.items
    assert (arrived.committee, arrived.chairs, arrived.segment, done.programme.segments) == (None, (), "", ())
    assert done.left == (
        Left(Why.COMMITTEE, (item,), OLD.name, successors=(HEIR,)),
        Left(Why.SEGMENT, (item,)),
        Left(Why.CHAIRS, (item,)),
    )


def test_a_committee_that_nobody_knows_any_more_is_named_as_it_was():
    item = an_item("a", committee=OLD)
    assert carried(item).left == (Left(Why.COMMITTEE, (item,), OLD.name),)


def test_another_segment_arrives_without_a_committee_that_is_gone():
    theme = Segment("theme", "thematic", {"en": "Kites"}, "sc-va")
    done = carried(segments=[theme], standings={("sc-va", None): OLD_GONE})
    assert done.programme.segments == (Segment("theme", "thematic", {"en": "Kites"}),)
    assert done.left == (Left(Why.COMMITTEE, (), OLD.name, successors=(HEIR,)),)


def test_a_segment_of_the_same_address_is_used():
    kept = Segment("sc-va", "general", {"en": "General segment"})
    sitting = Segment("sc-va", "sitting", OLD.name, "sc-va")
    done = carried(an_item("a", segment="sc-va"), segments=[sitting], kept=[kept])
    assert (done.programme.segments, done.programme.items[0].segment, done.left) == ((kept,), "sc-va", ())


def test_an_objective_that_is_no_more_is_named():
    done = carried(an_item("a", objectives=("clearance", "kites")), objectives=("clearance",))
    assert done.programme.items[0].objectives == ("clearance",)
    assert [(left.why, left.name) for left in done.left] == [(Why.OBJECTIVE, {"en": "kites"})]


def test_the_places_asked_for_are_those_of_items_that_come_and_of_segments():
    cancelled = an_item("b", committee=OLD, status="cancelled")
    items = (an_item("a", committee=VA, day=date(2024, 6, 19)), an_item("d", committee=VA), cancelled)
    earlier = Programme(EARLIER, (Segment("x", "sitting", {}, "c-x"), Segment("general", "general", {})), items)
    assert places(earlier, TARGET) == {("c-va", SECOND), ("c-va", None), ("c-x", None)}


def test_what_looks_copied_has_the_same_number_title_and_day():
    one = an_item("a", number="1", day=FIRST)
    others = [replace(one, id="b"), replace(one, number="2"), replace(one, day=None), replace(one, title={"en": "X"})]
    found = [alike(Programme(TARGET, (), (one,)), Programme(TARGET, (), (other,))) for other in others]
    assert found == [(one,), (), (), ()]


def test_successors_are_followed_to_those_that_exist():
    edges = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "e": ["a"], "d": ["f"]}
    assert successors("a", edges, {"d", "e", "f"}) == ["d", "e"]
    assert successors("a", {"a": ["b"], "b": ["a"]}, set()) == []
