"""Two officers at one round: its money is spent once, its numbers are given once."""

from decimal import Decimal

import pytest
from django.urls import reverse

from meetings.models import Contribution, Nomination
from tests.factories import (
    AllotmentFactory,
    AwardLineFactory,
    ContributionFactory,
    NominationFactory,
    SponsorshipRoundFactory,
    StateFactory,
)
from tests.races.together import MANY, Rounds, Together, posting, two_of
from tests.staff import address, errors, fields, list_address, words

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OFFICERS = "Sponsorship officers"


def nominated(round_):
    nomination = NominationFactory(round=round_)
    AwardLineFactory(nomination=nomination, ceiling=Decimal(1000))
    return nomination


def the_last_money(rounds):
    """Both offer another person the same last place, each having seen that the money carries it."""
    desks = two_of(OFFICERS)
    round_ = SponsorshipRoundFactory()
    AllotmentFactory(round=round_, amount=Decimal(1500))
    review = reverse("admin:meetings_sponsorshipround_review", args=[round_.pk])
    with Together() as together:
        for _number in rounds:
            people = [nominated(round_), nominated(round_)]
            drawn = [
                fields(desk.client.get(review, {"verb": "offer", "nomination": [one.pk]}), "review_form")
                for desk, one in zip(desks, people, strict=True)
            ]
            pages = together.do(*(posting(desk, review, form) for desk, form in zip(desks, drawn, strict=True)))
            assert sorted(page.status_code for page in pages) == [200, 302]
            refused = pages[[page.status_code for page in pages].index(200)]
            assert "This has changed since the page was opened." in words(refused.text)
            assert [one.status for one in round_.nominations.order_by("status")] == ["nominated", "offered"]
            assert round_.as_ledger().room == 500
            assert sum(one.history.count() for one in people) == 3
            for one in people:
                one.lines.all().delete()
                one.delete()
            rounds.note("offered", "told")


def one_person(rounds):
    """Both nominate the same person: two nominations under two numbers, of which the later officer is told."""
    desks = two_of(OFFICERS)
    round_, state = SponsorshipRoundFactory(code="2024"), StateFactory()
    path = list_address(Nomination) + "add/"
    drawn = fields(desks[0].client.get(path), "nomination_form")
    with Together() as together:
        for number in rounds:
            entered = {"round": round_.pk, "state": state.pk, "name": f"Person {number}"}
            pages = together.do(*(posting(desk, path, drawn, **entered) for desk in desks))
            assert [page.status_code for page in pages] == [302, 302], list(map(errors, pages))
            found = round_.nominations.filter(name=f"Person {number}").order_by("reference")
            numbers = [f"2024-{2 * number + place:03d}" for place in (1, 2)]
            assert [row.reference for row in found] == numbers
            assert [row.history.count() for row in found] == [1, 1]
            rounds.note("stored", "stored")


def one_contribution(rounds):
    """Both split the same gift over a round of their own: together at most what was given."""
    desks = two_of(OFFICERS)
    shares = SponsorshipRoundFactory.create_batch(2)
    with Together() as together:
        for _number in rounds:
            gift = ContributionFactory(amount=Decimal(1000))
            drawn = [desks[0].read(gift)] * 2
            pages = together.do(
                *(
                    posting(
                        desk,
                        address(gift),
                        form | {"allotments-TOTAL_FORMS": ["1"]},
                        **{"allotments-0-round": share.pk, "allotments-0-amount": "600"},
                    )
                    for desk, form, share in zip(desks, drawn, shares, strict=True)
                )
            )
            assert sorted(page.status_code for page in pages) == [200, 302]
            refused = [page.status_code for page in pages].index(200)
            assert any(errors(pages[refused]).values())
            assert fields(pages[refused], "contribution_form")["allotments-0-amount"] == ["600"]
            assert Contribution.objects.get(pk=gift.pk).allotments.get().round == shares[1 - refused]
            rounds.note("stored", "told")


RACES = [the_last_money, one_person, one_contribution]


@pytest.mark.parametrize("race", RACES)
def test_two_officers_spend_no_money_twice(race):
    Rounds(MANY).of(race)
