"""Requests that nobody should send, counted by what they were answered; what one of them did is undone."""

import logging
import os
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle, islice

from django.core.cache import cache
from django.db import connection, transaction

from tests.intersessional.addresses import PARAMETER, patterns
from tests.intersessional.hostile_values import IN_ADDRESSES

logger = logging.getLogger("tests.hostile")

SHARE = int(os.environ.get("HOSTILE_SHARE", "8"))
"""In the admin each parameter gets one value of so many, each parameter another one; 1 asks for all of them."""


@dataclass
class Asking:
    """What was answered, by class of status, and every failure by its exception, with the first address."""

    answers: Counter = field(default_factory=Counter)
    failures: dict = field(default_factory=dict)
    began: float = field(default_factory=time.monotonic)

    def ask(self, client, method, address, *data, **more):
        cookies = client.cookies.copy()
        try:
            with transaction.atomic():
                answer = (
                    client.generic(method, address, *data, **more) if data or more else client.generic(method, address)
                )
                if answer.streaming:
                    b"".join(answer)
                transaction.set_rollback(True)
        except Exception as error:  # noqa: BLE001 a file that breaks off raises whatever it is
            self.failed(error, method, address, more)
            return None
        finally:
            client.cookies = cookies
        self.answers[answer.status_code] += 1
        if answer.status_code >= 500:
            self.failed(getattr(answer, "exc_info", (None, answer.status_code))[1], method, address, more)
        return answer

    def failed(self, error, method, address, more):
        told = f"{type(error).__name__}: {error}"[:120]
        self.failures.setdefault(told, f"{method} {address[:200]} {more}"[:400])

    def told(self, what):
        """Logs the figures, for `docs/hostile-input.md`."""
        classes = Counter({f"{status // 100}xx": 0 for status in self.answers})
        for status, number in self.answers.items():
            classes[f"{status // 100}xx"] += number
        took = time.monotonic() - self.began
        told = ", ".join(f"{number} {name}" for name, number in sorted(classes.items()))
        logger.warning("%s on %s: %d requests in %d s: %s", what, connection.vendor, classes.total(), took, told)
        cache.clear()
        return self.failures


def some(values, turn, share=SHARE):
    """One value of so many, beginning elsewhere at each turn."""
    return list(islice(values, turn % share, None, share))


def names_at(client, address):
    """The parameters that a page draws as controls or carries in its links."""
    answer = client.get(address)
    text = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")
    drawn = re.findall(r'<(?:input|select|textarea|button)[^>]*? name="([^"-]+)"', text)
    linked = re.findall(r'href="[^"]*?\?([^"]+)"', text)
    carried = re.findall(r"(?:^|&amp;|&|;)([A-Za-z_]+)=", "&".join(linked))
    return sorted(({*drawn, *carried} - {"csrfmiddlewaretoken"}) | {"x[]"})


def with_hostile_parts(ground, pattern):
    """The address with each of its parts replaced by each value."""
    for place in range(len(PARAMETER.findall(pattern))):
        for value in IN_ADDRESSES:
            parts = iter(range(100))

            def part(found, place=place, value=value, parts=parts):
                return value if next(parts) == place else str(ground.value(pattern, found))

            yield "/" + PARAMETER.sub(part, pattern).replace("^", "").replace("$", "")


def public_patterns():
    return [pattern for pattern in patterns() if not pattern.startswith("admin/")]


def admin_patterns():
    return [pattern for pattern in patterns() if pattern.startswith("admin/")]


def in_turn(clients):
    """The roles one after the other, without end."""
    return cycle(clients.values())
