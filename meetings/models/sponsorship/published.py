"""What the public pages tell of sponsorship. No column that tells of a person is read, but by number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from committees.models import State, by_name
from meetings import ledger
from meetings.ledger.bars import Picture, picture
from meetings.ledger.gifts import Gift, Gifts, gifts
from meetings.ledger.public import RepresentationTold, Spent, SponsoredAt
from meetings.ledger.representation import Delegation, Party, Representation
from meetings.ledger.statements import Disagreement, Statement, disagreements
from meetings.models.meetings import Meeting
from meetings.models.sponsorship.attendance import Attendance
from meetings.models.sponsorship.figures import ReportedFigure
from meetings.models.sponsorship.nominations import AwardLine, Nomination
from meetings.models.sponsorship.rounds import Contribution, SponsorshipRound

COUNTS = ("offers", "delegates_sponsored", "states_sponsored")
UNDECIDED = {ledger.Status.NOMINATED, ledger.Status.OFFERED, ledger.Status.ACCEPTED}


@dataclass(frozen=True)
class RoundTold:
    """A round whose meeting is over; without `sponsored` while it isn't entered of everybody whether they attended."""

    meeting: Meeting
    sponsored: SponsoredAt | None


class Rounds:
    """The rounds of meetings that are over and were held, latest first."""

    def __init__(self, today: date) -> None:
        """Three queries."""
        held = SponsorshipRound.objects.filter(meeting__status=Meeting.Status.PUBLISHED, meeting__ends_on__lt=today)
        self.rounds = list(held.select_related("meeting").order_by("-meeting__starts_on", "pk"))
        self.delegates = self.delegates_by_round()
        self.spent, self.unsettled = self.spent_by_round()

    def delegates_by_round(self) -> Mapping[int, list[ledger.Delegate]]:
        found: dict[int, list[ledger.Delegate]] = defaultdict(list)
        columns = ("round_id", "status", "state__iso2", "gender", "is_first_time")
        of_rounds = Nomination.objects.filter(round__in=self.rounds).order_by()
        for key, status, state, gender, is_first_time in of_rounds.values_list(*columns):
            delegate = ledger.Delegate(
                status=ledger.Status(status), state=state or "", gender=gender, is_first_time=is_first_time
            )
            found[key].append(delegate)
        return found

    def spent_by_round(self) -> tuple[Mapping[int, list[Spent]], set[int]]:
        """What is paid, and the rounds of which something is still to be."""
        spent: dict[int, list[Spent]] = defaultdict(list)
        unsettled = set()
        keys = ("nomination__round_id", "nomination_id", "nomination__status", "currency")
        lines = AwardLine.objects.filter(nomination__round__in=self.rounds).order_by()
        for key, nomination, status, currency, *amounts in lines.values_list(*keys, "ceiling", "booked", "settled"):
            line = ledger.Line(currency, *amounts)
            spent[key].append(Spent(nomination, currency, line.spent))
            if line.committed(ledger.Status(status)):
                unsettled.add(key)
        return spent, unsettled

    def told(self) -> list[RoundTold]:
        """Those that nobody was nominated for tell nothing."""
        return [RoundTold(one.meeting, self.sponsored(one)) for one in self.rounds if self.delegates[one.pk]]

    def is_decided(self, one: SponsorshipRound) -> bool:
        """Whether it is entered of everybody who might have come."""
        delegates = self.delegates[one.pk]
        return bool(delegates) and not any(delegate.status in UNDECIDED for delegate in delegates)

    def sponsored(self, one: SponsorshipRound) -> SponsoredAt | None:
        if not self.is_decided(one):
            return None
        spent = None if one.pk in self.unsettled else self.spent[one.pk]
        return SponsoredAt.of(ledger.Tally.of(self.delegates[one.pk]).attended, spent)

    def attended(self) -> dict[int, dict[str, int]]:
        """How many sponsored delegates attended of each State, by the key of the meeting."""
        found: dict[int, dict[str, int]] = {}
        for one in self.rounds:
            if self.is_decided(one):
                states: dict[str, int] = defaultdict(int)
                for delegate in ledger.Tally.of(self.delegates[one.pk]).attended.delegates:
                    states[delegate.state] += 1
                found[one.meeting_id] = states
        return found


@dataclass(frozen=True)
class Represented:
    """A meeting of which the attendance is recorded."""

    meeting: Meeting
    found: Representation
    told: RepresentationTold

    @property
    def groups(self) -> Picture[Any]:
        return picture(self.told.parts["regional_group"])


def represented(rounds: Rounds) -> list[Represented]:
    """Latest first. Two queries for the meetings and their delegations, one for all States."""
    delegations: dict[int, list[Delegation]] = defaultdict(list)
    columns = ("meeting_id", "state__iso2", "delegates", "women")
    for key, state, delegates, women in Attendance.objects.order_by().values_list(*columns):
        delegations[key].append(Delegation(state or "", delegates, women))
    meetings = Meeting.objects.public().filter(pk__in=delegations, starts_on__isnull=False).newest_first()
    states, attended = list(State.objects.all()), rounds.attended()
    return [
        representation_of(meeting, states, delegations[meeting.pk], attended.get(meeting.pk)) for meeting in meetings
    ]


def representation_of(
    meeting: Meeting, states: Iterable[State], delegations: Iterable[Delegation], attended: Mapping[str, int] | None
) -> Represented:
    """`attended` is None where nothing is recorded of sponsorship; a meeting without it is known to have sponsored
    nobody. Needs a meeting with dates."""
    day = meeting.starts_on
    groups = State.RegionalGroup.values
    parties = [as_party(state) for state in states if day and state.is_party_on(day)]
    parties.sort(key=lambda party: groups.index(party.regional_group) if party.regional_group else len(groups))
    is_recorded = attended is not None or meeting.is_without_sponsorship
    found = Representation.of(parties, delegations, attended or {})
    return Represented(meeting, found, RepresentationTold.of(found, is_sponsorship_recorded=is_recorded))


def as_party(state: State) -> Party:
    return Party(state.iso2, state.regional_group, state.is_least_developed, state.is_mine_affected)


@dataclass(frozen=True)
class Came:
    """To one meeting; `parties` is None where its day isn't known, and with it who was a State Party."""

    delegates: int
    states: int
    parties: int | None
    organisations: int


def came_to(meeting: Meeting) -> Came | None:
    """None where no attendance is recorded."""
    rows = Attendance.objects.filter(meeting=meeting)
    found = rows.aggregate(delegates=Sum("delegates"), all=Count("pk"), states=Count("state"))
    if not found["all"]:
        return None
    day = meeting.starts_on
    parties = State.objects.parties_on(day).filter(attendance__in=rows).count() if day else None
    return Came(found["delegates"], found["states"], parties, found["all"] - found["states"])


def gifts_told() -> list[Gifts]:
    """Contributions that were received, donors by their names."""
    received = Contribution.objects.filter(received_on__isnull=False).select_related("donor")
    return gifts(
        Gift(one.first_year, one.last_year, str(one.donor), one.currency, one.amount)
        for one in received.order_by(by_name("donor__"), "pk")
    )


def disagreements_among(figures: Iterable[ReportedFigure]) -> list[Disagreement]:
    """Needs the meetings."""
    return disagreements(
        Statement(
            figure.year,
            figure.meeting.short_name if figure.meeting else "",
            {what: getattr(figure, what) for what in COUNTS},
        )
        for figure in figures
    )
