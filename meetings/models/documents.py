"""Documents of a meeting: one record for all language versions."""

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from intersessional.lib.web_address import WebAddressField
from meetings.models.meetings import Meeting
from meetings.models.programme import AgendaItem


class DocumentQuerySet(models.QuerySet["Document"]):
    def public(self) -> Self:
        """Published, of a meeting that is no draft."""
        return self.filter(status=Document.Status.PUBLISHED).exclude(meeting__status=Meeting.Status.DRAFT)

    def latest_first(self) -> Self:
        """By the day of the meeting, newest first."""
        return self.order_by(F("meeting__starts_on").desc(nulls_last=True), "symbol", "pk")


class Document(Folded, Recorded, Versioned):
    """Anything circulated at a meeting, by its symbol where it has one."""

    class Kind(models.TextChoices):
        PRESIDENTS_PAPER = "presidents_paper", _("President's Paper")
        AGENDA = "agenda", _("Agenda")
        PROGRAMME = "programme", _("Programme")
        REPORT = "report", _("Report")
        OBSERVATIONS = "observations", _("Observations")
        STATEMENT = "statement", _("Statement")
        PRESENTATION = "presentation", _("Presentation")
        OTHER = "other", _("Other")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="documents", verbose_name=_("meeting"))
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True, help_text=_("Such as APLC/MSP.16/2017/11."))
    title = TranslatedField(_("title"))

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED)

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["symbol", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="document_symbol_once",
                fields=["symbol"],
                condition=~Q(symbol=""),
                violation_error_message=_("There is a document of this symbol already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}".strip()

    def words(self) -> Iterable[str]:
        return [self.title.get("en", ""), self.title.all_texts(), self.symbol]

    def clean(self) -> None:
        """The agenda item is of the same meeting."""
        if self.item and self.meeting_id and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": _("This agenda item belongs to another meeting.")})


class DocumentVersion(Versioned):
    """A document in one language, at an outside address."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name=_("document"))
    language = models.CharField(_("language"), max_length=7, choices=settings.CONTENT_LANGUAGES)
    url = WebAddressField(_("address"))
    size = models.PositiveIntegerField(_("size"), null=True, blank=True, help_text=_("In bytes, where known."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="document_version_once_in_a_language",
                fields=["document", "language"],
                violation_error_message=_("The document has a version in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_language_display())
