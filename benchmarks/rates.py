"""How many a second: each page and the whole journey, with each database and length of past."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeAlias

from benchmarks.extent import Extent
from benchmarks.scene import Place, Scene
from benchmarks.server import Weight, running
from benchmarks.shots import SHOTS, Shot, Stage
from benchmarks.windows import Asker, come_to_the_times

Shots: TypeAlias = dict[tuple[str, int], list[Shot]]


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a rate was measured; `history` is how many times the demo's weeks lie behind."""

    database: str
    processes: int
    clients: int
    history: int


@dataclass(frozen=True, slots=True)
class Rate:
    """A second's worth, as medians over the rounds; ratios are of the portal to the bare route.

    `cost` is that of processor time, which a busy machine disturbs less; `beside_short` is the
    portal's rate to its own with the shortest past.
    """

    what: str
    setting: Setting
    portal: float
    bare: float
    in_loop: float
    ratio: float
    ratio_in_loop: float
    cost: float
    beside_short: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The rates with one database and number of processes, and the portal's weight by history."""

    rates: list[Rate]
    weights: dict[int, Weight]


def measure(scene: Scene, extent: Extent, database: str, processes: int, asker: Asker) -> Measured:
    """All servers of these run at once, and only one of them is asked at a time."""
    with ExitStack() as stack:
        stages = {
            history: stack.enter_context(
                _stage(scene, extent, scene.places[database, history], processes, asker)
            )
            for history in extent.histories
        }
        rates: list[Rate] = []
        for clients in extent.clients:
            shots = _rounds(stages, extent, clients)
            for what, history in shots:
                setting = Setting(database, processes, clients, history)
                shortest = shots[what, extent.histories[0]]
                rates.append(_rate(what, setting, shots[what, history], shortest))
        return Measured(rates, {at: stage.portal.weight() for at, stage in stages.items()})


@contextmanager
def _stage(
    scene: Scene, extent: Extent, place: Place, processes: int, asker: Asker
) -> Iterator[Stage]:
    settings, command = scene.settings(place), ["benchmarks.served"]
    with (
        running([*command, "portal", str(processes)], settings, scene.log) as mine,
        running([*command, "bare", str(processes)], settings, scene.log, path="/hello") as bare,
    ):
        yield Stage(place, mine, bare, asker, extent)


def _rounds(stages: dict[int, Stage], extent: Extent, clients: int) -> Shots:
    """One round that is not counted, to warm up; then as many as there is patience for."""
    pages = {at: come_to_the_times(stage.portal.port, clients) for at, stage in stages.items()}
    _round(stages, pages)
    shots: Shots = defaultdict(list)
    began = perf_counter()
    for _ in range(extent.rounds):
        for key, shot in _round(stages, pages).items():
            shots[key].append(shot)
        if perf_counter() - began > extent.patience:
            break
    return shots


def _round(stages: dict[int, Stage], pages: dict[int, list[bytes]]) -> dict[tuple[str, int], Shot]:
    return {
        (what, history): shoot(stage, pages[history])
        for what, shoot in SHOTS.items()
        for history, stage in stages.items()
    }


def _rate(what: str, setting: Setting, shots: Sequence[Shot], shortest: Sequence[Shot]) -> Rate:
    pairs = zip(shots, shortest, strict=True)
    return Rate(
        what=what,
        setting=setting,
        portal=median(shot.portal.rate for shot in shots),
        bare=median(shot.bare.rate for shot in shots),
        in_loop=median(shot.in_loop.rate for shot in shots),
        ratio=median(shot.portal.rate / shot.bare.rate for shot in shots),
        ratio_in_loop=median(shot.portal.rate / shot.in_loop.rate for shot in shots),
        cost=median(shot.portal.cost / max(shot.bare.cost, 1e-6) for shot in shots),
        beside_short=median(mine.portal.rate / short.portal.rate for mine, short in pairs),
        rounds=len(shots),
    )
