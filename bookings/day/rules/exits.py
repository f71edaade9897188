"""Leaving one after another, so that nobody meets at the door, nor whoever may wait outside."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who could leave from cell `ready` on, and must be gone by `gone_by`."""

    id: Hashable
    ready: int
    gone_by: int | None = None


def staggered(leavers: Iterable[Leaver], apart: int) -> dict[Hashable, int]:
    """When each leaves, in cells, at least `apart` of them after whoever left before.

    At every moment of those who are ready the one goes who must be gone soonest. Nobody is kept
    past her time: whoever would be is not in the answer, and is let out by a person, whenever
    nobody else is at the door (C-10).
    """
    waiting = sorted(leavers, key=lambda each: (each.ready, str(each.id)))
    found: dict[Hashable, int] = {}
    cell = 0
    while waiting:
        cell = max(cell, min(each.ready for each in waiting))
        ready = [each for each in waiting if each.ready <= cell]
        following = min(ready, key=lambda each: (_limit(each), each.ready))
        waiting.remove(following)
        if cell <= _limit(following):
            found[following.id] = cell
            cell += apart
    return found


def _limit(each: Leaver) -> float:
    return float("inf") if each.gone_by is None else each.gone_by
