"""How long the search for the best three visits takes, and how it grows with needs and slots."""

from collections.abc import Callable
from random import Random
from statistics import median
from time import perf_counter
from uuid import UUID

from bookings.visits.rules.itinerary import WELCOME, Opening, Wish, best_plans

ROUNDS = 9
Row = tuple[str, float, float]


def measure() -> list[Row]:
    """Name, median seconds and ratio to the quickest, of each size and of the hard cases."""
    seconds = {name: _median(search) for name, search in _searches().items()}
    least = min(seconds.values())
    return [(name, taken, taken / least) for name, taken in seconds.items()]


def _searches() -> dict[str, Callable[[], object]]:
    sizes = {
        f"{needs} needs, {slots} slots each": _search(needs, slots)
        for needs in range(1, 9)
        for slots in (10, 20, 40, 80)
    }
    return sizes | {
        "8 needs, 40 slots, one plan": _search(8, 40, most=1),
        "8 needs, 40 slots, no welcome": _search(8, 40, welcome=False),
        "8 needs, 40 slots, not all fits": _search(8, 40, hours=2),
        "8 needs, 40 slots, all at once": _search(8, 40, hours=1 / 3),
        "8 needs, 40 slots, any minute": _search(8, 40, hours=10, grid=1),
        "8 needs, 40 slots, any minute and length": _search(8, 40, hours=10, grid=1, longest=90),
        "8 needs, 40 slots, any minute, an hour each": _search(
            8, 40, hours=10, grid=1, shortest=60
        ),
    }


def _search(
    needs: int,
    slots: int,
    *,
    hours: float = 5,
    grid: int = 5,
    shortest: int = 20,
    longest: int = 20,
    welcome: bool = True,
    most: int = 3,
) -> Callable[[], object]:
    """A search among slots strewn over `hours`, the same in every run; the welcome has as many."""
    chance = Random(needs * 1000 + slots)
    names = tuple(f"need {number}" for number in range(needs))

    def opening(need: str, number: int) -> Opening:
        length = 10 if need == WELCOME else chance.randint(shortest, max(shortest, longest))
        starts = chance.randrange(0, max(int(hours * 60) - length, 0) + 1, grid)
        key = UUID(int=chance.getrandbits(128))
        return Opening(key, need, starts, starts + length, f"{need}, worker {number % 4}")

    openings = [opening(need, number) for need in (*names, WELCOME) for number in range(slots)]
    wish = Wish(names, welcome=welcome)
    return lambda: best_plans(openings, wish, most=most)


def _median(search: Callable[[], object]) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        search()
        taken.append(perf_counter() - began)
    return median(taken)
