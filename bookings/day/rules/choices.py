"""All that one person could do when her day must change, and what each costs her."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bookings.day.rules.ground import Ground
from bookings.day.rules.sittings import WELCOME, Away, Guest, Morning, Sitting, Stop

Places: TypeAlias = tuple[Sitting | None, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Where one person's stops would be; None for one that does not fit."""

    cost: int
    mask: int
    places: Places


def choices_of(guest: Guest, morning: Morning, away: Away, ground: Ground) -> list[Choice]:
    """All that one person could do, the least change first; to let every stop go comes last."""
    free = [
        [None, *(at for at in _places(s, guest, morning, away) if ground.is_free(s, at))]
        for s in guest.stops
    ]
    found = [
        Choice(_cost(guest, places), _mask(guest, places, ground), places)
        for places in _together(guest, free)
    ]
    return sorted(found, key=lambda choice: choice.cost)


def _places(stop: Stop, guest: Guest, morning: Morning, away: Away) -> Iterator[Sitting]:
    """Where a stop could be: as it is, later with the worker who is late, or at a free time."""
    at = stop.at
    is_there = at.worker != away.worker
    if is_there or at.ends <= away.starts or at.starts >= away.ends:
        yield at
    earliest = max(guest.earliest, morning.now)
    if not is_there:
        length = at.ends - at.starts
        for starts in range(max(away.ends, earliest), morning.closes - length + 1):
            if starts != at.starts and suits(guest, at.moved_to(starts)):
                yield at.moved_to(starts)
    for other in morning.openings:
        again = other == at or other.worker == away.worker == at.worker
        could = other.need == stop.at.need and other.starts >= earliest and not again
        if could and suits(guest, other) and guest.accepts(other):
            yield other


def suits(guest: Guest, at: Sitting) -> bool:
    """Whether she could be there and would meet nobody whom she avoids."""
    within = guest.gone_by is None or at.ends <= guest.gone_by
    apart = all(at.ends <= starts or ends <= at.starts for starts, ends in guest.busy)
    return within and apart and at.worker not in guest.avoided


def _together(guest: Guest, free: Sequence[Sequence[Sitting | None]]) -> Iterator[Places]:
    """Every way to put her stops beside each other, one stop after another."""
    begun: list[Places] = [()]
    for number, places in enumerate(free):
        begun = [
            (*before, at) for before in begun for at in places if _fits(guest, before, number, at)
        ]
    yield from begun


def _fits(guest: Guest, before: Places, number: int, at: Sitting | None) -> bool:
    """Beside the stops so far: no two at once, and the welcome first. Two that stay as they were
    are as they were, however close: only what moves is asked."""
    if at is None:
        return True
    stop = guest.stops[number]
    for earlier, other in zip(guest.stops, before, strict=False):
        if other is None or (other == earlier.at and at == stop.at):
            continue
        ahead = at.ends <= other.starts and other.need != WELCOME
        behind = other.ends <= at.starts and at.need != WELCOME
        if not (ahead or behind):
            return False
    return True


def _cost(guest: Guest, places: Places) -> int:
    """One number for all that counts, the gravest first; the fields never run into each other."""
    pairs = list(zip(guest.stops, places, strict=True))
    lost = [stop for stop, at in pairs if at is None]
    needs = [stop for stop in lost if stop.at.need != WELCOME]
    moved = any(at != stop.at for stop, at in pairs)
    ends = [at.ends for at in places if at is not None]
    before = max(stop.at.ends for stop in guest.stops)
    later = max(0, max(ends, default=before) - before)
    shift = sum(abs(at.starts - stop.at.starts) for stop, at in pairs if at is not None)
    cost = 0
    weights = (len(needs), sum(s.weight for s in needs), len(lost) - len(needs), moved, later)
    for part in (*weights, shift):
        cost = (cost << 16) + int(part)
    return cost


def _mask(guest: Guest, places: Places, ground: Ground) -> int:
    mask = 0
    for stop, at in zip(guest.stops, places, strict=True):
        mask |= ground.mask(stop, at) if at is not None else 0
    return mask
