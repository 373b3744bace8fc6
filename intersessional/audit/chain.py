"""Seals: every line gets one after its transaction, so that writers never wait for each other.

The chain shows a line that was changed or taken out, and lines taken off its beginning. It doesn't hold against
somebody who owns the database and makes all later seals anew, nor show that its last lines were cut off: against those
there are the digests in the process's log, which are to be kept elsewhere.
"""

import json
import logging
from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.db import IntegrityError, transaction

from intersessional.audit.models import Kind, Line, Seal

logger = logging.getLogger("intersessional.audit")

BLOCK = 2000


@transaction.atomic
def seal(keys: Iterable[int] | None = None) -> int:
    """Seal these lines, or all that have none, in the order of their keys; how many they were."""
    list(Seal.objects.select_for_update().order_by("number")[:1])
    last = Seal.objects.order_by("-number").first()
    number, digest = (last.number, last.digest) if last else (0, "")
    lines = Line.objects.exclude(pk__in=Seal.objects.values("line")).order_by("pk")
    if keys is not None:
        lines = Line.objects.filter(pk__in=list(keys)).order_by("pk")
    seals = []
    for line in lines:
        number, digest = number + 1, digest_of(line, digest)
        seals.append(Seal(number=number, line=line.pk, digest=digest))
        logger.info(
            "Line %d: %s %s %s, user %s; seal %d %s",
            *(line.pk, line.kind, line.subject_type or "-", line.subject_key or "-", line.actor, number, digest),
        )
    Seal.objects.bulk_create(seals)
    return len(seals)


def seal_once_written(keys: Iterable[int]) -> None:
    """Before there is a first seal nobody waits for it: whoever comes second finds it there."""
    try:
        seal(keys)
    except IntegrityError:
        seal(keys)


def digest_of(line: Line, before: str) -> str:
    told = [
        *(before, line.pk, line.at.timestamp(), line.kind, line.actor, line.subject_type, line.subject_key),
        *(line.facts, line.address, line.request_id),
    ]
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def faults() -> Iterator[str]:
    """A sentence for each place at which the chain is broken."""
    before = None
    for number, line_key, digest, line in sealed_lines():
        if before is None:
            expected, before = number, earlier_digest(number)
            if before is None:
                yield f"The chain begins at seal {number}: what stood before was not deleted by its time."
                before = ""
        if number != expected:
            yield f"Seals {expected} to {number - 1} are missing."
        elif line is None:
            yield f"Line {line_key} of seal {number} is missing."
        elif digest_of(line, before) != digest:
            yield f"Line {line_key} is not what seal {number} was made of."
        expected, before = number + 1, digest
    unsealed = Line.objects.exclude(pk__in=Seal.objects.values("line")).count()
    if unsealed:
        yield f"Lines without a seal: {unsealed}."


def sealed_lines() -> Iterator[tuple[int, int, str, Line | None]]:
    reached = 0
    while block := list(Seal.objects.filter(number__gt=reached).order_by("number")[:BLOCK]):
        lines = Line.objects.in_bulk([one.line for one in block])
        yield from ((one.number, one.line, one.digest, lines.get(one.line)) for one in block)
        reached = block[-1].number


def earlier_digest(number: int) -> str | None:
    """Of the seal before this one, as the line tells that let it go."""
    if number == 1:
        return ""
    told = Line.objects.filter(kind=Kind.LET_GO, facts__until=number - 1).first()
    return str(told.facts["digest"]) if told else None
