"""Which needs one visit can meet, and how soon she can leave: exact, on whole numbers alone.

A set of needs is a number whose highest bit is the most important need, so the better set is
the greater number. A set of such sets is a longer number with one bit for each, so one shift
adds a need to all of them at once. That is what makes an exact search quick.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple


class Time(NamedTuple):
    """One time at which a need can be met; `rank` is its importance, and 0 is the highest."""

    starts: int
    ends: int
    rank: int


class Reach(NamedTuple):
    """What `times` allow with `gap` between them; the rank `opener` may only begin a visit."""

    times: tuple[Time, ...]
    gap: int
    opener: int | None

    def sets(self) -> Iterator[frozenset[int]]:
        """The sets of ranks that one visit can meet, the best first."""
        places = _places(time.rank for time in self.times)
        lanes = dict.fromkeys((time.ends for time in self.times), 0)
        found = 0
        for _, met in self._visits(places, lanes):
            found |= met
        while found:
            best = found.bit_length() - 1
            yield frozenset(rank for rank, place in places.items() if best >> place & 1)
            found ^= 1 << best

    def spans(self, ranks: Iterable[int]) -> dict[int, int]:
        """For each arrival from which all of `ranks` can be met, the earliest end."""
        places = _places(ranks)
        ends = sorted({time.ends for time in self.times if time.rank in places})
        lanes = {end: lane for lane, end in enumerate(ends)}
        everything = _everything(places) * len(ends)
        spans: dict[int, int] = {}
        for time, met in self._visits(places, lanes):
            if reached := met >> everything:
                leave = ends[(reached & -reached).bit_length() - 1]
                spans[time.starts] = min(leave, spans.get(time.starts, leave))
        return spans

    def walk(self, ranks: Iterable[int], arrive: int, leave: int) -> Iterator[Time]:
        """The stops of a visit that `spans` promised, each in turn as early as can be."""
        places = _places(ranks)
        wanted = _everything(places)
        for time, met in sorted(self._visits(places, {leave: 0})):
            if arrive <= time.starts and met >> wanted & 1:
                yield time
                wanted ^= 1 << places[time.rank]
                arrive = time.ends + self.gap

    def _visits(
        self, places: Mapping[int, int], lanes: Mapping[int, int]
    ) -> Iterator[tuple[Time, int]]:
        """Each time, the latest end first, with what a visit that begins with it can meet.

        `places` gives each rank its bit in a set; other ranks are left out. `lanes` numbers the
        ends at which a visit may end. Bit `met * width + lane` stands for a visit that meets the
        set `met` and ends in that lane.
        """
        times = [time for time in self.times if time.rank in places]
        starts = sorted({time.starts for time in times})
        width = max(lanes.values(), default=0) + 1
        lacking = {rank: _lacking(place, len(places), width) for rank, place in places.items()}
        begun: dict[int, int] = defaultdict(int)
        later = 0
        for time in sorted(times, key=lambda time: time.ends, reverse=True):
            # What begins after the gap ends later still: all its visits are known by now.
            while starts and starts[-1] >= time.ends + self.gap:
                later |= begun.pop(starts.pop(), 0)
            rest = later & lacking[time.rank]
            if time.ends in lanes:
                rest |= 1 << lanes[time.ends]
            met = rest << (width << places[time.rank])
            yield time, met
            if time.rank != self.opener:
                begun[time.starts] |= met


def _places(ranks: Iterable[int]) -> dict[int, int]:
    """A bit for each rank, the highest for the most important."""
    return {rank: place for place, rank in enumerate(sorted(set(ranks), reverse=True))}


def _everything(places: Mapping[int, int]) -> int:
    return (1 << len(places)) - 1


def _lacking(place: int, places: int, width: int) -> int:
    """All sets without the rank at `place`, in every lane."""
    pattern = (1 << (width << place)) - 1
    for above in range(place + 1, places):
        pattern |= pattern << (width << above)
    return pattern
