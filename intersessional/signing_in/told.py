"""What the log tells of signing in: accounts by their number, never a name, an address or a code."""

import logging

logger = logging.getLogger("intersessional.signing_in")


def signed_in(user_pk: int | None, *, has_second_factor: bool) -> None:
    logger.info("Signed in: user %s, second factor %s", user_pk, has_second_factor)


def refused() -> None:
    logger.warning("Sign-in refused")


def too_many_guesses(limit: str) -> None:
    logger.warning("Too many guesses: %s", limit)


def confirmed(user_pk: int | None) -> None:
    logger.info("Password and code given again: user %s", user_pk)


def not_confirmed(user_pk: int | None) -> None:
    logger.warning("Password or code wrong when asked again: user %s", user_pk)


def enrolled(user_pk: int | None) -> None:
    logger.info("Second factor set up: user %s", user_pk)


def codes_made(user_pk: int | None) -> None:
    logger.info("New backup codes: user %s", user_pk)


def backup_code_used(user_pk: int | None, left: int) -> None:
    logger.info("Backup code used: user %s, %d left", user_pk, left)


def second_factor_reset(user_pk: int | None, *, by_pk: int | None) -> None:
    logger.warning("Second factor reset: user %s, by user %s", user_pk, by_pk)


def password_changed(user_pk: int | None) -> None:
    logger.info("Password changed: user %s", user_pk)
