"""Released programmes, and the links by which a draft is shown before."""

from datetime import timedelta
from itertools import pairwise
from typing import Any, Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from committees.models import Committee, Objective, State
from intersessional.lib.folding import fold
from intersessional.lib.translated import Translated, TranslatedField
from meetings.models.meetings import Meeting
from meetings.programme.changes import Difference, difference
from meetings.programme.items import Item, Programme


class ProgrammeRevisionQuerySet(models.QuerySet["ProgrammeRevision"]):
    def public(self) -> Self:
        """Of meetings that are no draft."""
        return self.exclude(meeting__status=Meeting.Status.DRAFT)

    def latest_of_each(self) -> Self:
        """What delegates read now: the latest of each meeting."""
        return self.filter(is_latest=True)

    def latest_first(self) -> Self:
        return self.order_by("-number")

    def with_differences(self) -> "list[tuple[ProgrammeRevision, Difference | None]]":
        """Of one meeting: each revision with what it changed, the latest first; the first one changed nothing."""
        revisions = list(self.latest_first())
        programmes = [revision.programme() for revision in revisions]
        told = [difference(older, newer) for newer, older in pairwise(programmes)]
        return list(zip(revisions, [*told, None], strict=False))


class ProgrammeRevision(models.Model):
    """A released, numbered, frozen programme: written once, with the names of its day, and never again.

    `is_latest` and the links to committees, objectives and States only find it; what it says is its body.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="revisions", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("number"))
    body = models.TextField(_("programme"), help_text=_("The programme as JSON: what is exported is this text."))
    note = TranslatedField(_("note"), blank=True, is_long=True, help_text=_("Tells delegates why it was released."))
    released_at = models.DateTimeField(_("released at"), default=timezone.now)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("released by")
    )
    is_from_record = models.BooleanField(_("from the record"), default=False)
    is_latest = models.BooleanField(_("latest"), default=True)
    committees = models.ManyToManyField(Committee, related_name="revisions", verbose_name=_("committees"))
    objectives = models.ManyToManyField(Objective, related_name="revisions", verbose_name=_("objectives"))
    states = models.ManyToManyField(State, related_name="revisions", verbose_name=_("chairs and speakers"))

    objects = ProgrammeRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["meeting", "-number"]
        constraints = [
            models.UniqueConstraint(name="revision_number_once_in_a_meeting", fields=["meeting", "number"]),
            models.UniqueConstraint(
                name="revision_latest_once_in_a_meeting", fields=["meeting"], condition=Q(is_latest=True)
            ),
        ]

    def __str__(self) -> str:
        return str(_("Revision %(number)d") % {"number": self.number})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only ever inserted."""
        super().save(*args, **{**kwargs, "force_insert": True})

    def programme(self) -> Programme:
        """The frozen value, its texts speaking the active language."""
        return Programme.from_json(self.body, texts=Translated.of)


class ReleasedItemQuerySet(models.QuerySet["ReleasedItem"]):
    def public(self) -> Self:
        """Of meetings that are no draft."""
        return self.exclude(meeting__status=Meeting.Status.DRAFT)

    def refill(self, meeting: Meeting, programme: Programme) -> None:
        """Make the meeting's rows those of the programme that delegates read now."""
        self.filter(meeting=meeting).delete()
        items = enumerate(programme.items)
        ReleasedItem.objects.bulk_create(
            [ReleasedItem.of(meeting, item, position) for position, item in items if item.is_named]
        )


class ReleasedItem(models.Model):
    """What an item of a latest revision is found by; it follows from the revision and has no history."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="released_items")
    public_id = models.CharField(max_length=8)
    number = models.CharField(max_length=10, blank=True)
    title = TranslatedField()
    day = models.DateField(null=True)
    position = models.PositiveIntegerField()
    folded = models.TextField()

    objects = ReleasedItemQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else str(self.title)

    def get_absolute_url(self) -> str:
        """Needs the meeting."""
        return reverse("item", args=[self.meeting.slug, self.public_id])

    @classmethod
    def of(cls, meeting: Meeting, item: Item, position: int) -> Self:
        return cls(
            meeting=meeting,
            public_id=item.id,
            number=item.number,
            title=item.title,
            day=item.day,
            position=position,
            folded=fold(" ".join(item.words)),
        )


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    def open_at(self, moment: Any) -> Self:
        """Neither expired nor revoked."""
        return self.filter(Q(revoked_at=None) | Q(revoked_at__gt=moment), expires_at__gt=moment)

    def of_token(self, token: str) -> "DraftLink | None":
        """The open link that the token was made for; None for an altered, expired or revoked one."""
        try:
            identifier = signing.loads(token, salt=DraftLink.SALT)
        except signing.BadSignature:
            return None
        found = self.open_at(timezone.now()).filter(pk=identifier)
        return found.select_related("meeting__country").first()


def in_a_fortnight() -> Any:
    return timezone.now() + timedelta(days=14)


class DraftLink(models.Model):
    """Shows one meeting's draft to whoever has the link, a President or a chair, until it expires or is revoked."""

    SALT = "meetings.draft_link"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="draft_links", verbose_name=_("meeting"))
    for_whom = models.CharField(_("for whom"), max_length=200, help_text=_("Such as the President's office."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires at"), default=in_a_fortnight)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft link")
        verbose_name_plural = _("draft links")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.for_whom

    def get_absolute_url(self) -> str:
        return reverse("draft", args=[self.token])

    @property
    def token(self) -> str:
        """Signed: nothing in the database opens the draft."""
        return signing.dumps(self.pk, salt=self.SALT)

    @property
    def is_open(self) -> bool:
        now = timezone.now()
        return self.expires_at > now and (self.revoked_at is None or self.revoked_at > now)

    def revoke(self) -> None:
        """From now on its address is unknown."""
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])
