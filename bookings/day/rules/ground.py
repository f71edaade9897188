"""What is taken of a morning, as one long number with a bit for each cell of each thing.

So whether a choice clashes with all that is taken is a single `&`.
"""

from dataclasses import dataclass, field

from bookings.day.rules.sittings import Away, Guest, Morning, Sitting, Stop, Thing


@dataclass(slots=True)
class Ground:
    """Who is concerned, and what all others have."""

    concerned: list[Guest]
    first: int
    width: int
    taken: int = 0
    overrun: int = 0
    numbers: dict[Thing, int] = field(default_factory=dict)

    @classmethod
    def of(cls, morning: Morning, away: Away) -> "Ground":
        times = [s.at for guest in morning.guests for s in guest.stops]
        first = min([morning.now, away.starts, *(at.starts for at in times)])
        last = max([morning.closes, away.ends, *(at.ends for at in times)])
        ground = cls([g for g in morning.guests if _waits_for(g, away)], first, last - first)
        for thing, cell in morning.taken:
            ground.taken |= ground.bits(thing, cell, cell + 1)
        for thing, cell in morning.overrun:
            ground.overrun |= ground.bits(thing, cell, cell + 1)
        ground.taken |= ground.bits(away.worker, away.starts, away.ends)
        for guest in morning.guests:
            if not _waits_for(guest, away):
                for stop in guest.stops:
                    ground.taken |= ground.mask(stop, stop.at)
        return ground

    def bits(self, thing: Thing, starts: int, ends: int) -> int:
        """The cells of one thing; none beyond the morning."""
        starts, ends = max(starts - self.first, 0), min(ends - self.first, self.width)
        if starts >= ends:
            return 0
        number = self.numbers.setdefault(thing, len(self.numbers))
        return ((1 << (ends - starts)) - 1) << (number * self.width + starts)

    def is_free(self, stop: Stop, at: Sitting) -> bool:
        """Whether nobody else has anything that the stop would take there."""
        taken = self.taken if at == stop.at else self.taken | self.overrun
        return not self.mask(stop, at) & taken

    def mask(self, stop: Stop, at: Sitting) -> int:
        """All that a stop takes with it: the worker, the room, and whoever comes along."""
        mask = 0
        for thing in (at.worker, at.room, *stop.along):
            mask |= self.bits(thing, at.starts, at.ends)
        return mask


def _waits_for(guest: Guest, away: Away) -> bool:
    return any(s.at.worker == away.worker and s.at.ends > away.starts for s in guest.stops)
