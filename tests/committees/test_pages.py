"""Committees and States as delegates read them: at a constant cost, with what isn't known said."""

from datetime import date

import pytest

from committees.models import Committee
from meetings.models import Meeting
from tests.factories import (
    AgendaItemFactory,
    CommitteeFactory,
    DecisionFactory,
    DocumentFactory,
    DocumentVersionFactory,
    EffectFactory,
    MeetingFactory,
    MembershipFactory,
    ObjectiveFactory,
    PresidentsPaperFactory,
    ReportedFigureFactory,
    SegmentFactory,
    SpeakerFactory,
    StateFactory,
    SuccessionFactory,
    released,
)

pytestmark = pytest.mark.django_db


def hang_on(committee):
    """One of everything that a committee's page shows."""
    committee.objectives.add(ObjectiveFactory())
    MembershipFactory(committee=committee, starts_on=date(2018, 1, 1), is_open=True)
    SuccessionFactory(predecessor=committee)
    SuccessionFactory(successor=committee)
    decision = DecisionFactory(based_on_paper=PresidentsPaperFactory())
    EffectFactory(committee=committee, decision=decision)
    SegmentFactory(committee=committee)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_committee_costs_the_same_however_much_hangs_on_it(client, rows, django_assert_num_queries):
    committee = CommitteeFactory()
    for _ in range(rows):
        hang_on(committee)
    with django_assert_num_queries(13):
        page = client.get(committee.get_absolute_url())
    assert len(page.context["effects"]) == rows


def test_a_committee_draws_and_tells_its_lineage_and_says_which_it_is(client, text_of, time_machine):
    time_machine.move_to("2026-11-24 12:00 +0000")
    old = CommitteeFactory(slug="old", name={"en": "Old"}, established_on="1999-05-07", ended_on="2000-09-13")
    new = CommitteeFactory(slug="new", name={"en": "New"}, established_on="2000-09-13")
    CommitteeFactory(name={"en": "Elsewhere"}, established_on="2000-09-13")
    SuccessionFactory(predecessor=old, successor=new, kind="renamed")
    page = client.get(new.get_absolute_url())
    lineage = page.content.decode().split('id="lineage"')[1].split('id="serving"')[0]
    assert (
        'href="/committees/old/" class="bar committee-old" aria-label="Old, 7 May 1999 – 13 September 2000"' in lineage
    )
    assert 'class="bar committee-new open own" aria-current="page" aria-label="New, since 13 September 2000"' in lineage
    assert "Old (1999–2000) → renamed as: New (since 2000)" in text_of(page)
    assert "Elsewhere" not in lineage


def test_a_committee_without_successions_has_no_picture(client):
    assert 'id="lineage"' not in client.get(CommitteeFactory().get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_coordinating_committee_derived_from_chairs_costs_the_same(client, rows, django_assert_num_queries):
    committee = CommitteeFactory(kind=Committee.Kind.COORDINATING_COMMITTEE)
    MeetingFactory(president_state=StateFactory(), starts_on=date(2018, 6, 7), ends_on=date(2018, 6, 8))
    for _ in range(rows):
        MembershipFactory(role="chair", starts_on=date(2018, 1, 1), is_open=True)
    with django_assert_num_queries(16):
        page = client.get(f"{committee.get_absolute_url()}?on=2018-06-07")
    assert len(page.context["serving"]["memberships"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_a_state_costs_the_same_however_much_hangs_on_it(client, rows, django_assert_num_queries):
    state = StateFactory()
    for _ in range(rows):
        MembershipFactory(state=state)
        MeetingFactory(president_state=state)
        AgendaItemFactory(chairs=[state], committee=CommitteeFactory())
        SpeakerFactory(item=AgendaItemFactory(), state=state, organisation="")
        ReportedFigureFactory().donors.add(state)
        DocumentVersionFactory(document=DocumentFactory(state=state))
    for meeting in Meeting.objects.filter(items__isnull=False):
        released(meeting)
    with django_assert_num_queries(9):
        page = client.get(state.get_absolute_url())
    assert len(page.context["items"]) == 2 * rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [("/committees/?kind=committee", 3), ("/committees.csv?kind=committee", 7), ("/states/?status=signatory", 2)],
)
def test_the_lists_cost_the_same_however_many_rows(client, path, rows, queries, django_assert_num_queries):
    for _ in range(rows):
        committee = CommitteeFactory()
        committee.objectives.add(ObjectiveFactory())
        SuccessionFactory(predecessor=committee, successor__kind=Committee.Kind.OTHER)
        SuccessionFactory(successor=committee, predecessor__kind=Committee.Kind.OTHER)
        StateFactory(status="signatory")
    with django_assert_num_queries(queries):
        answer = client.get(path)
        lines = b"".join(answer).splitlines() if answer.streaming else answer.context["page"].object_list
    assert len(lines) == rows + answer.streaming


def test_serving_is_asked_for_a_day_and_a_wrong_day_says_so(client, text_of):
    committee = CommitteeFactory()
    MembershipFactory(
        committee=committee, state=StateFactory(name={"en": "Chile"}), starts_on=date(2016, 1, 1), is_open=True
    )
    assert "On 2 January 2016: Chile · Member" in text_of(client.get(f"{committee.get_absolute_url()}?on=2016-01-02"))
    assert "On 31 December 2015: Nobody is recorded." in text_of(
        client.get(f"{committee.get_absolute_url()}?on=2015-12-31")
    )
    wrong = client.get(f"{committee.get_absolute_url()}?on=2016-02-30")
    assert wrong.status_code == 400
    assert "Enter a day as 2024-06-18." in text_of(wrong)


@pytest.mark.parametrize(
    ("term", "told"),
    [
        ({"starts_on": date(2018, 1, 1), "is_open": True}, "1 January 2018 – runs on"),
        ({"ends_on": date(2018, 11, 30), "ends_at": "17MSP"}, "start not recorded – 30 November 2018 to 17MSP"),
        ({"starts_on": date(2013, 1, 1), "starts_on_precision": "year"}, "2013 – end not recorded"),
    ],
)
def test_a_term_is_told_as_far_as_it_is_known(client, text_of, term, told):
    membership = MembershipFactory(**term)
    assert told in text_of(client.get(membership.committee.get_absolute_url()))
    assert told in text_of(client.get(membership.state.get_absolute_url()))


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ({"status": "state_party"}, "State Party"),
        ({"status": "signatory", "entry_into_force": None}, "Signatory"),
        ({"status": "not_party", "withdrawn_on": date(2026, 1, 10)}, "State not party"),
    ],
)
def test_a_state_says_what_it_is_today(client, text_of, time_machine, facts, status):
    time_machine.move_to("2026-11-24 12:00 +0000")
    assert f"Status today {status} " in text_of(client.get(StateFactory(**facts).get_absolute_url()))


@pytest.mark.parametrize("path", ["/states/zz/", "/states/BE/", "/states/b/", "/states/bel/", "/committees/none/"])
def test_an_unknown_address_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_items_of_a_state_are_named_under_their_meeting_without_breaks(client, text_of):
    state, meeting = StateFactory(), MeetingFactory(title={"en": "2024 Intersessional Meetings"})
    AgendaItemFactory(meeting=meeting, title={"en": "Opening"}, chairs=[state])
    AgendaItemFactory(meeting=meeting, title={"en": "Coffee"}, chairs=[state], kind="break")
    SpeakerFactory(item=AgendaItemFactory(meeting=meeting, title={"en": "Panel"}), state=state, organisation="")
    released(meeting)
    text = text_of(client.get(state.get_absolute_url()))
    assert "2024 Intersessional Meetings Opening · Panel" in text
    assert "Coffee" not in text
