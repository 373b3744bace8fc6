"""What a load did, table by table."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class LeftAlone:
    """A row of the record that was not written, and why."""

    key: str
    reason: str


@dataclass
class TableReport:
    """How many rows of one table were written, and which were not."""

    name: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    left_alone: list[LeftAlone] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        counts = [f"{self.added} added", f"{self.changed} changed", f"{self.unchanged} unchanged"]
        counts.append(f"{len(self.left_alone)} left alone")
        if self.left_out:
            counts.append(f"{len(self.left_out)} left out")
        yield f"{self.name}: {', '.join(counts)}"
        for row in self.left_alone:
            yield f"  left alone: {row.key}: {row.reason}"
        if self.nameless:
            yield f"  without a name in a language: {'; '.join(self.nameless)}"
        if self.left_out:
            yield f"  left out, because the file names no committee: {'; '.join(self.left_out)}"
