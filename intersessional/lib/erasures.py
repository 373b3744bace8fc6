"""The list of who was erased, in a file of its own: a backup from before knows nothing of it.

One JSON object a line, without a word of a person: `reference`, `began` (when the row came into being, so that nobody
else is erased who got the same reference later), `erased_at`, and `files`, random names of files that went with it.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings


class UnreadableListError(Exception):
    """A line of the list is not what this program writes."""


@dataclass(frozen=True)
class Erasure:
    """`began` and `erased_at` are ISO moments."""

    reference: str
    began: str
    erased_at: str
    files: list[str] = field(default_factory=list)


def remember(erasure: Erasure) -> None:
    """OSError where the file can't be written; it is on the disk when this returns."""
    path = Path(settings.ERASURES_FILE)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{json.dumps(asdict(erasure))}\n")
        file.flush()
        os.fsync(file.fileno())


def remembered() -> Iterator[Erasure]:
    """Oldest first; none where there is no list. UnreadableListError."""
    path = Path(settings.ERASURES_FILE)
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield Erasure(**json.loads(line))
        except (ValueError, TypeError) as error:
            raise UnreadableListError(f"{path}, line {number}, can't be read: nothing was erased by it.") from error
