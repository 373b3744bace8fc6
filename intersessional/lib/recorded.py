"""Where a fact comes from, how sure it is, and which row of the record gave it."""

import re
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNTRACKED = ["folded", "sort_key", "record_digest"]
"""Columns that follow from others and say nothing in a history."""
UNTRACKED_UNFOLDED = ["record_digest"]
"""The same for a model without folded columns: a column that it hasn't got would break the view of a past version."""

ADDRESS = re.compile(r"https?://\S+")


class Confidence(models.TextChoices):
    """How the fact was found."""

    HIGH = "high", _("read in a page or document")
    MEDIUM = "medium", _("well known, but not read or only partly read")
    LOW = "low", _("unsure")


LEVELS = {
    Confidence.HIGH: pgettext_lazy("confidence", "high"),
    Confidence.MEDIUM: pgettext_lazy("confidence", "medium"),
    Confidence.LOW: pgettext_lazy("confidence", "low"),
}


@dataclass(frozen=True)
class SourcePart:
    """One of a row's sources: an address to follow, and the words around it."""

    address: str
    text: str


def source_parts(source: str) -> list[SourcePart]:
    """Sources stand behind each other with `; ` between them, but not inside brackets."""
    parts = []
    for part in split_outside_brackets(source):
        found = ADDRESS.search(part)
        address = found.group().rstrip(",;") if found else ""
        parts.append(SourcePart(address, part.replace(address, "", 1).strip() if address else part))
    return parts


def split_outside_brackets(source: str) -> list[str]:
    depth, start, parts = 0, 0, []
    for index, character in enumerate(source):
        depth += (character == "(") - (character == ")")
        if character == ";" and depth <= 0:
            parts.append(source[start:index].strip())
            start = index + 1
    parts.append(source[start:].strip())
    return [part for part in parts if part]


class Recorded(models.Model):
    """A row with its source. `record_key` and `record_digest` tell the loader which row it is, and whether
    staff have edited it since."""

    source = models.TextField(_("source"), blank=True, help_text=_("Addresses or symbols, with “; ” between them."))
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence, blank=True)
    record_key = models.CharField(max_length=300, editable=False, blank=True, default="", db_index=True)
    record_digest = models.CharField(max_length=64, editable=False, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def source_parts(self) -> list[SourcePart]:
        return source_parts(self.source)

    @property
    def source_and_confidence(self) -> tuple[str, str]:
        """The same for rows whose source need be said only once."""
        return self.source, self.confidence

    @property
    def confidence_level(self) -> str:
        """In one word."""
        return str(LEVELS[Confidence(self.confidence)]) if self.confidence else ""

    @property
    def is_unsure(self) -> bool:
        """Anything less than read in a page or document."""
        return self.confidence in {Confidence.MEDIUM, Confidence.LOW}
