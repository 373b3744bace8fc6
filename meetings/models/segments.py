"""The parts of a meeting, and whose they are."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import Committee, Objective
from intersessional.lib.recorded import UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.translated import Translated, TranslatedField
from intersessional.lib.versioned import Versioned
from meetings.models.meetings import Meeting
from meetings.programme import items as values


def committee_of_its_time(meeting: Meeting, committee: Committee | None, day: date | None = None) -> None:
    """Refuse a committee that didn't exist on the day, or, without a day, on any day of the meeting."""
    period = (day, day) if day else meeting.period
    if committee and period and not committee.existed_between(*period):
        raise ValidationError({"committee": _("This committee didn't exist at the time of the meeting.")})


class Segment(Versioned, Recorded):
    """A part of a meeting: general, thematic, preparatory, or the sitting of one Standing Committee."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("General segment")
        THEMATIC = "thematic", _("Thematic segment")
        PREPARATORY = "preparatory", _("Preparatory segment")
        SITTING = "sitting", _("Sitting of a committee")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="segments", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    slug = models.SlugField(_("address"), help_text=_("Names the segment in addresses and spreadsheets."))
    title = TranslatedField(_("title"), blank=True, help_text=_("Empty: the name of the kind or of the committee."))
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="sittings", verbose_name=_("committee")
    )
    objectives = models.ManyToManyField(Objective, verbose_name=_("objectives"), blank=True, related_name="segments")
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED, m2m_fields=[objectives])

    class Meta:
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="segment_slug_once_in_a_meeting",
                fields=["meeting", "slug"],
                violation_error_message=_("The meeting has a segment of this address already."),
            ),
            models.CheckConstraint(
                name="segment_sitting_has_its_committee",
                condition=~Q(kind="sitting") | Q(committee__isnull=False),
                violation_error_message=_("A sitting is of one committee: choose it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or str(self.get_kind_display())

    def clean(self) -> None:
        """A sitting is of a committee of its time."""
        if self.meeting_id:
            committee_of_its_time(self.meeting, self.committee)

    def as_value(self) -> values.Segment:
        """Needs the committee. Without a title of its own it goes by its committee's name, else by its kind."""
        title = self.title or (self.committee.name if self.committee else {})
        return values.Segment(self.slug, self.kind, Translated.of(title), self.committee.slug if self.committee else "")

    @property
    def heading(self) -> Translated | str:
        """What stands above its items: its title, else its committee's name, else its kind. Needs the committee."""
        return self.title or (self.committee.name if self.committee else str(self.get_kind_display()))

    @property
    def short_heading(self) -> Translated | str:
        """The same for a narrow column: of a sitting the committee's short name."""
        return self.committee.short_name if self.committee and not self.title else self.heading
