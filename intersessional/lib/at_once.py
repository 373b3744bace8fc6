"""Two people at the same instant: a deed that meets another one in the database is done again, beside what that one
has stored, and so reads and tells it; where that doesn't help, it is told that nothing was saved."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.messages import get_messages
from django.db import DatabaseError, IntegrityError, OperationalError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

TIMES = 3
"""How often a deed is begun before it is told that it met somebody else."""

REFUSED = {
    *("23505", "23503", "23P01"),
    *("SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_FOREIGNKEY"),
}
"""Unique, related, exclusive: what can't be judged beside a row that is not stored yet."""
UNDONE = {"40001", "40P01"}
"""Not serializable; a deadlock, of which the database has undone this one."""
HELD = ("55P03", "SQLITE_BUSY", "SQLITE_LOCKED")
"""Beginnings: waited for another one as long as is waited, so not again."""

log = logging.getLogger(__name__)


def code_of(error: DatabaseError) -> str:
    """By PostgreSQL's number or SQLite's name; empty where the database gave none."""
    cause = error.__cause__
    return str(getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or "")


def done_again(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For a page whose deed is stored whole or not at all."""

    @wraps(page)
    def begun(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return page(request, *args, **kwargs)
        for time in range(1, TIMES + 1):
            try:
                return page(request, *args, **kwargs)
            except (IntegrityError, OperationalError) as error:
                code = code_of(error)
                is_held = code.startswith(HELD)
                if not is_held and code not in REFUSED | UNDONE:
                    raise
                forget_messages(request)
                log.warning("Met another one: %s, time %d", code, time)
                if is_held:
                    break
        return told(request)

    return begun


def forget_messages(request: HttpRequest) -> None:
    """Of a deed that was undone."""
    queue: Any = getattr(get_messages(request), "_queued_messages", [])
    queue.clear()


def told(request: HttpRequest) -> HttpResponseBase:
    """To a script in a sentence, to a person in a page; what was entered is in their browser still."""
    if request.content_type == "application/json":
        return JsonResponse(
            {"told": _("Somebody else was saving the same. Nothing was saved: save again.")}, status=409
        )
    return render(request, "409.html", status=409)
