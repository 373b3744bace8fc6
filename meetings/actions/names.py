"""What people call States, committees, segments and objectives: texts looked up whatever their case and accents."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar

from django.db.models import TextChoices

from committees.models import Committee, Objective, State
from intersessional.lib.folding import fold
from meetings.models import AgendaItem, Meeting
from meetings.programme.items import Named
from meetings.programme.sheets import Names

T = TypeVar("T")


class Lookup(Generic[T]):
    """All that is called by a text; a code names one alone, whoever else may be called so."""

    def __init__(self) -> None:
        self.by_code: dict[str, list[T]] = defaultdict(list)
        self.by_name: dict[str, list[T]] = defaultdict(list)

    def add(self, one: T, codes: Iterable[str], names: Iterable[str] = ()) -> None:
        for found, texts in ((self.by_code, codes), (self.by_name, names)):
            for folded in {fold(text) for text in texts} - {""}:
                found[folded].append(one)

    def __call__(self, text: str) -> Sequence[T]:
        folded = fold(text)
        return self.by_code.get(folded) or self.by_name.get(folded, [])


def names_for(meeting: Meeting) -> Names:
    """What the cells of a spreadsheet may name, at the time of the meeting."""
    return Names(
        states=states(),
        committees=committees(meeting),
        segments=segments(meeting),
        objectives=objectives(),
        kinds=choices(AgendaItem.Kind),
        statuses=choices(AgendaItem.Status),
    )


def states() -> Lookup[Named]:
    lookup = Lookup[Named]()
    for state in State.objects.all():
        named = Named(state.iso2.lower(), state.name)
        lookup.add(named, [state.iso2, state.iso3], [*state.name.values(), *state.alias_list])
    return lookup


def committees(meeting: Meeting) -> Callable[[str], Sequence[Named]]:
    """Of several of one name those that existed at the time."""
    lookup = Lookup[Committee]()
    for committee in Committee.objects.all():
        lookup.add(
            committee,
            [committee.slug, committee.short_name],
            [*committee.name.values(), *committee.alias_list],
        )

    def find(text: str) -> Sequence[Named]:
        found, period = lookup(text), meeting.period
        then = [one for one in found if period and one.existed_between(*period)]
        return [Named(one.slug, one.name) for one in (then if len(found) > 1 and then else found)]

    return find


def segments(meeting: Meeting) -> Lookup[str]:
    lookup = Lookup[str]()
    for segment in meeting.segments.select_related("committee"):
        lookup.add(segment.slug, [segment.slug], [str(segment.heading), *segment.title.values()])
    return lookup


def objectives() -> Lookup[str]:
    lookup = Lookup[str]()
    for objective in Objective.objects.all():
        lookup.add(objective.slug, [objective.slug], objective.name.values())
    return lookup


def choices(vocabulary: type[TextChoices]) -> Lookup[str]:
    lookup = Lookup[str]()
    for choice in vocabulary:
        lookup.add(choice.value, [choice.value], [str(choice.label)])
    return lookup
