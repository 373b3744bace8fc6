"""A round at the officers' desk: entered, split, offered, accounted for, reported, exported."""

import logging
import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.urls import reverse

from meetings.models import Allotment, AwardLine, Contribution, Nomination, SensitiveDetails, SponsorshipRound
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
from tests.staff import Desk, address, errors, fields, notices, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return SponsorshipRoundFactory(code="2024", meeting__title={"en": "Meetings of 2024"})


def page(desk, round_, name, **query):
    return desk.client.get(reverse(f"admin:meetings_sponsorshipround_{name}", args=[round_.pk]), query, follow=True)


def review(desk, round_, verb, *nominations):
    return page(desk, round_, "review", verb=verb, nomination=[row.pk for row in nominations])


def confirm(desk, drawn, **changes):
    return desk.client.post(drawn.request["PATH_INFO"], {**fields(drawn, "review_form"), **changes}, follow=True)


def nominated(round_, cost=1000, **facts):
    nomination = NominationFactory(round=round_, **facts)
    AwardLineFactory(nomination=nomination, ceiling=Decimal(cost))
    return nomination


def rows(response, at=0):
    """The words of each row of one table's body."""
    body = response.text.split("<tbody>")[at + 1].partition("</tbody>")[0]
    return [words(row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body, re.DOTALL)]


def columns(response):
    """The board as it is read: each status with its cards."""
    sections = re.findall(r"<section.*?</section>", response.text, re.DOTALL)
    return [
        (
            words(re.search(r"<h2.*?</h2>", one, re.DOTALL)[0]),
            [words(li) for li in re.findall(r"<li>.*?</li>", one, re.DOTALL)],
        )
        for one in sections
    ]


# Entered


def test_an_officer_enters_a_round_what_donors_give_and_who_is_nominated(officer):
    meeting, donor, state = MeetingFactory(), StateFactory(name={"en": "Norway"}), StateFactory(name={"en": "Togo"})
    officer.add(SponsorshipRound, meeting=meeting.pk, code="2024")
    round_ = SponsorshipRound.objects.get()
    given = {"donor": donor.pk, "first_year": "2024", "last_year": "2026", "amount": "9000", "currency": "CHF"}
    share = {"allotments-TOTAL_FORMS": "1", "allotments-0-round": round_.pk, "allotments-0-amount": "4000"}
    officer.add(Contribution, received_on="2024-03-01", **given, **share)
    line = {"lines-0-category": "travel", "lines-0-currency": "CHF", "lines-0-ceiling": "1500.50"}
    officer.add(
        Nomination, f"?round={round_.pk}", state=state.pk, name="Ms. Ayivi", **{"lines-TOTAL_FORMS": "1"}, **line
    )
    assert str(Nomination.objects.get()) == "2024-001"
    assert rows(officer.list(Contribution)) == ["Norway 2024–2026 CHF 9,000.00 CHF 5,000.00 - 1 March 2024"]
    board = page(officer, round_, "board")
    assert "Balance CHF 4,000.00" in words(board.text)
    assert columns(board)[0] == ("Nominated 1", ["Ms. Ayivi Togo CHF 1,500.50 2024-001"])
    assert [(head, cards) for head, cards in columns(board)[1:] if cards] == []
    histories = [model.history.count() for model in (SponsorshipRound, Contribution, Allotment, Nomination, AwardLine)]
    assert histories == [1] * 5


def test_a_nomination_stays_in_its_round_and_its_status_is_no_field(officer, round_):
    nomination = nominated(round_)
    officer.save(nomination, round=SponsorshipRoundFactory().pk, status="attended", name="Mr. Ba")
    nomination.refresh_from_db()
    assert (nomination.round, nomination.status, nomination.name) == (round_, "nominated", "Mr. Ba")
    assert nomination.history.count() == 2


def shares(contribution):
    return sorted(contribution.allotments.values_list("round__code", "amount"))


def test_rounds_get_at_most_the_contribution(officer, round_):
    contribution = AllotmentFactory(round=round_, amount=Decimal(1000)).contribution
    other = SponsorshipRoundFactory(code="2025")
    more = {"allotments-TOTAL_FORMS": "2", "allotments-1-round": other.pk, "allotments-1-amount": "0.01"}
    refused = officer.save(contribution, **more)
    told = "The rounds would get 1,000.01, more than the contribution of 1,000.00."
    assert told in errors(refused).values()
    assert shares(contribution) == [("2024", 1000)]
    assert (
        "2024"
        in officer.save(contribution, **{**more, "allotments-0-amount": "400", "allotments-1-amount": "600"}).text
    )
    assert shares(contribution) == [("2024", 400), ("2025", 600)]


def test_a_contribution_isnt_lowered_below_what_is_split(officer, round_):
    contribution = AllotmentFactory(round=round_, amount=Decimal(1000)).contribution
    told = "The rounds would get 1,000.00, more than the contribution of 999.00."
    assert told in errors(officer.save(contribution, amount="999")).values()
    officer.save(contribution, amount="999", **{"allotments-0-amount": "999"})
    assert shares(contribution) == [("2024", 999)]


def test_what_somebody_else_has_split_or_lowered_meanwhile_counts(officer, round_):
    contribution = ContributionFactory(amount=Decimal(1000))
    other = SponsorshipRoundFactory(code="2025")
    drawn = officer.read(contribution)
    AllotmentFactory(round=other, contribution=contribution, amount=Decimal(700))
    mine = {"allotments-TOTAL_FORMS": "1", "allotments-0-round": round_.pk, "allotments-0-amount": "400"}
    told = "The rounds would get 1,100.00, more than the contribution of 1,000.00."
    assert told in errors(officer.save(contribution, drawn, **mine)).values()
    assert shares(contribution) == [("2025", 700)]


def test_a_share_in_another_currency_than_before_is_refused(officer, round_):
    contribution = AllotmentFactory(round=round_).contribution
    assert errors(officer.save(contribution, currency="EUR")) == {
        "currency": "It is split over rounds in the old currency already."
    }


def test_whoever_overdraws_a_round_is_warned(officer, round_):
    contribution = AllotmentFactory(round=round_, amount=Decimal(1000)).contribution
    nomination = nominated(round_, 1000, status="offered")
    line = nomination.lines.get()
    told = ("warning", "More is spent and committed in round 2024 than it carries: CHF −200.00.")
    assert told in notices(officer.save(nomination, **{"lines-0-ceiling": "1200"}))
    line.refresh_from_db()
    assert line.ceiling == 1200
    assert told not in notices(officer.save(nomination, name="Mr. Ba"))
    assert told in notices(officer.save(contribution, earmark="Travel"))
    assert told in notices(officer.save(round_, places="3"))


# Verbs


def test_nominations_are_chosen_looked_at_and_confirmed(officer, round_):
    AllotmentFactory(round=round_, amount=Decimal(3000))
    first = nominated(round_, state__name={"en": "Togo"}, name="Ms. Ayivi")
    second = nominated(round_, 500, state__name={"en": "Niger"}, name="Mr. Ba")
    third = nominated(round_, status="attended")
    drawn = review(officer, round_, "offer", first, second, third)
    assert rows(drawn) == [
        "2024-001 Togo Ms. Ayivi Nominated CHF 1,000.00",
        "2024-002 Niger Mr. Ba Nominated CHF 500.00",
    ]
    assert rows(drawn, 1) == ["Spent and committed 1,000.00 2,500.00", "Balance 2,000.00 500.00"]
    assert "2024-003 (Attended)" in words(drawn.text)
    assert Nomination.objects.filter(status="offered").count() == 0
    done = confirm(officer, drawn)
    assert notices(done) == [("success", "2 offers made.")]
    assert [head for head, cards in columns(done) if cards] == ["Offered 2", "Attended 1"]
    assert first.history.first().history_user == officer.user


def test_offers_beyond_the_means_ask_for_a_reason(officer, round_):
    nomination = nominated(round_)
    drawn = review(officer, round_, "offer", nomination)
    told = "The round's money doesn't carry this: CHF 1,000.00 are missing."
    assert told in words(drawn.text)
    assert errors(confirm(officer, drawn)) == {"": told}
    assert notices(confirm(officer, drawn, reason="Norway pays the rest")) == [("success", "1 offer made.")]
    assert nomination.history.first().history_change_reason == "Norway pays the rest"


def test_a_reason_that_the_history_cant_hold_is_told_at_its_field(officer, round_):
    drawn = review(officer, round_, "withdraw", nominated(round_))
    refused = confirm(officer, drawn, reason="x" * 101)
    assert errors(refused) == {"reason": "Ensure this value has at most 100 characters (it has 101)."}
    assert fields(refused, "review_form")["reason"] == ["x" * 101]


def test_only_what_was_seen_is_confirmed(officer, round_):
    AllotmentFactory(round=round_, amount=Decimal(3000))
    first, second = nominated(round_), nominated(round_)
    drawn = review(officer, round_, "offer", first)
    confirm(officer, review(officer, round_, "offer", second))
    refused = confirm(officer, drawn)
    told = "This has changed since the page was opened. Look at it as it is now, and confirm it again."
    assert errors(refused) == {"": told}
    assert rows(refused, 1) == ["Spent and committed 1,000.00 2,000.00", "Balance 2,000.00 1,000.00"]
    assert notices(confirm(officer, refused)) == [("success", "1 offer made.")]


def test_nothing_is_confirmed_without_having_been_seen(officer, round_):
    AllotmentFactory(round=round_, amount=Decimal(3000))
    nomination = nominated(round_)
    drawn = review(officer, round_, "offer", nomination)
    confirm(officer, drawn, seen="")
    nomination.refresh_from_db()
    assert nomination.status == "nominated"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({}, "Press one of the buttons below the board. | Choose at least one nomination."),
        ({"verb": "offer"}, "Choose at least one nomination."),
        ({"verb": "steal", "nomination": "own"}, "There is no such deed."),
        ({"verb": "offer", "nomination": "other"}, "One of the nominations is not of this round."),
        ({"verb": "offer", "nomination": "x"}, "One of the nominations is not of this round."),
        ({"verb": "offer", "nomination": "\x00"}, "Null characters are not allowed."),
    ],
)
def test_a_choice_that_cant_be_leads_back_to_the_board_with_a_sentence(officer, round_, query, told):
    keys = {"own": nominated(round_).pk, "other": NominationFactory().pk}
    chosen = query | (
        {"nomination": keys.get(query["nomination"], query["nomination"])} if "nomination" in query else {}
    )
    answer = page(officer, round_, "review", **chosen)
    assert answer.redirect_chain[0][0] == reverse("admin:meetings_sponsorshipround_board", args=[round_.pk])
    assert " | ".join(sentence for kind, sentence in notices(answer) if kind == "error") == told


def test_where_nothing_can_change_there_is_nothing_to_confirm(officer, round_):
    drawn = review(officer, round_, "attend", nominated(round_))
    assert "Nothing to confirm: none of these nominations can become that now." in words(drawn.text)
    assert fields(drawn, "review_form") == {}


def test_who_may_only_look_sees_a_board_without_boxes(round_, django_user_model):
    nominated(round_)
    user = django_user_model.objects.create_user("auditor", is_staff=True)
    wanted = ["view_sponsorshipround", "view_nomination"]
    user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    auditor = Desk(user)
    board = page(auditor, round_, "board")
    assert ("Nominated 1" in dict(columns(board)), fields(board, "board_form")) == (True, {})
    assert 'type="checkbox"' not in board.text
    pages = ("review", "ledger", "report", "export")
    assert [page(auditor, round_, name).status_code for name in pages] == [403] * 4


# Money and figures


def test_the_ledger_stands_by_currency_with_its_rate(officer, round_):
    AllotmentFactory(round=round_, amount=Decimal(3000), contribution__donor__name={"en": "Norway"})
    AllotmentFactory(
        round=round_, amount=Decimal(1000), contribution__currency="USD", contribution__donor__name={"en": "Oman"}
    )
    nomination = nominated(round_, 1000, status="offered")
    AwardLineFactory(nomination=nomination, currency="USD", ceiling=Decimal(100))
    drawn = page(officer, round_, "ledger")
    assert "No rate is entered for USD, so that it stands apart and counts for nothing in CHF." in words(drawn.text)
    assert [row.rsplit(" ", 2)[1:] for row in rows(drawn)] == [
        ["3,000.00", "1,000.00"],
        ["3,000.00", "1,000.00"],
        ["0.00", "0.00"],
        ["1,000.00", "100.00"],
        ["2,000.00", "900.00"],
    ]
    ExchangeRateFactory(round=round_)
    drawn = page(officer, round_, "ledger")
    assert rows(drawn)[-1] == "Balance received, less spent, less committed 2,000.00 900.00 2,810.00"
    assert "USD 1 = CHF 0.9 (United Nations, 1 May 2024)" in words(drawn.text)
    assert "What a delegate costs isn't known: of none who attended is every cost settled." in words(drawn.text)
    assert rows(drawn, 1)[0] == "Norway CHF 3,000.00 (2024) 1 March 2024 CHF 3,000.00"


def test_the_ledger_tells_what_a_delegate_costs_and_how_many_more_it_carries(officer, round_):
    AllotmentFactory(round=round_, amount=Decimal(9000))
    for cost in (1000, 3000):
        attended = NominationFactory(round=round_, status="attended")
        AwardLineFactory(nomination=attended, ceiling=Decimal(5000), settled=Decimal(cost))
    told = words(page(officer, round_, "ledger").text)
    assert (
        "A delegate cost CHF 2,000.00 on average; all is settled of 2 of the 2 who attended. The balance carries 2 "
        "more delegates at this average, between 1 at the dearest and 5 at the cheapest."
    ) in told


def test_the_report_counts_delegates_and_offers_its_paragraph(officer, round_):
    nominated(round_, gender="woman", coming_from="field", is_first_time=True)
    nominated(round_, status="declined", offered_on=date(2024, 4, 1), gender="man", coming_from="capital")
    drawn = page(officer, round_, "report")
    assert rows(drawn) == [
        "Nominated 2 2 1 1 0 1 0 1 1",
        "Ever offered 1 1 0 1 0 1 0 0 0",
        "Ever accepted 0 0 0 0 0 0 0 0 0",
        "Attended 0 0 0 0 0 0 0 0 0",
    ]
    assert (
        "For the Meetings of 2024 the Sponsorship Programme offered sponsorship to 1 delegate of 1 State." in drawn.text
    )


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("board", 9), ("review", 10), ("ledger", 10), ("report", 10), ("export", 5)]
)
def test_a_page_costs_the_same_however_many_nominations(
    officer, round_, number, name, queries, django_assert_num_queries
):
    keys = [nominated(round_).pk for _ in range(number)]
    for _ in range(number):
        AllotmentFactory(round=round_)
    with django_assert_num_queries(queries):
        drawn = page(officer, round_, name, **({"verb": "offer", "nomination": keys} if name == "review" else {}))
    assert drawn.status_code == 200


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("factory", "queries"), [(NominationFactory, 7), (ContributionFactory, 8)])
def test_a_list_costs_the_same_however_many_rows(officer, factory, queries, number, django_assert_num_queries):
    listed = factory.create_batch(number)
    with django_assert_num_queries(queries):
        drawn = officer.list(type(listed[0]))
    assert len(rows(drawn)) == number


@pytest.mark.parametrize("name", ["board", "review", "ledger", "report", "export"])
def test_the_pages_are_drawn_without_inline_style_and_script(officer, round_, name):
    query = {"verb": "offer", "nomination": nominated(round_).pk} if name == "review" else {}
    drawn = page(officer, round_, name, **query)
    assert (" style=" in drawn.text, "<script>" in drawn.text) == (False, False)


# Exported


def export(desk, round_, **given):
    return desk.client.post(reverse("admin:meetings_sponsorshipround_export", args=[round_.pk]), given)


def lines(answer):
    return answer.getvalue().decode("utf-8-sig").splitlines()


def test_a_file_needs_a_reason(officer, round_):
    assert errors(export(officer, round_, reason=" ")) == {"reason": "This field is required."}
    assert LogEntry.objects.count() == 0


def test_a_file_is_without_names_unless_they_are_asked_for(officer, round_):
    nominated(round_, name="=Ms. Ayivi", state__iso2="TG", email="a@example.org")
    NominationFactory(round=round_, state=None, organisation="ICBL", name="Mr. Ba", is_first_time=True)
    facts = "reference,status,state,organisation,gender,coming_from,first_time,offered_on,accepted_on,cost"
    answer = export(officer, round_, reason="For the donors' group")
    assert re.match(r'attachment; filename="nominations-2024-\d{4}-\d\d-\d\d.csv"', answer["Content-Disposition"])
    assert lines(answer) == [
        facts,
        "2024-001,nominated,TG,,,,,,,CHF 1000.00",
        "2024-002,nominated,,ICBL,,,True,,,",
    ]
    named = lines(export(officer, round_, reason="For the travel agent", with_names="on"))
    assert named[:2] == [
        f"{facts},name,function,email,expertise,needs,proposed_by",
        "2024-001,nominated,TG,,,,,,,CHF 1000.00,'=Ms. Ayivi,,a@example.org,,,",
    ]
    assert list(LogEntry.objects.order_by("pk").values_list("user__username", "object_repr", "change_message")) == [
        ("officer", "2024", "2 nominations exported, without names. Reason: For the donors' group"),
        ("officer", "2024", "2 nominations exported, with names. Reason: For the travel agent"),
    ]


def test_names_are_exported_only_by_their_own_permission(officer, round_):
    nominated(round_, name="Ms. Ayivi")
    officer.user.groups.get().permissions.remove(Permission.objects.get(codename="export_nomination"))
    assert "with_names" not in page(officer, round_, "export").text
    assert "Ayivi" not in "".join(lines(export(officer, round_, reason="Mine", with_names="on")))


def test_the_log_tells_that_a_file_was_made(officer, round_, caplog):
    nominated(round_)
    with caplog.at_level(logging.INFO, "meetings"):
        export(officer, round_, reason="Secret words", with_names="on")
    assert [record.getMessage() for record in caplog.records if record.name.startswith("meetings")] == [
        f"Nominations exported: round {round_.pk}, 1 rows, names True, user {officer.user.pk}"
    ]


@pytest.mark.parametrize("model", [Nomination, SensitiveDetails])
def test_no_list_of_persons_has_an_export_of_its_own(officer, model):
    SensitiveDetailsFactory()
    assert "export_csv" not in officer.list(model).text


# Sensitive details


def test_sensitive_details_have_a_page_of_their_own_once_an_offer_is_accepted(officer, round_):
    nomination = NominationFactory(round=round_, status="offered", offered_on=date(2024, 4, 1))
    add = reverse("admin:meetings_sensitivedetails_add") + f"?nomination={nomination.pk}"
    assert add not in officer.open(nomination).text
    refused = officer.add(SensitiveDetails, f"?nomination={nomination.pk}", passport="P1")
    assert errors(refused) == {"nomination": "Only once an offer is accepted."}
    nomination.accepted_on = date(2024, 4, 9)
    nomination.save()
    assert add in officer.open(nomination).text
    officer.add(SensitiveDetails, f"?nomination={nomination.pk}", passport="P1")
    details = SensitiveDetails.objects.get()
    assert address(details) in officer.open(nomination).text
    officer.save(details, passport="P2")
    assert list(details.history.values_list("history_user__username", flat=True)) == ["officer"] * 2
    assert "P1" not in officer.client.get(address(details, "history")).text


def test_sensitive_details_ask_for_their_own_permission(officer):
    details = SensitiveDetailsFactory()
    group = officer.user.groups.get()
    group.permissions.remove(*Permission.objects.filter(content_type__model__contains="sensitivedetails"))
    assert officer.open(details.nomination).status_code == 200
    assert "Passport" not in officer.open(details.nomination).text
    assert [officer.client.get(address(details, name)).status_code for name in ("change", "history")] == [403, 403]
