"""Decisions of the formal meetings, and what each of them brought about."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import Committee
from intersessional.lib.folding import Folded
from intersessional.lib.partial_dates import Precision, start_of, told
from intersessional.lib.recorded import UNTRACKED, UNTRACKED_UNFOLDED, Recorded, SourcePart, source_parts
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

    def in_force_on(self, day: date) -> Self:
        """The same question as `Decision.in_force_on`, of many."""
        replaced = Amendment.objects.public().filter(
            earlier=OuterRef("pk"), kind=Amendment.Kind.REPLACES, later__decided_on__lte=day
        )
        outlived = Q()
        for precision in Precision:
            outlived |= Q(holds_until_precision=precision, holds_until__lt=start_of(day, precision))
        return self.filter(decided_on__lte=day).exclude(outlived).exclude(Exists(replaced))


class Decision(Folded, Recorded, Versioned):
    """What a formal meeting decided, with its reference.

    It is in force from its day until a later one replaces it, or beyond the day that its own words name. To end a
    committee that it established is no replacement: what was decided may hold for others. Whoever takes its place
    altogether says so by an `Amendment`.
    """

    class Standing(StrEnum):
        NOT_RECORDED = "not_recorded"
        NOT_YET = "not_yet"
        IN_FORCE = "in_force"
        REPLACED = "replaced"
        LAPSED = "lapsed"

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
    holds_until = models.DateField(
        _("holds until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it holds, where its words name one."),
    )
    holds_until_precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    quotation = TranslatedField(
        _("quotation"), blank=True, is_long=True, help_text=_("Its words, or those in which a source tells of it.")
    )
    quoted_from = models.CharField(
        _("quoted from"), max_length=500, blank=True, help_text=_("Where these words stand: an address or a symbol.")
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
        """Decisions are taken by formal meetings, on one of their days, and after those that they amend."""
        if self.quotation and not self.quoted_from:
            raise ValidationError({"quoted_from": _("Say where the quoted words stand.")})
        if self.decided_on:
            self.check_order(self.decided_on)
        if self.meeting_id:
            self.check_meeting()

    def check_meeting(self) -> None:
        if not self.meeting.is_formal:
            raise ValidationError({"meeting": _("Only a formal meeting takes decisions.")})
        first, last = self.meeting.starts_on, self.meeting.ends_on
        if self.decided_on and first and last and not first <= self.decided_on <= last:
            dates = {"dates": self.meeting.dates_told}
            raise ValidationError({"decided_on": _("The meeting was held on %(dates)s.") % dates})

    def check_order(self, day: date) -> None:
        """It ends after it was taken, and lies between those that it changes and those that change it; of these
        edges the stored ones: `Amendment.clean` sees the others."""
        if self.holds_until and self.holds_until < start_of(day, self.holds_until_precision):
            raise ValidationError({"holds_until": _("It can't end before the day on which it was taken.")})
        if not self.pk:
            return
        if self.changes.filter(earlier__decided_on__gte=day).exists():
            raise ValidationError({"decided_on": _("It amends or replaces a decision that isn't older.")})
        if self.changed_by.filter(later__decided_on__lte=day).exists():
            raise ValidationError({"decided_on": _("A decision that isn't later amends or replaces it.")})

    @property
    def holds_until_told(self) -> str:
        return told(self.holds_until, self.holds_until_precision)

    @property
    def quoted_from_parts(self) -> list[SourcePart]:
        return source_parts(self.quoted_from)

    def standing_on(self, day: date) -> Standing:
        """Whether it holds on that day, and why not. Needs `changed_by` with the later decisions' meetings.

        A decision without a recorded day holds on no day, and replaces none.
        """
        if self.decided_on is None:
            return self.Standing.NOT_RECORDED
        if day < self.decided_on:
            return self.Standing.NOT_YET
        if any(change.has_replaced_by(day) for change in self.changed_by.all()):
            return self.Standing.REPLACED
        if self.holds_until and self.holds_until < start_of(day, self.holds_until_precision):
            return self.Standing.LAPSED
        return self.Standing.IN_FORCE

    def in_force_on(self, day: date) -> bool:
        return self.standing_on(day) == self.Standing.IN_FORCE


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    def public(self) -> Self:
        """Between decisions of meetings that are no draft."""
        return self.exclude(later__meeting__status=Meeting.Status.DRAFT).exclude(
            earlier__meeting__status=Meeting.Status.DRAFT
        )

    def in_order(self) -> Self:
        """By the day of the later decision, then of the earlier one."""
        later, earlier = (F(f"{name}__decided_on").asc(nulls_last=True) for name in ("later", "earlier"))
        return self.order_by(later, earlier, "pk")


class Amendment(Recorded, Versioned):
    """An edge between two decisions: the later one amends the earlier one, or takes its place."""

    class Kind(models.TextChoices):
        AMENDS = "amends", _("amends")
        REPLACES = "replaces", _("replaces")

    later = models.ForeignKey(Decision, models.CASCADE, related_name="changes", verbose_name=_("later decision"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    earlier = models.ForeignKey(Decision, models.PROTECT, related_name="changed_by", verbose_name=_("earlier decision"))
    basis = TranslatedField(_("basis"), blank=True, help_text=_("In which words the record says so."))

    objects = AmendmentQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="amendment_once_for_each_pair",
                fields=["later", "earlier"],
                violation_error_message=_("What it does to this decision is recorded already."),
            ),
            models.CheckConstraint(
                name="amendment_between_two_decisions",
                condition=~Q(later=F("earlier")),
                violation_error_message=_("A decision can't amend or replace itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        """A decision amends or replaces one of an earlier day."""
        if not (self.later_id and self.earlier_id):
            return
        later, earlier = self.later.decided_on, self.earlier.decided_on
        if later and earlier and later <= earlier:
            raise ValidationError({"earlier": _("This decision isn't older than the one that changes it.")})
        if Amendment.objects.filter(later=self.earlier_id, earlier=self.later_id).exists():
            raise ValidationError({"earlier": _("This decision is recorded as the later of the two.")})

    def has_replaced_by(self, day: date) -> bool:
        """Whether the earlier decision had been replaced by that day, in public. Needs the later one's meeting."""
        since = self.later.decided_on
        is_public = self.later.meeting.is_public
        return self.kind == self.Kind.REPLACES and since is not None and since <= day and is_public


class EffectQuerySet(models.QuerySet["Effect"]):
    def public(self) -> Self:
        """Of decisions of meetings that are no draft."""
        return self.exclude(decision__meeting__status=Meeting.Status.DRAFT)

    def on_the_same_as(self, effects: Iterable["Effect"]) -> Self:
        """What any decision did to the committees and matters of these effects, in the order of time."""
        touched = list(effects)
        committees = {effect.committee_id for effect in touched if effect.committee_id}
        matters = {effect.matter for effect in touched if effect.matter}
        found = self.filter(Q(committee__in=committees) | Q(matter__in=matters))
        return found.order_by(F("decision__decided_on").asc(nulls_last=True), "decision__slug", "pk")


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

    objects = EffectQuerySet.as_manager()
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

    def is_on_the_same_as(self, other: "Effect") -> bool:
        return (self.committee_id, self.matter) == (other.committee_id, other.matter)
