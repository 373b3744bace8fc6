"""Which State served in which committee, when and as what."""

from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models.bodies import Committee
from committees.models.states import State, by_name
from intersessional.lib.partial_dates import Precision, told
from intersessional.lib.recorded import UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.versioned import Versioned


class MembershipQuerySet(models.QuerySet["Membership"]):
    def serving_on(self, day: date) -> Self:
        """Terms are half-open: a State whose term ends on `day` has already left; an unknown end isn't serving."""
        return self.filter(starts_on__lte=day).filter(Q(is_open=True) | Q(ends_on__gt=day))

    def last_recorded(self) -> "Membership | None":
        """One of the terms that end last: what has been decided since isn't in the record."""
        return self.exclude(ends_on=None).order_by("ends_on").last()

    def in_order(self) -> Self:
        """Latest terms first, unknown starts last; within a term by role, then by the State's name."""
        return self.order_by(
            F("starts_on").desc(nulls_last=True), F("ends_on").desc(nulls_first=True), "role", by_name("state__"), "pk"
        )


class Membership(Recorded, Versioned):
    """A State's dated term in a committee. Terms are half-open: the day of the end is no longer served."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        CO_CHAIR = "co_chair", _("Co-Chair")
        CO_RAPPORTEUR = "co_rapporteur", _("Co-Rapporteur")
        COORDINATOR = "coordinator", _("Coordinator")
        GENDER_FOCAL_POINT = "gender_focal_point", _("Gender focal point")
        MEMBER = "member", _("Member")

    LONGEST_MEETING = timedelta(days=7)
    """A committee may be ended early in a meeting whose closing day ends the terms (September 2000)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="memberships", verbose_name=_("committee"))
    state = models.ForeignKey(State, models.PROTECT, related_name="memberships", verbose_name=_("State"))
    role = models.CharField(_("role"), max_length=18, choices=Role)
    starts_on = models.DateField(_("term starts on"), null=True, blank=True)
    starts_on_precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    starts_at = models.CharField(
        _("starts at"), max_length=30, blank=True, help_text=_("The meeting's short name, such as 16MSP.")
    )
    ends_on = models.DateField(_("term ends on"), null=True, blank=True)
    ends_on_precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    ends_at = models.CharField(
        _("ends at"), max_length=30, blank=True, help_text=_("The meeting's short name, such as 17MSP.")
    )
    is_open = models.BooleanField(
        _("runs on"), default=False, help_text=_("The term has no end yet. Without this an empty end is unknown.")
    )

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gt=F("starts_on")),
                violation_error_message=_("A term ends after the day on which it starts."),
            ),
            models.CheckConstraint(
                name="membership_runs_on_or_ends",
                condition=Q(is_open=False) | Q(ends_on=None),
                violation_error_message=_("A term that runs on has no end."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.starts_at or self.starts_on or '?'}"

    @property
    def starts_told(self) -> str:
        return told(self.starts_on, self.starts_on_precision)

    @property
    def ends_told(self) -> str:
        return told(self.ends_on, self.ends_on_precision)

    def clean(self) -> None:
        """The committee must have existed, and a State holds a role once at a time."""
        if not (self.committee_id and self.state_id):
            return
        founded, ended = self.committee.established_on, self.committee.ended_on
        if self.starts_on and founded and self.starts_on < founded:
            raise ValidationError({"starts_on": _("The committee didn't exist yet on that day.")})
        if self.starts_on and ended and self.starts_on >= ended:
            raise ValidationError({"starts_on": _("The committee had ended by that day.")})
        if self.ends_on and ended and self.ends_on - ended > self.LONGEST_MEETING:
            raise ValidationError({"ends_on": _("The committee had ended by that day.")})
        if self.starts_on and self.overlapping().exists():
            raise ValidationError({"starts_on": _("The State holds this role in this committee at that time already.")})

    def overlapping(self) -> MembershipQuerySet:
        """Other terms of the same State in the same role and committee that share a day with this one."""
        others = Membership.objects.filter(committee=self.committee, state=self.state, role=self.role)
        if self.ends_on:
            others = others.filter(starts_on__lt=self.ends_on)
        return others.filter(Q(is_open=True) | Q(ends_on__gt=self.starts_on)).exclude(pk=self.pk)

    def oddities(self) -> list[str]:
        """What is unusual but allowed: four States served before the Convention was in force for them."""
        if self.starts_on and not self.state.is_party_on(self.starts_on):
            return [gettext("%(state)s was not a State Party on the first day of this term.") % {"state": self.state}]
        return []
