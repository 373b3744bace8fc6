"""The four core humanitarian aims that the programme serves."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from intersessional.lib.folding import Folded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned


class Objective(Folded, Versioned):
    """One of the four core humanitarian aims of the Convention."""

    slug = models.SlugField(_("key"), unique=True)
    name = TranslatedField(_("name"))
    sentence = TranslatedField(_("sentence"), help_text=_("As the President's Paper of 2002 puts it."))
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords(excluded_fields=["folded", "sort_key"])

    class Meta:
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return str(self.name)

    def words(self) -> Iterable[str]:
        return [self.name.get("en", ""), self.name.all_texts(), self.sentence.all_texts()]
