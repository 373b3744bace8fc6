"""All that must hold of the catalogues, as findings with file, entry and reason; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from intersessional.catalogues import entries, glossary

LANGUAGES = ("ar", "zh_Hans", "fr", "ru", "es")


@dataclass(frozen=True)
class Finding:
    """`entry` is the English text, a term, or nothing where it is about the file."""

    file: str
    entry: str
    reason: str

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.file, f"“{self.entry}”" if self.entry else "", self.reason)))


@dataclass(frozen=True)
class Language:
    """One language's files in the folder of catalogues."""

    folder: Path
    code: str

    @property
    def catalogue(self) -> Path:
        return self.folder / self.code / "LC_MESSAGES" / "django.po"

    @property
    def glossary(self) -> Path:
        return self.folder / self.code / "glossary.csv"

    @property
    def same(self) -> Path:
        return self.folder / self.code / "same.txt"

    def name(self, file: Path) -> str:
        return file.relative_to(self.folder.parent).as_posix()


def lines(path: Path) -> list[str]:
    """Those that say something: `#` begins a comment."""
    if not path.exists():
        return []
    read = path.read_text(encoding="utf-8").splitlines()
    return [line for line in read if line.strip() and not line.startswith("#")]


def read(path: Path, code: str) -> Catalog:
    """PoFileError: what can't be read as it was meant, such as more plural forms than the language has."""
    with path.open("rb") as file:
        return read_po(file, locale=code, ignore_obsolete=True, abort_invalid=True)


def check(folder: Path, sources: Catalog, codes: tuple[str, ...] = LANGUAGES) -> list[Finding]:
    """All findings, language by language; `sources` holds the texts that the catalogues must hold."""
    terms = lines(folder / "terms.txt")
    return [finding for code in codes for finding in check_language(Language(folder, code), sources, terms)]


def check_language(language: Language, sources: Catalog, terms: list[str]) -> Iterator[Finding]:
    file = language.name(language.catalogue)
    if not language.catalogue.exists():
        yield Finding(file, "", "is missing")
        return
    try:
        catalog = read(language.catalogue, language.code)
    except (PoFileError, ValueError) as error:
        yield Finding(file, "", str(error))
        return
    yield from against_sources(file, catalog, sources)
    if not entries.tells_numbers_apart(catalog, language.code):
        yield Finding(file, "", f"has other plural forms than the language: {catalog.plural_forms}")
    messages = [message for message in catalog if message.id]
    for message in messages:
        for reason in entries.faults(message, catalog):
            yield Finding(file, told(message), reason)
    finished = [message for message in messages if not list(entries.unfinished(message, catalog))]
    yield from untold(language, finished)
    yield from terms_used(language, finished, terms)


def told(message: Message) -> str:
    context = f"{message.context}: " if message.context else ""
    return context + entries.texts(message.id)[0]


def against_sources(file: str, catalog: Catalog, sources: Catalog) -> Iterator[Finding]:
    held, wanted = ({(m.context, m.id): m for m in found if m.id} for found in (catalog, sources))
    for key in sorted(wanted.keys() - held.keys(), key=str):
        yield Finding(file, told(wanted[key]), "is a text of the sources, and not here: run `make messages`")
    for key in sorted(held.keys() - wanted.keys(), key=str):
        yield Finding(file, told(held[key]), "is no text of the sources any more: run `make messages`")


def untold(language: Language, finished: list[Message]) -> Iterator[Finding]:
    """What stands in English, or in another script, without being listed; and what is listed without need."""
    listed = set(lines(language.same))
    needed: set[str] = set()
    for message in finished:
        same = entries.is_same(message)
        needed |= same
        script = entries.foreign(message, language.code)
        if any(entries.has_letters(text) for text in same - listed):
            yield Finding(language.name(language.catalogue), told(message), "is the English, and not in same.txt")
        elif script and not listed & set(entries.texts(message.id)):
            yield Finding(language.name(language.catalogue), told(message), f"has no {script} letter")
        elif script:
            needed |= set(entries.texts(message.id))
    for line in sorted(listed - needed):
        yield Finding(language.name(language.same), line, "equals no translation")


def terms_used(language: Language, finished: list[Message], terms: list[str]) -> Iterator[Finding]:
    file = language.name(language.glossary)
    if not language.glossary.exists():
        yield Finding(file, "", "is missing")
        return
    read_rows = glossary.rows(language.glossary)
    found = list(glossary.faults(read_rows, terms))
    yield from (Finding(file, term, reason) for term, reason in found)
    if found:
        return
    by_term, listed = glossary.accepted(read_rows[1:], language.code), set(lines(language.same))
    for message in finished:
        english = entries.texts(message.id)
        if listed & set(english):
            continue
        translation = " · ".join(entries.translated(message))
        for term in glossary.unused(" · ".join(map(entries.bare, english)), translation, by_term):
            yield Finding(language.name(language.catalogue), told(message), f"doesn't use the glossary's “{term}”")
