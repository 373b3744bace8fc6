"""The Sponsorship Programme, as statements have reported it."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import State
from intersessional.lib.recorded import UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from meetings.models.meetings import Meeting


class ReportedFigureQuerySet(models.QuerySet["ReportedFigure"]):
    def in_order(self) -> "ReportedFigureQuerySet":
        """By year, latest first, then by meeting, as they were told."""
        return self.order_by("-year", F("meeting__starts_on").asc(nulls_first=True), "pk")

    def public(self) -> "ReportedFigureQuerySet":
        """Of no meeting, or of one that is no draft."""
        return self.filter(Q(meeting=None) | ~Q(meeting__status=Meeting.Status.DRAFT))


class ReportedFigure(Recorded, Versioned):
    """What one statement told of one year: shown as reported, never added up with others."""

    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1997), MaxValueValidator(2100)])
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="reported_figures", verbose_name=_("meeting")
    )
    meaning = TranslatedField(
        _("what it tells"), blank=True, help_text=_("What the figures are of, and when they were told.")
    )
    donors = models.ManyToManyField(State, blank=True, related_name="figures_as_donor", verbose_name=_("donors"))
    offers = models.PositiveIntegerField(_("offers"), null=True, blank=True)
    delegates_sponsored = models.PositiveIntegerField(_("delegates sponsored"), null=True, blank=True)
    states_sponsored = models.PositiveIntegerField(_("States sponsored"), null=True, blank=True)
    sponsored_states = models.ManyToManyField(
        State, blank=True, related_name="figures_as_sponsored", verbose_name=_("which States")
    )
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    administered_by = models.CharField(_("administered by"), max_length=200, blank=True)
    coordinator = models.ForeignKey(
        State,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures_as_coordinator",
        verbose_name=_("coordinator"),
    )

    objects = ReportedFigureQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED, m2m_fields=[donors, sponsored_states])

    class Meta:
        verbose_name = _("reported figure")
        verbose_name_plural = _("reported figures")
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="figure_amount_has_its_currency",
                condition=Q(amount=None, currency="") | Q(amount__isnull=False, currency__gt=""),
                violation_error_message=_("An amount needs its currency, and a currency its amount."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.meaning}" if self.meaning else str(self.year)
