"""Rows for files: read in blocks, with what hangs on them looked up once a block."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

SIZE = 2000
"""Rows a block: large enough that lookups cost little, small enough for the memory of a small server."""


def in_blocks(rows: Iterable[T], size: int = SIZE) -> Iterator[list[T]]:
    iterator = iter(rows)
    while block := list(islice(iterator, size)):
        yield block
