"""A spreadsheet that was looked at, carried by the page itself until it is confirmed, since nothing of it is stored."""

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from intersessional.lib.spreadsheet import Table


def packed(table: Table, salt: str) -> str:
    """`salt` says what the sheet is for. ValidationError: more text than one page can carry."""
    text = signing.dumps([table.header, table.rows], salt=salt, compress=True)
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if limit and len(text) > limit * 0.9:
        raise ValidationError(_("The file holds more text than can be looked at on one page: leave some of it out."))
    return text


def unpacked(text: str, salt: str) -> Table | None:
    """None where nobody has packed it so."""
    try:
        header, rows = signing.loads(text, salt=salt)
    except signing.BadSignature:
        return None
    return Table(header, [(line, row) for line, row in rows])
