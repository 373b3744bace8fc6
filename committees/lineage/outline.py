"""A lineage in words: a nested list, for who doesn't look at the picture."""

from dataclasses import dataclass

from committees.lineage.values import Body, Lineage, Step


@dataclass(frozen=True)
class Branch:
    """A body with what became of it; where that stands earlier in the outline, it is not told again."""

    body: Body
    turns: tuple["Turn", ...] = ()
    is_told: bool = False


@dataclass(frozen=True)
class Turn:
    """One step from a body on: with which others, and into what."""

    kind: str
    others: tuple[Body, ...]
    into: tuple[Branch, ...]

    @property
    def others_told(self) -> str:
        return ", ".join(other.name for other in self.others)

    @property
    def is_told(self) -> bool:
        """Whether all that came of it stands earlier in the outline."""
        return all(branch.is_told for branch in self.into)


def outline(lineage: Lineage) -> list[Branch]:
    """From the bodies that took over from nobody on, each body told once."""
    bodies, steps, told = lineage.by_key, lineage.steps(), set[str]()

    def branch(key: str) -> Branch:
        if key in told:
            return Branch(bodies[key], is_told=True)
        told.add(key)
        turns = [turn(key, step) for step in steps if key in step.predecessors]
        return Branch(bodies[key], tuple(turns))

    def turn(key: str, step: Step) -> Turn:
        others = tuple(bodies[other] for other in step.predecessors if other != key)
        return Turn(step.kind, others, tuple(branch(successor) for successor in step.successors))

    late = {edge.successor for edge in lineage.edges}
    rows = lineage.in_rows()
    first = [branch(key) for key in rows if key not in late]
    return first + [branch(key) for key in rows if key not in told]
