"""A Redis that several processes share, and that may be away: then nothing is found and nothing is kept."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PATIENCE_SECONDS = 0.25
"""For Redis to be reached, and for each of its answers."""
ASKED_AGAIN_AFTER_SECONDS = 5
"""While it is away, so that not every reader waits for it."""


class SharedCache(RedisCache):
    """Reading and writing survive without it; the rest isn't used for pages, and raises as Django's own does."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        patience = {"socket_timeout": PATIENCE_SECONDS, "socket_connect_timeout": PATIENCE_SECONDS}
        super().__init__(server, params | {"OPTIONS": patience | params.get("OPTIONS", {})})
        self.is_away = False
        self.asked_again_at = 0.0

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self.unless_away(lambda: super(SharedCache, self).get(key, default, version), default)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self.unless_away(lambda: super(SharedCache, self).set(key, value, timeout, version), None)

    def unless_away(self, deed: Callable[[], Any], otherwise: Any) -> Any:
        if self.is_away and time.monotonic() < self.asked_again_at:
            return otherwise
        try:
            done = deed()
        except RedisError as error:
            self.miss(error)
            return otherwise
        if self.is_away:
            self.is_away = False
            logger.info("The shared cache is back")
        return done

    def miss(self, error: RedisError) -> None:
        """Told once for each time that it goes away; its address, which may hold a password, is not."""
        if not self.is_away:
            logger.warning("The shared cache is away, pages are made without it: %s", type(error).__name__)
        self.is_away = True
        self.asked_again_at = time.monotonic() + ASKED_AGAIN_AFTER_SECONDS
