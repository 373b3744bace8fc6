"""Lines of the audit log, and the seals that chain them. The database itself refuses to change or delete either."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """All that a line can tell."""

    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")
    LOADED = "loaded", _("loaded from files")
    RELEASED = "released", _("programme released")
    TAKEN_BACK = "taken_back", _("revision taken back into the draft")
    COPIED = "copied", _("programme copied")
    PUBLISHED = "published", _("published")
    CANCELLED = "cancelled", _("cancelled")
    POSTPONED = "postponed", _("postponed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DECIDED = "decided", _("nominations decided")
    LINK_MADE = "link_made", _("link to a draft made")
    LINK_REVOKED = "link_revoked", _("link to a draft revoked")
    EXPORTED = "exported", _("exported")
    SIGNED_IN = "signed_in", _("signed in")
    SIGNED_OUT = "signed_out", _("signed out")
    SIGN_IN_REFUSED = "sign_in_refused", _("sign-in refused")
    TOO_MANY_GUESSES = "too_many_guesses", _("too many guesses")
    CONFIRMED = "confirmed", _("password and code given again")
    NOT_CONFIRMED = "not_confirmed", _("password or code wrong when asked again")
    ENROLLED = "enrolled", _("second factor set up")
    CODES_MADE = "codes_made", _("backup codes made")
    CODE_USED = "code_used", _("backup code used")
    FACTOR_RESET = "factor_reset", _("second factor reset")
    PASSWORD_CHANGED = "password_changed", _("password changed")
    PERMISSIONS_CHANGED = "permissions_changed", _("permissions changed")
    REFUSED = "refused", _("refused")
    ERASED = "erased", _("personal data erased")
    LET_GO = "let_go", _("deleted after its time")


class Line(models.Model):
    """One deed. Rows and accounts by their keys alone, fields by their names: no value that tells of a person.

    `facts` is a JSON object of names and numbers; `address` a keyed digest, for what is done at the sign-in.
    """

    at = models.DateTimeField(_("moment"), default=timezone.now, db_index=True)
    kind = models.CharField(_("what"), max_length=20, choices=Kind, db_index=True)
    actor = models.BigIntegerField(_("by account"), null=True, db_index=True)
    subject_type = models.CharField(_("kind of row"), max_length=100, blank=True)
    subject_key = models.CharField(_("key of the row"), max_length=64, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    address = models.CharField(_("digest of the address"), max_length=64, blank=True)
    request_id = models.CharField(_("id of the request"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("line of the audit log")
        verbose_name_plural = _("audit log")
        ordering = ["-pk"]
        # Superusers read it; there is nothing that a group could be given.
        default_permissions = ()
        indexes = [models.Index(fields=["subject_type", "subject_key"], name="line_by_subject")]

    def __str__(self) -> str:
        return str(self.pk)


class Seal(models.Model):
    """A line's place in the chain: numbers without a gap, each digest made of its line and the digest before."""

    number = models.PositiveBigIntegerField(primary_key=True)
    # No foreign key: of a line that is gone its seal is what tells.
    line = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)


class Leave(models.Model):
    """The one way by which lines go: while such a row stands, those sealed up to its number may be deleted. It is
    made and taken back in the transaction that deletes them."""

    until = models.PositiveBigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.until)
