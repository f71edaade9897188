"""The bookable times of one worker at a desk, and which of them are kept for walk-ins (S-57)."""

from collections.abc import Mapping
from dataclasses import dataclass

NOTHING_STANDS: Mapping[int, bool] = {}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a desk's morning is cut: lengths in cells, the walk-in share in percent."""

    length: int
    gap: int
    walk_in_percent: int


def starts(rhythm: Rhythm, first: int, end: int) -> range:
    """The cells at which a time begins, from `first` on; the last one is over by `end`."""
    return range(first, end - rhythm.length + 1, rhythm.length + rhythm.gap)


def places_for_walk_ins(
    count: int, percent: int, standing: Mapping[int, bool] = NOTHING_STANDS, *, turn: int = 0
) -> frozenset[int]:
    """Which of `count` times of one worker are kept for walk-ins (S-57): `percent` or more.

    The share is rounded up, so that a desk with a single time keeps that one for whoever walks
    in: a person at the door has no other way, and a coordinator who wants it booked says 0 %.
    They lie evenly over the morning, and each worker has their own share, so that whoever asks
    for a woman finds one either way. `turn` moves them along, another for each worker: were all
    kept at the same hours, what is left could not be put together to one visit.

    `standing` says of times that are taken whether they are walk-in times; those do not change.
    Where one that should be kept was booked online before, the nearest free time takes its place.
    """
    wanted = -(-count * percent // 100)
    marks = [((2 * n + 1) * count // (2 * wanted) + turn) % count for n in range(wanted)]
    kept = {place for place, for_walk_ins in standing.items() if for_walk_ins}
    kept.update(mark for mark in marks if mark not in standing)
    for mark in marks:
        free = [place for place in range(count) if place not in standing and place not in kept]
        if mark not in kept and free and len(kept) < wanted:
            kept.add(min(free, key=lambda place: (abs(place - mark), place)))
    return frozenset(kept)
