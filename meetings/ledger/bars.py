"""Presence as bars: how wide each piece is, and where each bar and its label stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from meetings.ledger.public import PresenceTold

ROW, LABEL_BASE, BAR_TOP, BAR, NUMBER_BASE = 66, 14, 20, 14, 50
"""In pixels, from the top of a row; widths are shares of the picture, so that the letters keep their size."""

K = TypeVar("K")


@dataclass(frozen=True)
class Piece:
    """`kind` is `without` or `only` sponsorship, `present` where these may not be told apart, `absent`."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar(Generic[K]):
    key: K
    told: PresenceTold
    top: int
    pieces: tuple[Piece, ...]

    height: int = BAR

    @property
    def label_y(self) -> int:
        return self.top + LABEL_BASE

    @property
    def y(self) -> int:
        return self.top + BAR_TOP

    @property
    def number_y(self) -> int:
        return self.top + NUMBER_BASE


@dataclass(frozen=True)
class Picture(Generic[K]):
    bars: tuple[Bar[K], ...]

    @property
    def height(self) -> int:
        return ROW * len(self.bars)

    @property
    def kinds(self) -> list[str]:
        """What its key has to explain."""
        found = {piece.kind for bar in self.bars for piece in bar.pieces}
        return [kind for kind in ("without", "only", "present", "absent") if kind in found]


def picture(rows: Mapping[K, PresenceTold]) -> Picture[K]:
    """The longest bar is the largest number of States Parties."""
    longest = max((told.eligible for told in rows.values()), default=0)
    return Picture(
        tuple(Bar(key, told, ROW * place, pieces(told, longest)) for place, (key, told) in enumerate(rows.items()))
    )


def pieces(told: PresenceTold, longest: int) -> tuple[Piece, ...]:
    if isinstance(told.only_sponsored, int):
        sizes = {"without": told.present - told.only_sponsored, "only": told.only_sponsored}
    else:
        sizes = {"present": told.present}
    sizes["absent"] = told.eligible - told.present
    found, start = [], 0
    for kind, size in sizes.items():
        if size:
            found.append(Piece(kind, share(start, longest), share(size, longest)))
        start += size
    return tuple(found)


def share(size: int, longest: int) -> str:
    """`37.50%`, whatever the language of the page."""
    return f"{100 * size / longest:.2f}%"
