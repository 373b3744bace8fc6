"""Meetings and their segments: when and where the Convention works."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, Self
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import State
from intersessional.lib.dates import written_range
from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, Recorded
from intersessional.lib.translated import TranslatedField, content_languages
from intersessional.lib.versioned import Versioned
from intersessional.lib.web_address import WebAddressField
from meetings.programme.items import Facts, Named


@cache
def time_zones() -> frozenset[str]:
    """Read from the disk once: the names of the IANA database."""
    return frozenset(available_timezones())


def known_time_zone(value: str) -> None:
    """Only names of the IANA database."""
    if value not in time_zones():
        raise ValidationError(_("Not a time zone, such as Europe/Zurich: %(value)s."), params={"value": value})


def known_languages(value: list[str]) -> None:
    """Only the six content languages, each once."""
    if not isinstance(value, list) or len(set(value)) != len(value) or set(value) - set(content_languages()):
        raise ValidationError(_("A list of language codes, each once."))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def public(self) -> Self:
        """Only a draft is hidden; what is cancelled or postponed is said."""
        return self.exclude(status=Meeting.Status.DRAFT)

    def newest_first(self) -> Self:
        """Newest first, meetings without dates last."""
        return self.order_by(F("starts_on").desc(nulls_last=True), "sort_key", "pk")

    def overlapping(self, first: date | None, last: date | None) -> Self:
        """Dated meetings that share a day with the period; an open end is no limit."""
        found = self.filter(starts_on__isnull=False)
        if first:
            found = found.filter(ends_on__gte=first)
        return found.filter(starts_on__lte=last) if last else found

    def in_years(self, years: Iterable[int]) -> Self:
        """Meetings that share a day with any of these calendar years, and those of which only the year is known."""
        found = Q(year__in=years)
        for year in years:
            found |= Q(starts_on__lte=date(year, 12, 31), ends_on__gte=date(year, 1, 1))
        return self.filter(found)

    def raise_public_version(self) -> None:
        """What is published of them has changed: answers kept under the old version are no longer given."""
        self.update(public_version=F("public_version") + 1)

    def leap_public_version(self) -> None:
        """Beyond every version that was given out since an older state of the database was kept."""
        self.update(public_version=F("public_version") + 100_000)

    def held_on(self, day: date) -> Self:
        """Meetings in progress on that day; neither cancelled nor postponed ones are."""
        return self.filter(starts_on__lte=day, ends_on__gte=day, status=Meeting.Status.PUBLISHED)

    def coming(self, day: date) -> Self:
        """Meetings in progress on that day or dated later, in the order in which they begin; neither cancelled nor
        postponed ones are."""
        found = self.filter(ends_on__gte=day).exclude(status__in=[Meeting.Status.CANCELLED, Meeting.Status.POSTPONED])
        return found.order_by("starts_on", "sort_key")

    def presided_on(self, day: date) -> "Meeting | None":
        """The meeting that tells who was the Convention's President on that day: a committee week or Intersessional
        Meetings between the same two formal meetings, else of the same year where it has no dates."""
        formal = Meeting.objects.filter(kind__in=Meeting.FORMAL)
        before = formal.filter(ends_on__lte=day).order_by("ends_on").last()
        after = formal.filter(ends_on__gt=day).order_by("ends_on").first()
        kinds = (Meeting.Kind.STANDING_COMMITTEES, Meeting.Kind.INTERSESSIONAL)
        told = self.filter(kind__in=kinds, president_state__isnull=False).select_related("president_state")
        dated = told.filter(starts_on__gt=before.ends_on) if before else told
        dated = dated.filter(ends_on__lte=after.ends_on) if after else dated
        return dated.order_by("starts_on").first() or told.filter(year=day.year).first()

    def of_committees(self, slugs: Iterable[str]) -> Self:
        """Meetings in which one of the committees sits, or has an item in the released programme."""
        sits = Q(segments__committee__slug__in=slugs)
        has_item = Q(revisions__is_latest=True, revisions__committees__slug__in=slugs)
        return self.filter(self._any_of(sits, has_item))

    def serving(self, slugs: Iterable[str]) -> Self:
        """Meetings of which a segment or a released item, or the committee it belongs to, serves an objective."""
        by_segment = [Q(**{f"{path}__objectives__slug__in": slugs}) for path in ("segments", "segments__committee")]
        by_item = [
            Q(revisions__is_latest=True, **{f"revisions__{path}__slug__in": slugs})
            for path in ("objectives", "committees__objectives")
        ]
        return self.filter(self._any_of(*by_segment, *by_item))

    def with_segments(self, kinds: Iterable[str]) -> Self:
        """Meetings that have a segment of one of these kinds."""
        return self.filter(self._any_of(Q(segments__kind__in=kinds)))

    @staticmethod
    def _any_of(*conditions: Q) -> Q:
        """A meeting once, however many of its parts match."""
        found = Q()
        for condition in conditions:
            found |= Q(pk__in=Meeting.objects.filter(condition).values("pk"))
        return found


class Meeting(Folded, Recorded, Versioned):
    """A meeting of the Convention, formal or informal."""

    class Kind(models.TextChoices):
        MSP = "msp", _("Meeting of the States Parties")
        REVIEW_CONFERENCE = "review_conference", _("Review Conference")
        INTERSESSIONAL = "intersessional", _("Intersessional Meetings")
        STANDING_COMMITTEES = "standing_committees", _("Week of the Standing Committees")
        PREPARATORY = "preparatory", _("Preparatory meeting")
        COORDINATING_COMMITTEE = "coordinating_committee", _("Coordinating Committee meeting")
        PLEDGING_CONFERENCE = "pledging_conference", _("Pledging conference")
        OTHER = "other", _("Other meeting")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")
        POSTPONED = "postponed", _("Postponed")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        VIRTUAL = "virtual", _("Virtual")
        HYBRID = "hybrid", _("Hybrid")

    FORMAL = (Kind.MSP, Kind.REVIEW_CONFERENCE)

    slug = models.SlugField(_("address"), unique=True, help_text=_("The short name in lower case, such as im-2024."))
    short_name = models.CharField(_("short name"), max_length=30, unique=True, help_text=_("Such as IM-2024 or 4MSP."))
    kind = models.CharField(_("kind"), max_length=22, choices=Kind)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = TranslatedField(_("title"))
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1997), MaxValueValidator(2100)],
        help_text=_("Only while the days are unknown."),
    )
    is_to_be_announced = models.BooleanField(
        _("dates to be announced"), default=False, help_text=_("Says so where the dates would stand.")
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Zurich", validators=[known_time_zone])
    city = TranslatedField(_("city"), blank=True)
    country = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="meetings_hosted", verbose_name=_("country")
    )
    venue = TranslatedField(_("venue"), blank=True)
    format = models.CharField(_("format"), max_length=9, choices=Format, blank=True)
    president = models.CharField(_("President"), max_length=200, blank=True)
    president_designate = models.CharField(_("President-Designate"), max_length=200, blank=True)
    president_state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="presidencies", verbose_name=_("President's State")
    )
    interpretation_languages = models.JSONField(
        _("interpretation"), default=list, blank=True, validators=[known_languages]
    )
    practical_information = TranslatedField(_("practical information"), blank=True, is_long=True)
    join_url = WebAddressField(_("address to join"), blank=True)
    webcast_url = WebAddressField(_("webcast"), blank=True)
    registration_url = WebAddressField(_("registration"), blank=True)
    is_without_sponsorship = models.BooleanField(
        _("no sponsorship"), default=False, help_text=_("Nobody is sponsored to attend this meeting.")
    )
    public_version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=[*UNTRACKED, "public_version"])

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meeting_has_both_days_or_none",
                condition=Q(starts_on=None, ends_on=None) | Q(starts_on__isnull=False, ends_on__isnull=False),
                violation_error_message=_("Give the first and the last day, or neither."),
            ),
            models.CheckConstraint(
                name="meeting_ends_on_or_after_its_first_day",
                condition=Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                name="meeting_has_a_year_only_without_days",
                condition=Q(starts_on=None) | Q(year=None),
                violation_error_message=_("Leave the year empty once the days are known."),
            ),
            models.CheckConstraint(
                name="meeting_with_days_is_announced",
                condition=Q(starts_on=None) | Q(is_to_be_announced=False),
                violation_error_message=_("The dates are known, so they are not to be announced."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Its public version is raised in the database alone: a row that was read earlier must not set it back."""
        if self.pk and not self._state.adding and kwargs.get("update_fields") is None:
            columns = {field.name for field in self._meta.concrete_fields if not field.primary_key}
            kwargs["update_fields"] = columns - {"public_version"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])

    def words(self) -> Iterable[str]:
        texts = (self.title, self.city, self.venue)
        people = (self.president, self.president_designate)
        return [self.title.get("en", ""), *(text.all_texts() for text in texts), self.short_name, *people]

    def clean(self) -> None:
        """The last day isn't before the first: said at the field, where the constraint would say it above the form."""
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day is before the first day.")})

    def as_facts(self) -> Facts:
        """What a schedule tells of it. Needs the country."""
        country = Named(self.country.iso2.lower(), self.country.name) if self.country else None
        return Facts(
            slug=self.slug,
            short_name=self.short_name,
            title=self.title,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            time_zone=self.time_zone,
            city=self.city,
            venue=self.venue,
            country=country,
        )

    @property
    def is_public(self) -> bool:
        return self.status != self.Status.DRAFT

    @property
    def is_formal(self) -> bool:
        return self.kind in self.FORMAL

    @property
    def days(self) -> int | None:
        """How many calendar days it lasts, both ends counted; unknown without dates."""
        return (self.ends_on - self.starts_on).days + 1 if self.starts_on and self.ends_on else None

    @property
    def dates_told(self) -> str:
        """`18–20 June 2024`; nothing where the dates aren't recorded."""
        return written_range(self.starts_on, self.ends_on) if self.starts_on and self.ends_on else ""

    @property
    def interpretation_told(self) -> str:
        """The languages of interpretation, each by its own name, in the order of the six."""
        return ", ".join(name for code, name in content_languages().items() if code in self.interpretation_languages)

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day on which it may have met: of a meeting without dates, of its year."""
        if self.starts_on and self.ends_on:
            return self.starts_on, self.ends_on
        return (date(self.year, 1, 1), date(self.year, 12, 31)) if self.year else None
