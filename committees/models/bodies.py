"""Committees and what became of them."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.lineage import Body, Edge, Lineage
from committees.models.objectives import Objective
from intersessional.lib.dates import written, written_range
from intersessional.lib.folding import Aliased
from intersessional.lib.partial_dates import Precision, iso, told, told_since
from intersessional.lib.recorded import UNTRACKED, UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def existing_on(self, day: date) -> Self:
        """Committees of that day: from the day of establishment to the day before the end. An unknown
        establishment is not counted."""
        return self.filter(established_on__lte=day).filter(Q(ended_on=None) | Q(ended_on__gt=day))

    def in_order(self) -> Self:
        """The bodies of today first, then by age; those of unknown age last."""
        return self.order_by(F("ended_on").desc(nulls_first=True), F("established_on").asc(nulls_last=True), "pk")

    def as_lineage(self) -> Lineage:
        """These committees and the successions between them, as a value."""
        bodies = {body.pk: body.as_value() for body in self.order_by("pk")}
        found = Succession.objects.filter(predecessor__in=bodies, successor__in=bodies).order_by("pk")
        edges = (Edge(bodies[e.predecessor_id].key, bodies[e.successor_id].key, e.kind, str(e)) for e in found)
        return Lineage(tuple(bodies.values()), tuple(edges))


class Committee(Aliased, Recorded, Versioned):
    """A body held by States."""

    class Kind(models.TextChoices):
        STANDING_COMMITTEE = "standing_committee", _("Standing Committee")
        COMMITTEE = "committee", _("Committee")
        COORDINATING_COMMITTEE = "coordinating_committee", _("Coordinating Committee")
        OTHER = "other", _("Other body")

    slug = models.SlugField(_("address"), unique=True, help_text=_("The short name in lower case, such as c-va."))
    short_name = models.CharField(_("short name"), max_length=30, unique=True)
    name = TranslatedField(_("name"))
    kind = models.CharField(_("kind"), max_length=22, choices=Kind)
    mandate = TranslatedField(_("mandate"), blank=True, is_long=True, help_text=_("What it is there to do."))
    objectives = models.ManyToManyField(Objective, verbose_name=_("objectives"), blank=True, related_name="committees")
    established_on = models.DateField(_("established on"), null=True, blank=True)
    established_on_precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    established_at = models.CharField(
        _("established at"), max_length=30, blank=True, help_text=_("The meeting's short name, such as 3RC.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_on_precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    ended_at = models.CharField(
        _("ended at"), max_length=30, blank=True, help_text=_("The meeting's short name, such as 3RC.")
    )

    objects = CommitteeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED, m2m_fields=[objectives])

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="committee_ends_after_it_is_established",
                condition=Q(ended_on=None) | Q(established_on=None) | Q(ended_on__gt=F("established_on")),
                violation_error_message=_("A committee ends after the day on which it was established."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("committee", args=[self.slug])

    def words(self) -> Iterable[str]:
        return [self.name.get("en", ""), self.name.all_texts(), self.short_name, self.aliases]

    @property
    def established_told(self) -> str:
        return told(self.established_on, self.established_on_precision)

    @property
    def ended_told(self) -> str:
        return told(self.ended_on, self.ended_on_precision)

    @property
    def established_iso(self) -> str:
        return iso(self.established_on, self.established_on_precision)

    @property
    def ended_iso(self) -> str:
        return iso(self.ended_on, self.ended_on_precision)

    @property
    def years_told(self) -> str:
        """`2000–2014`, `since 2014`; nothing where the start isn't known."""
        if self.established_on is None:
            return ""
        if self.ended_on is None:
            return gettext("since %(day)s") % {"day": written(self.established_on, "year")}
        return written_range(self.established_on, self.ended_on, "year")

    @property
    def period_told(self) -> str:
        """`13 September 2000 – 27 June 2014`, `since 27 June 2014`; nothing where the start isn't known."""
        if self.established_on is None:
            return ""
        if self.ended_on is None:
            return gettext("since %(day)s") % {"day": told_since(self.established_on, self.established_on_precision)}
        return f"{self.established_told} – {self.ended_told}"

    def as_value(self) -> Body:
        return Body(
            key=self.slug,
            name=str(self),
            starts=self.established_on,
            ends=self.ended_on,
            address=self.get_absolute_url(),
            years=self.years_told,
            period=self.period_told,
        )

    def existed_between(self, first: date, last: date) -> bool:
        """Whether it existed on any day from `first` to `last`; an unknown establishment is given the benefit."""
        started = self.established_on is None or self.established_on <= last
        return started and (self.ended_on is None or first < self.ended_on)


class Succession(Recorded, Versioned):
    """An edge between two committees: the successor took over from the predecessor."""

    class Kind(models.TextChoices):
        RENAMED = "renamed", _("renamed")
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")
        REPLACED = "replaced", _("replaced")

    predecessor = models.ForeignKey(
        Committee, models.PROTECT, related_name="succeeded_by", verbose_name=_("predecessor")
    )
    successor = models.ForeignKey(Committee, models.PROTECT, related_name="preceded_by", verbose_name=_("successor"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)

    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("succession")
        verbose_name_plural = _("successions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="succession_once_for_each_pair",
                fields=["predecessor", "successor"],
                violation_error_message=_("This succession is recorded already."),
            ),
            models.CheckConstraint(
                name="succession_between_two_committees",
                condition=~Q(predecessor=F("successor")),
                violation_error_message=_("A committee can't succeed itself."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def clean(self) -> None:
        """The successor can't be older than its predecessor."""
        if not (self.predecessor_id and self.successor_id):
            return
        before, after = self.predecessor.established_on, self.successor.established_on
        if before and after and after < before:
            raise ValidationError({"successor": _("The successor was established before its predecessor.")})
