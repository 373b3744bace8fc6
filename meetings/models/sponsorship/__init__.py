"""The Sponsorship Programme: what statements reported, rounds with their money, nominations with their awards, who
came to a meeting."""

from meetings.models.sponsorship.attendance import Attendance, AttendanceQuerySet
from meetings.models.sponsorship.figures import ReportedFigure, ReportedFigureQuerySet
from meetings.models.sponsorship.nominations import AwardLine, Nomination, NominationQuerySet, SensitiveDetails
from meetings.models.sponsorship.rounds import (
    Allotment,
    Contribution,
    ContributionQuerySet,
    ExchangeRate,
    SponsorshipRound,
    SponsorshipRoundQuerySet,
)

__all__ = [
    "Allotment",
    "Attendance",
    "AttendanceQuerySet",
    "AwardLine",
    "Contribution",
    "ContributionQuerySet",
    "ExchangeRate",
    "Nomination",
    "NominationQuerySet",
    "ReportedFigure",
    "ReportedFigureQuerySet",
    "SensitiveDetails",
    "SponsorshipRound",
    "SponsorshipRoundQuerySet",
]
