"""Files made documents of a meeting: all of them, or none."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files import File
from django.db import IntegrityError, models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from committees.models import State
from intersessional.audit import log
from intersessional.lib.history import User, write_history
from intersessional.lib.uploads import FileFacts
from meetings.models import AgendaItem, Document, DocumentVersion, Meeting
from meetings.symbols import tidy

TOLD = ("title", "kind", "item", "state", "organisation")
"""What the files of one document must agree on, where they tell it."""


@dataclass(frozen=True)
class NewFile:
    """A file that was looked into, and what is told of its document; English titles."""

    file: File
    facts: FileFacts
    language: str
    symbol: str = ""
    title: str = ""
    kind: str = Document.Kind.OTHER
    item: AgendaItem | None = None
    state: State | None = None
    organisation: str = ""

    @property
    def document(self) -> Hashable:
        """The same for files that are versions of one document: by symbol, without one by title, kind and speaker."""
        if self.symbol:
            return tidy(self.symbol)
        return (self.title.casefold(), self.kind, self.state, self.organisation.casefold())


class RefusedFilesError(ValidationError):
    """Why, by the place of the file; nothing was stored."""

    def __init__(self, by_place: Mapping[int, Sequence[str]]) -> None:
        super().__init__([sentence for sentences in by_place.values() for sentence in sentences])
        self.by_place = by_place


def add_documents(*, meeting: Meeting, files: Sequence[NewFile], status: str, by: User) -> list[Document]:
    """The documents that came into being or got a version, `status` being that of new ones. RefusedFilesError: with
    the sentences at each file; NotStoredError: where the disk takes no more."""
    adding = Adding(meeting, files, status, by)
    try:
        with transaction.atomic():
            return adding.add()
    except IntegrityError as error:
        adding.forget()
        sentence = _("Somebody else has added one of these documents meanwhile. Add the files again.")
        raise RefusedFilesError({0: [sentence]}) from error
    except BaseException:
        adding.forget()
        raise


class Adding:
    """One deed: everything is judged before anything is stored."""

    def __init__(self, meeting: Meeting, files: Sequence[NewFile], status: str, by: User) -> None:
        self.meeting, self.files, self.status, self.by = meeting, files, status, by
        self.places: dict[Hashable, list[int]] = defaultdict(list)
        for place, file in enumerate(files):
            self.places[file.document].append(place)
        self.refused: dict[int, list[str]] = defaultdict(list)
        self.versions: list[DocumentVersion] = []

    def add(self) -> list[Document]:
        symbols = {tidy(file.symbol) for file in self.files if file.symbol}
        rows = Document.objects.select_for_update().filter(symbol__in=symbols).order_by("pk")
        existing: dict[Hashable, Document] = {row.symbol: row for row in rows}
        documents = [self.judge(existing.get(key), places) for key, places in self.places.items()]
        if self.refused:
            raise RefusedFilesError(self.refused)
        self.store([document for document in documents if document._state.adding])
        self.store(self.versions)
        Meeting.objects.filter(pk=self.meeting.pk).raise_public_version()
        log.write(log.Kind.CHANGED, by=self.by, subject=self.meeting, added=log.rows(self.versions), status=self.status)
        return documents

    def judge(self, existing: Document | None, places: Sequence[int]) -> Document:
        document = existing or self.new_document(places)
        if existing:
            self.compare(existing, places)
        else:
            self.validate(document, places[0])
        taken = set(existing.versions.values_list("language", flat=True)) if existing else set()
        for place in places:
            language = self.files[place].language
            if language in taken:
                self.refused[place].append(_("The document has a version in this language already."))
            taken.add(language)
            self.versions.append(self.new_version(document, place))
        return document

    def new_document(self, places: Sequence[int]) -> Document:
        """Of what its files tell; where two of them differ, the later one is refused."""
        told: dict[str, Any] = {}
        for place in places:
            for name in TOLD:
                value = getattr(self.files[place], name)
                if value and told.setdefault(name, value) != value:
                    sentence = _("The files of one document differ: %(field)s.")
                    self.refused[place].append(sentence % {"field": field_name(Document, name)})
        return Document(meeting=self.meeting, status=self.status, symbol=self.files[places[0]].symbol, **told)

    def compare(self, existing: Document, places: Sequence[int]) -> None:
        """A document that is there already gets versions and keeps what it says."""
        if existing.meeting_id != self.meeting.pk:
            self.refused[places[0]].append(_("There is a document of this symbol already, of another meeting."))
            return
        sentence = _("There is a document of this symbol already, and it differs: %(fields)s. Change that on its page.")
        for place in places:
            differing = [name for name in TOLD if differs(self.files[place], existing, name)]
            if differing:
                fields = ", ".join(field_name(Document, name) for name in differing)
                self.refused[place].append(sentence % {"fields": fields})

    def validate(self, row: Document | DocumentVersion, place: int, but: Sequence[str] = ()) -> None:
        try:
            row.full_clean(exclude=but)
        except ValidationError as error:
            self.refused[place] += told(row, error)

    def new_version(self, document: Document, place: int) -> DocumentVersion:
        given = self.files[place]
        version = DocumentVersion(document=document, language=given.language, file=given.file)
        version.describe(given.facts)
        self.validate(version, place, but=["document"])
        return version

    def store(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row.skip_history_when_saving = True
            row.save()
            del row.skip_history_when_saving
        write_history(rows, user=self.by, is_new=True)

    def forget(self) -> None:
        """The files that were stored before something failed."""
        for version in self.versions:
            held: Any = version.file
            if held.is_stored:
                held.storage.delete(held.name)


def differs(given: NewFile, existing: Document, name: str) -> bool:
    """Whether a file tells something, and something else than the document."""
    value, stored = getattr(given, name), getattr(existing, name)
    if name == "title":
        stored = existing.title.in_language("en")
    return bool(value) and value != stored and not (name == "kind" and value == Document.Kind.OTHER)


def told(row: models.Model, error: ValidationError) -> Iterator[str]:
    """Each sentence behind the name of its field."""
    for name, sentences in error.message_dict.items():
        for sentence in sentences:
            is_of_all = name == NON_FIELD_ERRORS
            yield sentence if is_of_all else f"{capfirst(field_name(type(row), name))}: {sentence}"


def field_name(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.verbose_name)
