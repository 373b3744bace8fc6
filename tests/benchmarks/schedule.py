"""The schedule beside a constant view under the same server and middleware: `make bench` prints the figures.

`DATABASE_URL` names the database to measure on, an empty one; the default is SQLite in a temporary folder.
"""

import os
import platform
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ground import ground
from tests.benchmarks.server import Server, served

SIZES = (60, 300, 960)
ROUNDS = 3
REQUESTS = 800
FILES = (".ics", ".json", ".csv", ".xml")
PLAIN: dict[str, str] = {}
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def main() -> None:
    with ground() as seeds:
        for size in SIZES:
            seeds.programme_of(size)
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
        print("| what | CPU a request | of the constant view |\n| --- | --- | --- |")
        with served({}) as server:
            constant = warm(server, "/healthz", PLAIN)
            row("constant view", constant, constant)
            for size in SIZES:
                figures_of(server, seeds, size, constant)
            print(f"| memory of a worker afterwards | {server.memory_mb():.0f} MB | |")


def figures_of(server: Server, seeds: object, size: int, constant: float) -> None:
    path = f"/meetings/bench-{size}/schedule/"
    row(f"{size} items, first after a release", cold(server, path, seeds, size), constant)
    for ending in FILES:
        file = f"/meetings/bench-{size}/schedule{ending}"
        row(f"{size} items, {ending}, first after a release", cold(server, file, seeds, size, PLAIN), constant)
        row(f"{size} items, {ending}, kept", warm(server, file, PLAIN), constant)
    row(f"{size} items, kept", warm(server, path, PLAIN), constant)
    row(f"{size} items, kept, in brotli", warm(server, path, PACKED), constant)
    _status, body, headers = server.get(path, PLAIN)
    row(f"{size} items, known to the reader (304)", warm(server, path, {"If-None-Match": headers["etag"]}), constant)
    packed = server.get(path, PACKED)[1]
    print(f"| {size} items, bytes of the page | {len(body):,} | {len(packed):,} in brotli |")


def warm(server: Server, path: str, headers: Mapping[str, str]) -> float:
    """Milliseconds of processor time a request, the median of three rounds."""
    return statistics.median(server.measure(path, REQUESTS, headers).cpu_ms for _round in range(ROUNDS))


def cold(server: Server, path: str, seeds: object, size: int, headers: Mapping[str, str] = PACKED) -> float:
    """The same of a request that finds nothing kept, the mean of ten: each is a few ticks of the processor's clock."""
    spent = 0.0
    for _round in range(10):
        seeds.make_cold(size)  # type: ignore[attr-defined]
        before = server.cpu()
        server.get(path, headers)
        spent += server.cpu() - before
    return 100 * spent


def row(name: str, cpu_ms: float, constant: float) -> None:
    print(f"| {name} | {cpu_ms:.2f} ms | {cpu_ms / constant:.1f} |", flush=True)


if __name__ == "__main__":
    main()
