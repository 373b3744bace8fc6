"""`make soak`: a conference morning, and a longer time in which memory must stay flat, on two of everything.

`SOAK_MORNING` and `SOAK_MEMORY` are their seconds (300 and 1200). Ends with 1 where a promise isn't kept.
"""

import os
import random
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.server import cpu_seconds
from tests.servers import Site, two_of_everything
from tests.visits import visit

A_SECOND = 50
P95_MS = 500
FLAT_WITHIN = 1.05
"""Of the workers' memory, a worker's mean: the last quarter's median to the second's."""

PLACE = "/meetings/demonstration/schedule"
MIX: dict[str, int] = {
    f"{PLACE}/": 30,
    f"{PLACE}/?view=grid": 4,
    f"{PLACE}.ics": 8,
    f"{PLACE}.json": 4,
    f"{PLACE}/changes/": 4,
    "/": 12,
    "/meetings/": 8,
    "/meetings/demonstration/": 8,
    "/meetings.csv": 1,
    "/documents/": 6,
    "/committees/": 3,
    "/committees/c-va/": 3,
    "/states/": 2,
    "/search/?q=victim": 4,
    "/sponsorship/": 1,
    "/programme/": 2,
}
"""What a morning's readers ask for, out of a hundred requests."""


class Readers:
    """Requests at a steady rate, whether or not the earlier ones are answered; each to one server after the other."""

    def __init__(self, site: Any, a_second: int) -> None:
        self.site, self.a_second = site, a_second
        self.milliseconds: list[float] = []
        self.errors: list[str] = []
        self.tags: dict[str, str] = {}

    def read(self, due: float, number: int) -> None:
        path = random.choices([*MIX], [*MIX.values()])[0]
        # Every second reader has read the page before.
        headers = {"Accept-Encoding": "gzip, br"}
        if number % 2 and path in self.tags:
            headers["If-None-Match"] = self.tags[path]
        try:
            answer = visit(self.site.webs[number % 2].port, path, headers)
        except OSError as error:
            self.errors.append(f"{path}: {type(error).__name__}")
            return
        self.milliseconds.append(1000 * (time.perf_counter() - due))
        self.tags[path] = answer.headers.get("etag", "")
        if answer.status not in {200, 304}:
            self.errors.append(f"{path}: {answer.status}")

    def run(self, seconds: float) -> None:
        began = time.perf_counter()
        with ThreadPoolExecutor(64) as pool:
            for number in range(int(seconds * self.a_second)):
                due = began + number / self.a_second
                time.sleep(max(0.0, due - time.perf_counter()))
                pool.submit(self.read, due, number)

    def p95(self) -> float:
        return statistics.quantiles(self.milliseconds, n=20)[-1]


class Secretary(threading.Thread):
    """Publishes something every half minute, so that what is kept is of an old version again and again."""

    def __init__(self, site: Any) -> None:
        super().__init__(daemon=True)
        self.site, self.is_over = site, threading.Event()

    def run(self) -> None:
        raised = (
            "from meetings.models import Meeting; Meeting.objects.filter(slug='demonstration').raise_public_version()"
        )
        while not self.is_over.wait(30):
            self.site.manage("shell", "--verbosity", "0", "--command", raised)


def workers(site: Any) -> list[int]:
    return [worker for web in site.webs for worker in web.workers()]


def memory_mb(site: Any) -> float:
    told = (Path(f"/proc/{worker}/status").read_text() for worker in workers(site))
    return statistics.fmean(int(status.split("VmRSS:")[1].split()[0]) / 1024 for status in told)


def morning(site: Any, seconds: float) -> bool:
    readers = Readers(site, A_SECOND)
    before = cpu_seconds(workers(site))
    readers.run(seconds)
    spent = 1000 * (cpu_seconds(workers(site)) - before) / len(readers.milliseconds)
    p95, median = readers.p95(), statistics.median(readers.milliseconds)
    print(f"morning: {len(readers.milliseconds)} answers in {seconds:.0f} s, median {median:.0f} ms, p95 {p95:.0f} ms,")
    print(f"  largest {max(readers.milliseconds):.0f} ms, {spent:.1f} ms of a processor for each,")
    print(f"  {len(readers.errors)} errors {readers.errors[:5]}", flush=True)
    return p95 <= P95_MS and not readers.errors


def flat(site: Any, seconds: float) -> bool:
    readers, sizes = Readers(site, A_SECOND // 2), []
    steps = 40
    for _step in range(steps):
        readers.run(seconds / steps)
        sizes.append(memory_mb(site))
    second, last = statistics.median(sizes[steps // 4 : steps // 2]), statistics.median(sizes[-steps // 4 :])
    print(f"memory of a worker: {sizes[0]:.1f} MB at first, {second:.1f} MB, {last:.1f} MB in the last quarter,")
    print(f"  {len(readers.milliseconds)} answers, {len(readers.errors)} errors {readers.errors[:5]}")
    return last <= second * FLAT_WITHIN and not readers.errors


def main() -> int:
    with two_of_everything(SECOND_FACTOR="off") as site:
        prepare(site)
        secretary = Secretary(site)
        secretary.start()
        kept = [
            morning(site, float(os.environ.get("SOAK_MORNING", "300"))),
            flat(site, float(os.environ.get("SOAK_MEMORY", "1200"))),
        ]
        secretary.is_over.set()
        secretary.join()
    return 0 if all(kept) else 1


def prepare(site: Site) -> None:
    site.manage("load_record")
    site.manage("load_demonstration")
    site.start_web()
    for path in MIX:
        for web in site.webs:
            answer = visit(web.port, path)
            if answer.status != 200:
                raise SystemExit(f"{path} is answered by {answer.status}.")


if __name__ == "__main__":
    sys.exit(main())
