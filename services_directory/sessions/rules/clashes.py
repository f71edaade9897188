"""Nobody and no room is in two places at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Stay(NamedTuple):
    """A worker or a room bound from one moment to another, and words for who and where."""

    starts_at: datetime
    ends_at: datetime
    thing_id: UUID
    who: str
    where: str


def clashes(stays: Iterable[Stay]) -> list[tuple[Stay, Stay]]:
    """Stays of one thing that overlap: each with an earlier one that lasts into it."""
    found: list[tuple[Stay, Stay]] = []
    longest: dict[UUID, Stay] = {}
    for stay in sorted(stays):
        before = longest.get(stay.thing_id)
        if before and stay.starts_at < before.ends_at:
            found.append((before, stay))
        if not before or before.ends_at < stay.ends_at:
            longest[stay.thing_id] = stay
    return found
