"""Decisions of the formal meetings, and what each of them brought about."""

from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import Committee
from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from meetings.models.meetings import Meeting
from meetings.models.papers import PresidentsPaper


class DecisionQuerySet(models.QuerySet["Decision"]):
    def public(self) -> Self:
        """Decisions of meetings that are no draft."""
        return self.exclude(meeting__status=Meeting.Status.DRAFT)

    def newest_first(self) -> Self:
        """By the day of the decision, then as the record numbers them."""
        return self.order_by(F("decided_on").desc(nulls_last=True), "slug")


class Decision(Folded, Recorded, Versioned):
    """What a formal meeting decided, with its reference."""

    slug = models.SlugField(_("address"), unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name=_("meeting"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    reference = models.CharField(
        _("reference"),
        max_length=200,
        blank=True,
        help_text=_("Symbol and paragraph, such as APLC/MSP.2/2000/1, annex II."),
    )
    summary = TranslatedField(_("summary"), is_long=True)
    based_on_paper = models.ForeignKey(
        PresidentsPaper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("rests on"),
        help_text=_("The President's Paper on which it was taken."),
    )

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_on", "slug"]

    def __str__(self) -> str:
        return f"{self.slug}: {self.summary}"

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.slug])

    def words(self) -> Iterable[str]:
        return [self.summary.get("en", ""), self.summary.all_texts(), self.reference]

    def clean(self) -> None:
        """Decisions are taken by formal meetings, on one of their days."""
        if not self.meeting_id:
            return
        if not self.meeting.is_formal:
            raise ValidationError({"meeting": _("Only a formal meeting takes decisions.")})
        first, last = self.meeting.starts_on, self.meeting.ends_on
        if self.decided_on and first and last and not first <= self.decided_on <= last:
            dates = {"dates": self.meeting.dates_told}
            raise ValidationError({"decided_on": _("The meeting was held on %(dates)s.") % dates})


class Effect(Recorded, Versioned):
    """What a decision did to a committee, or to a matter that is no committee."""

    class Kind(models.TextChoices):
        ESTABLISHES = "establishes", _("establishes")
        DISCONTINUES = "discontinues", _("discontinues")
        ADJUSTS = "adjusts", _("adjusts")

    class Matter(models.TextChoices):
        PROGRAMME = "programme", _("the Intersessional Work Programme")
        INTERSESSIONAL_MEETINGS = "intersessional_meetings", _("the Intersessional Meetings")
        SPONSORSHIP = "sponsorship", _("the Sponsorship Programme")

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="effects", verbose_name=_("decision"))
    kind = models.CharField(_("effect"), max_length=12, choices=Kind)
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="effects", verbose_name=_("committee")
    )
    matter = models.CharField(_("matter"), max_length=23, choices=Matter, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="effect_on_a_committee_or_a_matter",
                condition=Q(committee=None, matter__gt="") | Q(committee__isnull=False, matter=""),
                violation_error_message=_("Choose a committee or a matter, one of them."),
            ),
            models.UniqueConstraint(
                name="effect_on_a_committee_once",
                fields=["decision", "kind", "committee"],
                violation_error_message=_("This effect is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def on_what(self) -> str:
        """The committee's name or the matter; needs the committee."""
        return str(self.committee) if self.committee else str(self.get_matter_display())
