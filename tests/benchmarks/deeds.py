"""Deeds over a programme of 960 items: `make bench` prints what each takes in one process.

`DATABASE_URL` names the database to measure on, an empty one; the default is SQLite in a temporary folder.
"""

import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ground import ground

SIZE = 960


def main() -> None:
    with ground() as seeds:
        print(f"| {SIZE} items | time | queries | history rows |\n| --- | --- | --- | --- |")
        for name, deed in import_module("tests.benchmarks.deeds_of_staff").deeds(seeds, SIZE):
            row(name, deed)


def row(name: str, deed: Callable[[], Any]) -> None:
    capture = import_module("django.test.utils").CaptureQueriesContext
    connection = import_module("django.db").connection
    history = import_module("meetings.models").AgendaItem.history
    before, began = history.count(), time.perf_counter()
    with capture(connection) as queries:
        deed()
    spent = time.perf_counter() - began
    print(f"| {name} | {spent:.2f} s | {len(queries)} | {history.count() - before:,} |", flush=True)


if __name__ == "__main__":
    main()
