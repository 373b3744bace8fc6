"""A site that everybody reads, and beside it everything that isn't for everybody, marked in each of its texts."""

from datetime import date, timedelta
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from committees.models import Committee, State
from intersessional.lib.translated import TranslatedField
from meetings.models import Document, DraftLink, Meeting, Nomination, Segment
from tests import factories
from tests.factories import released

DRAFT, PERSON = "Xylophone", "Quagga"
"""What editors prepare; what sponsorship officers know of persons and money."""

LATIN = {"iso2", "iso3", "time_zone", "language", "currency", "checksum", "content_type", "public_id", "rule"}
"""Codes, which hold no words."""


def is_text(field):
    is_one = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.FileField)
    return is_one and not (field.choices or field.name in LATIN or not field.editable)


def marked(row, mark):
    """The row with the mark in each text of its own, stored."""
    is_of_state = getattr(row, "state_id", None) is not None
    for field in row._meta.concrete_fields:
        if field.name == "organisation" and is_of_state:
            continue
        if isinstance(field, TranslatedField):
            setattr(row, field.name, {"en": f"{mark} {field.name}", "fr": f"{mark} {field.name} fr"})
        elif isinstance(field, models.SlugField):
            setattr(row, field.name, f"{row.pk}-{mark}".lower()[: field.max_length])
        elif isinstance(field, models.URLField):
            setattr(row, field.name, getattr(row, field.name) and f"https://{mark}.example/".lower())
        elif isinstance(field, models.EmailField):
            setattr(row, field.name, f"{mark}-{row.pk}@example.org".lower())
        elif is_text(field):
            setattr(row, field.name, f"{mark} {row.pk} {field.name}"[: field.max_length])
    row.save()
    return row


def public_site():
    """A meeting of every sort of fact, released, and a year before today: its round is past and undecided."""
    state = factories.StateFactory(iso2="BE", iso3="BEL", name={"en": "Belgium"})
    factories.StateFactory(iso2="TG", iso3="TGO", name={"en": "Togo"})
    committee = factories.CommitteeFactory(slug="c-open", short_name="C-OPEN")
    factories.CommitteeFactory(slug="c-other", short_name="C-OTHER")
    meeting = factories.MeetingFactory(
        slug="open", short_name="OPEN", kind=Meeting.Kind.MSP, number=21, president_state=state
    )
    facts_of(meeting, state, committee)
    factories.MembershipFactory(committee=committee, state=state)
    # Of two donors: the sum of a single one is held back, and would be with any further donor.
    for donor in State.objects.filter(iso2__in=("BE", "TG")):
        factories.ContributionFactory(donor=donor, received_on=date(2024, 3, 1))
    round_ = factories.SponsorshipRoundFactory(meeting=meeting, code="of-open")
    factories.NominationFactory(round=round_, state=state)
    released(meeting)
    return meeting


def facts_of(meeting, state, committee):
    """What the secretariat may enter for a meeting; gives back all rows of it."""
    segment = factories.SegmentFactory(meeting=meeting, kind=Segment.Kind.THEMATIC, committee=committee)
    item = factories.AgendaItemFactory(
        meeting=meeting, segment=segment, committee=committee, chairs=[state], day=meeting.starts_on
    )
    version = factories.stored(document=factories.DocumentFactory(meeting=meeting, item=item, state=state))
    paper = factories.PresidentsPaperFactory(meeting=meeting, slug=f"p-{meeting.pk}")
    decision = factories.DecisionFactory(meeting=meeting, based_on_paper=paper, slug=f"d-{meeting.pk}")
    figure = factories.ReportedFigureFactory(meeting=meeting)
    figure.donors.add(state)
    return [
        *(segment, item, version.document, version, paper.document, paper, decision, figure),
        factories.SpeakerFactory(item=item, state=state, organisation=""),
        factories.PrincipleFactory(paper=paper),
        factories.EffectFactory(decision=decision, committee=committee),
        factories.ThematicOptionFactory(meeting=meeting, option="added_day"),
        factories.DeadlineFactory(meeting=meeting),
        factories.DepartureFactory(meeting=meeting),
        factories.AttendanceFactory(meeting=meeting, state=state),
    ]


def hidden_meeting():
    """A draft of a meeting with all that a meeting may have, its programme released to nobody."""
    state, committee = State.objects.get(iso2="TG"), Committee.objects.get(slug="c-other")
    meeting = factories.MeetingFactory(
        status=Meeting.Status.DRAFT, kind=Meeting.Kind.MSP, number=22, president_state=state, country=state
    )
    rows = facts_of(meeting, state, committee)
    later = factories.DecisionFactory(meeting=meeting, slug=f"later-{meeting.pk}")
    earlier = Meeting.objects.get(slug="open").decisions.get()
    rows += [later, factories.AmendmentFactory(later=later, earlier=earlier)]
    for row in (meeting, *rows):
        marked(row, DRAFT)
    released(meeting, note=DRAFT)
    return meeting


def draft_parts(meeting):
    """What nobody has released or published yet, in a meeting that everybody reads."""
    state, committee = State.objects.get(iso2="TG"), Committee.objects.get(slug="c-other")
    item = factories.AgendaItemFactory(meeting=meeting, committee=committee, chairs=[state], day=meeting.starts_on)
    rows = [item, factories.SpeakerFactory(item=item, state=state, organisation="")]
    # A published document may already hang on an item that isn't released.
    meeting.documents.filter(item=None).update(item=item)
    for status in (Document.Status.DRAFT, Document.Status.WITHDRAWN):
        document = factories.DocumentFactory(meeting=meeting, status=status, item=item, state=state)
        paper = factories.PresidentsPaperFactory(meeting=meeting, document=document)
        rows += [document, paper, factories.stored(document=document), factories.PrincipleFactory(paper=paper)]
    for row in rows:
        marked(row, DRAFT)
    # A note for staff alone, and a new title, on an item that is released.
    of_old = meeting.items.exclude(pk=item.pk).get()
    of_old.note, of_old.title, of_old.room = DRAFT, {"en": DRAFT}, DRAFT
    of_old.save()
    maker = User.objects.create_user("maker", first_name=DRAFT, email="maker@example.org")
    DraftLink.objects.create(meeting=meeting, for_whom=DRAFT, made_by=maker)
    past = timezone.now() - timedelta(days=1)
    DraftLink.objects.create(meeting=meeting, for_whom=DRAFT, made_by=maker, expires_at=past)
    return rows


def persons(meeting):
    """Money and nominations of all kinds in the meeting's round, and in one of a draft meeting."""
    state = State.objects.get(iso2="TG")
    rounds = [meeting.sponsorship_round, factories.SponsorshipRoundFactory(meeting=Meeting.objects.get(status="draft"))]
    rows = [*rounds]
    for round_ in rounds:
        for status in Nomination.Status.values:
            accepted = date(2024, 5, 1) if status in ("accepted", "attended", "did_not_attend") else None
            nomination = factories.NominationFactory(round=round_, state=state, status=status, accepted_on=accepted)
            rows += [nomination, factories.AwardLineFactory(nomination=nomination, booked=Decimal(900))]
        details = factories.SensitiveDetailsFactory(nomination=round_.nominations.get(status="accepted"))
        rows += [details, factories.ExchangeRateFactory(round=round_)]
        pledged = factories.ContributionFactory(donor=state, amount=Decimal(7654321))
        rows += [pledged, factories.AllotmentFactory(round=round_, contribution=pledged, amount=Decimal(7654321))]
    for row in rows:
        marked(row, PERSON)
    return rows
