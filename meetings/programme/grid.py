"""The days of a programme by room and time, as the rows and columns of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from meetings.programme.items import Item, Programme
from meetings.programme.layout import by_day, by_time


@dataclass(frozen=True)
class Cell:
    """An item that begins here, over as many rows as it lasts; without an item, nothing is on for one row."""

    item: Item | None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True)
class Row:
    """From this moment to that of the next row; columns that an item of an earlier row fills have no cell."""

    starts: time
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Room:
    """With as many columns as it ever has items at once."""

    name: str
    columns: int


@dataclass(frozen=True)
class Grid:
    """One day. `beside` are the items that no cell can hold: without a room or a start, or of no recorded day."""

    day: date | None
    rooms: tuple[Room, ...]
    rows: tuple[Row, ...]
    beside: tuple[Item, ...]

    @property
    def columns(self) -> int:
        return sum(room.columns for room in self.rooms)


def has_rooms(programme: Programme) -> bool:
    """Whether a grid would tell more than the list: items stand in more than one room."""
    return len({item.room for item in programme.items if is_placed(item)}) > 1


def by_room(programme: Programme) -> tuple[Grid, ...]:
    """The days in order, items without a day last."""
    return tuple(grid(day.day, by_time(day.items) if day.day else day.items) for day in by_day(programme))


def grid(day: date | None, items: Sequence[Item]) -> Grid:
    """Rooms in the order in which they first appear. A break that nothing else is held beside needs no room: it goes
    over all of them."""
    placed = [item for item in items if is_placed(item)]
    lanes = [lane for room in dict.fromkeys(item.room for item in placed) for lane in lanes_of(room, placed)]
    breaks: list[Item] = []
    for item in items:
        if lanes and is_everybodys(item) and not any(overlap(item, other) for other in placed + breaks):
            breaks.append(item)
    names = dict.fromkeys(lane[0].room for lane in lanes)
    rooms = tuple(Room(name, sum(lane[0].room == name for lane in lanes)) for name in names)
    held = {item.id for item in placed + breaks}
    return Grid(day, rooms, rows(lanes, breaks), tuple(item for item in items if item.id not in held))


def is_placed(item: Item) -> bool:
    return bool(item.day and item.starts is not None and item.room)


def is_everybodys(item: Item) -> bool:
    return bool(item.kind == "break" and item.day and item.starts is not None and item.ends and not item.room)


def lanes_of(room: str, placed: Sequence[Item]) -> list[list[Item]]:
    """A room's items in columns within which none overlaps another."""
    lanes: list[list[Item]] = []
    for item in (item for item in placed if item.room == room):
        free = (lane for lane in lanes if not any(overlap(item, other) for other in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([item])
        else:
            lane.append(item)
    return lanes


def overlap(one: Item, other: Item) -> bool:
    return max(span(one)[0], span(other)[0]) < min(span(one)[1], span(other)[1])


def span(item: Item) -> tuple[int, int]:
    """From its first minute to the one after its last; of an item without an end no more is known than its start."""
    first = minute(item.starts or time.min)
    last = minute(item.ends) if item.ends else 0
    return first, max(last, first + 1)


def minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def rows(lanes: Sequence[Sequence[Item]], breaks: Sequence[Item]) -> tuple[Row, ...]:
    """One from each moment at which something begins or ends; the last end begins none."""
    held = [item for lane in lanes for item in lane] + list(breaks)
    ends = {item.ends for item in held if item.ends and item.starts and item.ends > item.starts}
    moments = sorted({item.starts for item in held if item.starts is not None} | ends)
    last = max((span(item)[1] for item in held), default=0)
    moments = [moment for moment in moments if minute(moment) < last]
    return tuple(Row(moment, cells(moment, moments, lanes, breaks)) for moment in moments)


def cells(
    moment: time, moments: Sequence[time], lanes: Sequence[Sequence[Item]], breaks: Sequence[Item]
) -> tuple[Cell, ...]:
    if pause := on_at(moment, breaks):
        return (Cell(pause, height(pause, moments), len(lanes)),) if pause.starts == moment else ()
    found = [on_at(moment, lane) for lane in lanes]
    begun = [item for item in found if item is None or item.starts == moment]
    return tuple(Cell(item, height(item, moments)) if item else Cell(None) for item in begun)


def on_at(moment: time, items: Sequence[Item]) -> Item | None:
    return next((item for item in items if span(item)[0] <= minute(moment) < span(item)[1]), None)


def height(item: Item, moments: Sequence[time]) -> int:
    first, last = span(item)
    return sum(first <= minute(moment) < last for moment in moments)
