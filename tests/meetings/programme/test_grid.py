"""A grid is a table that a browser can draw: every item in one cell, as long as it lasts, none over another."""

from datetime import date, time

from hypothesis import given

from meetings.programme.grid import Room, by_room, has_rooms
from meetings.programme.items import Facts, Item, Programme
from tests.meetings.programme.strategies import programmes

TUESDAY = date(2024, 6, 18)


def item(identifier, starts=None, ends=None, room="A", day=TUESDAY, **rest):
    return Item(identifier, {"en": identifier}, day=day, starts=starts, ends=ends, room=room, **rest)


def programme(*items):
    return Programme(Facts("im-2024", "IM-2024", {}), (), items)


def drawn(grid):
    """The table as a browser lays it out: for each row the id of what stands in each column."""
    table = [[None] * grid.columns for _row in grid.rows]
    for top, row in enumerate(grid.rows):
        for cell in row.cells:
            start = table[top].index(None)
            for line in table[top : top + cell.rows]:
                for column in range(start, start + cell.columns):
                    assert line[column] is None, "two cells in one place"
                    line[column] = cell.item.id if cell.item else ""
    return table


@given(programmes)
def test_every_item_stands_once_in_a_cell_or_beside_the_table_of_its_day(any_programme):
    for grid in by_room(any_programme):
        held = [cell.item.id for row in grid.rows for cell in row.cells if cell.item]
        held += [found.id for found in grid.beside]
        assert sorted(held) == sorted(found.id for found in any_programme.items if found.day == grid.day)


@given(programmes)
def test_every_place_is_filled_once_and_an_item_lasts_from_the_row_of_its_start_to_that_of_its_end(any_programme):
    for grid in by_room(any_programme):
        assert all(place is not None for line in drawn(grid) for place in line)
        moments = [row.starts for row in grid.rows]
        assert moments == sorted(set(moments))
        for top, row in enumerate(grid.rows):
            for cell in (cell for cell in row.cells if cell.item):
                assert cell.item.starts == row.starts
                if cell.item.ends and cell.item.ends > row.starts and top + cell.rows < len(moments):
                    assert moments[top + cell.rows] == cell.item.ends


def test_rooms_are_columns_and_items_last_as_many_rows_as_others_begin_or_end_beside_them():
    (grid,) = by_room(
        programme(
            item("opening", time(10), time(11)),
            item("beside", time(10, 30), time(12), room="B"),
            item("matters", time(11), time(11, 30)),
        )
    )
    assert grid.rooms == (Room("A", 1), Room("B", 1))
    assert [row.starts for row in grid.rows] == [time(10), time(10, 30), time(11), time(11, 30)]
    assert drawn(grid) == [["opening", ""], ["opening", "beside"], ["matters", "beside"], ["", "beside"]]


def test_items_at_once_in_one_room_stand_in_columns_of_their_own():
    (grid,) = by_room(
        programme(item("one", time(10), time(12)), item("other", time(11), time(13)), item("b", time(12)))
    )
    assert grid.rooms == (Room("A", 2),)
    assert drawn(grid) == [["one", ""], ["one", "other"], ["b", "other"]]


def test_an_item_without_an_end_claims_its_start_alone():
    (grid,) = by_room(programme(item("open", time(10)), item("later", time(12), time(13), room="B")))
    assert [row.starts for row in grid.rows] == [time(10), time(12)]
    assert drawn(grid) == [["open", ""], ["", "later"]]


def test_a_break_without_a_room_goes_over_all_rooms_unless_something_is_held_beside_it():
    lunch = item("lunch", time(13), time(15), room="", kind="break")
    morning, side = item("morning", time(10), time(13)), item("side", time(14), time(15), room="B")
    (grid,) = by_room(programme(morning, item("b", time(10), time(11), room="B"), lunch))
    assert drawn(grid)[-1] == ["lunch", "lunch"]
    (grid,) = by_room(programme(morning, side, lunch))
    assert [found.id for found in grid.beside] == ["lunch"]


def test_what_has_no_room_no_start_or_no_day_stands_beside_the_table():
    grids = by_room(
        programme(
            item("held", time(10)), item("no room", time(11), room=""), item("no start", None, time(12)),
            item("no day", time(10), day=None),
        )
    )  # fmt: skip
    assert [(grid.day, [found.id for found in grid.beside], drawn(grid)) for grid in grids] == [
        (TUESDAY, ["no room", "no start"], [["held"]]),
        (None, ["no day"], []),
    ]


def test_a_grid_is_offered_where_items_stand_in_more_than_one_room():
    assert not has_rooms(programme(item("a", time(10)), item("b", None, room="B"), item("c", time(9), room="")))
    assert has_rooms(programme(item("a", time(10)), item("b", time(10), room="B")))
