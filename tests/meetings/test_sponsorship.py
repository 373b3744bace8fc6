"""Rounds, contributions and nominations: what may be entered, and what verbs make of it."""

import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from meetings.actions.releases import OutdatedError
from meetings.actions.sponsorship import BeyondMeansError, carry_out, give_reference, prepare
from meetings.ledger import Forecast, Status, Tally, Verb
from meetings.models import Nomination, SponsorshipRound
from meetings.wording.sponsorship import forecast_told, money, moneys, report
from tests.factories import (
    AllotmentFactory,
    AwardLineFactory,
    ContributionFactory,
    ExchangeRateFactory,
    MeetingFactory,
    NominationFactory,
    SensitiveDetailsFactory,
    SponsorshipRoundFactory,
    StateFactory,
)

TARGETS = {
    (Status.NOMINATED, Verb.OFFER): Status.OFFERED,
    (Status.NOMINATED, Verb.NOT_SELECT): Status.NOT_SELECTED,
    (Status.NOMINATED, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.OFFERED, Verb.ACCEPT): Status.ACCEPTED,
    (Status.OFFERED, Verb.DECLINE): Status.DECLINED,
    (Status.OFFERED, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.ACCEPTED, Verb.ATTEND): Status.ATTENDED,
    (Status.ACCEPTED, Verb.MISS): Status.DID_NOT_ATTEND,
    (Status.ACCEPTED, Verb.WITHDRAW): Status.WITHDRAWN,
    (Status.NOT_SELECTED, Verb.OFFER): Status.OFFERED,
}
"""Every arrow that there is; nothing else leads anywhere."""


@pytest.fixture
def round_(db):
    return SponsorshipRoundFactory(code="2024")


def nominated(round_, cost=1000, status=Status.NOMINATED, **facts):
    nomination = NominationFactory(round=round_, status=status, **facts)
    if cost is not None:
        AwardLineFactory(nomination=nomination, ceiling=Decimal(cost))
    return nomination


def do(verb, *nominations, by=None, **facts):
    round_ = nominations[0].round
    return carry_out(round_=round_, verb=verb, keys=[row.pk for row in nominations], by=by, **facts)


def statuses(round_):
    return list(round_.nominations.in_order().values_list("status", flat=True))


# What may be entered


def test_references_are_numbered_in_a_round_and_not_given_twice(round_):
    first, second = NominationFactory(round=round_), NominationFactory(round=round_)
    assert [str(first), str(second)] == ["2024-001", "2024-002"]
    second.delete()
    third = Nomination(round=round_)
    with transaction.atomic():
        give_reference(third)
    assert third.reference == "2024-003"
    assert SponsorshipRoundFactory(code="2025").next_reference() == "2025-001"


def test_a_code_and_a_currency_stay_once_something_rests_on_them(round_):
    NominationFactory(round=round_)
    ExchangeRateFactory(round=round_)
    for name, value in (("code", "2030"), ("currency", "EUR")):
        changed = SponsorshipRound.objects.get()
        setattr(changed, name, value)
        with pytest.raises(ValidationError) as refused:
            changed.full_clean()
        assert list(refused.value.message_dict) == [name]


@pytest.mark.parametrize(
    ("factory", "facts", "told"),
    [
        (SponsorshipRoundFactory, {"opens_on": date(2024, 2, 1), "closes_on": date(2024, 1, 1)}, "closes before"),
        (SponsorshipRoundFactory, {"currency": "chf"}, "Three capital letters"),
        (ContributionFactory, {"first_year": 2025, "last_year": 2024}, "The last year is before the first."),
        (ContributionFactory, {"amount": Decimal(0)}, "greater than or equal to 0.01"),
        (AllotmentFactory, {"amount": Decimal(0)}, "greater than or equal to 0.01"),
        (ExchangeRateFactory, {"rate": Decimal(0)}, "greater than or equal to 0.000001"),
        (ExchangeRateFactory, {"currency": "CHF"}, "the round's own currency"),
        (NominationFactory, {"state": None}, "for which State or organisation"),
        (AwardLineFactory, {"booked": Decimal(-1)}, "greater than or equal to 0"),
        (AwardLineFactory, {"ceiling": Decimal("0.001")}, "no more than 2 decimal places"),
    ],
)
def test_what_cant_be_is_refused_with_a_sentence(db, factory, facts, told):
    row = factory()
    for name, value in facts.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert told in " ".join(refused.value.messages)


def test_sensitive_details_are_for_who_has_accepted(db):
    details = SensitiveDetailsFactory()
    details.full_clean()
    details.nomination = NominationFactory(status="offered")
    with pytest.raises(ValidationError, match=r"Only once an offer is accepted\."):
        details.full_clean()


@pytest.mark.parametrize(
    ("factory", "facts"),
    [
        (ContributionFactory, {"amount": Decimal(0)}),
        (NominationFactory, {"state": None}),
        (AwardLineFactory, {"settled": Decimal(-1)}),
        (ExchangeRateFactory, {"rate": Decimal(0)}),
    ],
)
def test_the_database_refuses_it_too(db, factory, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**facts)


def test_a_round_of_a_meeting_without_sponsorship_is_odd():
    odd = SponsorshipRoundFactory.build(meeting=MeetingFactory.build(is_without_sponsorship=True))
    assert odd.oddities() == ["The meeting says that nobody is sponsored to attend it."]
    assert SponsorshipRoundFactory.build(meeting=MeetingFactory.build()).oddities() == []


# Verbs


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("status", Status)
def test_a_verb_leads_where_its_arrow_points_and_nowhere_else(round_, status, verb):
    AllotmentFactory(round=round_)
    nomination = nominated(round_, status=status)
    target = TARGETS.get((status, verb))
    if target is None:
        with pytest.raises(ValidationError, match="None of these nominations can become that now"):
            do(verb, nomination)
    else:
        do(verb, nomination)
    assert statuses(round_) == [target or status]


@time_machine.travel(datetime(2024, 5, 2, 12, tzinfo=UTC), tick=False)
def test_the_days_of_offer_and_acceptance_stay_when_somebody_gives_up(round_, officer):
    AllotmentFactory(round=round_)
    nomination = nominated(round_)
    do(Verb.OFFER, nomination)
    do(Verb.ACCEPT, nomination)
    do(Verb.WITHDRAW, nomination, by=officer.user, reason="fell ill")
    nomination.refresh_from_db()
    assert (nomination.offered_on, nomination.accepted_on) == (date(2024, 5, 2), date(2024, 5, 2))
    last = nomination.history.first()
    assert (last.status, last.history_user, last.history_change_reason) == ("withdrawn", officer.user, "fell ill")
    assert (nomination.history.count(), nomination.version) == (4, 4)


def test_a_verb_changes_those_it_can_and_leaves_the_others(round_):
    AllotmentFactory(round=round_)
    first, second = nominated(round_), nominated(round_, status=Status.ATTENDED)
    elsewhere = NominationFactory()
    prepared = do(Verb.OFFER, first, second, elsewhere)
    assert ([str(row) for row in prepared.nominations], [str(row) for row in prepared.left]) == (
        ["2024-001"],
        ["2024-002"],
    )
    assert statuses(round_) == ["offered", "attended"]
    assert [first.history.count(), second.history.count(), elsewhere.history.count()] == [2, 1, 1]


def test_offers_fit_all_or_none(round_):
    AllotmentFactory(round=round_, amount=Decimal(2500))
    rows = [nominated(round_) for _ in range(3)]
    with pytest.raises(BeyondMeansError, match=r"carry this: CHF 500\.00 are missing\."):
        do(Verb.OFFER, *rows)
    assert statuses(round_) == ["nominated"] * 3
    do(Verb.OFFER, *rows[:2])
    assert statuses(round_) == ["offered", "offered", "nominated"]


def test_offers_beyond_the_means_need_a_reason_which_their_history_keeps(round_):
    first = nominated(round_)
    with pytest.raises(BeyondMeansError):
        do(Verb.OFFER, first, reason=" ")
    do(Verb.OFFER, first, reason="Norway pays the rest")
    assert first.history.first().history_change_reason == "Norway pays the rest"
    assert statuses(round_) == ["offered"]


def test_a_place_given_up_is_offered_to_a_replacement(round_):
    SponsorshipRound.objects.update(places=1)
    AllotmentFactory(round=round_)
    first, second = nominated(round_), nominated(round_)
    do(Verb.OFFER, first)
    do(Verb.NOT_SELECT, second)
    with pytest.raises(BeyondMeansError, match=r"too few places: 1 is missing\."):
        do(Verb.OFFER, second)
    do(Verb.DECLINE, first)
    do(Verb.OFFER, second)
    assert statuses(round_) == ["declined", "offered"]


def edited(row):
    row.version += 1
    row.save()


def exchanged(row):
    ExchangeRateFactory(round=row.round)
    AllotmentFactory(round=row.round, contribution__currency="USD")


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda row: do(Verb.WITHDRAW, row),
        edited,
        lambda row: nominated(row.round, status=Status.OFFERED),
        lambda row: AllotmentFactory(round=row.round),
        exchanged,
    ],
    ids=["status", "version", "offers", "money", "rate"],
)
def test_what_has_changed_since_it_was_seen_is_not_confirmed(round_, meanwhile):
    AllotmentFactory(round=round_)
    first, second = nominated(round_), nominated(round_)
    keys = [first.pk, second.pk]
    seen = prepare(round_=round_, verb=Verb.OFFER, keys=keys).seen
    meanwhile(first)
    with pytest.raises(OutdatedError):
        carry_out(round_=round_, verb=Verb.OFFER, keys=keys, by=None, seen=seen)
    assert statuses(round_)[1] == "nominated"
    now = prepare(round_=SponsorshipRound.objects.get(pk=round_.pk), verb=Verb.OFFER, keys=keys).seen
    carry_out(round_=round_, verb=Verb.OFFER, keys=keys, by=None, seen=now)
    assert statuses(round_)[1] == "offered"


@pytest.mark.django_db(transaction=True)
def test_of_fifty_offers_at_once_with_money_for_ten_just_ten_are_made():
    round_ = SponsorshipRoundFactory()
    AllotmentFactory(round=round_, amount=Decimal(10500))
    keys = [nominated(round_).pk for _ in range(50)]
    told = []

    def one_offer(key):
        try:
            carry_out(round_=round_, verb=Verb.OFFER, keys=[key], by=None)
        except BeyondMeansError as error:
            told.append(error.messages)
        except Exception as error:  # noqa: BLE001 told by the assertion below
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one_offer, args=[key]) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [["The round's money doesn't carry this: CHF 500.00 are missing."]] * 40
    assert round_.nominations.filter(status=Status.OFFERED).count() == 10
    assert round_.as_ledger().room == 500


@pytest.mark.parametrize("number", [1, 3])
def test_a_ledger_costs_the_same_however_many_nominations(round_, number, django_assert_num_queries):
    for _ in range(number):
        nominated(round_)
        AllotmentFactory(round=round_)
    with django_assert_num_queries(4):
        ledger = round_.as_ledger()
    assert (len(ledger.awards), ledger.room) == (number, 10000 * number)


# Words


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        ({}, ""),
        ({"CHF": Decimal(0)}, "CHF 0.00"),
        ({"CHF": Decimal(1200), "USD": Decimal("0.5")}, "CHF 1,200.00 + USD 0.50"),
        ({"CHF": Decimal(0), "USD": Decimal(3)}, "USD 3.00"),
    ],
)
def test_amounts_are_told_with_their_currencies(amounts, told):
    assert moneys(amounts) == told


def test_what_is_overdrawn_has_a_minus():
    assert money("CHF", Decimal("-1234.5")) == "CHF −1,234.50"


@pytest.mark.parametrize(
    ("forecast", "told"),
    [
        (Forecast(7, 5, 9), "7 more delegates at this average, between 5 at the dearest and 9 at the cheapest."),
        (Forecast(1, 0, None), "1 more delegate at this average, and at least 0 at the dearest."),
    ],
)
def test_a_forecast_names_its_bounds(forecast, told):
    assert forecast_told(forecast) == f"The balance carries {told}"


def test_the_reports_paragraph_tells_the_rounds_figures(round_):
    AllotmentFactory(round=round_, amount=Decimal(9000))
    AllotmentFactory(round=round_, amount=Decimal(1000), contribution__received_on=None)
    one, other = StateFactory(), StateFactory()
    given = {"offered_on": date(2024, 4, 1)}
    taken = {**given, "accepted_on": date(2024, 4, 9)}
    for state, cost in ((one, 2000), (one, 3000)):
        attended = nominated(round_, None, Status.ATTENDED, state=state, **taken)
        AwardLineFactory(nomination=attended, ceiling=Decimal(5000), settled=Decimal(cost))
    nominated(round_, 1500, Status.ACCEPTED, state=other, **taken)
    nominated(round_, 4000, Status.DECLINED, **given)
    nominated(round_, 4000, Status.NOMINATED)
    rows = list(round_.nominations.with_costs())
    tally = Tally.of(row.as_delegate() for row in rows)
    told = report("Meetings of 2024", tally, round_.as_ledger(rows), ["Norway", "Oman"], date(2024, 7, 1))
    assert told == (
        "For the Meetings of 2024 the Sponsorship Programme offered sponsorship to 4 delegates of 3 States. The offer "
        "was accepted by 3 delegates of 2 States, and 2 delegates of 1 State attended. The donors were Norway, Oman. "
        "Of CHF 10,000.00 pledged CHF 9,000.00 were received; CHF 5,000.00 are spent and CHF 1,500.00 committed, which "
        "leaves CHF 2,500.00. A delegate cost CHF 2,500.00 on average; all is settled of 2 of the 2 who attended. "
        "As at 1 July 2024."
    )
