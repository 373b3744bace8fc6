"""Documents of a meeting: one record for all language versions."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Self
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import Committee, State
from intersessional.lib.folding import Folded, sort_key
from intersessional.lib.recorded import UNTRACKED, Recorded
from intersessional.lib.translated import TranslatedField, content_languages
from intersessional.lib.uploads import FileFacts, UploadField
from intersessional.lib.versioned import Versioned
from intersessional.lib.web_address import WebAddressField
from meetings import symbols
from meetings.models.meetings import Meeting
from meetings.models.programme import AgendaItem

FORMATS = {".pdf", ".docx", ".pptx", ".xlsx", ".txt", ".doc", ".ppt", ".xls"}
"""Endings that readers know as formats; an address may end otherwise."""


class DocumentQuerySet(models.QuerySet["Document"]):
    def public(self) -> Self:
        """Published, of a meeting that is no draft."""
        return self.filter(status=Document.Status.PUBLISHED).exclude(meeting__status=Meeting.Status.DRAFT)

    def in_order(self) -> Self:
        """By symbol, each document before its supplements; then those without one, by title."""
        return self.order_by("sort_key", "pk")

    def latest_first(self) -> Self:
        """By the day of the meeting, newest first; in order within each meeting."""
        return self.order_by(F("meeting__starts_on").desc(nulls_last=True), "meeting_id", "sort_key", "pk")


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
        BACKGROUND = "background", _("Background paper")
        INVITATION = "invitation", _("Invitation letter")
        PARTICIPANTS = "participants", _("List of participants")
        PRACTICAL = "practical", _("Practical information")
        OTHER = "other", _("Other")

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    AS_SPOKEN = (Kind.STATEMENT, Kind.PRESENTATION)
    """In the language of whoever gave them: nobody translates them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="documents", verbose_name=_("meeting"))
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("agenda item")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.OTHER)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)
    symbol = models.CharField(_("symbol"), max_length=60, blank=True, help_text=_("Such as APLC/MSP.16/2017/11."))
    title = TranslatedField(_("title"))
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("committee")
    )
    state = models.ForeignKey(
        State,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("by the State"),
        help_text=_("Who made the statement, where it is one."),
    )
    organisation = models.CharField(_("by the organisation"), max_length=200, blank=True)

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
            models.CheckConstraint(
                name="document_by_a_state_or_an_organisation",
                condition=Q(state=None) | Q(organisation=""),
                violation_error_message=_("Name a State or an organisation, not both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.title}".strip()

    def get_absolute_url(self) -> str:
        """Its place on the meeting's page. Needs the meeting."""
        return f"{self.meeting.get_absolute_url()}#document-{self.pk}"

    def words(self) -> Iterable[str]:
        return [self.title.get("en", ""), self.title.all_texts(), self.symbol, self.organisation]

    def sorted_by(self, name: str) -> str:
        """A symbol before any title."""
        key = f"0{symbols.sort_key(self.symbol)}" if self.symbol else f"1{sort_key(name)}"
        return key[:200]

    def clean(self) -> None:
        """The symbol is written as it is printed, and the agenda item is of the same meeting."""
        self.symbol = symbols.tidy(self.symbol)
        if self.item and self.meeting_id and self.item.meeting_id != self.meeting_id:
            raise ValidationError({"item": _("This agenda item belongs to another meeting.")})

    @property
    def is_public(self) -> bool:
        """The same question as `public()`, of one document. Needs the meeting."""
        return self.status == self.Status.PUBLISHED and self.meeting.is_public

    @property
    def versions_in_order(self) -> list["DocumentVersion"]:
        """By the order of the six languages."""
        order = list(content_languages())
        return sorted(self.versions.all(), key=lambda version: order.index(version.language))


class DocumentVersionQuerySet(models.QuerySet["DocumentVersion"]):
    def public(self) -> Self:
        """Of published documents, of meetings that are no drafts."""
        published = self.filter(document__status=Document.Status.PUBLISHED)
        return published.exclude(document__meeting__status=Meeting.Status.DRAFT)


class DocumentVersion(Versioned):
    """A document in one language: a file of ours, or an outside address."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name=_("document"))
    language = models.CharField(_("language"), max_length=7, choices=settings.CONTENT_LANGUAGES)
    file = UploadField(_("file"), blank=True, help_text=_("PDF, DOCX, PPTX, XLSX or TXT, up to 20 MB."))
    url = WebAddressField(_("address"), blank=True, help_text=_("Where the document is kept elsewhere."))
    size = models.PositiveIntegerField(
        _("size"), null=True, blank=True, help_text=_("In bytes; of a file it is measured.")
    )
    file_name = models.CharField(_("file name"), max_length=200, blank=True, editable=False)
    content_type = models.CharField(_("format"), max_length=100, blank=True, editable=False)
    checksum = models.CharField(_("checksum"), max_length=64, blank=True, editable=False)

    objects = DocumentVersionQuerySet.as_manager()
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
            models.CheckConstraint(
                name="document_version_is_a_file_or_an_address",
                condition=Q(file="", url__gt="") | Q(file__gt="", url=""),
                violation_error_message=_("Give a file or an address, one of them."),
            ),
            models.CheckConstraint(
                name="document_version_knows_its_file",
                condition=Q(file="", file_name="", content_type="", checksum="")
                | Q(file__gt="", file_name__gt="", content_type__gt="", checksum__gt="", size__isnull=False),
                violation_error_message=_("A file has a name, a format, a size and a checksum."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_language_display())

    def get_absolute_url(self) -> str:
        return reverse("document_file", args=[self.document_id, self.language])

    @property
    def is_public(self) -> bool:
        return self.document.is_public

    def describe(self, facts: FileFacts | None) -> None:
        """What is known of the file that it holds from now on; None where it holds none."""
        self.file_name = facts.name if facts else ""
        self.content_type = facts.content_type if facts else ""
        self.checksum = facts.checksum if facts else ""
        self.size = facts.size if facts else self.size

    @property
    def facts(self) -> FileFacts:
        """Of the file that it holds."""
        return FileFacts(self.file_name, self.content_type, self.size or 0, self.checksum)

    @property
    def format(self) -> str:
        """`PDF`, by the ending of the file's name or of the address; empty where that tells nothing."""
        path = self.file_name or urlsplit(self.url).path
        ending = PurePosixPath(path).suffix.lower()
        return ending[1:].upper() if ending in FORMATS else ""
