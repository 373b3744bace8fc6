"""Rounds of the Sponsorship Programme, what donors gave, and how it was split over the rounds."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import State
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from meetings import ledger
from meetings.models.meetings import Meeting
from meetings.models.sponsorship.money import CENT, amount_field, currency_field

if TYPE_CHECKING:
    from meetings.models.sponsorship.nominations import Nomination

YEARS = [MinValueValidator(1997), MaxValueValidator(2100)]


class SponsorshipRoundQuerySet(models.QuerySet["SponsorshipRound"]):
    def public(self) -> Self:
        """Rounds of meetings that are no drafts."""
        return self.exclude(meeting__status=Meeting.Status.DRAFT)

    def locked(self, key: int) -> "SponsorshipRound":
        """The round's row, held until the transaction ends: its money is spent by one deed at a time."""
        return self.select_for_update(of=("self",), no_key=True).select_related("meeting").get(pk=key)


class SponsorshipRound(Versioned):
    """The sponsorship of delegates to one meeting."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="sponsorship_round", verbose_name=_("meeting"))
    code = models.SlugField(
        _("code"),
        max_length=20,
        unique=True,
        help_text=_("Begins each reference number: 2025 gives 2025-001. It stays once somebody is nominated."),
    )
    opens_on = models.DateField(_("opens on"), null=True, blank=True)
    closes_on = models.DateField(_("closes on"), null=True, blank=True)
    currency = currency_field(default="CHF", help_text=_("In which its balance is kept, such as CHF."))
    places = models.PositiveSmallIntegerField(
        _("places"), null=True, blank=True, help_text=_("At most so many offers that stand; empty: no limit.")
    )
    budget = amount_field(
        _("budget"),
        null=True,
        blank=True,
        help_text=_("At most so much for awards, even where more is received; empty: no limit."),
    )
    criteria = TranslatedField(_("criteria"), blank=True, is_long=True)

    objects = SponsorshipRoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sponsorship round")
        verbose_name_plural = _("sponsorship rounds")
        ordering = ["-meeting__starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="round_closes_on_or_after_it_opens",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The round closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """What reference numbers and rates are made of stays while there are any."""
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if before and before.code != self.code and self.nominations.exists():
            raise ValidationError({"code": _("Nominations bear it in their reference numbers already.")})
        if before and before.currency != self.currency and self.rates.exists():
            raise ValidationError({"currency": _("Rates to the old currency are entered: delete them first.")})

    def oddities(self) -> list[str]:
        if self.meeting.is_without_sponsorship:
            return [gettext("The meeting says that nobody is sponsored to attend it.")]
        return []

    def next_reference(self) -> str:
        """Of a nomination that is being added, for who holds the round's row. Numbers of deleted ones stay unused."""
        given = self.nominations.model.history.filter(round_id=self.pk).values_list("reference", flat=True).distinct()
        numbers = [int(reference.rpartition("-")[2]) for reference in given]
        return f"{self.code}-{max(numbers, default=0) + 1:03}"

    def as_ledger(self, nominations: "Iterable[Nomination] | None" = None) -> ledger.Ledger:
        """Its money, in four queries, or two where its nominations are read with their costs already."""
        allotments = self.allotments.select_related("contribution")
        rows = self.nominations.with_costs() if nominations is None else nominations
        return ledger.Ledger(
            currency=self.currency,
            budget=self.budget,
            places=self.places,
            allotted=tuple(allotment.as_value() for allotment in allotments),
            awards=tuple(nomination.as_award() for nomination in rows),
            rates=tuple(rate.as_value() for rate in self.rates.all()),
        )


class ExchangeRate(Versioned):
    """What one unit of another currency is in the round's, on a day, by a source. Only what staff enter."""

    round = models.ForeignKey(SponsorshipRound, models.CASCADE, related_name="rates", verbose_name=_("round"))
    currency = currency_field()
    rate = models.DecimalField(
        _("rate"),
        max_digits=14,
        decimal_places=6,
        validators=[MinValueValidator(Decimal("0.000001"))],
        help_text=_("How much of the round's currency one unit of this one is."),
    )
    day = models.DateField(_("day"))
    source = models.CharField(_("source"), max_length=200, help_text=_("Such as the United Nations' rate of exchange."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "currency"],
                name="rate_of_a_currency_once_in_a_round",
                violation_error_message=_("This round has a rate of this currency already."),
            ),
            models.CheckConstraint(
                name="rate_is_above_zero",
                condition=Q(rate__gt=0),
                violation_error_message=_("A rate is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate}"

    def clean(self) -> None:
        if self.round_id and self.currency == self.round.currency:
            raise ValidationError({"currency": _("This is the round's own currency.")})

    def as_value(self) -> ledger.Rate:
        return ledger.Rate(self.currency, self.rate, self.day, self.source)


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def with_allotted(self) -> Self:
        """With `allotted`, the sum of what is split over rounds."""
        return self.annotate(allotted=Coalesce(Sum("allotments__amount"), Decimal(0), output_field=amount_field("")))

    def newest_first(self) -> Self:
        return self.order_by("-last_year", "-first_year", "donor__sort_key", "pk")


class Contribution(Versioned):
    """What a donor gave or promised, for one year or several."""

    donor = models.ForeignKey(State, models.PROTECT, related_name="contributions", verbose_name=_("donor"))
    first_year = models.PositiveSmallIntegerField(_("first year"), validators=YEARS, help_text=_("That it is for."))
    last_year = models.PositiveSmallIntegerField(_("last year"), validators=YEARS)
    amount = amount_field(_("amount"), least=CENT)
    currency = currency_field()
    pledged_on = models.DateField(_("pledged on"), null=True, blank=True)
    received_on = models.DateField(
        _("received on"), null=True, blank=True, help_text=_("Empty: not yet. Each instalment is its own contribution.")
    )
    earmark = models.TextField(_("earmark"), blank=True, help_text=_("What the donor wishes it to be used for."))

    objects = ContributionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-last_year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="contribution_ends_in_or_after_its_first_year",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message=_("The last year is before the first."),
            ),
            models.CheckConstraint(
                name="contribution_is_above_zero",
                condition=Q(amount__gt=0),
                violation_error_message=_("A contribution is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {told(self.amount)} ({self.years})"

    @property
    def years(self) -> str:
        """`2024–2026`, `2024`."""
        return str(self.first_year) if self.first_year == self.last_year else f"{self.first_year}–{self.last_year}"

    def clean(self) -> None:
        """What is split over rounds stays in its currency."""
        if not self.pk:
            return
        before = type(self)._base_manager.filter(pk=self.pk).first()
        if before and before.currency != self.currency and self.allotments.exists():
            raise ValidationError({"currency": _("It is split over rounds in the old currency already.")})

    def judge_allotted(self, total: Decimal) -> None:
        """ValidationError where more than all of it would be split over rounds; for who holds its row."""
        if self.amount is not None and total > self.amount:
            sentence = _("The rounds would get %(total)s, more than the contribution of %(amount)s.")
            raise ValidationError(sentence, params={"total": told(total), "amount": told(self.amount)})


def told(amount: Decimal) -> str:
    """`12,500.00`."""
    return number_format(amount, 2, use_l10n=True, force_grouping=True)


class Allotment(Versioned):
    """What one round gets of a contribution, in the contribution's currency: only what staff decide."""

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="allotments", verbose_name=_("contribution")
    )
    round = models.ForeignKey(SponsorshipRound, models.PROTECT, related_name="allotments", verbose_name=_("round"))
    amount = amount_field(_("amount"), least=CENT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("allotment")
        verbose_name_plural = _("allotments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "round"],
                name="allotment_once_of_a_contribution_to_a_round",
                violation_error_message=_("This round has its share of this contribution already."),
            ),
            models.CheckConstraint(
                name="allotment_is_above_zero",
                condition=Q(amount__gt=0),
                violation_error_message=_("An allotment is more than zero."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.amount)

    def as_value(self) -> ledger.Allotted:
        """Needs the contribution."""
        return ledger.Allotted(self.amount, self.contribution.currency, self.contribution.received_on is not None)
