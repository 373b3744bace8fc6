"""The columns of the files on meetings, documents, decisions and papers."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.urls import reverse

from intersessional.lib.blocks import in_blocks
from intersessional.lib.partial_dates import iso
from intersessional.lib.translated import stored_text
from meetings.models import Amendment, Decision, Document, Effect, Meeting, PresidentsPaper, ProgrammeRevision, Segment

Absolute = Callable[[str], str]
"""Gives an address of ours its scheme and host: `request.build_absolute_uri`."""
Block = list[Sequence[object]]

MEETING_COLUMNS = [
    *("short_name", "kind", "number", "title", "starts_on", "ends_on", "days", "city", "country", "venue", "format"),
    *("time_zone", "president", "president_country", "status", "segments", "committees", "documents", "decisions"),
    *("revision", "url"),
]
SCALARS = [
    *("pk", "slug", "short_name", "kind", "number", "told_title", "starts_on", "ends_on", "told_city", "country__iso2"),
    *("told_venue", "format", "time_zone", "president", "president_state__iso2", "status"),
]


def meeting_blocks(meetings: QuerySet[Meeting], absolute: Absolute) -> Iterator[Block]:
    """The rows of `meetings.csv`, as many at a time as are looked up together."""
    texts = {f"told_{name}": stored_text(name) for name in ("title", "city", "venue")}
    rows = meetings.annotate(**texts).values(*SCALARS)
    for block in in_blocks(rows.iterator()):
        parts = Parts([row["pk"] for row in block])
        yield [meeting_row(row, parts, absolute) for row in block]


def meeting_row(row: dict[str, Any], parts: "Parts", absolute: Absolute) -> list[object]:
    pk, first, last = row["pk"], row["starts_on"], row["ends_on"]
    return [
        *(row["short_name"], row["kind"], row["number"], row["told_title"], first, last, days(first, last)),
        *(row["told_city"], row["country__iso2"], row["told_venue"], row["format"], row["time_zone"], row["president"]),
        *(row["president_state__iso2"], row["status"], parts.segments[pk], parts.committees[pk]),
        *(parts.documents.get(pk, 0), parts.decisions.get(pk, 0), parts.revisions.get(pk)),
        absolute(reverse("meeting", args=[row["slug"]])),
    ]


def days(first: date | None, last: date | None) -> int | None:
    return (last - first).days + 1 if first and last else None


class Parts:
    """What hangs on a block of meetings: segments and committees in order, counts of documents and decisions."""

    def __init__(self, meetings: Sequence[int]) -> None:
        self.segments: dict[int, list[str]] = defaultdict(list)
        self.committees: dict[int, list[str]] = defaultdict(list)
        segments = Segment.objects.filter(meeting__in=meetings).order_by("position", "pk")
        for meeting, slug, committee in segments.values_list("meeting", "slug", "committee__short_name"):
            self.segments[meeting].append(slug)
            self.add_committee(meeting, committee)
        released = ProgrammeRevision.objects.latest_of_each().filter(meeting__in=meetings)
        self.revisions: dict[int, int] = dict(released.values_list("meeting", "number"))
        named = released.order_by("committees__sort_key").values_list("meeting", "committees__short_name")
        for meeting, committee in named:
            self.add_committee(meeting, committee)
        self.documents = counted(Document.objects.public().filter(meeting__in=meetings))
        self.decisions = counted(Decision.objects.filter(meeting__in=meetings))

    def add_committee(self, meeting: int, short_name: str | None) -> None:
        if short_name and short_name not in self.committees[meeting]:
            self.committees[meeting].append(short_name)


def counted(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("meeting").annotate(Count("pk")))


DOCUMENT_COLUMNS = [
    *("id", "meeting", "item", "kind", "symbol", "title", "state", "organisation", "committee", "languages", "files"),
    *("source", "confidence", "url"),
]


def document_blocks(documents: QuerySet[Document], absolute: Absolute) -> Iterator[Block]:
    rows = documents.select_related("meeting", "item", "state", "committee").prefetch_related("versions")
    for block in in_blocks(rows.iterator(chunk_size=2000)):
        meetings = {document.meeting_id for document in block if document.item}
        revisions = ProgrammeRevision.objects.latest_of_each().filter(meeting__in=meetings)
        released = {item.id for revision in revisions for item in revision.programme().items}
        yield [document_row(document, released, absolute) for document in block]


def document_row(document: Document, released: set[str], absolute: Absolute) -> list[object]:
    """`languages` and `files` in the same order; `item` by its short id, once delegates may know of it."""
    item, versions = document.item, document.versions_in_order
    return [
        *(document.pk, document.meeting.short_name, item.public_id if item and item.public_id in released else ""),
        *(document.kind, document.symbol, str(document.title)),
        document.state.iso2 if document.state else "",
        *(document.organisation, document.committee.short_name if document.committee else ""),
        [version.language for version in versions],
        [absolute(version.get_absolute_url()) for version in versions],
        *(document.source, document.confidence, absolute(document.get_absolute_url())),
    ]


DECISION_COLUMNS = [
    *("key", "meeting", "decided_on", "reference", "summary", "based_on_paper", "establishes", "discontinues"),
    *("adjusts", "source", "confidence", "url", "holds_until", "amends", "replaces"),
]


def decision_blocks(decisions: QuerySet[Decision], absolute: Absolute) -> Iterator[Block]:
    rows = decisions.select_related("meeting", "based_on_paper__document", "based_on_paper__meeting").prefetch_related(
        "effects__committee", Prefetch("changes", Amendment.objects.public().in_order().select_related("earlier"))
    )
    for block in in_blocks(rows.iterator(chunk_size=2000)):
        yield [decision_row(decision, absolute) for decision in block]


def decision_row(decision: Decision, absolute: Absolute) -> list[object]:
    effects, changes = list(decision.effects.all()), list(decision.changes.all())
    paper = decision.based_on_paper
    return [
        *(decision.slug, decision.meeting.short_name, decision.decided_on, decision.reference, str(decision.summary)),
        paper.slug if paper and paper.is_public else "",
        *(touched(effects, kind) for kind in Effect.Kind),
        *(decision.source, decision.confidence, absolute(decision.get_absolute_url())),
        iso(decision.holds_until, decision.holds_until_precision),
        *([change.earlier.slug for change in changes if change.kind == kind] for kind in Amendment.Kind),
    ]


def touched(effects: Iterable[Effect], kind: str) -> list[str]:
    """Short names of committees, and the keys of matters that are none."""
    return [e.committee.short_name if e.committee else e.matter for e in effects if e.kind == kind]


PAPER_COLUMNS = [
    *("key", "meeting", "title", "symbol", "annex", "president", "subject", "revises", "reaffirms", "objectives"),
    *("decisions", "source", "confidence", "url"),
]


def paper_blocks(papers: QuerySet[PresidentsPaper], absolute: Absolute) -> Iterator[Block]:
    related = ("meeting", "document", "revises__document", "reaffirms__document")
    rows = papers.select_related(*related, "revises__meeting", "reaffirms__meeting")
    for block in in_blocks(rows.prefetch_related("objectives", "decisions__meeting").iterator(chunk_size=2000)):
        yield [paper_row(paper, absolute) for paper in block]


def paper_row(paper: PresidentsPaper, absolute: Absolute) -> list[object]:
    earlier = [other.slug if other and other.is_public else "" for other in (paper.revises, paper.reaffirms)]
    return [
        *(paper.slug, paper.meeting.short_name, str(paper.title), paper.document.symbol, paper.annex),
        *(paper.president, str(paper.subject), *earlier, [o.slug for o in paper.objectives.all()]),
        [d.slug for d in paper.decisions.all() if d.meeting.is_public],
        *(paper.source, paper.confidence, absolute(paper.get_absolute_url())),
    ]
