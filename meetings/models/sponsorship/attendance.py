"""Who came to a meeting: how many delegates of each State and organisation, by number alone."""

from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import State
from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, Recorded
from intersessional.lib.versioned import Versioned
from meetings.ledger.representation import Delegation
from meetings.models.meetings import Meeting

MOST = MaxValueValidator(9_999)
NOBODY = _("A delegation has at least one delegate.")
WHO = _("Say which State or which organisation, not both.")
WOMEN = _("There are more women than delegates.")
TWICE = _("The delegation of this organisation to this meeting is entered already.")


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def in_order(self) -> Self:
        """States by their names, then organisations."""
        return self.order_by(F("state__sort_key").asc(nulls_last=True), "sort_key", "pk")


class Attendance(Folded, Recorded, Versioned):
    """The delegation of one State or organisation to one meeting."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance", verbose_name=_("meeting"))
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="attendance", verbose_name=_("State")
    )
    organisation = models.CharField(
        _("organisation"), max_length=200, blank=True, help_text=_("Only where it is no State.")
    )
    delegates = models.PositiveSmallIntegerField(_("delegates"), validators=[MinValueValidator(1, NOBODY), MOST])
    women = models.PositiveSmallIntegerField(
        _("women"),
        null=True,
        blank=True,
        validators=[MOST],
        help_text=_("How many of the delegates; empty: not recorded."),
    )

    objects = AttendanceQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["-meeting__starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="attendance_is_of_a_state_or_an_organisation",
                condition=Q(state__isnull=False, organisation="") | Q(state=None, organisation__gt=""),
                violation_error_message=WHO,
            ),
            models.CheckConstraint(
                name="attendance_is_of_somebody",
                condition=Q(delegates__gte=1),
                violation_error_message=NOBODY,
            ),
            models.CheckConstraint(
                name="attendance_has_no_more_women_than_delegates",
                condition=Q(women=None) | Q(women__lte=F("delegates")),
                violation_error_message=WOMEN,
            ),
            models.UniqueConstraint(
                fields=["meeting", "state"],
                name="attendance_of_a_state_once_at_a_meeting",
                violation_error_message=_("The delegation of this State to this meeting is entered already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "folded"],
                condition=Q(organisation__gt=""),
                name="attendance_of_an_organisation_once_at_a_meeting",
                violation_error_message=TWICE,
            ),
        ]

    def __str__(self) -> str:
        return self.organisation or str(_("Delegation of a State"))

    def words(self) -> Iterable[str]:
        return [self.organisation]

    def clean(self) -> None:
        """The folded name isn't in any form, so that no form would judge its constraint."""
        self.refold()
        self.judge()
        if self.organisation and self.meeting_id:
            others = Attendance.objects.filter(meeting=self.meeting_id, folded=self.folded).exclude(pk=self.pk)
            if others.exists():
                raise ValidationError({"organisation": TWICE})

    def judge(self) -> None:
        """By rules that need no query."""
        if bool(self.state_id) == bool(self.organisation):
            raise ValidationError({"organisation": WHO})
        if self.women is not None and self.delegates is not None and self.women > self.delegates:
            raise ValidationError({"women": WOMEN})

    def as_delegation(self) -> Delegation:
        """Needs the State."""
        return Delegation(self.state.iso2 if self.state else "", self.delegates, self.women)
