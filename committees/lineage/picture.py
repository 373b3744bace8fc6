"""A lineage laid out in time: a bar a body, each in a row of its own, joined where one took over from another."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from committees.lineage.values import Body, Lineage, Step

WIDTH, MARGIN = 1100, 56
HEAD, ROW, BAR = 28, 36, 10
LABEL_BASE, BAR_TOP = 14, 20
"""From the top of a row."""
GAP = 3
"""Between what joins a bar and its label."""
LETTER = 6.6
"""What a letter of a label takes, on an average; a little more than it does."""
YEAR_LABEL = 34


@dataclass(frozen=True)
class Bar:
    """The life of one body, with its label; `is_open`: it lives on."""

    body: Body
    x: int
    y: int
    width: int
    is_open: bool
    label_x: int
    label_is_at_end: bool

    height: int = BAR

    @property
    def end(self) -> int:
        return self.x + self.width

    @property
    def middle(self) -> int:
        return self.y + BAR // 2

    @property
    def top(self) -> int:
        """Of its row."""
        return self.y - BAR_TOP

    @property
    def label_y(self) -> int:
        return self.top + LABEL_BASE


@dataclass(frozen=True)
class Line:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Word:
    """It ends at this point."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Joint:
    """One step: from the ends of the predecessors, down or up, to the starts of the successors."""

    x: int
    lines: tuple[Line, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Year:
    number: int
    x: int
    is_labelled: bool


@dataclass(frozen=True)
class Picture:
    """In units of a pixel; `undated` are the bodies that can't be drawn."""

    height: int
    bars: tuple[Bar, ...]
    joints: tuple[Joint, ...]
    years: tuple[Year, ...]
    undated: tuple[Body, ...]

    width: int = WIDTH
    row: int = ROW


class Scale:
    """From 1 January of the first year to the last day that there is."""

    def __init__(self, lineage: Lineage, today: date) -> None:
        days = [day for body in lineage.bodies for day in (body.starts, body.ends) if day]
        self.last = max([today, *days])
        self.first = min([today, *days]).replace(month=1, day=1)

    def x(self, day: date) -> int:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return MARGIN + round(share * (WIDTH - MARGIN))

    def years(self) -> Iterator[Year]:
        numbers = range(self.first.year, self.last.year + 1)
        each = next(step for step in (1, 2, 5, 10, 50, 10_000) if step * self.of_a_year >= YEAR_LABEL)
        for number in numbers:
            x = self.x(date(number, 1, 1))
            yield Year(number, x, number % each == 0 and x + YEAR_LABEL / 2 <= WIDTH)

    @property
    def of_a_year(self) -> float:
        return (WIDTH - MARGIN) / max((self.last - self.first).days / 365.25, 1)


def picture(lineage: Lineage, today: date) -> Picture:
    scale = Scale(lineage, today)
    bodies = lineage.by_key
    dated = [bodies[key] for key in lineage.in_rows() if bodies[key].starts]
    bars = {body.key: bar(body, row, scale) for row, body in enumerate(dated)}
    joints = [joint(step, bars) for step in drawable(lineage, bars).steps()]
    return Picture(
        height=HEAD + ROW * len(bars),
        bars=tuple(bars.values()),
        joints=tuple(joints),
        years=tuple(scale.years()),
        undated=tuple(body for body in lineage.bodies if not body.starts),
    )


def bar(body: Body, row: int, scale: Scale) -> Bar:
    """Its label starts with the bar, unless it would leave the picture."""
    x, end = min(scale.x(body.starts or scale.last), WIDTH - 2), scale.x(body.ends or scale.last)
    is_at_end = x + GAP + len(body.name) * LETTER > WIDTH
    return Bar(
        body=body,
        x=x,
        y=HEAD + ROW * row + BAR_TOP,
        width=max(end - x, 2),
        is_open=body.ends is None,
        label_x=WIDTH if is_at_end else x + GAP,
        label_is_at_end=is_at_end,
    )


def drawable(lineage: Lineage, bars: dict[str, Bar]) -> Lineage:
    """With the edges that lead forward in time."""
    kept = lineage.only(bars)
    return Lineage(kept.bodies, tuple(e for e in kept.edges if bars[e.predecessor].x <= bars[e.successor].x))


def joint(step: Step, bars: dict[str, Bar]) -> Joint:
    """It stands where the first of the successors starts."""
    before, after = [bars[key] for key in step.predecessors], [bars[key] for key in step.successors]
    x = min(bar.x for bar in after)
    middles = [bar.middle for bar in (*before, *after)]
    lines = [Line(x, min(middles), x, max(middles))]
    lines += [Line(bar.end, bar.middle, x, bar.middle) for bar in before if bar.end < x]
    lines += [Line(x, bar.middle, bar.x, bar.middle) for bar in after if bar.x > x]
    words = [Word(step.told, bar.x - 6, bar.label_y) for bar in after]
    return Joint(x, tuple(lines), tuple(words))
