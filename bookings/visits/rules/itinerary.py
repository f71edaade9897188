"""From the free times of one session and her wish to the best whole visits, exactly."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from itertools import islice

from bookings.visits.rules.plans import MOST_NEEDS, WELCOME, Opening, Plan, Wish
from bookings.visits.rules.reach import Reach, Time

__all__ = [
    "APART",
    "MOST_NEEDS",
    "WELCOME",
    "Opening",
    "Plan",
    "Wish",
    "best_plans",
    "nearest",
    "stop_choices",
]

APART = 30  # minutes between two arrivals that are two choices, not one
Better = Callable[[int, int], tuple[int, ...]]
Free = Mapping[Time, list[Opening]]


def best_plans(openings: Iterable[Opening], wish: Wish, *, most: int = 3) -> tuple[Plan, ...]:
    """The best visits that really differ, at most `most`, the best first (V-10, C-04).

    Of two visits that one is better which, in this order:

    1. meets the better part of her needs: all of them if that can be; otherwise the most
       important that can be met at all, then the next that still fits beside it, and so on;
    2. begins with the welcome, where she wishes it. A need never gives way to the welcome: where
       no welcome fits she is welcomed at the door;
    3. keeps her in the building for the least time;
    4. ends earliest;
    5. has each stop in turn as early as can be, then as short, then for the more important need;
       with somebody whom she has met by then, else with the worker whose opening's lot is least.

    Two visits really differ when they meet the same needs and begin at least APART minutes apart,
    or when each meets a need that the other does not. So a part is never offered beside the
    whole. Each further plan is the best of those that really differ from all before it.
    """
    return _plans(openings, wish, most, lambda arrive, leave: (leave - arrive, leave))


def nearest(
    openings: Iterable[Opening], wish: Wish, chosen: Plan, *, most: int = 3
) -> tuple[Plan, ...]:
    """As `best_plans`, but before the least time comes the nearness to `chosen`, now gone.

    Nearness is the minutes by which her arrival moves and those by which she would leave later.
    """

    def better(arrive: int, leave: int) -> tuple[int, ...]:
        moved = abs(arrive - chosen.arrive) + max(0, leave - chosen.leave)
        return moved, leave - arrive, leave

    return _plans(openings, wish, most, better)


def stop_choices(
    openings: Iterable[Opening], wish: Wish, stops: Iterable[Opening], moving: Opening
) -> tuple[Opening, ...]:
    """Where the one stop `moving` of her `stops` could go while the others stay, in time order.

    Each time once, never the present one; with the same worker or one she meets anyway if free.
    """
    others = [stop for stop in stops if stop.id != moving.id]
    known = {moving.worker, *(stop.worker for stop in others)}
    free = _by_time(openings, wish, (moving.need,))
    free.pop(Time(moving.starts, moving.ends, 0), None)
    choices = (_familiar(free[time], known) for time in sorted(free))
    return tuple(
        stop for stop in choices if all(_beside(stop, other, wish.gap) for other in others)
    )


def _plans(openings: Iterable[Opening], wish: Wish, most: int, better: Better) -> tuple[Plan, ...]:
    free = _by_time(openings, wish, wish.asked)
    opener = len(wish.needs) if wish.welcome else None
    reach = Reach(tuple(free), wish.gap, opener)
    visits = islice(_visits(reach, better), most)
    return tuple(_plan(reach.walk(*visit), free, wish) for visit in visits)


def _visits(reach: Reach, better: Better) -> Iterator[tuple[frozenset[int], int, int]]:
    """What is met, arrival and end of the visits that really differ, the best first."""
    chosen: list[tuple[frozenset[int], int]] = []
    for met in reach.sets():
        needs = met - {reach.opener}
        if any(needs < other for other, _ in chosen):
            continue
        taken = [at for other, at in chosen if other == needs]
        spans = reach.spans(met)
        while spans := _apart(spans, taken):
            arrive, leave = min(spans.items(), key=lambda span: better(*span))
            taken.append(arrive)
            chosen.append((needs, arrive))
            yield met, arrive, leave


def _apart(spans: dict[int, int], taken: list[int]) -> dict[int, int]:
    return {
        arrive: leave
        for arrive, leave in spans.items()
        if all(abs(arrive - at) >= APART for at in taken)
    }


def _plan(times: Iterable[Time], free: Free, wish: Wish) -> Plan:
    stops: list[Opening] = []
    for time in times:
        stops.append(_familiar(free[time], {stop.worker for stop in stops}))
    met = {stop.need for stop in stops}
    return Plan(tuple(stops), tuple(need for need in wish.needs if need not in met))


def _by_time(
    openings: Iterable[Opening], wish: Wish, asked: tuple[str, ...]
) -> dict[Time, list[Opening]]:
    """The openings that suit her and are `asked` for; several workers may be free at one time."""
    ranks = {need: rank for rank, need in enumerate(asked)}
    free: dict[Time, list[Opening]] = defaultdict(list)
    for opening in openings:
        if opening.need in ranks and wish.suits(opening):
            free[Time(opening.starts, opening.ends, ranks[opening.need])].append(opening)
    return free


def _familiar(openings: Iterable[Opening], known: Collection[Hashable]) -> Opening:
    """Of the same time with several workers: somebody known, so that she tells less anew."""
    return min(openings, key=lambda each: (each.worker not in known, each.lot, each.id))


def _beside(stop: Opening, other: Opening, gap: int) -> bool:
    """Whether both fit into one visit, and the welcome still comes first."""
    before = stop.ends + gap <= other.starts and other.need != WELCOME
    after = other.ends + gap <= stop.starts and stop.need != WELCOME
    return before or after
