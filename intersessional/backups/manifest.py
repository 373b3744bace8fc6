"""What a backup says of itself: by what it was made, of which schema, how much it holds."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

from intersessional.backups.archive import BackupError

FORMAT = 1


@dataclass(frozen=True)
class TableState:
    """How many rows a table has, and the SHA-256 of them all in the order of its key, a line each."""

    rows: int
    checksum: str

    @classmethod
    def of(cls, lines: Iterable[bytes | memoryview | bytearray]) -> "TableState":
        """Of lines in pieces of any size."""
        found, number = sha256(), 0
        for piece in map(bytes, lines):
            found.update(piece)
            number += piece.count(b"\n")
        return cls(number, found.hexdigest())


@dataclass(frozen=True)
class Manifest:
    """`made_at` is ISO 8601 in UTC; migrations by app; tables by name, of those left out the data is missing."""

    made_at: str
    code: str
    database: str
    database_version: str
    migrations: dict[str, list[str]]
    tables: dict[str, TableState]
    left_out: list[str]
    files: int
    bytes: int

    def to_json(self) -> str:
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """BackupError: of a form that this code doesn't know."""
        try:
            told = json.loads(text)
            if told.pop("format") != FORMAT:
                raise BackupError("The backup was made by a newer version, in a form that this one doesn't know.")
            told["tables"] = {name: TableState(**state) for name, state in told["tables"].items()}
            return cls(**told)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupError("The manifest of the backup can't be understood.") from error

    @property
    def rows(self) -> int:
        return sum(state.rows for state in self.tables.values())

    def unknown_to(self, migrations: Iterable[tuple[str, str]]) -> list[str]:
        """Migrations of the backup, `app.name`, that the code doesn't have."""
        known = set(migrations)
        there = [(app, name) for app, names in sorted(self.migrations.items()) for name in names]
        return [f"{app}.{name}" for app, name in there if (app, name) not in known]
