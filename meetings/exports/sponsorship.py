"""The columns of the file on a round's nominations: without names unless they are asked for, never with sensitive
details."""

from collections.abc import Iterator, Sequence

from intersessional.lib.blocks import in_blocks
from meetings.models import Nomination, NominationQuerySet

FACTS = [
    *("reference", "status", "state", "organisation", "gender", "coming_from", "first_time", "offered_on"),
    *("accepted_on", "cost"),
]
PERSON = ["name", "function", "email", "expertise", "needs", "proposed_by"]


def nomination_columns(*, with_names: bool) -> list[str]:
    return [*FACTS, *PERSON] if with_names else FACTS


def nomination_blocks(nominations: NominationQuerySet, *, with_names: bool) -> Iterator[list[Sequence[object]]]:
    """Needs their States and lines."""
    for block in in_blocks(nominations.iterator(chunk_size=2000)):
        yield [row_of(nomination, with_names=with_names) for nomination in block]


def row_of(nomination: Nomination, *, with_names: bool) -> Sequence[object]:
    """`cost` is what is spent and committed, or what an offer would commit, by currency."""
    cost = [f"{currency} {amount:.2f}" for currency, amount in nomination.as_award().cost.items()]
    facts: list[object] = [
        *(nomination.reference, nomination.status, nomination.state.iso2 if nomination.state else ""),
        *(nomination.organisation, nomination.gender, nomination.coming_from, nomination.is_first_time),
        *(nomination.offered_on, nomination.accepted_on, cost),
    ]
    return [*facts, *(getattr(nomination, name) for name in PERSON)] if with_names else facts
