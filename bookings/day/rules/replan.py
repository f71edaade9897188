"""A worker is late or has gone: the new plan that changes least, for those it concerns alone."""

from collections.abc import Sequence

from bookings.day.rules.choices import Choice, choices_of, suits
from bookings.day.rules.ground import Ground
from bookings.day.rules.least_change import Search
from bookings.day.rules.sittings import Away, Guest, Morning, Move, Proposal, Sitting, Stop


def propose(morning: Morning, away: Away) -> Proposal:
    """The new plan where `away.worker` sees nobody in that window (C-05).

    Concerned is who waits for that worker from the window's start on; nobody else's day changes.
    Of two plans that one is better which, in this order: lets fewer stops go, and less important
    ones; lets fewer welcomes go; moves fewer people; keeps them fewer minutes longer; moves stops
    by less. Nobody has to come sooner than told, passes her time, or meets whom she avoids.
    """
    ground = Ground.of(morning, away)
    choices = [choices_of(guest, morning, away, ground) for guest in ground.concerned]
    order = sorted(range(len(choices)), key=lambda n: (choices[n][0].cost == 0, n))
    chosen = Search([choices[n] for n in order]).best(ground.taken)
    found = dict(zip(order, chosen, strict=True))
    return _as_proposal(morning, ground, [found[n] for n in range(len(order))])


def _as_proposal(morning: Morning, ground: Ground, chosen: Sequence[Choice]) -> Proposal:
    for choice in chosen:
        ground.taken |= choice.mask
    moves = [
        Move(guest.id, stop.id, stop.at, at, _instead(morning, ground, guest, stop, choice))
        for guest, choice in zip(ground.concerned, chosen, strict=True)
        for stop, at in zip(guest.stops, choice.places, strict=True)
        if at != stop.at
    ]
    return Proposal(tuple(moves), tuple(guest.id for guest in ground.concerned))


def _instead(
    morning: Morning, ground: Ground, guest: Guest, stop: Stop, choice: Choice
) -> Sitting | None:
    """For a stop that does not fit: a free time with somebody else of the same service, were she
    asked and did not mind who it is or what they speak. Never with whom she avoids."""
    if choice.places[guest.stops.index(stop)] is not None:
        return None
    beside = [at for at in choice.places if at is not None]
    for other in sorted(morning.openings, key=lambda each: each.starts):
        could = other.need == stop.at.need and other.starts >= max(guest.earliest, morning.now)
        apart = all(at.ends <= other.starts or other.ends <= at.starts for at in beside)
        if could and apart and suits(guest, other) and ground.is_free(stop, other):
            return other
    return None
