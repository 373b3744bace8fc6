"""The files of the record: their columns, and their rows by key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from meetings.record.rows import Row, read_rows

DATA = Path(__file__).parent / "data"

STATES = "states.csv"
COMMITTEES = "committees.csv"
MEMBERS = "committee_members.csv"
MEETINGS = "meetings.csv"
ITEMS = "programme_items.csv"
PAPERS = "presidents_papers.csv"
PRINCIPLES = "principles.csv"
DECISIONS = "decisions.csv"
AMENDMENTS = "amendments.csv"
FIGURES = "sponsorship.csv"
ALIASES = "aliases.csv"
TRANSLATIONS = "translations.csv"

ORIGIN = ("source", "confidence")

TRANSLATED = ("state", "committee", "meeting", "city", "venue", "item", "demonstration")
"""The kinds of texts that have translations; the last are those of the demonstration meeting."""

COLUMNS: dict[str, tuple[str, ...]] = {
    STATES: (
        *("iso2", "iso3", "name_en", "un_regional_group", "status"),
        *("joined_year", "entry_into_force", "withdrawn_on", *ORIGIN),
    ),
    COMMITTEES: (
        *("name", "short_name", "kind", "established_at", "established_on", "discontinued_at", "discontinued_on"),
        *("replaces", "succession", "objectives", "purpose", *ORIGIN),
    ),
    MEMBERS: ("committee", "state_iso2", "role", "term_start", "term_end", *ORIGIN),
    MEETINGS: (
        *("kind", "number", "short_name", "title", "year", "start_date", "end_date", "city", "country_iso2", "venue"),
        *("format", "time_zone", "committees", "president_name", "president_country_iso2", "president_designate"),
        *ORIGIN,
    ),
    ITEMS: (
        *("meeting", "date", "start", "end", "position", "number", "kind", "title", "committee", "chair_iso2"),
        *("segment", "room", *ORIGIN),
    ),
    PAPERS: (
        *("key", "meeting", "title", "document_symbol", "annex", "year", "president", "subject"),
        *("revises", "reaffirms", "objectives", *ORIGIN),
    ),
    PRINCIPLES: ("paper", "number", "text", "quoted", *ORIGIN),
    DECISIONS: (
        *("key", "meeting", "date", "reference", "summary", "based_on_paper"),
        *("establishes", "discontinues", "adjusts", "until", "quotation", "quoted_from", *ORIGIN),
    ),
    AMENDMENTS: ("later", "kind", "earlier", "basis", *ORIGIN),
    FIGURES: (
        *("year", "meeting", "donors_iso2", "offers", "delegates_sponsored", "states_sponsored"),
        *("sponsored_states_iso2", "amount", "currency", "amount_meaning", "administered_by", "coordinator_iso2"),
        *ORIGIN,
    ),
    ALIASES: ("table", "key", "alias", "source"),
    TRANSLATIONS: ("of", "english", "ar", "zh-hans", "fr", "ru", "es", *ORIGIN),
}


def slug(name: str) -> str:
    """A short name as it stands in an address: `Maputo+15-2014` gives `maputo-15-2014`."""
    return re.sub(r"[^a-z0-9]", "-", name.lower())


def by_key(rows: Iterable[Row], column: str) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        key = row.needed(column)
        if key in found:
            raise row.fault(column, f"“{key}” stands in line {found[key].line} too.")
        found[key] = row
    return found


@dataclass(frozen=True)
class Files:
    """Every file's rows as written, and those of the files that others refer to by key."""

    rows: dict[str, list[Row]]

    @classmethod
    def read(cls, folder: Path) -> "Files":
        return cls({name: read_rows(folder / name, columns) for name, columns in COLUMNS.items()})

    @cached_property
    def states(self) -> dict[str, Row]:
        return by_key(self.rows[STATES], "iso2")

    @cached_property
    def committees(self) -> dict[str, Row]:
        return by_key(self.rows[COMMITTEES], "short_name")

    @cached_property
    def meetings(self) -> dict[str, Row]:
        return by_key(self.rows[MEETINGS], "short_name")

    @cached_property
    def papers(self) -> dict[str, Row]:
        return by_key(self.rows[PAPERS], "key")

    @cached_property
    def decisions(self) -> dict[str, Row]:
        return by_key(self.rows[DECISIONS], "key")

    @cached_property
    def aliases(self) -> dict[tuple[str, str], list[str]]:
        """The other names of a State or a committee, by file and key."""
        known = {"states": (self.states, STATES), "committees": (self.committees, COMMITTEES)}
        found: dict[tuple[str, str], list[str]] = {}
        for row in self.rows[ALIASES]:
            keys, file = known[row.choice("table", known)]
            names = found.setdefault((file, row.known("key", row.needed("key"), keys, file)), [])
            if row.needed("alias") in names:
                raise row.fault("alias", f"“{row.text('alias')}” stands there twice.")
            row.needed("source")
            names.append(row.text("alias"))
        return found

    @cached_property
    def translations(self) -> dict[tuple[str, str], Row]:
        """By the kind of text and its English."""
        found: dict[tuple[str, str], Row] = {}
        for row in self.rows[TRANSLATIONS]:
            key = row.choice("of", TRANSLATED), row.needed("english")
            if key in found:
                raise row.fault("english", f"“{key[1]}” stands in line {found[key].line} too.")
            found[key] = row
        return found

    def aliases_of(self, file: str, key: str) -> str:
        """One a line."""
        return "\n".join(self.aliases.get((file, key), []))
