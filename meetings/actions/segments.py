"""Segments that a programme names and its meeting doesn't have."""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError

from committees.models import Objective
from intersessional.lib.history import set_links
from meetings.actions.writing import FOUND, Known, Writing
from meetings.models import Meeting, Segment
from meetings.programme import items as values


def make_segments(
    meeting: Meeting,
    wanted: Iterable[values.Segment],
    known: Known,
    writing: Writing,
    objectives: Mapping[str, list[Objective]] | None = None,
) -> tuple[list[Segment], list[str]]:
    """Stored behind those that are there, and known from then on; `objectives` by address, since no programme tells
    those of segments. Second, what can't be and why; a sitting without its committee is passed over."""
    made, refused = [], []
    position = max((segment.position for segment in known.segments.values()), default=0)
    for value in wanted:
        committee = known.committees.get(value.committee)
        if value.slug in known.segments or (value.kind == Segment.Kind.SITTING and not committee):
            continue
        position += 1
        title = {} if committee and committee.name == value.title else value.title
        segment = Segment(meeting=meeting, slug=value.slug, kind=value.kind, title=title, position=position)
        segment.committee = committee
        try:
            segment.full_clean(exclude=FOUND, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            refused.append(f"{segment} ({' '.join(error.messages)})")
        else:
            made.append(segment)
    if made:
        Segment.objects.bulk_create(made)
        set_links([(segment, {"objectives": (objectives or {}).get(segment.slug, [])}) for segment in made])
        writing.note_new(made)
        known.segments.update((segment.slug, segment) for segment in made)
        Meeting.objects.filter(pk=meeting.pk).raise_public_version()
    return made, refused
