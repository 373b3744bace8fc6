"""Documents as words and threads: `{% load documents %}`."""

from collections.abc import Iterable

from django import template

from meetings import symbols
from meetings.models import Document, DocumentVersion
from meetings.wording import documents as wording

register = template.Library()

register.filter("language_told", wording.language_told)
register.filter("languages_told", wording.languages_told)
register.filter("supplements_told", wording.supplements_told)


@register.filter
def file_told(version: DocumentVersion) -> str:
    """`PDF, 120 kB`."""
    return wording.file_told(version.format, version.size)


@register.filter
def threaded(documents: Iterable[Document]) -> list[tuple[Document, tuple[symbols.Supplement, ...]]]:
    """Each with what makes it a supplement of one above it."""
    return symbols.threaded(documents, lambda document: document.symbol)
