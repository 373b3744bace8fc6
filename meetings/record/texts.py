"""A row's texts in the content languages: English from its file, the others from translations and from CLDR."""

from functools import cache

from babel import Locale, __version__
from babel.core import get_cldr_version

from intersessional.lib.translated import ENGLISH, Translated, content_languages
from meetings.record.entries import origin
from meetings.record.files import COLUMNS, COMMITTEES, DATA, ITEMS, MEETINGS, STATES, TRANSLATIONS, Files
from meetings.record.rows import Row, read_rows

CLDR = f"Unicode CLDR {get_cldr_version()} through Babel {__version__}"

SAID = {
    "state": (STATES, "name_en"),
    "committee": (COMMITTEES, "name"),
    "meeting": (MEETINGS, "title"),
    "city": (MEETINGS, "city"),
    "venue": (MEETINGS, "venue"),
    "item": (ITEMS, "title"),
}
"""Where the English of a kind of text stands."""

WHAT = {"state": "name", "committee": "name", "meeting": "title", "city": "city", "venue": "venue", "item": "title"}
"""What a kind of text is of its row."""


def other_languages() -> list[str]:
    return [code for code in content_languages() if code != ENGLISH]


def names_of_territory(iso2: str) -> dict[str, str]:
    """By language, those that CLDR has."""
    names = {code: Locale.parse(code, sep="-").territories.get(iso2) for code in other_languages()}
    return {code: name for code, name in names.items() if name}


def holes(row: Row, name: Translated) -> str:
    """`XA (fr, ru)`: the languages that a State has no name in."""
    missing = [code for code in other_languages() if code not in name]
    return f"{row.text('iso2')} ({', '.join(missing)})" if missing else ""


def translated(kind: str, english: str) -> Translated:
    """A text of the program's own, from the packaged file; one that isn't there stands in English alone."""
    found = packaged().get((kind, english))
    return Translated({ENGLISH: english, **others_of(found)}) if found else Translated.of(english)


@cache
def packaged() -> dict[tuple[str, str], Row]:
    """The file is part of the program, so it is read once."""
    return Files({TRANSLATIONS: read_rows(DATA / TRANSLATIONS, COLUMNS[TRANSLATIONS])}).translations


def others_of(row: Row) -> dict[str, str]:
    return {code: text for code in other_languages() if (text := row.text(code))}


def told(languages: str, kinds: list[str]) -> str:
    """`title, city in fr, ru`."""
    return f"{', '.join(WHAT[kind] for kind in kinds)} in {languages}"


class Texts:
    """The texts of one row; whoever asks for one is told in its origin where the other languages come from."""

    def __init__(self, files: Files, row: Row) -> None:
        self.files, self.row = files, row
        self.told: dict[str, dict[str, list[str]]] = {}

    def of(self, kind: str, column: str) -> Translated:
        """What the cell says, with its translation as a text of that kind, where there is one."""
        english = self.row.text(column)
        found = self.files.translations.get((kind, english))
        if not english or not found:
            return Translated.of(english)
        others = others_of(found)
        source = f"{found.needed('source')} ({{}}; confidence {found.needed('confidence')})"
        self.told.setdefault(source, {}).setdefault(", ".join(others), []).append(kind)
        return Translated({ENGLISH: english, **others})

    def of_state(self, column: str, iso2: str) -> Translated:
        """The United Nations' short name; in other languages the translation's, else CLDR's."""
        translated = self.of("state", column)
        from_cldr = {code: name for code, name in names_of_territory(iso2).items() if code not in translated}
        if from_cldr:
            self.told.setdefault(f"{CLDR} ({{}})", {})[", ".join(from_cldr)] = ["state"]
        return Translated({**translated, **from_cldr})

    def origin(self) -> dict[str, str]:
        """The row's, and the sources of its texts in other languages."""
        own = origin(self.row)
        return {**own, "source": "; ".join([own["source"], *self.told_sources()])}

    def told_sources(self) -> list[str]:
        return [source.format(", ".join(told(*one) for one in what.items())) for source, what in self.told.items()]


def check_all_used(files: Files) -> None:
    """A translation of a text that no row has any more is a fault: the English was changed, or mistyped."""
    for (kind, english), row in files.translations.items():
        if kind in SAID and english not in {
            one.text(column) for file, column in [SAID[kind]] for one in files.rows[file]
        }:
            raise row.fault("english", f"“{english}” stands in no row of {SAID[kind][0]}.")
