"""Agenda items and their speakers: the draft of a meeting's programme."""

import secrets
from collections.abc import Iterable, Sequence
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import Committee, Objective, State
from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from meetings.models.meetings import Meeting
from meetings.models.segments import Segment, committee_of_its_time
from meetings.programme import items as values
from meetings.programme.clashes import LACKING, Code
from meetings.programme.items import LETTERS, Item, Named, Programme


def new_public_id() -> str:
    """Six of 31 signs: forty of them fit an address, and a thousand million are enough."""
    return "".join(secrets.choice(LETTERS) for _place in range(6))


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def in_order(self) -> Self:
        """By day, those without a day last; within a day in the order of the programme, never by time."""
        return self.order_by(F("day").asc(nulls_last=True), "position", "pk")

    def new_public_ids(self, number: int) -> list[str]:
        """For as many new items: ids are drawn by lot, and a lot can be taken."""
        drawn: set[str] = set()
        while len(drawn) < number:
            lots = {new_public_id() for _lot in range(number - len(drawn))}
            drawn |= lots.difference(self.filter(public_id__in=lots).values_list("public_id", flat=True))
        return list(drawn)

    def with_parts(self) -> Self:
        """With all that a programme tells of them."""
        parts = ("chairs", "objectives", Prefetch("speakers", Speaker.objects.select_related("state")))
        return self.select_related("segment", "committee").prefetch_related(*parts)

    def as_programme(self, meeting: Meeting) -> Programme:
        """The draft of a meeting as the value that a release would freeze. Needs the meeting's country."""
        return self.as_programmes([meeting])[0]

    def as_programmes(self, meetings: Sequence[Meeting]) -> list[Programme]:
        """The drafts of these meetings, in their order, at the cost of one. Needs the meetings' countries."""
        items: dict[int, list[AgendaItem]] = {meeting.pk: [] for meeting in meetings}
        segments: dict[int, list[Segment]] = {meeting.pk: [] for meeting in meetings}
        for item in self.filter(meeting__in=items).in_order().with_parts():
            items[item.meeting_id].append(item)
        for segment in Segment.objects.filter(meeting__in=segments).select_related("committee"):
            segments[segment.meeting_id].append(segment)
        return [programme_of(meeting, segments[meeting.pk], items[meeting.pk]) for meeting in meetings]

    def told_by(self, code: Code) -> Self:
        """Items of which `clashes` would tell this, one of the gaps or that they are stranded."""
        going_on = self.exclude(status=AgendaItem.Status.CANCELLED)
        if code == Code.STRANDED:
            outside = Q(day__lt=F("meeting__starts_on")) | Q(day__gt=F("meeting__ends_on"))
            return going_on.filter(outside | Q(meeting__starts_on=None), day__isnull=False)
        name, exempt = LACKING[code]
        lacking = going_on.filter(Q(room="") if name == "room" else Q(**{name: None})).exclude(kind__in=exempt)
        return lacking.exclude(day=None) if code == Code.NO_TIME else lacking


def programme_of(meeting: Meeting, segments: Iterable[Segment], items: Iterable["AgendaItem"]) -> Programme:
    """Rows that are read already, with their parts, as a value. Needs the meeting's country."""
    return Programme(
        meeting=meeting.as_facts(),
        segments=tuple(segment.as_value() for segment in segments),
        items=tuple(item.as_value() for item in items),
    )


class AgendaItem(Folded, Recorded, Versioned):
    """One line of a programme, in the meeting's local time; each part of its time may be unknown."""

    class Kind(models.TextChoices):
        ITEM = "item", _("Item")
        PANEL = "panel", _("Panel")
        SIDE_EVENT = "side_event", _("Side event")
        BREAK = "break", _("Break")

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        CANCELLED = "cancelled", _("Cancelled")

    public_id = models.CharField(_("public id"), max_length=8, unique=True, default=new_public_id, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("meeting"))
    segment = models.ForeignKey(
        Segment, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("segment")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ITEM)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.SCHEDULED)
    number = models.CharField(_("number"), max_length=10, blank=True, help_text=_("As printed, such as 4a."))
    title = TranslatedField(_("title"))
    summary = TranslatedField(_("summary"), blank=True, is_long=True)
    day = models.DateField(_("day"), null=True, blank=True)
    starts = models.TimeField(_("starts"), null=True, blank=True, help_text=_("In the meeting's local time."))
    ends = models.TimeField(_("ends"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0, help_text=_("Its place in the programme."))
    room = models.CharField(_("room"), max_length=200, blank=True)
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="items", verbose_name=_("committee")
    )
    chairs = models.ManyToManyField(State, verbose_name=_("chairs"), blank=True, related_name="items_chaired")
    objectives = models.ManyToManyField(Objective, verbose_name=_("objectives"), blank=True, related_name="items")
    note = models.CharField(_("note"), max_length=300, blank=True, help_text=_("For staff: never shown to delegates."))

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED, m2m_fields=[chairs, objectives])

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="item_ends_after_it_starts",
                condition=Q(starts=None) | Q(ends=None) | Q(ends__gt=F("starts")),
                violation_error_message=_("The item ends before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else str(self.title)

    def words(self) -> Iterable[str]:
        return [self.title.get("en", ""), self.title.all_texts(), self.summary.all_texts(), self.number, self.room]

    def clean(self) -> None:
        """The day is one of the meeting's, the segment too, and the committee existed then."""
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": _("The item ends before it starts.")})
        if not self.meeting_id:
            return
        if self.segment and self.segment.meeting_id != self.meeting_id:
            raise ValidationError({"segment": _("This segment belongs to another meeting.")})
        self.clean_day()
        committee_of_its_time(self.meeting, self.committee, self.day)

    def clean_day(self) -> None:
        first, last = self.meeting.starts_on, self.meeting.ends_on
        if self.day and not (first and last):
            raise ValidationError({"day": _("The meeting has no dates yet: enter them first.")})
        if self.day and first and last and not first <= self.day <= last:
            dates = {"dates": self.meeting.dates_told}
            raise ValidationError({"day": _("The meeting is held on %(dates)s.") % dates})

    def as_value(self) -> Item:
        """The item as a revision freezes it. Needs segment, committee, chairs, objectives, speakers."""
        return Item(
            id=self.public_id,
            title=self.title,
            kind=self.kind,
            status=self.status,
            number=self.number,
            summary=self.summary,
            day=self.day,
            starts=self.starts,
            ends=self.ends,
            room=self.room,
            segment=self.segment.slug if self.segment else "",
            committee=Named(self.committee.slug, self.committee.name) if self.committee else None,
            chairs=tuple(Named(state.iso2.lower(), state.name) for state in self.chairs.all()),
            speakers=tuple(speaker.as_value() for speaker in self.speakers.all()),
            objectives=tuple(objective.slug for objective in self.objectives.all()),
        )


class Speaker(Versioned):
    """Who takes the floor under an item: a State or an organisation, a person, in what function."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="speakers", verbose_name=_("agenda item"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="speakers", verbose_name=_("State")
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    person = models.CharField(_("person"), max_length=200, blank=True)
    function = models.CharField(_("function"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="speaker_is_somebody",
                condition=Q(state__isnull=False) | ~Q(organisation="") | ~Q(person=""),
                violation_error_message=_("Give a State, an organisation or a person."),
            ),
            models.CheckConstraint(
                name="speaker_is_of_a_state_or_an_organisation",
                condition=Q(state=None) | Q(organisation=""),
                violation_error_message=_("A speaker is of a State or of an organisation, not of both."),
            ),
        ]

    def clean(self) -> None:
        """What the constraints say, at a field."""
        if not (self.state_id or self.organisation or self.person):
            raise ValidationError({"state": _("Give a State, an organisation or a person.")})
        if self.state_id and self.organisation:
            raise ValidationError({"organisation": _("A speaker is of a State or of an organisation, not of both.")})

    def __str__(self) -> str:
        return self.person or self.organisation or self.function or str(_("speaker"))

    def as_value(self) -> values.Speaker:
        """Needs the State."""
        state = Named(self.state.iso2.lower(), self.state.name) if self.state else None
        return values.Speaker(state, self.organisation, self.person, self.function)

    @property
    def who(self) -> str:
        """`Belgium`, `ICBL`; needs the State."""
        return str(self.state) if self.state else self.organisation
