"""The least valid row of each model."""

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from committees.models import Committee, Membership, Objective, State, Succession
from intersessional.audit.models import Kind, Line
from intersessional.lib.file_checks import checked
from meetings.actions import release
from meetings.models import (
    AgendaItem,
    Allotment,
    Amendment,
    Attendance,
    AwardLine,
    Contribution,
    Deadline,
    Decision,
    Departure,
    Document,
    DocumentVersion,
    Effect,
    ExchangeRate,
    ExternalMeeting,
    Meeting,
    Nomination,
    PresidentsPaper,
    Principle,
    ProgrammeRevision,
    ReportedFigure,
    Segment,
    SensitiveDetails,
    Speaker,
    SponsorshipRound,
    ThematicOption,
)

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def two_letters(number: int) -> str:
    """`AA`, `AB`, … `ZZ`: 676 codes before they repeat."""
    return chr(65 + number // 26 % 26) + chr(65 + number % 26)


class StateFactory(DjangoModelFactory[State]):
    class Meta:
        model = State

    iso2 = factory.Sequence(two_letters)
    iso3 = factory.LazyAttribute(lambda state: f"{state.iso2}X")
    name = factory.Sequence(lambda number: {"en": f"State {number}"})
    status = State.Status.STATE_PARTY
    entry_into_force = date(1999, 3, 1)


class ObjectiveFactory(DjangoModelFactory[Objective]):
    class Meta:
        model = Objective

    slug = factory.Sequence(lambda number: f"objective-{number}")
    name = factory.Sequence(lambda number: {"en": f"Objective {number}"})
    sentence = factory.Sequence(lambda number: {"en": f"to reach objective {number}"})


class CommitteeFactory(DjangoModelFactory[Committee]):
    class Meta:
        model = Committee

    slug = factory.Sequence(lambda number: f"c-{number}")
    short_name = factory.LazyAttribute(lambda committee: committee.slug.upper())
    name = factory.Sequence(lambda number: {"en": f"Committee {number}"})
    kind = Committee.Kind.COMMITTEE


class SuccessionFactory(DjangoModelFactory[Succession]):
    class Meta:
        model = Succession

    predecessor = factory.SubFactory(CommitteeFactory)
    successor = factory.SubFactory(CommitteeFactory)
    kind = Succession.Kind.RENAMED


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    committee = factory.SubFactory(CommitteeFactory)
    state = factory.SubFactory(StateFactory)
    role = Membership.Role.MEMBER


class MeetingFactory(DjangoModelFactory[Meeting]):
    class Meta:
        model = Meeting

    slug = factory.Sequence(lambda number: f"meeting-{number}")
    short_name = factory.LazyAttribute(lambda meeting: meeting.slug.upper())
    kind = Meeting.Kind.INTERSESSIONAL
    title = factory.Sequence(lambda number: {"en": f"Meeting {number}"})
    status = Meeting.Status.PUBLISHED
    starts_on = date(2024, 6, 18)
    ends_on = date(2024, 6, 20)


class SegmentFactory(DjangoModelFactory[Segment]):
    class Meta:
        model = Segment

    meeting = factory.SubFactory(MeetingFactory)
    kind = Segment.Kind.GENERAL
    slug = factory.Sequence(lambda number: f"segment-{number}")


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    class Meta:
        model = AgendaItem
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda number: {"en": f"Item {number}"})
    position = factory.Sequence(int)

    @factory.post_generation
    def chairs(self, create: bool, extracted: Any, **_kwargs: Any) -> None:
        if create and extracted:
            self.chairs.set(extracted)


class SpeakerFactory(DjangoModelFactory[Speaker]):
    class Meta:
        model = Speaker

    item = factory.SubFactory(AgendaItemFactory)
    organisation = "ICBL"


class DocumentFactory(DjangoModelFactory[Document]):
    class Meta:
        model = Document

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda number: {"en": f"Document {number}"})
    status = Document.Status.PUBLISHED


class DocumentVersionFactory(DjangoModelFactory[DocumentVersion]):
    class Meta:
        model = DocumentVersion

    document = factory.SubFactory(DocumentFactory)
    language = "en"
    url = "https://example.org/document.pdf"


def stored(content: bytes = PDF, name: str = "report.pdf", **fields: Any) -> DocumentVersion:
    """A version that holds this file; the test chooses where files go (`files`)."""
    upload = ContentFile(content, name)
    version = DocumentVersionFactory.build(**{"document": None, **fields, "url": "", "file": upload})
    version.document = fields.get("document") or DocumentFactory.create()
    version.describe(checked(upload))
    version.save()
    return version


class PresidentsPaperFactory(DjangoModelFactory[PresidentsPaper]):
    class Meta:
        model = PresidentsPaper

    slug = factory.Sequence(lambda number: f"paper-{number}")
    meeting = factory.SubFactory(MeetingFactory)
    document = factory.SubFactory(DocumentFactory, meeting=factory.SelfAttribute("..meeting"))
    title = factory.Sequence(lambda number: {"en": f"President's Paper {number}"})


class PrincipleFactory(DjangoModelFactory[Principle]):
    class Meta:
        model = Principle

    paper = factory.SubFactory(PresidentsPaperFactory)
    number = factory.Sequence(lambda number: number + 1)
    text = factory.Sequence(lambda number: {"en": f"Principle {number}"})


class DecisionFactory(DjangoModelFactory[Decision]):
    class Meta:
        model = Decision

    slug = factory.Sequence(lambda number: f"decision-{number}")
    meeting = factory.SubFactory(MeetingFactory, kind=Meeting.Kind.MSP)
    summary = factory.Sequence(lambda number: {"en": f"Decision {number}."})


class EffectFactory(DjangoModelFactory[Effect]):
    class Meta:
        model = Effect

    decision = factory.SubFactory(DecisionFactory)
    kind = Effect.Kind.ESTABLISHES
    committee = factory.SubFactory(CommitteeFactory)


class AmendmentFactory(DjangoModelFactory[Amendment]):
    class Meta:
        model = Amendment

    later = factory.SubFactory(DecisionFactory)
    earlier = factory.SubFactory(DecisionFactory)
    kind = Amendment.Kind.AMENDS


class ReportedFigureFactory(DjangoModelFactory[ReportedFigure]):
    class Meta:
        model = ReportedFigure

    year = 2018


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    meeting = factory.SubFactory(MeetingFactory)
    state = factory.SubFactory(StateFactory)
    delegates = 2


class SponsorshipRoundFactory(DjangoModelFactory[SponsorshipRound]):
    class Meta:
        model = SponsorshipRound

    meeting = factory.SubFactory(MeetingFactory)
    code = factory.Sequence(lambda number: f"round-{number}")


class ContributionFactory(DjangoModelFactory[Contribution]):
    class Meta:
        model = Contribution

    donor = factory.SubFactory(StateFactory)
    first_year = 2024
    last_year = 2024
    amount = Decimal(10000)
    currency = "CHF"


class AllotmentFactory(DjangoModelFactory[Allotment]):
    """Of a contribution that is received."""

    class Meta:
        model = Allotment

    round = factory.SubFactory(SponsorshipRoundFactory)
    amount = Decimal(10000)
    contribution = factory.SubFactory(
        ContributionFactory, amount=factory.SelfAttribute("..amount"), received_on=date(2024, 3, 1)
    )


class ExchangeRateFactory(DjangoModelFactory[ExchangeRate]):
    class Meta:
        model = ExchangeRate

    round = factory.SubFactory(SponsorshipRoundFactory)
    currency = "USD"
    rate = Decimal("0.9")
    day = date(2024, 5, 1)
    source = "United Nations"


class NominationFactory(DjangoModelFactory[Nomination]):
    class Meta:
        model = Nomination

    round = factory.SubFactory(SponsorshipRoundFactory)
    reference = factory.LazyAttribute(lambda nomination: nomination.round.next_reference())
    state = factory.SubFactory(StateFactory)
    name = factory.Sequence(lambda number: f"Person {number}")


class AwardLineFactory(DjangoModelFactory[AwardLine]):
    class Meta:
        model = AwardLine

    nomination = factory.SubFactory(NominationFactory)
    category = AwardLine.Category.TRAVEL
    currency = "CHF"
    ceiling = Decimal(1000)


class SensitiveDetailsFactory(DjangoModelFactory[SensitiveDetails]):
    class Meta:
        model = SensitiveDetails

    nomination = factory.SubFactory(NominationFactory, status="accepted", accepted_on=date(2024, 5, 1))


class ThematicOptionFactory(DjangoModelFactory[ThematicOption]):
    class Meta:
        model = ThematicOption

    meeting = factory.SubFactory(MeetingFactory)
    option = ThematicOption.Option.NONE


class DeadlineFactory(DjangoModelFactory[Deadline]):
    class Meta:
        model = Deadline

    meeting = factory.SubFactory(MeetingFactory)
    kind = Deadline.Kind.REGISTRATION
    days_before = 30


class ExternalMeetingFactory(DjangoModelFactory[ExternalMeeting]):
    class Meta:
        model = ExternalMeeting

    name = factory.Sequence(lambda number: {"en": f"Other meeting {number}"})
    convention = "CCM"
    starts_on = date(2024, 6, 20)
    ends_on = date(2024, 6, 21)


class DepartureFactory(DjangoModelFactory[Departure]):
    class Meta:
        model = Departure

    meeting = factory.SubFactory(MeetingFactory)
    rule = "two-days"
    reason = {"en": "The halls were free for longer."}


class LineFactory(DjangoModelFactory[Line]):
    class Meta:
        model = Line

    kind = Kind.CHANGED
    subject_type = "meetings.meeting"
    subject_key = factory.Sequence(str)


def released(meeting: Meeting, note: str = "") -> ProgrammeRevision:
    """The meeting's draft, released by nobody in particular."""
    return release(meeting=meeting, by=None, note={"en": note} if note else {})
