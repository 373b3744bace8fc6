"""What is planned around a meeting: its thematic option, its deadlines, other conventions' meetings, and why it departs
from a rule of the programme."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import State
from intersessional.lib.dates import written_range
from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from intersessional.lib.web_address import WebAddressField
from meetings import rules
from meetings.models.meetings import Meeting


class ThematicOption(Recorded, Versioned):
    """What was decided for one Intersessional Meetings: no thematic part, one within the two days, or an added day."""

    class Option(models.TextChoices):
        NONE = rules.Option.NONE.value, _("no thematic part")
        WITHIN = rules.Option.WITHIN.value, _("(a) a thematic segment within the two days")
        ADDED_DAY = rules.Option.ADDED_DAY.value, _("(b) an added day of thematic discussions")

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, related_name="thematic_option", verbose_name=_("Intersessional Meetings")
    )
    option = models.CharField(_("option"), max_length=9, choices=Option)
    topics = TranslatedField(_("topics"), blank=True, is_long=True)
    decided_by = models.CharField(_("decided by"), max_length=200, blank=True, help_text=_("Such as the President."))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    consultation = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="options_consulted_on",
        verbose_name=_("consultation"),
        help_text=_("The meeting of the Coordinating Committee that was consulted before."),
    )

    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("thematic option")
        verbose_name_plural = _("thematic options")
        ordering = ["meeting"]

    def __str__(self) -> str:
        return str(self.get_option_display())

    def clean(self) -> None:
        """Of Intersessional Meetings; only the Coordinating Committee is consulted."""
        if self.meeting_id and self.meeting.kind != Meeting.Kind.INTERSESSIONAL:
            raise ValidationError({"meeting": _("Only Intersessional Meetings have a thematic option.")})
        if self.consultation and self.consultation.kind != Meeting.Kind.COORDINATING_COMMITTEE:
            raise ValidationError({"consultation": _("Choose a meeting of the Coordinating Committee.")})

    def as_value(self) -> rules.ThematicOption:
        """Needs the consultation."""
        consulted_on = self.consultation.starts_on if self.consultation else None
        return rules.ThematicOption(rules.Option(self.option), self.decided_on, consulted_on)


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def public(self) -> Self:
        return self.exclude(meeting__status=Meeting.Status.DRAFT)

    def in_time(self) -> list["Deadline"]:
        """By the day they fall on, those of unknown day last. Reads the rows, with their meetings."""
        return sorted(self.select_related("meeting"), key=lambda deadline: (deadline.falls_on or date.max, deadline.pk))


class Deadline(Recorded, Versioned):
    """Until when something is due before a meeting: some days before it, with which it moves, or a fixed day."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", _("Registration")
        SPONSORSHIP = "sponsorship", _("Nominations for sponsorship")
        DOCUMENTS = "documents", _("Documents")
        SIDE_EVENTS = "side_events", _("Side events")
        TRANSPARENCY = "transparency", _("Transparency information")
        OTHER = "other", _("Other")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="deadlines", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = TranslatedField(_("title"), blank=True, help_text=_("Empty: the name of the kind."))
    days_before = models.PositiveSmallIntegerField(
        _("days before"), null=True, blank=True, help_text=_("Before the first day of the meeting; moves with it.")
    )
    fixed_on = models.DateField(
        _("fixed day"), null=True, blank=True, help_text=_("Stays when the meeting moves, such as 30 April.")
    )

    objects = DeadlineQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ["meeting", "pk"]
        constraints = [
            models.CheckConstraint(
                name="deadline_by_days_before_or_fixed_day",
                condition=Q(days_before=None, fixed_on__isnull=False) | Q(days_before__isnull=False, fixed_on=None),
                violation_error_message=_("Give the days before the meeting or a fixed day, one of them."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or str(self.get_kind_display())

    @property
    def falls_on(self) -> date | None:
        """Unknown while it hangs on a meeting without dates. Needs the meeting."""
        if self.fixed_on or self.days_before is None or self.meeting.starts_on is None:
            return self.fixed_on
        return self.meeting.starts_on - timedelta(days=self.days_before)


def weeks_of(first: date, last: date) -> tuple[date, date]:
    """From the Monday of the first day's week to the Sunday of the last one's."""
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


class ExternalMeetingQuerySet(models.QuerySet["ExternalMeeting"]):
    def near(self, meeting: Meeting) -> Self:
        """Those that share a calendar week with it; none while its days are unknown."""
        if not (meeting.starts_on and meeting.ends_on):
            return self.none()
        monday, sunday = weeks_of(meeting.starts_on, meeting.ends_on)
        return self.filter(starts_on__lte=sunday, ends_on__gte=monday)

    def in_order(self) -> Self:
        return self.order_by("starts_on", "sort_key")


class ExternalMeeting(Folded, Recorded, Versioned):
    """A meeting of another convention: what is needed to meet in the same week, or not on the same day."""

    name = TranslatedField(_("name"))
    convention = models.CharField(_("convention"), max_length=120, help_text=_("Such as CCM or CCW."))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    city = TranslatedField(_("city"), blank=True)
    country = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="external_meetings", verbose_name=_("country")
    )
    url = WebAddressField(_("address"), blank=True)
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("When the dates were last compared with their source.")
    )

    objects = ExternalMeetingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("meeting of another convention")
        verbose_name_plural = _("meetings of other conventions")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="external_meeting_ends_on_or_after_its_first_day",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def words(self) -> Iterable[str]:
        return [self.name.get("en", ""), self.name.all_texts(), self.convention, self.city.all_texts()]

    @property
    def dates_told(self) -> str:
        return written_range(self.starts_on, self.ends_on)

    def overlaps(self, meeting: Meeting) -> bool:
        """Whether both are held on one day at least."""
        first, last = meeting.starts_on, meeting.ends_on
        return bool(first and last and self.starts_on <= last and first <= self.ends_on)


class Departure(Versioned):
    """Why a meeting departs from a rule, in the secretariat's words."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="departures", verbose_name=_("meeting"))
    rule = models.CharField(_("rule"), max_length=40)
    reason = TranslatedField(_("reason"), is_long=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reason for a departure")
        verbose_name_plural = _("reasons for departures")
        ordering = ["meeting", "rule"]
        constraints = [
            models.UniqueConstraint(
                name="departure_once_for_each_rule",
                fields=["meeting", "rule"],
                violation_error_message=_("A reason for this departure is recorded already."),
            ),
        ]

    def __str__(self) -> str:
        return self.rule

    def clean(self) -> None:
        """Only a rule that judges is departed from."""
        if self.rule not in {rule.key for rule in rules.RULES if rule.statuses}:
            raise ValidationError({"rule": _("There is no such rule.")})
