"""How a changed pattern meets what stands: what is free changes, what is taken is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from services_directory.sessions.rules.cells import ThingAndCell, run_of
from services_directory.sessions.rules.times import Rhythm, places_for_walk_ins, starts


class Time(NamedTuple):
    """A time of one worker at one desk."""

    cell: int
    cells: int
    room_id: UUID
    for_walk_ins: bool


class Standing(NamedTuple):
    """A time that was planned before. Withdrawn is not offered; whoever has taken it keeps it."""

    slot_id: UUID
    time: Time
    taken: bool
    withdrawn: bool


@dataclass(slots=True)
class Diary:
    """Which cells of whom and of what are bound, for what, and in which session."""

    bound: dict[ThingAndCell, tuple[UUID, UUID]] = field(default_factory=dict)

    def bind(self, what: ThingAndCell, owner_id: UUID, session_id: UUID) -> None:
        self.bound[what] = (owner_id, session_id)

    def has_exactly(self, thing_id: UUID, cell: int, cells: int) -> bool:
        """Whether one owner has this run of cells, and none beside it."""
        before, *within, after = map(self._owner, run_of(thing_id, cell - 1, cells + 2))
        owners = set(within)
        return len(owners) == 1 and None not in owners and owners.isdisjoint({before, after})

    def is_taken(self, thing_id: UUID, time: Time, *, withdrawn: bool) -> bool:
        """Whether somebody has this time, or any part of one that is still offered.

        Beside a withdrawn one another may be offered, so that one counts only if had exactly.
        """
        if withdrawn:
            return self.has_exactly(thing_id, time.cell, time.cells)
        return not self.is_free(thing_id, time.cell, time.cells)

    def is_free(self, thing_id: UUID, cell: int, cells: int) -> bool:
        return all(self._owner(each) is None for each in run_of(thing_id, cell, cells))

    def is_free_elsewhere(self, thing_id: UUID, cell: int, cells: int, session_id: UUID) -> bool:
        """As `is_free`, but what is bound in that very session does not count."""
        bound = (self.bound.get(each) for each in run_of(thing_id, cell, cells))
        return all(each is None or each[1] == session_id for each in bound)

    def _owner(self, what: ThingAndCell) -> UUID | None:
        return self.bound.get(what, (None, None))[0]


@dataclass(frozen=True, slots=True)
class Morning:
    """One worker at one desk on one date, from the cell that opens to the one that closes it.

    `turn` moves the walk-in times along, another for each worker.
    """

    session_id: UUID
    worker_id: UUID
    room_id: UUID
    rhythm: Rhythm
    first: int
    end: int
    turn: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What brings a desk to its pattern. `left` differs from it, but is taken, and so stays."""

    add: Sequence[Time]
    alter: Sequence[tuple[UUID, Time]]
    withdraw: Sequence[UUID]
    left: Sequence[Standing]

    def __bool__(self) -> bool:
        return bool(self.add or self.alter or self.withdraw)


def times_wanted(morning: Morning, standing: Iterable[Standing], diary: Diary) -> list[Time]:
    """The times that the pattern gives where the worker and the room are not bound otherwise."""
    length = morning.rhythm.length
    kept = {each.time.cell: each.time for each in standing if each.taken}
    cells = [
        cell
        for cell in starts(morning.rhythm, morning.first, morning.end)
        if (cell in kept and kept[cell].cells == length) or _is_open(morning, cell, diary)
    ]
    as_they_are = {n: kept[cell].for_walk_ins for n, cell in enumerate(cells) if cell in kept}
    percent = morning.rhythm.walk_in_percent
    reserve = places_for_walk_ins(len(cells), percent, as_they_are, turn=morning.turn)
    return [Time(cell, length, morning.room_id, n in reserve) for n, cell in enumerate(cells)]


def changes(wanted: Iterable[Time], standing: Iterable[Standing]) -> Changes:
    """What to add, alter and withdraw so that the desk offers what is wanted.

    A taken time keeps its hour, its room and its kind. Where the pattern no longer gives it, it
    is withdrawn too: whoever has it keeps it, and once given back it is not offered again.
    """
    new = {(time.cell, time.cells): time for time in wanted}
    add, alter, withdraw, left = dict(new), [], [], []
    for each in standing:
        time = new.get((each.time.cell, each.time.cells))
        add.pop((each.time.cell, each.time.cells), None)
        stays = each.time if each.taken else time
        if time and stays and (each.withdrawn or stays != each.time):
            alter.append((each.slot_id, stays))
        elif not time and not each.withdrawn:
            withdraw.append(each.slot_id)
        if each.taken and time != each.time:
            left.append(each)
    return Changes(list(add.values()), alter, withdraw, left)


def _is_open(morning: Morning, cell: int, diary: Diary) -> bool:
    length = morning.rhythm.length
    return diary.is_free(morning.worker_id, cell, length) and diary.is_free_elsewhere(
        morning.room_id, cell, length, morning.session_id
    )
