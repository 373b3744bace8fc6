"""Who is nominated for sponsorship, and what each of them is awarded. Personal data: for sponsorship officers alone."""

from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import State
from intersessional.lib.folding import Folded
from intersessional.lib.versioned import Versioned
from meetings import ledger
from meetings.models.sponsorship.money import amount_field, currency_field
from meetings.models.sponsorship.rounds import SponsorshipRound


class NominationQuerySet(models.QuerySet["Nomination"]):
    def in_order(self) -> Self:
        return self.order_by("round", "sort_key", "pk")

    def with_costs(self) -> Self:
        """With their States and what they cost."""
        return self.select_related("state").prefetch_related("lines")


class Nomination(Folded, Versioned):
    """One person nominated to be sponsored; everywhere but on officers' pages a reference number."""

    class Status(models.TextChoices):
        NOMINATED = ledger.Status.NOMINATED.value, _("Nominated")
        OFFERED = ledger.Status.OFFERED.value, _("Offered")
        ACCEPTED = ledger.Status.ACCEPTED.value, _("Accepted")
        ATTENDED = ledger.Status.ATTENDED.value, _("Attended")
        DECLINED = ledger.Status.DECLINED.value, _("Declined")
        NOT_SELECTED = ledger.Status.NOT_SELECTED.value, _("Not selected")
        WITHDRAWN = ledger.Status.WITHDRAWN.value, _("Withdrawn")
        DID_NOT_ATTEND = ledger.Status.DID_NOT_ATTEND.value, _("Did not attend")

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("other")

    class Origin(models.TextChoices):
        CAPITAL = "capital", _("capital")
        MISSION = "mission", _("mission")
        FIELD = "field", _("field")

    round = models.ForeignKey(SponsorshipRound, models.PROTECT, related_name="nominations", verbose_name=_("round"))
    reference = models.CharField(_("reference"), max_length=30, unique=True, editable=False)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="nominations", verbose_name=_("State")
    )
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    name = models.CharField(_("name"), max_length=200)
    function = models.CharField(_("function"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    gender = models.CharField(_("gender"), max_length=5, choices=Gender, blank=True)
    coming_from = models.CharField(_("coming from"), max_length=7, choices=Origin, blank=True)
    is_first_time = models.BooleanField(_("first time"), null=True, blank=True)
    expertise = models.TextField(_("expertise"), blank=True)
    needs = models.TextField(_("needs"), blank=True, help_text=_("What the sponsorship is to cover, and why."))
    proposed_by = models.CharField(_("proposed by"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=14, choices=Status, default=Status.NOMINATED, editable=False, db_index=True
    )
    offered_on = models.DateField(_("offered on"), null=True, editable=False)
    accepted_on = models.DateField(_("accepted on"), null=True, editable=False)

    objects = NominationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["folded", "sort_key"])

    class Meta:
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        ordering = ["reference"]
        # Names leave the house by a permission of their own.
        default_permissions = ("add", "change", "delete", "view", "export")
        constraints = [
            models.CheckConstraint(
                name="nomination_is_of_a_state_or_an_organisation",
                condition=Q(state__isnull=False) | Q(organisation__gt=""),
                violation_error_message=_("Say for which State or organisation."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def words(self) -> Iterable[str]:
        return [self.reference, self.name, self.organisation]

    def as_award(self) -> ledger.Award:
        """Needs the lines."""
        lines = tuple(line.as_value() for line in self.lines.all())
        return ledger.Award(self.reference, ledger.Status(self.status), lines)

    def as_delegate(self) -> ledger.Delegate:
        """Without a name. Needs the State."""
        return ledger.Delegate(
            status=ledger.Status(self.status),
            state=self.state.iso2.lower() if self.state else "",
            gender=self.gender,
            coming_from=self.coming_from,
            is_first_time=self.is_first_time,
            was_offered=self.offered_on is not None,
            had_accepted=self.accepted_on is not None,
        )


class AwardLine(Versioned):
    """One cost of a nomination: at most so much, so much booked, so much paid in the end."""

    class Category(models.TextChoices):
        TRAVEL = "travel", _("travel")
        ACCOMMODATION = "accommodation", _("accommodation")
        SUBSISTENCE = "subsistence", _("subsistence")
        VISA = "visa", _("visa")
        INSURANCE = "insurance", _("insurance")
        OTHER = "other", _("other")

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="lines", verbose_name=_("nomination"))
    category = models.CharField(_("category"), max_length=13, choices=Category)
    currency = currency_field()
    ceiling = amount_field(_("ceiling"), help_text=_("At most so much."))
    booked = amount_field(_("booked"), null=True, blank=True)
    settled = amount_field(_("settled"), null=True, blank=True, help_text=_("Paid in the end; 0 if nothing was."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("award line")
        verbose_name_plural = _("award lines")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="award_line_is_nowhere_below_zero",
                condition=Q(ceiling__gte=0)
                & (Q(booked=None) | Q(booked__gte=0))
                & (Q(settled=None) | Q(settled__gte=0)),
                violation_error_message=_("An amount isn't below zero."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_category_display())

    def as_value(self) -> ledger.Line:
        return ledger.Line(self.currency, self.ceiling, self.booked, self.settled)


class SensitiveDetails(Versioned):
    """What only travel and payment need, once an offer is accepted. Its history tells who edited it and when, and
    keeps none of it."""

    nomination = models.OneToOneField(
        Nomination, models.CASCADE, related_name="sensitive_details", verbose_name=_("nomination")
    )
    passport = models.CharField(_("passport"), max_length=200, blank=True, help_text=_("Number, country, expiry."))
    date_of_birth = models.DateField(_("date of birth"), null=True, blank=True)
    bank = models.TextField(_("bank account"), blank=True)
    health_or_diet = models.TextField(_("health or dietary needs"), blank=True)

    history = HistoricalRecords(excluded_fields=["passport", "date_of_birth", "bank", "health_or_diet"])

    class Meta:
        verbose_name = _("sensitive details")
        verbose_name_plural = _("sensitive details")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        if self.nomination_id and self.nomination.accepted_on is None:
            raise ValidationError({"nomination": _("Only once an offer is accepted.")})
