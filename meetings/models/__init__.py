"""What happens when: meetings, programmes, documents, papers, decisions, sponsorship."""

from meetings.models.decisions import (
    Amendment,
    AmendmentQuerySet,
    Decision,
    DecisionQuerySet,
    Effect,
    EffectQuerySet,
)
from meetings.models.documents import Document, DocumentQuerySet, DocumentVersion
from meetings.models.meetings import Meeting, MeetingQuerySet
from meetings.models.papers import PresidentsPaper, PresidentsPaperQuerySet, Principle
from meetings.models.planning import (
    Deadline,
    DeadlineQuerySet,
    Departure,
    ExternalMeeting,
    ExternalMeetingQuerySet,
    ThematicOption,
)
from meetings.models.programme import AgendaItem, AgendaItemQuerySet, Speaker, programme_of
from meetings.models.revisions import (
    DraftLink,
    DraftLinkQuerySet,
    ProgrammeRevision,
    ProgrammeRevisionQuerySet,
    ReleasedItem,
    ReleasedItemQuerySet,
)
from meetings.models.segments import Segment
from meetings.models.sponsorship import (
    Allotment,
    AwardLine,
    Contribution,
    ContributionQuerySet,
    ExchangeRate,
    Nomination,
    NominationQuerySet,
    ReportedFigure,
    ReportedFigureQuerySet,
    SensitiveDetails,
    SponsorshipRound,
    SponsorshipRoundQuerySet,
)

__all__ = [
    "AgendaItem",
    "AgendaItemQuerySet",
    "Allotment",
    "Amendment",
    "AmendmentQuerySet",
    "AwardLine",
    "Contribution",
    "ContributionQuerySet",
    "Deadline",
    "DeadlineQuerySet",
    "Decision",
    "DecisionQuerySet",
    "Departure",
    "Document",
    "DocumentQuerySet",
    "DocumentVersion",
    "DraftLink",
    "DraftLinkQuerySet",
    "Effect",
    "EffectQuerySet",
    "ExchangeRate",
    "ExternalMeeting",
    "ExternalMeetingQuerySet",
    "Meeting",
    "MeetingQuerySet",
    "Nomination",
    "NominationQuerySet",
    "PresidentsPaper",
    "PresidentsPaperQuerySet",
    "Principle",
    "ProgrammeRevision",
    "ProgrammeRevisionQuerySet",
    "ReleasedItem",
    "ReleasedItemQuerySet",
    "ReportedFigure",
    "ReportedFigureQuerySet",
    "Segment",
    "SensitiveDetails",
    "Speaker",
    "SponsorshipRound",
    "SponsorshipRoundQuerySet",
    "ThematicOption",
    "programme_of",
]
