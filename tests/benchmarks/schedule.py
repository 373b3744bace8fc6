"""The schedule beside a constant view under the same server and middleware: `make bench` prints the figures.

`DATABASE_URL` names the database to measure on, an empty one; the default is SQLite in a temporary folder.
"""

import os
import platform
import statistics
import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.server import Server, served

ENVIRONMENT = {"SECRET_KEY": "of the benchmark", "HTTPS": "off", "ALLOWED_HOSTS": "127.0.0.1", "DEBUG": "off"}
SIZES = (60, 300, 960)
ROUNDS = 3
REQUESTS = 800
PLAIN: dict[str, str] = {}
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(ENVIRONMENT)
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["STATIC_ROOT"] = f"{folder}/static"
        seeds = prepared()
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors")
        print("| what | CPU a request | of the constant view |\n| --- | --- | --- |")
        with served({}) as server:
            constant = warm(server, "/healthz", PLAIN)
            row("constant view", constant, constant)
            for size in SIZES:
                figures_of(server, seeds, size, constant)
            print(f"| memory of a worker afterwards | {server.memory_mb():.0f} MB | |")


def prepared() -> object:
    """A migrated database with the programmes in it; Django can be imported only now."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "intersessional.settings"
    import_module("django").setup()
    call_command = import_module("django.core.management").call_command
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    seeds = import_module("tests.benchmarks.seeds")
    for size in SIZES:
        seeds.programme_of(size)
    return seeds


def figures_of(server: Server, seeds: object, size: int, constant: float) -> None:
    path = f"/meetings/bench-{size}/schedule/"
    row(f"{size} items, first after a release", cold(server, path, seeds, size), constant)
    row(f"{size} items, kept", warm(server, path, PLAIN), constant)
    row(f"{size} items, kept, in brotli", warm(server, path, PACKED), constant)
    _status, body, headers = server.get(path, PLAIN)
    row(f"{size} items, known to the reader (304)", warm(server, path, {"If-None-Match": headers["etag"]}), constant)
    packed = server.get(path, PACKED)[1]
    print(f"| {size} items, bytes of the page | {len(body):,} | {len(packed):,} in brotli |")


def warm(server: Server, path: str, headers: Mapping[str, str]) -> float:
    """Milliseconds of processor time a request, the median of three rounds."""
    return statistics.median(server.measure(path, REQUESTS, headers).cpu_ms for _round in range(ROUNDS))


def cold(server: Server, path: str, seeds: object, size: int) -> float:
    """The same of a request that finds nothing kept, the mean of ten: each is a few ticks of the processor's clock."""
    spent = 0.0
    for _round in range(10):
        seeds.make_cold(size)  # type: ignore[attr-defined]
        before = server.cpu()
        server.get(path, PACKED)
        spent += server.cpu() - before
    return 100 * spent


def row(name: str, cpu_ms: float, constant: float) -> None:
    print(f"| {name} | {cpu_ms:.2f} ms | {cpu_ms / constant:.1f} |", flush=True)


if __name__ == "__main__":
    main()
