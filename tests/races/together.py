"""Two people who do something at the same instant, over and over: each in a thread and on a connection of their own."""

import logging
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Self

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from meetings.models import Meeting
from tests.staff import member_of, named

log = logging.getLogger(__name__)

MANY = 200


class Together:
    """The threads live as long as the rounds, so that each keeps its connection, as a server's workers do."""

    def __init__(self, number: int = 2) -> None:
        self.pools = [ThreadPoolExecutor(1) for _ in range(number)]
        self.barrier = Barrier(number, timeout=30)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for pool in self.pools:
            pool.submit(lambda: connection.close()).result()  # noqa: PLW0108 each thread's own
            pool.shutdown()

    def do(self, *deeds: Callable[[], object]) -> list:
        """What each deed gives, in their order."""
        running = [pool.submit(self.begun, deed) for pool, deed in zip(self.pools, deeds, strict=True)]
        return [done.result() for done in running]

    def begun(self, deed: Callable[[], object]) -> object:
        self.barrier.wait()
        return deed()


class Rounds:
    """Counts what became of the deeds of a race; no answer may be a fault."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.told: Counter[str] = Counter()
        self.began = time.monotonic()

    def __iter__(self):
        self.began = time.monotonic()
        return iter(range(self.number))

    def note(self, *outcomes: str) -> None:
        self.told.update(outcomes)

    def of(self, race: Callable[["Rounds"], None]) -> None:
        race(self)
        seconds = time.monotonic() - self.began
        told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(self.told.items()))
        log.warning("%s on %s: %d rounds, %s, %.1f s", race.__name__, connection.vendor, self.number, told, seconds)


def posting(desk, path, drawn, **changes):
    """A form as it is drawn with some fields changed, to be posted at the signal."""
    return lambda: desk.client.post(path, named({**drawn, **changes}))


def two_of(group: str):
    """Two people of a group, who see the page of a fault instead of its stack."""
    race = User.objects.count()
    desks = [member_of(f"{name}{race}", group) for name in ("first", "second")]
    for desk in desks:
        cookies = desk.client.cookies
        desk.client = Client(raise_request_exception=False)
        desk.client.cookies = cookies
    return desks


def kept_version(meeting: Meeting) -> int:
    """Under which public answers about the meeting are kept."""
    return Meeting.objects.values_list("public_version", flat=True).get(pk=meeting.pk)
