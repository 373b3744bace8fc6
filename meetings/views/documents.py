"""Documents: their list, their file, and the tables of a meeting's by agenda item."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import cache_control

from intersessional.lib.file_answers import file_answer
from intersessional.lib.languages import in_asked_language
from intersessional.lib.list_page import list_file, list_page
from intersessional.lib.public import public
from intersessional.lib.translated import content_languages
from meetings.exports import DOCUMENT_COLUMNS, document_blocks
from meetings.filters import DocumentFilter
from meetings.models import Document, DocumentQuerySet, DocumentVersion, Meeting
from meetings.programme.items import Item
from meetings.symbols import Supplement, threaded


def with_versions(documents: DocumentQuerySet) -> DocumentQuerySet:
    """What a table tells of a document."""
    return documents.select_related("meeting", "paper", "state").prefetch_related("versions")


@public
@cache_control(public=True, no_cache=True)
def document_list(request: HttpRequest) -> HttpResponse:
    listing = DocumentFilter(request.GET, Document.objects.public().latest_first())
    return list_page(request, "meetings/documents/document_list.html", listing, prepare=with_versions)


@public
@cache_control(public=True, no_cache=True)
@in_asked_language
def documents_csv(request: HttpRequest) -> HttpResponseBase:
    listing = DocumentFilter(request.GET, Document.objects.public().latest_first())
    return list_file(request, listing, "documents", DOCUMENT_COLUMNS, document_blocks)


@public
@cache_control(public=True, no_cache=True)
def document_file(request: HttpRequest, key: str, language: str) -> HttpResponseBase:
    """The document in one language: our file, or the way to where it is kept."""
    version = get_object_or_404(DocumentVersion.objects.public(), document=key, language=language)
    return redirect(version.url) if version.url else file_answer(request, version.file, version.facts)


@dataclass(frozen=True)
class Line:
    """A document in a table: what it supplements there, and a version or None for each of the table's languages."""

    document: Document
    supplements: tuple[Supplement, ...]
    versions: list[tuple[str, DocumentVersion | None]]

    @property
    def missing(self) -> list[str]:
        return [language for language, version in self.versions if not version]

    @property
    def is_without_version(self) -> bool:
        return len(self.missing) == len(self.versions)


@dataclass(frozen=True)
class Group:
    """The documents of an agenda item, or those of no item that delegates know."""

    item: Item | None
    lines: list[Line]


class Documents:
    """The public documents of a meeting."""

    def __init__(self, meeting: Meeting) -> None:
        found = Document.objects.public().filter(meeting=meeting).select_related("item")
        self.rows = list(with_versions(found).in_order())

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Those in which any of them comes, by code, each with its own name."""
        used = {version.language for document in self.rows for version in document.versions.all()}
        return [(code, name) for code, name in content_languages().items() if code in used]

    def of(self, item: Item) -> list[Line]:
        return self.lines([row for row in self.rows if row.item and row.item.public_id == item.id])

    def by_item(self, items: Sequence[Item]) -> list[Group]:
        """In the order of the released programme; what belongs to no item of it comes last."""
        groups = [Group(item, self.of(item)) for item in items]
        released = {item.id for item in items}
        others = [row for row in self.rows if not row.item or row.item.public_id not in released]
        return [group for group in (*groups, Group(None, self.lines(others))) if group.lines]

    def lines(self, rows: Iterable[Document]) -> list[Line]:
        codes = [code for code, _name in self.languages]
        found = []
        for row, supplements in threaded(rows, lambda row: row.symbol):
            by_language = {version.language: version for version in row.versions.all()}
            found.append(Line(row, supplements, [(code, by_language.get(code)) for code in codes]))
        return found
