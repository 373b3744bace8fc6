"""States: which country, and since when it is a State Party."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from intersessional.lib.collation import key_in
from intersessional.lib.folding import Aliased
from intersessional.lib.recorded import UNTRACKED, Recorded
from intersessional.lib.translated import ENGLISH, TranslatedField
from intersessional.lib.versioned import Versioned


def by_name(path: str = "") -> Combinable:
    """What orders rows by the State's name in the active language; `path` leads to the State, such as `state__`."""
    language, english = get_language() or ENGLISH, F(f"{path}sort_key")
    if language == ENGLISH:
        return english
    return Coalesce(KeyTextTransform(language, f"{path}sort_keys"), english, output_field=models.TextField())


class StateQuerySet(models.QuerySet["State"]):
    def in_order(self) -> Self:
        """By name, in the order of the active language."""
        return self.order_by(by_name(), "iso2")

    def parties_on(self, day: date) -> Self:
        """States Parties on that day; where only the year of joining is known, from 1 January of the next."""
        by_day = Q(entry_into_force__lte=day)
        by_year = Q(entry_into_force=None, joined_year__lt=day.year)
        return self.filter(by_day | by_year).filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))


class State(Aliased, Recorded, Versioned):
    """A country, by its UN short name."""

    class Status(models.TextChoices):
        STATE_PARTY = "state_party", _("State Party")
        SIGNATORY = "signatory", _("Signatory")
        NOT_PARTY = "not_party", _("State not party")

    class RegionalGroup(models.TextChoices):
        AFRICAN = "african", _("African Group")
        ASIA_PACIFIC = "asia_pacific", _("Asia-Pacific Group")
        EASTERN_EUROPEAN = "eastern_european", _("Eastern European Group")
        GRULAC = "grulac", _("Latin American and Caribbean Group")
        WEOG = "weog", _("Western European and Others Group")

    iso2 = models.CharField(
        _("two-letter code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as BE."))],
        help_text=_("ISO 3166, two capital letters."),
    )
    iso3 = models.CharField(_("three-letter code"), max_length=3, unique=True)
    name = TranslatedField(_("name"), help_text=_("The short name that the United Nations use."))
    regional_group = models.CharField(_("regional group"), max_length=16, choices=RegionalGroup, blank=True)
    is_least_developed = models.BooleanField(
        _("least developed country"), null=True, blank=True, help_text=_("Unknown: not recorded.")
    )
    is_mine_affected = models.BooleanField(
        _("mine-affected"), null=True, blank=True, help_text=_("Unknown: not recorded.")
    )
    status = models.CharField(_("status as recorded"), max_length=11, choices=Status)
    joined_year = models.PositiveSmallIntegerField(
        _("year of joining"), null=True, blank=True, validators=[MinValueValidator(1997), MaxValueValidator(2100)]
    )
    entry_into_force = models.DateField(_("entry into force"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawal took effect on"), null=True, blank=True)
    sort_keys = models.JSONField(editable=False, default=dict)

    derived = (*Aliased.derived, "sort_keys")

    objects = StateQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=[*UNTRACKED, "sort_keys"])

    class Meta:
        verbose_name = _("State")
        verbose_name_plural = _("States")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                name="state_withdraws_after_entry_into_force",
                condition=Q(withdrawn_on=None) | Q(entry_into_force=None) | Q(withdrawn_on__gt=F("entry_into_force")),
                violation_error_message=_("A State can withdraw only after the Convention entered into force for it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("state", args=[self.iso2.lower()])

    def words(self) -> Iterable[str]:
        return [self.name.get("en", ""), self.name.all_texts(), self.aliases, self.iso2, self.iso3]

    def refold(self) -> None:
        """A key for each other language beside that of the English name."""
        super().refold()
        self.sort_keys = {code: key_in(code, name) for code, name in self.name.items() if code != ENGLISH and name}

    @property
    def party_from(self) -> date | None:
        """The first day as a State Party: of entry into force, else 1 January after the year of joining."""
        return self.entry_into_force or (date(self.joined_year + 1, 1, 1) if self.joined_year else None)

    @property
    def is_party_by_year_only(self) -> bool:
        return self.entry_into_force is None and self.joined_year is not None

    def is_party_on(self, day: date) -> bool:
        """The same question as `parties_on`, of one State."""
        joined = self.party_from is not None and self.party_from <= day
        return joined and (self.withdrawn_on is None or day < self.withdrawn_on)
