"""A round's money: exact, whatever the order in which it came and went."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.ledger import (
    Allotted,
    Average,
    Award,
    Column,
    Delegate,
    Forecast,
    Ledger,
    Line,
    Objection,
    Rate,
    Status,
    Tally,
    Why,
    forecast,
    objections,
)

amounts = st.decimals(0, 10**9, places=2)
currencies = st.sampled_from(["CHF", "USD", "EUR"])
lines = st.builds(Line, currency=currencies, ceiling=amounts, booked=st.none() | amounts, settled=st.none() | amounts)
statuses = st.sampled_from(Status)
awards = st.lists(
    st.builds(Award, reference=st.uuids().map(str), status=statuses, lines=st.lists(lines, max_size=4).map(tuple)),
    max_size=6,
    unique_by=lambda award: award.reference,
).map(tuple)
shares = st.lists(st.builds(Allotted, amount=amounts, currency=currencies, is_received=st.booleans()), max_size=6).map(
    tuple
)
rates = st.lists(
    st.builds(
        Rate,
        currency=st.sampled_from(["USD", "EUR"]),
        rate=st.decimals("0.000001", 9999, places=6),
        day=st.just(date(2024, 5, 1)),
        source=st.just("United Nations"),
    ),
    max_size=2,
    unique_by=lambda rate: rate.currency,
).map(tuple)
ledgers = st.builds(Ledger, currency=st.just("CHF"), allotted=shares, awards=awards, rates=rates)
USD = Rate("USD", Decimal("0.9"), date(2024, 5, 1), "United Nations")


def one(status, **facts):
    facts = {"ceiling": Decimal(1000), "booked": None, "settled": None} | facts
    return Award("2024-001", status, (Line("CHF", **facts),))


def column(award):
    return Ledger("CHF", awards=(award,)).columns["CHF"]


@pytest.mark.parametrize("status", Status)
def test_what_is_settled_is_spent_whoever_came(status):
    award = one(status, booked=Decimal(900), settled=Decimal("850.05"))
    assert column(award) == Column(spent=Decimal("850.05"))


@pytest.mark.parametrize(
    ("status", "unbooked", "booked"),
    [
        (Status.NOMINATED, 0, 0),
        (Status.NOT_SELECTED, 0, 0),
        (Status.OFFERED, 1000, 900),
        (Status.ACCEPTED, 1000, 900),
        (Status.ATTENDED, 1000, 900),
        (Status.DECLINED, 0, 900),
        (Status.WITHDRAWN, 0, 900),
        (Status.DID_NOT_ATTEND, 0, 900),
    ],
)
def test_what_is_not_settled_is_committed_by_how_far_the_nomination_has_come(status, unbooked, booked):
    assert column(one(status)) == Column(committed=Decimal(unbooked))
    assert column(one(status, booked=Decimal(900))) == Column(committed=Decimal(booked))


@given(ledgers)
def test_the_balance_is_what_is_received_less_what_is_spent_and_committed(ledger):
    for code, found in ledger.columns.items():
        received = sum(share.amount for share in ledger.allotted if share.currency == code and share.is_received)
        used = [
            (line.spent, line.committed(award.status))
            for award in ledger.awards
            for line in award.lines
            if line.currency == code
        ]
        assert found.balance == received - sum(spent for spent, _ in used) - sum(held for _, held in used)
    total = ledger.total.column
    assert total.balance == total.received - total.spent - total.committed


@given(ledgers)
def test_no_cent_is_lost_or_made(ledger):
    cents = sum(Fraction(share.amount) * 100 for share in ledger.allotted)
    assert sum(Fraction(found.pledged) * 100 for found in ledger.columns.values()) == cents
    settled = [line.settled for award in ledger.awards for line in award.lines if line.settled is not None]
    assert sum(Fraction(found.spent) for found in ledger.columns.values()) == sum(Fraction(paid) for paid in settled)


@given(ledgers, st.randoms(use_true_random=False))
def test_the_order_of_events_doesnt_matter(ledger, random):
    shuffled = {
        name: tuple(random.sample(getattr(ledger, name), len(getattr(ledger, name))))
        for name in ("allotted", "awards", "rates")
    }
    other = replace(ledger, **shuffled)
    assert (other.columns, other.total.column, other.room) == (ledger.columns, ledger.total.column, ledger.room)


@given(ledgers, lines, statuses)
def test_a_line_added_and_removed_changes_nothing(ledger, line, status):
    more = replace(ledger, awards=(*ledger.awards, Award("more", status, (line,))))
    added, before = more.columns[line.currency], ledger.columns.get(line.currency, Column())
    assert added.balance == before.balance - line.spent - line.committed(status)
    assert replace(more, awards=more.awards[:-1]).columns == ledger.columns


@given(ledgers)
def test_each_sum_in_another_currency_is_within_half_a_cent_of_its_rate(ledger):
    rated = {rate.currency: rate.rate for rate in ledger.total.rates} | {"CHF": Decimal(1)}
    exact = sum(Fraction(ledger.columns[code].received) * Fraction(rate) for code, rate in rated.items())
    assert abs(Fraction(ledger.total.column.received) - exact) <= Fraction(len(rated), 200)
    assert set(ledger.total.unrated) == {
        code for code, found in ledger.columns.items() if code not in rated and found != Column()
    }


def test_currencies_stand_apart_and_are_added_up_only_by_a_rate():
    ledger = Ledger(
        "CHF",
        allotted=(Allotted(Decimal(500), "CHF", is_received=True), Allotted(Decimal(1000), "USD", is_received=True)),
        awards=(Award("2024-001", Status.OFFERED, (Line("USD", Decimal(200)),)),),
    )
    assert ledger.columns == {
        "CHF": Column(pledged=Decimal(500), received=Decimal(500)),
        "USD": Column(pledged=Decimal(1000), received=Decimal(1000), committed=Decimal(200)),
    }
    assert (ledger.total.column.balance, ledger.total.unrated, ledger.total.unpriced) == (500, ("USD",), ("USD",))
    rated = replace(ledger, rates=(USD,))
    assert (rated.total.column.balance, rated.total.rates, rated.total.unrated) == (500 + 900 - 180, (USD,), ())


def test_what_is_pledged_is_not_received_yet():
    ledger = Ledger("CHF", allotted=(Allotted(Decimal(500), "CHF", is_received=False),))
    assert ledger.columns["CHF"] == Column(pledged=Decimal(500))
    assert ledger.room == 0


def round_of(*costs, received=1000, **facts):
    nominated = tuple(
        Award(f"2024-{number:03}", Status.NOMINATED, (Line("CHF", Decimal(cost)),) if cost is not None else ())
        for number, cost in enumerate(costs, start=1)
    )
    return Ledger("CHF", (Allotted(Decimal(received), "CHF", is_received=True),), nominated, **facts)


@pytest.mark.parametrize(
    ("ledger", "found"),
    [
        (round_of(600, 400), ()),
        (round_of(600, 401), (Objection(Why.MONEY, amount=Decimal(1)),)),
        (round_of(600, 300, budget=Decimal(800)), (Objection(Why.MONEY, amount=Decimal(100)),)),
        (round_of(600, 400, budget=Decimal(5000)), ()),
        (round_of(600, 400, places=2), ()),
        (round_of(600, 400, places=1), (Objection(Why.PLACES, number=1),)),
        (round_of(600, None), (Objection(Why.COST, names=("2024-002",)),)),
        (replace(round_of(600, None, places=2), allotted=()), ()),
        (replace(round_of(600, None, places=1), allotted=()), (Objection(Why.PLACES, number=1),)),
        (replace(round_of(600), allotted=()), (Objection(Why.MONEY, amount=Decimal(600)),)),
    ],
)
def test_offers_fit_into_money_budget_and_places(ledger, found):
    assert objections(ledger, {"2024-001", "2024-002"}) == found


def test_an_offer_in_a_currency_without_a_rate_cant_be_judged():
    ledger = replace(round_of(), awards=(Award("2024-001", Status.NOMINATED, (Line("USD", Decimal(100)),)),))
    assert objections(ledger, {"2024-001"}) == (Objection(Why.RATE, names=("USD",)),)
    assert objections(replace(ledger, rates=(USD,)), {"2024-001"}) == ()


def attended(*costs):
    return tuple(
        Award(f"2024-{number:03}", Status.ATTENDED, (Line("CHF", Decimal(1000), settled=cost),))
        for number, cost in enumerate(costs, start=1)
    )


def test_a_delegate_costs_what_those_cost_of_whom_all_is_settled():
    ledger = round_of(received=10000)
    ledger = replace(ledger, awards=attended(Decimal(1000), Decimal(2000), Decimal("2000.01"), None))
    average = Average.of_round(ledger)
    assert (average.of, average.attended) == (3, 4)
    assert (average.cheapest, average.mean, average.dearest) == (1000, Decimal("1666.67"), Decimal("2000.01"))
    # 10,000 less 5,000.01 settled and 1,000 committed leaves 3,999.99
    assert forecast(ledger, average) == Forecast(at_average=2, fewest=1, most=3)


def test_nothing_is_foretold_of_costs_that_nobody_knows():
    ledger = replace(round_of(received=10000), awards=attended(None))
    average = Average.of_round(ledger)
    assert (average.of, average.mean, average.cheapest, average.dearest) == (0, None, None, None)
    assert forecast(ledger, average) is None
    unrated = replace(ledger, awards=(*attended(Decimal(10)), one(Status.OFFERED)))
    unrated = replace(unrated, awards=(*unrated.awards, Award("x", Status.OFFERED, (Line("USD", Decimal(1)),))))
    assert forecast(unrated, Average.of_round(unrated)) is None


def test_who_cost_nothing_bounds_nothing_and_a_negative_balance_carries_nobody():
    ledger = replace(round_of(received=500), awards=attended(Decimal(0), Decimal(1000)))
    assert forecast(ledger, Average.of_round(ledger)) == Forecast(at_average=0, fewest=0, most=None)


def test_a_cost_in_another_currency_counts_by_its_rate_or_not_at_all():
    paid = Award("2024-001", Status.ATTENDED, (Line("USD", Decimal(100), settled=Decimal(100)),))
    assert Average.of_round(Ledger("CHF", awards=(paid,))).costs == ()
    assert Average.of_round(Ledger("CHF", awards=(paid,), rates=(USD,))).costs == (Decimal(90),)


@given(ledgers)
def test_a_forecast_lies_between_its_bounds(ledger):
    found = forecast(ledger, Average.of_round(ledger))
    if found:
        assert found.fewest <= found.at_average
        assert found.most is None or found.at_average <= found.most


@given(awards, st.sets(st.integers(0, 5)))
def test_a_tally_counts_delegates_and_their_states_once(found, states):
    delegates = [Delegate(award.status, state=str(len(award.lines))) for award in found]
    tally = Tally.of(delegates)
    assert (len(tally), tally.states) == (len(found), len({one.state for one in delegates}))
    assert sum(len(tally.in_status(status)) for status in Status) == len(tally)


def test_offers_and_acceptances_are_counted_when_they_have_long_been_given_up():
    tally = Tally.of(
        [
            Delegate(Status.WITHDRAWN, "aa", "woman", was_offered=True, had_accepted=True),
            Delegate(Status.DECLINED, "bb", "man", was_offered=True),
            Delegate(Status.ATTENDED, "aa", "woman", was_offered=True, had_accepted=True),
            Delegate(Status.NOMINATED, "cc"),
        ]
    )
    counted = [(len(part), part.states) for part in (tally, tally.offered, tally.accepted, tally.attended)]
    assert counted == [(4, 3), (3, 2), (2, 1), (1, 1)]
    assert len(tally.expected) == 1
    assert dict(tally.by("gender")) == {"woman": 2, "man": 1, "": 1}
