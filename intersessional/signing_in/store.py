"""Sessions in the database that end after an idle hour and, used or not, after half a day."""

import time
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

BEGAN = "began_at"
SEEN = "seen_at"
SEEN_AGAIN_AFTER = 60
"""Seconds: a session is written at most so often for being used."""


class SessionStore(DatabaseStore):
    """The cookie says nothing: what the row says counts."""

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 Django's own signature
        self.setdefault(BEGAN, int(time.time()))
        self[SEEN] = int(time.time())
        super().save(must_create)

    def _validate_session_key(self, key: Any) -> bool:
        """Django makes keys of letters and digits alone; a null character, say, no database could look for."""
        is_long_enough: bool = super()._validate_session_key(key)  # type: ignore[misc]
        return is_long_enough and key.isascii() and key.isalnum()

    @classmethod
    def get_model_class(cls) -> Any:
        return DatabaseStore.get_model_class()

    def get_expiry_age(self, **kwargs: Any) -> int:
        began = self.get(BEGAN, int(time.time()))
        left = int(began + settings.SESSION_LONGEST_AGE - time.time())
        return max(0, min(self.get_session_cookie_age(), left))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return timezone.now() + timedelta(seconds=self.get_expiry_age())

    def is_seen(self) -> None:
        """Used: what is left of the idle time begins anew."""
        if time.time() - self.get(SEEN, 0) >= SEEN_AGAIN_AFTER:
            self.modified = True
