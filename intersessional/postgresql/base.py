"""The backend: connections that a request waits for only so long."""

from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import errors

from intersessional.postgresql.patience import ANSWER_SECONDS, is_bounded, pause


class PatientConnection(psycopg.Connection[Any]):
    """Closed once a request has waited for it in vain: what it would answer later is no answer to the next."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        if timeout is None and is_bounded.get():
            timeout = ANSWER_SECONDS
        try:
            return super().wait(gen, interval, timeout)
        except errors._WaitTimeout as error:  # noqa: SLF001 the only name of it
            pause.begin()
            self.pgconn.finish()
            raise psycopg.OperationalError(f"The database has not answered for {timeout} seconds.") from error


def connect(*args: Any, **options: Any) -> PatientConnection:
    if pause.is_on:
        raise psycopg.OperationalError("The database has not answered a moment ago.")
    try:
        return PatientConnection.connect(*args, **options)
    except errors.ConnectionTimeout:
        pause.begin()
        raise


class DatabaseWrapper(base.DatabaseWrapper):
    Database = SimpleNamespace(**{**vars(psycopg), "connect": connect})  # type: ignore[assignment]
