"""Committees as values, the edges between them, and their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Body:
    """A committee with its life, half-open; `years` and `period` tell it in words."""

    key: str
    name: str
    starts: date | None = None
    ends: date | None = None
    address: str = ""
    years: str = ""
    period: str = ""

    def lives_on(self, day: date) -> bool:
        """An unknown start isn't counted."""
        return self.starts is not None and self.starts <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Edge:
    """The successor took over from the predecessor; `told` is the kind in a word."""

    predecessor: str
    successor: str
    kind: str
    told: str = ""


@dataclass(frozen=True)
class Step:
    """Edges that belong together: each of the successors took over from all of the predecessors, in the same way."""

    kind: str
    told: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]


@dataclass(frozen=True)
class Lineage:
    """Bodies and the edges between them; of two bodies without another order the first given comes first."""

    bodies: tuple[Body, ...]
    edges: tuple[Edge, ...]

    @property
    def by_key(self) -> dict[str, Body]:
        return {body.key: body for body in self.bodies}

    def only(self, keys: Iterable[str]) -> "Lineage":
        kept = set(keys)
        bodies = tuple(body for body in self.bodies if body.key in kept)
        return Lineage(bodies, tuple(e for e in self.edges if {e.predecessor, e.successor} <= kept))

    def around(self, key: str) -> "Lineage":
        """The body with all that it came from and all that came from it."""
        before = reached(key, ((edge.successor, edge.predecessor) for edge in self.edges))
        after = reached(key, ((edge.predecessor, edge.successor) for edge in self.edges))
        return self.only(before | after)

    def linked(self) -> "Lineage":
        """Without the bodies that neither took over nor were taken over."""
        return self.only(key for edge in self.edges for key in (edge.predecessor, edge.successor))

    def steps(self) -> list[Step]:
        before: dict[tuple[str, str, str], list[str]] = {}
        for edge in self.edges:
            before.setdefault((edge.successor, edge.kind, edge.told), []).append(edge.predecessor)
        together: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
        for (successor, kind, told), predecessors in before.items():
            together.setdefault((kind, told, tuple(sorted(predecessors))), []).append(successor)
        found = [Step(kind, told, before, tuple(after)) for (kind, told, before), after in together.items()]
        places = {key: place for place, key in enumerate(self.in_rows())}
        return [Step(s.kind, s.told, in_places(s.predecessors, places), in_places(s.successors, places)) for s in found]

    def in_rows(self) -> list[str]:
        """Keys so that a body stands below all that it took over from, and as near to them as can be; bodies without
        any edge come last."""
        before: dict[str, list[str]] = {body.key: [] for body in self.bodies}
        for edge in self.edges:
            before[edge.successor].append(edge.predecessor)
        has_successor = {edge.predecessor for edge in self.edges}
        linked = has_successor | {edge.successor for edge in self.edges}
        in_time = sorted(self.bodies, key=lambda body: (body.key not in linked, body.starts or date.max))
        last_ones = [body.key for body in in_time if body.key not in has_successor]
        rows: dict[str, None] = {}
        for key in [*last_ones, *(body.key for body in in_time)]:
            place(key, before, rows)
        return list(rows)


def reached(key: str, edges: Iterable[tuple[str, str]]) -> set[str]:
    """The key, and all that the edges lead to from it."""
    steps: dict[str, list[str]] = {}
    for here, there in edges:
        steps.setdefault(here, []).append(there)
    found, waiting = {key}, [key]
    while waiting:
        new = set(steps.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return found


def in_places(keys: Iterable[str], places: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(sorted(keys, key=lambda key: places[key]))


def place(key: str, before: Mapping[str, list[str]], rows: dict[str, None]) -> None:
    """Put it into the rows after its predecessors; a circle, which no day forbids, is cut where it is entered."""
    waiting, entered = [key], set()
    while waiting:
        top = waiting[-1]
        missing = [other for other in before[top] if other not in rows and other not in entered]
        entered.add(top)
        if missing:
            waiting.append(missing[0])
        else:
            rows.setdefault(waiting.pop())
