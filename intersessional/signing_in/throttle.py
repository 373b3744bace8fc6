"""How many guesses are compared: each is booked before it is, so that guesses at the same moment count each other.

A stranger's guesses at a name run into the name's limit, and would keep its owner out as well. Hence whoever signs in
from a browser that this name has been signed in with is counted by that browser alone; and a guess that is refused
isn't kept, so that no lock is made longer by knocking at it.
"""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.http import HttpRequest
from django.utils import timezone

from intersessional.signing_in import told
from intersessional.signing_in.models import Attempt
from intersessional.signing_in.visitors import digest, known_browser, network_of


@dataclass(frozen=True)
class Limit:
    field: str
    number: int
    within: timedelta


LIMITS = (
    Limit("pair", 5, timedelta(minutes=15)),
    Limit("address", 30, timedelta(hours=1)),
    Limit("name", 20, timedelta(hours=1)),
)
OF_KNOWN_BROWSERS = (Limit("browser", 5, timedelta(minutes=15)),)
LONGEST = timedelta(hours=1)


class TooManyGuesses(Exception):  # noqa: N818 it is no error of ours
    def __init__(self, seconds: int) -> None:
        super().__init__(f"Again in {seconds} seconds")
        self.seconds = seconds


def book(request: HttpRequest, name: str) -> Attempt:
    """Before anything is compared. TooManyGuesses: nothing may be compared now."""
    name = as_counted(name)
    now = timezone.now()
    Attempt.objects.filter(at__lt=now - LONGEST).delete()
    attempt = Attempt.objects.create(at=now, **keys(request, name))
    for limit in OF_KNOWN_BROWSERS if attempt.browser else LIMITS:
        seconds = seconds_to_wait(attempt, limit, now)
        if seconds:
            attempt.delete()
            told.too_many_guesses(request, limit.field)
            raise TooManyGuesses(seconds)
    return attempt


def take_back(attempt: Attempt) -> None:
    """It was right: it and the wrong ones before it, of the same person at the same place, no longer count."""
    field = "browser" if attempt.browser else "pair"
    Attempt.objects.filter(**{field: getattr(attempt, field)}).delete()


def as_counted(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def keys(request: HttpRequest, name: str) -> dict[str, str]:
    browser = known_browser(request, name)
    if browser:
        return {"browser": digest("browser", browser)}
    address = network_of(request)
    return {
        "pair": digest("pair", name, address),
        "address": digest("address", address),
        "name": digest("name", name),
    }


def seconds_to_wait(attempt: Attempt, limit: Limit, now: datetime) -> int:
    """0 where the attempt is within the limit. It counts those booked at the same moment, also later ones: of several
    at the limit rather none is compared than one too many."""
    key = {limit.field: getattr(attempt, limit.field)}
    counted = Attempt.objects.filter(**key, at__gt=now - limit.within).exclude(pk=attempt.pk)
    moments = list(counted.order_by("-at").values_list("at", flat=True)[: limit.number])
    if len(moments) < limit.number:
        return 0
    return max(1, ceil((moments[-1] + limit.within - now).total_seconds()))
