"""The columns of the file on committees."""

from collections.abc import Callable, Iterator, Sequence

from django.db.models import QuerySet

from committees.models import Committee
from intersessional.lib.blocks import in_blocks

COMMITTEE_COLUMNS = [
    *("short_name", "name", "kind", "established_on", "established_at", "ended_on", "ended_at", "predecessors"),
    *("successors", "objectives", "mandate", "source", "confidence", "url"),
]


def committee_blocks(
    committees: QuerySet[Committee], absolute: Callable[[str], str]
) -> Iterator[list[Sequence[object]]]:
    related = ("objectives", "preceded_by__predecessor", "succeeded_by__successor")
    rows = committees.prefetch_related(*related)
    for block in in_blocks(rows.iterator(chunk_size=2000)):
        yield [committee_row(committee, absolute) for committee in block]


def committee_row(committee: Committee, absolute: Callable[[str], str]) -> list[object]:
    """A date known to the year or month is given as far as it is known."""
    return [
        *(committee.short_name, str(committee.name), committee.kind),
        *(committee.established_iso, committee.established_at, committee.ended_iso, committee.ended_at),
        [edge.predecessor.short_name for edge in committee.preceded_by.all()],
        [edge.successor.short_name for edge in committee.succeeded_by.all()],
        [objective.slug for objective in committee.objectives.all()],
        *(str(committee.mandate), committee.source, committee.confidence, absolute(committee.get_absolute_url())),
    ]
