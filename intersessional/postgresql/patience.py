"""How long a request waits for a database that hangs.

A server that is stopped or cut off cancels nothing by itself, whatever its timeouts: only who waits can give up."""

import time
from contextvars import ContextVar

ANSWER_SECONDS = 6
"""For one statement, so that whoever waits in line behind it is answered within ten seconds too."""
PAUSE_SECONDS = 2
"""After a wait in vain: who waited in line meanwhile is told at once, so that nobody waits twice."""

is_bounded: ContextVar[bool] = ContextVar("is_bounded", default=False)
"""Set for requests; commands may wait."""


class Pause:
    """Since when the database is known to hang, in this process."""

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self) -> None:
        self.until = time.monotonic() + PAUSE_SECONDS

    @property
    def is_on(self) -> bool:
        return is_bounded.get() and time.monotonic() < self.until


pause = Pause()
