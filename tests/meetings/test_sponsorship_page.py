"""The public page of the Sponsorship Programme: numbers, small groups hidden, and never a person."""

import re
from datetime import date
from decimal import Decimal

import pytest

from meetings.models import Meeting, Nomination, SponsorshipRound
from tests.factories import (
    AttendanceFactory,
    AwardLineFactory,
    ContributionFactory,
    EffectFactory,
    MeetingFactory,
    NominationFactory,
    ReportedFigureFactory,
    SensitiveDetailsFactory,
    SponsorshipRoundFactory,
    StateFactory,
)

pytestmark = pytest.mark.django_db

PERSONAL = {
    "name": "Marker-Name",
    "function": "Marker-Function",
    "email": "marker@example.org",
    "organisation": "Marker-Organisation",
    "expertise": "Marker-Expertise",
    "needs": "Marker-Needs",
    "proposed_by": "Marker-Proposer",
    "reference": "MARKER-001",
}


def round_with(attended, *, paid=(), status="attended", **meeting):
    """A round of a meeting of 2024 with so many delegates, each of another State, the first `paid` of whom cost so
    much."""
    sponsored = SponsorshipRoundFactory(meeting=MeetingFactory(**meeting))
    nominations = NominationFactory.create_batch(attended, round=sponsored, status=status)
    for nomination, amount in zip(nominations, paid, strict=False):
        AwardLineFactory(nomination=nomination, settled=Decimal(amount))
    return sponsored


def rows_of(page, caption):
    """The rows of the table with that caption, each cell as it is read."""
    table = re.search(rf"<caption[^>]*>{re.escape(caption)}</caption>.*?</table>", page.text, re.DOTALL)
    assert table
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in table[0].split("<tr")[2:]]
    return [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in cells]


def sponsored(client):
    return rows_of(client.get("/sponsorship/"), "Sponsored delegates by year and meeting")


def test_the_page_begins_with_the_decision_and_its_words(client, text_of):
    decision = EffectFactory(committee=None, matter="sponsorship").decision
    decision.quotation, decision.quoted_from = {"en": "A Sponsorship Programme."}, "APLC/MSP.2/2000/1"
    decision.save()
    text = text_of(client.get("/sponsorship/"))
    assert f"It goes back to this decision: {decision.summary}" in text
    assert "A Sponsorship Programme. Quoted from APLC/MSP.2/2000/1" in text


def test_without_records_each_part_says_so(client, text_of):
    text = text_of(client.get("/sponsorship/"))
    assert "No round of sponsorship is recorded." in text
    assert "Not recorded: no attendance is entered of any meeting." in text
    assert "No contribution is recorded." in text
    assert "No figure is recorded." in text


# Whom it brought


def test_totals_stand_by_meeting_and_year(client):
    one = round_with(6, paid=[100] * 5, short_name="IM-2024", slug="im-2024")
    round_with(7, paid=["10.50"] * 6, short_name="5RC", starts_on=date(2024, 11, 25), ends_on=date(2024, 11, 29))
    Nomination.objects.filter(round=one).update(gender="woman", is_first_time=True)
    assert sponsored(client) == [
        ["5RC 2024", "7", "7", "7 not recorded", "7 not recorded", "CHF 63"],
        ["IM-2024 2024", "6", "6", "6 women", "6 for the first time", "CHF 500"],
        ["All of 2024", "13", "", "", "", "CHF 563"],
    ]


def test_a_number_below_five_is_hidden_with_all_that_would_tell_it(client):
    round_with(3, paid=[100] * 3, short_name="IM-2024")
    round_with(7, paid=[10] * 7, short_name="5RC", starts_on=date(2024, 11, 25), ends_on=date(2024, 11, 29))
    assert sponsored(client) == [
        ["5RC 2024", "7", "7", "7 not recorded", "7 not recorded", "CHF 70"],
        ["IM-2024 2024", "fewer than 5", "fewer than 5", "not broken down", "not broken down", "CHF held back"],
        ["All of 2024", "held back", "", "", "", "CHF held back"],
    ]


def test_a_lone_man_isnt_told_from_the_women(client):
    one = round_with(8, short_name="IM-2024")
    Nomination.objects.filter(round=one).update(gender="woman")
    Nomination.objects.filter(pk=one.nominations.first().pk).update(gender="man")
    assert sponsored(client)[0][1:4] == ["8", "8", "not broken down"]


def test_only_who_attended_counts(client):
    missed = NominationFactory(round=round_with(6, paid=[100] * 6, short_name="IM-2024"), status="did_not_attend")
    AwardLineFactory(nomination=missed, booked=Decimal(50), settled=Decimal(50))
    assert sponsored(client) == [["IM-2024 2024", "6", "6", "6 not recorded", "6 not recorded", "CHF 650"]]


def test_until_all_is_settled_no_sum_tells_what_one_more_person_costs(client):
    one = round_with(6, paid=[100] * 6, short_name="IM-2024")
    AwardLineFactory(nomination=one.nominations.first(), currency="USD")
    round_with(6, paid=[10] * 6, short_name="5RC", starts_on=date(2024, 11, 25), ends_on=date(2024, 11, 29))
    assert [row[-1] for row in sponsored(client)] == ["CHF 60", "not settled yet", "not settled yet"]


def test_while_it_isnt_entered_who_attended_nothing_is_told(client):
    NominationFactory(round=round_with(6, paid=[100] * 6, short_name="IM-2024"), status="accepted")
    assert sponsored(client) == [["IM-2024 2024", "Who attended is not entered yet."]]


@pytest.mark.parametrize(
    "facts",
    [
        {"status": Meeting.Status.DRAFT},
        {"status": Meeting.Status.CANCELLED},
        {"starts_on": date(2090, 6, 1), "ends_on": date(2090, 6, 2)},
    ],
)
def test_a_round_is_told_only_after_its_meeting_was_held(client, text_of, facts):
    one = round_with(6)
    Meeting.objects.filter(pk=one.meeting.pk).update(**facts)
    assert "No round of sponsorship is recorded." in text_of(client.get("/sponsorship/"))


def test_no_personal_data_reaches_the_page_or_the_meetings(client):
    one = round_with(5, short_name="IM-2024", slug="im-2024")
    nomination = NominationFactory(round=one, status="attended", **PERSONAL, gender="woman")
    SensitiveDetailsFactory(nomination=nomination, passport="Marker-Passport", bank="Marker-Bank")
    AwardLineFactory(nomination=nomination, settled=Decimal("987.65"))
    AttendanceFactory(meeting=one.meeting, state=nomination.state, delegates=1)
    ContributionFactory(received_on=date(2024, 2, 1), earmark="Marker-Earmark")
    for path in ("/sponsorship/", "/meetings/im-2024/"):
        text = client.get(path).text
        assert "IM-2024" in text
        assert "marker" not in text.lower()
        assert "987" not in text


# Representation


def parties(number, group, **facts):
    return [StateFactory(regional_group=group, **facts) for _each in range(number)]


def attended(meeting, states, **facts):
    for state in states:
        AttendanceFactory(meeting=meeting, state=state, **facts)


@pytest.fixture
def widened():
    """Of 20 African States 12 came, 6 of them with nobody but a sponsored delegate; of 10 Western European ones 8."""
    african, western = parties(20, "african", is_least_developed=True), parties(10, "weog")
    one = round_with(0, short_name="IM-2024", slug="im-2024")
    for state in african[:6]:
        NominationFactory(round=one, state=state, status="attended")
    attended(one.meeting, african[:6], delegates=1, women=1)
    attended(one.meeting, african[6:12], delegates=2)
    attended(one.meeting, western[:8], delegates=3, women=2)
    AttendanceFactory(meeting=one.meeting, state=StateFactory(entry_into_force=None), delegates=4, women=0)
    AttendanceFactory(meeting=one.meeting, state=None, organisation="ICBL", delegates=5)
    return one.meeting


def test_a_meetings_representation_is_told_with_and_without_sponsorship(client, text_of, widened):
    page = client.get("/sponsorship/")
    assert "6 of 30 States Parties (20.0%) were present only through sponsored delegates." in text_of(page)
    assert rows_of(page, "States Parties present, meeting by meeting") == [
        ["IM-2024", "30", "20", "14", "6 (20.0%)", "51", "22 of 34"],
    ]
    assert rows_of(page, "States Parties present at IM-2024, by regional group") == [
        ["African Group", "20", "12", "6", "6 (30.0%)"],
        ["Western European and Others Group", "10", "8", "8", "0"],
        ["Least developed countries"],
        ["yes", "20", "12", "6", "6 (30.0%)"],
        ["not recorded", "10", "8", "8", "0"],
        ["Mine-affected States"],
        ["not recorded", "30", "20", "14", "6 (20.0%)"],
    ]


def test_the_picture_tells_the_same_in_words(client, widened):
    picture = re.search(r'aria-labelledby="im-2024-title".*?</svg>', client.get("/sponsorship/").text, re.DOTALL)[0]
    assert "States Parties present at IM-2024, by regional group</title>" in picture
    told = re.search(r"<desc[^>]*>(.*?)</desc>", picture)[1]
    assert told == "African Group: 6 + 6 of 20. Western European and Others Group: 8 of 10. "
    assert re.findall(r'class="piece (\w+)" x="([\d.]+%)" y="\d+" width="([\d.]+%)"', picture) == [
        ("without", "0.00%", "30.00%"),
        ("only", "30.00%", "30.00%"),
        ("absent", "60.00%", "40.00%"),
        ("without", "0.00%", "40.00%"),
        ("absent", "40.00%", "10.00%"),
    ]
    assert "style=" not in picture


def test_where_few_states_came_only_through_sponsorship_no_row_tells_how_many(client, text_of, widened):
    sponsored = SponsorshipRound.objects.get()
    sponsored.nominations.filter(pk__gt=sponsored.nominations.order_by("pk")[2].pk).delete()
    page = client.get("/sponsorship/")
    assert "Fewer than 5 of 30 States Parties were present only through sponsored delegates." in text_of(page)
    table = rows_of(page, "States Parties present at IM-2024, by regional group")
    assert table[:2] == [
        ["African Group", "20", "12", "held back", "held back"],
        ["Western European and Others Group", "10", "8", "held back", "held back"],
    ]


@pytest.mark.parametrize(
    ("is_without", "without", "only"), [(True, "20", "0"), (False, "not recorded", "not recorded")]
)
def test_without_a_round_sponsorship_is_not_recorded_unless_there_was_none(client, widened, is_without, without, only):
    Nomination.objects.all().delete()
    SponsorshipRound.objects.all().delete()
    Meeting.objects.update(is_without_sponsorship=is_without)
    assert rows_of(client.get("/sponsorship/"), "States Parties present, meeting by meeting")[0][3:5] == [without, only]


def test_a_round_whose_meeting_has_no_attendance_says_so(client, text_of, widened):
    round_with(6, short_name="IM-2023", starts_on=date(2023, 6, 19), ends_on=date(2023, 6, 21))
    assert "Attendance is not recorded of: IM-2023" in text_of(client.get("/sponsorship/"))


def test_a_draft_meetings_attendance_is_not_told(client, text_of, widened):
    Meeting.objects.update(status=Meeting.Status.DRAFT)
    assert "IM-2024" not in text_of(client.get("/sponsorship/"))


def test_a_meetings_page_counts_its_delegates_and_leads_to_their_representation(client, text_of, widened):
    page = client.get("/meetings/im-2024/")
    assert "Delegates 51 from 20 States Parties, 1 other State, 1 organisation" in text_of(page)
    assert 'href="/sponsorship/#im-2024"' in page.text
    assert 'id="im-2024"' in client.get("/sponsorship/").text
    MeetingFactory(slug="im-2023")
    assert "<dt>Delegates</dt>" in page.text
    assert "<dt>Delegates</dt>" not in client.get("/meetings/im-2023/").text


# Donors and statements


def test_donors_stand_by_years_and_no_sum_is_the_gift_of_one(client):
    def gift(donor, amount, first, last, currency="CHF", received_on=date(2024, 2, 1)):
        ContributionFactory(
            donor=donor, amount=amount, first_year=first, last_year=last, currency=currency, received_on=received_on
        )

    chile, norway = StateFactory(name={"en": "Chile"}), StateFactory(name={"en": "Norway"})
    gift(norway, "100.50", 2024, 2024)
    gift(chile, 200, 2024, 2024)
    gift(chile, 300, 2024, 2024, "USD")
    gift(norway, 900, 2023, 2025)
    gift(chile, 400, 2024, 2024, received_on=None)
    assert rows_of(client.get("/sponsorship/"), "Contributions by year") == [
        ["2023–2025", "Norway", "CHF held back"],
        ["2024", "Chile, Norway", "CHF 300.50 , USD held back"],
    ]


def test_statements_that_disagree_are_named_and_never_added_up(client, text_of):
    meeting = MeetingFactory(short_name="IM-2018")
    for offers, delegates in ((16, 10), (14, 10)):
        ReportedFigureFactory(meeting=meeting, offers=offers, delegates_sponsored=delegates)
    ReportedFigureFactory(offers=20)
    text = text_of(client.get("/sponsorship/"))
    assert "Statements that disagree: IM-2018, offers: 16 or 14" in text
    assert "delegates sponsored: 10" not in text
    assert not {"30", "50"} & set(re.findall(r"\d+", text))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_however_many_meetings(client, rows, django_assert_num_queries):
    EffectFactory(committee=None, matter="sponsorship")
    for _each in range(rows):
        one = round_with(6, paid=[10] * 6)
        attended(one.meeting, parties(3, "african"))
        ContributionFactory.create_batch(2, received_on=date(2024, 2, 1))
        ReportedFigureFactory(meeting=one.meeting, offers=16)
    with django_assert_num_queries(11):
        client.get("/sponsorship/")
