"""What a calendar says of each session: how many are booked, in which rooms, and nobody's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

# A morning that was must be found for a while; what is long over is of no use on a telephone.
BACK = timedelta(weeks=2)


class InRoom(NamedTuple):
    """One room of a session, for the worker or desk in hand: whether times are given there, and
    how many are booked."""

    session_id: UUID
    starts_at: datetime
    ends_at: datetime
    cancelled: bool
    changes: int
    room: str
    is_given: bool
    booked: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One session as the calendar shows it."""

    session_id: UUID
    starts_at: datetime
    ends_at: datetime
    changes: int
    takes_place: bool
    booked: int
    rooms: tuple[str, ...]


def entries(rows: Iterable[InRoom]) -> list[Entry]:
    """Rows in order of session, put together: one entry for each (C-26)."""
    return [_entry(list(rooms)) for _, rooms in groupby(rows, key=lambda row: row.session_id)]


def _entry(rooms: Sequence[InRoom]) -> Entry:
    """Where times are given, or somebody is booked still, it takes place, and in those rooms."""
    first = rooms[0]
    used = [] if first.cancelled else [row for row in rooms if row.is_given or row.booked]
    return Entry(
        first.session_id,
        first.starts_at,
        first.ends_at,
        first.changes,
        takes_place=bool(used),
        booked=sum(row.booked for row in used),
        rooms=tuple(sorted({row.room for row in used or rooms})),
    )
