"""Which rows people mean by what they type: States, committees and segments by code, name and alias."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from committees.models import Committee, Objective, State
from intersessional.lib.folding import fold
from meetings.models import Meeting, Segment


class Called:
    """Rows of one kind by all that they are called, without case and accents; a code goes before a name."""

    def __init__(
        self, rows: Iterable[Any], codes: Callable[[Any], Iterable[str]], names: Callable[[Any], Iterable[str]]
    ) -> None:
        self.rows = list(rows)
        self.by_code, self.by_name = table(self.rows, codes), table(self.rows, names)

    def find(self, typed: str) -> list[Any]:
        key = fold(typed)
        return self.by_code.get(key) or self.by_name.get(key) or []


def table(rows: Iterable[Any], calls: Callable[[Any], Iterable[str]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        for key in {fold(call) for call in calls(row)} - {""}:
            found.setdefault(key, []).append(row)
    return found


class Choices:
    """What an item of a meeting may be linked to: every kind read once."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        segments = meeting.segments.select_related("committee")
        self.segments = Called(segments, lambda row: [row.slug], lambda row: [str(row.heading)])
        self.committees = Called(Committee.objects.in_order(), lambda row: [row.short_name, row.slug], names)
        self.states = Called(State.objects.in_order(), lambda row: [row.iso2, row.iso3], names)
        self.objectives = Called(Objective.objects.all(), lambda row: [row.slug], lambda row: [str(row.name)])

    def of_its_time(self, committee: Committee) -> bool:
        period = self.meeting.period
        return period is None or committee.existed_between(*period)

    def segment(self, typed: str) -> Segment | None:
        found = self.segments.find(typed)
        if typed and not found:
            raise ValidationError(_("The meeting has no such segment."))
        return found[0] if typed else None

    def committee(self, typed: str) -> Committee | None:
        """Of several that are called so the one of the meeting's time."""
        found = self.committees.find(typed)
        found = found if len(found) < 2 else [one for one in found if self.of_its_time(one)] or found
        if len(found) > 1:
            names = ", ".join(one.short_name for one in found)
            raise ValidationError(_("Several committees are called so: %(names)s."), params={"names": names})
        if typed and not found:
            raise ValidationError(_("No committee is called “%(typed)s”."), params={"typed": typed})
        return found[0] if typed else None

    def some_states(self, typed: str) -> list[State]:
        """`BEL; Türkiye`: between semicolons, each State once."""
        found: dict[State, None] = {}
        unknown = []
        for part in filter(None, (part.strip() for part in typed.split(";"))):
            states = self.states.find(part)
            found.update(dict.fromkeys(states[:1]))
            unknown += [] if states else [part]
        if unknown:
            told = _("No State is called so: %(names)s. Put a semicolon between two.")
            raise ValidationError(told, params={"names": "; ".join(unknown)})
        return list(found)

    def some_objectives(self, slugs: Iterable[str]) -> list[Objective]:
        found = {objective.slug: objective for objective in self.objectives.rows}
        unknown = [slug for slug in slugs if slug not in found]
        if unknown:
            raise ValidationError(_("No such objective: %(names)s."), params={"names": "; ".join(unknown)})
        return [found[slug] for slug in slugs]


def names(row: Any) -> list[str]:
    return [*row.name.values(), *row.alias_list]
