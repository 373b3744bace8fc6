"""What the audit log and the process's own tell of signing in: accounts by their number, never a name, a password or a
code; an address as a digest."""

import logging
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from intersessional.audit import log
from intersessional.audit.models import Line
from intersessional.signing_in.visitors import digest, network_of

logger = logging.getLogger("intersessional.signing_in")

OFTEN = timedelta(minutes=1)
"""Knocking that is refused is written down once in so long for an address: else it could fill the log."""

ACCOUNT = "auth.user"


def address_of(request: HttpRequest) -> str:
    return digest("audit", network_of(request))


def signed_in(request: HttpRequest, *, has_second_factor: bool) -> None:
    user: Any = request.user
    logger.info("Signed in: user %s, second factor %s", user.pk, has_second_factor)
    log.write(log.Kind.SIGNED_IN, by=user, subject=user, address=address_of(request), second_factor=has_second_factor)


def signed_out(user: Any) -> None:
    logger.info("Signed out: user %s", user.pk)
    log.write(log.Kind.SIGNED_OUT, by=user, subject=user)


def refused(request: HttpRequest) -> None:
    logger.warning("Sign-in refused")
    log.write(log.Kind.SIGN_IN_REFUSED, address=address_of(request))


def too_many_guesses(request: HttpRequest, limit: str) -> None:
    logger.warning("Too many guesses: %s", limit)
    kind, address = log.Kind.TOO_MANY_GUESSES, address_of(request)
    if not Line.objects.filter(kind=kind, address=address, at__gt=timezone.now() - OFTEN).exists():
        log.write(kind, address=address, limit=limit)


def confirmed(user: Any) -> None:
    logger.info("Password and code given again: user %s", user.pk)
    log.write(log.Kind.CONFIRMED, by=user, subject=user)


def not_confirmed(user: Any) -> None:
    logger.warning("Password or code wrong when asked again: user %s", user.pk)
    log.write(log.Kind.NOT_CONFIRMED, by=user, subject=user)


def enrolled(user: Any) -> None:
    logger.info("Second factor set up: user %s", user.pk)
    log.write(log.Kind.ENROLLED, by=user, subject=user)


def codes_made(user: Any) -> None:
    logger.info("New backup codes: user %s", user.pk)
    log.write(log.Kind.CODES_MADE, by=user, subject=user)


def backup_code_used(user: Any, left: int) -> None:
    logger.info("Backup code used: user %s, %d left", user.pk, left)
    log.write(log.Kind.CODE_USED, by=user, subject=user, left=left)


def second_factor_reset(user: Any, *, by: Any) -> None:
    logger.warning("Second factor reset: user %s, by user %s", user.pk, by.pk)
    log.write(log.Kind.FACTOR_RESET, by=by, subject=user)


def password_changed(user: Any) -> None:
    logger.info("Password changed: user %s", user.pk)
    log.write(log.Kind.PASSWORD_CHANGED, by=user, subject=user)


def password_set(key: str, *, by: Any) -> None:
    """By a superuser, of somebody's account."""
    logger.warning("Password set: user %s, by user %s", key, by.pk)
    log.write(log.Kind.PASSWORD_CHANGED, by=by, subject=(ACCOUNT, key))
