"""President's Papers: the papers on which decisions rest."""

from collections.abc import Iterable
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from committees.models import Objective
from intersessional.lib.folding import Folded
from intersessional.lib.recorded import UNTRACKED, UNTRACKED_UNFOLDED, Recorded
from intersessional.lib.translated import TranslatedField
from intersessional.lib.versioned import Versioned
from meetings.models.documents import Document
from meetings.models.meetings import Meeting


class PresidentsPaperQuerySet(models.QuerySet["PresidentsPaper"]):
    def public(self) -> Self:
        """Its document is published, and its meeting is no draft."""
        published = self.filter(document__status=Document.Status.PUBLISHED)
        return published.exclude(meeting__status=Meeting.Status.DRAFT)

    def in_order(self) -> Self:
        """Newest meeting first, then as the record numbers them."""
        return self.order_by(F("meeting__starts_on").desc(nulls_last=True), "slug")


class PresidentsPaper(Folded, Recorded, Versioned):
    """A paper by the President; it may revise or reaffirm an earlier one."""

    slug = models.SlugField(_("address"), unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers", verbose_name=_("meeting"))
    document = models.OneToOneField(
        Document,
        models.PROTECT,
        related_name="paper",
        verbose_name=_("document"),
        help_text=_("Carries the symbol and the language versions, and says whether the paper is published."),
    )
    title = TranslatedField(_("title"))
    annex = models.CharField(_("annex"), max_length=100, blank=True, help_text=_("Where it is part of a report."))
    president = models.CharField(_("President"), max_length=200, blank=True)
    subject = TranslatedField(_("subject"), blank=True, is_long=True, help_text=_("What it is about, in a sentence."))
    objectives = models.ManyToManyField(Objective, verbose_name=_("objectives"), blank=True, related_name="papers")
    revises = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="revised_by", verbose_name=_("revises")
    )
    reaffirms = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="reaffirmed_by", verbose_name=_("reaffirms")
    )

    objects = PresidentsPaperQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=UNTRACKED, m2m_fields=[objectives])

    class Meta:
        verbose_name = _("President's Paper")
        verbose_name_plural = _("President's Papers")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.slug])

    def words(self) -> Iterable[str]:
        return [self.title.get("en", ""), self.title.all_texts(), self.subject.all_texts(), self.president]

    def clean(self) -> None:
        """It is of the meeting of its document, and rests on an earlier paper, not on itself."""
        if self.pk and self.pk in {self.revises_id, self.reaffirms_id}:
            raise ValidationError(_("A paper can't revise or reaffirm itself."))
        if self.document_id and self.meeting_id and self.document.meeting_id != self.meeting_id:
            raise ValidationError({"document": _("This document belongs to another meeting.")})

    @property
    def is_public(self) -> bool:
        """The same question as `public()`, of one paper. Needs the document and the meeting."""
        return self.document.status == Document.Status.PUBLISHED and self.meeting.is_public


class Principle(Recorded, Versioned):
    """One numbered passage of a paper, to be quoted and linked to."""

    paper = models.ForeignKey(
        PresidentsPaper, models.CASCADE, related_name="principles", verbose_name=_("President's Paper")
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1)], help_text=_("Its address ends with it: #p1.")
    )
    text = TranslatedField(_("text"), is_long=True)
    is_quoted = models.BooleanField(
        _("word for word"), default=True, help_text=_("Shown as a quotation; otherwise as a summary of ours.")
    )

    history = HistoricalRecords(excluded_fields=UNTRACKED_UNFOLDED)

    class Meta:
        verbose_name = _("principle")
        verbose_name_plural = _("principles")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                name="principle_of_a_paper_once_for_each_number",
                fields=["paper", "number"],
                violation_error_message=_("The paper has a principle of this number already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def get_absolute_url(self) -> str:
        """Its place on the page of its paper; needs the paper."""
        return f"{self.paper.get_absolute_url()}#{self.anchor}"

    @property
    def anchor(self) -> str:
        return f"p{self.number}"
