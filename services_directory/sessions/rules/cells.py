"""Five-minute cells, the one grain in which every scarce thing is counted."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple
from uuid import UUID

MINUTES_IN_A_CELL = 5
CELL = timedelta(minutes=MINUTES_IN_A_CELL)


class NotInFiveMinutes(ValueError):
    """A start or a length that is no whole number of five-minute cells."""


class ThingAndCell(NamedTuple):
    """Five minutes of one scarce thing: a worker, a room, or whatever a layer above counts."""

    thing_id: UUID
    cell: int


def cells_in(minutes: int) -> int:
    """How many cells a length in minutes has. Raises NotInFiveMinutes."""
    cells, over = divmod(minutes, MINUTES_IN_A_CELL)
    if over or cells < 0:
        raise NotInFiveMinutes(f"{minutes} minutes: give a multiple of five, such as 20")
    return cells


def refuse_odd_minutes(wall: time) -> None:
    """Raises NotInFiveMinutes for a wall time such as 10:07."""
    if wall.minute % MINUTES_IN_A_CELL or wall.second or wall.microsecond:
        raise NotInFiveMinutes(f"{wall}: give a time on a multiple of five minutes, such as 10:05")


def cell_at(moment: datetime) -> int:
    """The cell that a moment lies in; the moment is aware."""
    return int(moment.timestamp()) // (MINUTES_IN_A_CELL * 60)


def first_cell_from(moment: datetime) -> int:
    """The first cell that has not begun before the moment."""
    cell = cell_at(moment)
    return cell if start_of(cell) >= moment else cell + 1


def start_of(cell: int) -> datetime:
    """The moment, in UTC, at which a cell begins."""
    return datetime.fromtimestamp(cell * MINUTES_IN_A_CELL * 60, UTC)


def run_of(thing_id: UUID, cell: int, cells: int) -> Iterator[ThingAndCell]:
    """The cells of one thing from `cell` on, `cells` of them."""
    return (ThingAndCell(thing_id, each) for each in range(cell, cell + cells))
