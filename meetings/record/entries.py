"""What the files say, made ready for a model: values of fields, and links by key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from intersessional.lib.recorded import Confidence
from intersessional.lib.translated import Translated
from meetings.record.rows import BadRow, Row


@dataclass(frozen=True)
class Entry:
    """One row to be. A link is the key of a row of another table, or nothing."""

    row: Row
    key: str
    values: Mapping[str, Any]
    links: Mapping[str, str | None] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """All rows to be of one model, in the order of the file."""

    name: str
    model: type[models.Model]
    entries: list[Entry]
    columns: Mapping[str, str] = field(default_factory=dict)
    """Where a field's column has another name."""
    once: tuple[str, ...] = ()
    """Fields beside the key of which no two rows may have the same value."""
    left_out: tuple[str, ...] = ()
    """Rows of the file that can't become one of the model, by name."""
    nameless: tuple[str, ...] = ()
    """Rows without a name in some language, with those languages."""

    def __post_init__(self) -> None:
        lines: dict[tuple[str, Any], int] = {}
        for entry in self.entries:
            for place, value in self.unique_values(entry):
                line = lines.setdefault((place, value), entry.row.line)
                if line != entry.row.line:
                    raise self.fault(entry, place, f"“{value}” stands in line {line} too.")

    def unique_values(self, entry: Entry) -> Iterator[tuple[str, Any]]:
        yield "record_key", entry.key
        for name in self.once:
            if entry.values[name]:
                yield name, entry.values[name]

    def fault(self, entry: Entry, name: str, reason: str) -> BadRow:
        return entry.row.fault(self.columns.get(name, name), reason)


def english(text: str) -> Translated:
    return Translated.of(text)


def origin(row: Row) -> dict[str, str]:
    """Where the fact comes from and how sure it is."""
    return {"source": row.needed("source"), "confidence": row.choice("confidence", Confidence)}
