"""What was promised, and whether it was kept: the worst case of each decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.board import OPENED, UNCHANGED, BoardCost
from benchmarks.rates import Rate
from benchmarks.results import Results
from benchmarks.shots import FIRST, JOURNEY, TIMES
from benchmarks.slow_line import FIRST_IN, FLIGHT, STEP_IN

FIRST_PAINT = 14_000
WHOLE_JOURNEY = 60_000
HALF = 0.5
TIMES_AS_DEAR = 4.0
MEMORY_OF_ONE = 120e6
DEARER_WITH_AGE = 1.2
UNLIKE = 0.15
TIMES_A_READ = 20.0


@dataclass(frozen=True, slots=True)
class Target:
    """One promise, what was found of it, and whether that keeps it."""

    name: str
    found: str
    met: bool


def targets(results: Results) -> list[Target]:
    """All of them, in the order in which they were promised."""
    return [
        *_bytes(results),
        *_spoken(results),
        *_rates(results),
        *_boards(results),
        *_alike(results),
        *_refuges(results),
        *_memory(results),
        *_trays(results),
        *(target for what in (FIRST, TIMES, JOURNEY) for target in _age(results, what)),
    ]


def _bytes(results: Results) -> Iterator[Target]:
    for what, most in (
        ("first page, HTML and CSS", FIRST_PAINT),
        ("whole journey, with script", WHOLE_JOURNEY),
    ):
        if what in results.traffic:
            found = results.traffic[what].received
            yield Target(f"{what}: at most {most:,} bytes", f"{found:,}", found <= most)


def _spoken(results: Results) -> Iterator[Target]:
    """Worked out, not measured: a machine of ours is no telephone on a hill."""
    if not results.spoken:
        return
    big = max(results.spoken, key=lambda each: each.first)
    name = f"first page and sheet in every language: at most {FLIGHT:,} bytes"
    yield Target(name, f"{big.first:,}, {big.language}", big.first <= FLIGHT)
    most = max(each.first_in for each in results.spoken)
    name = f"first page on a slow line: in less than {FIRST_IN:.0f} s"
    yield Target(name, f"{most:.2f} at worst", most < FIRST_IN)
    for way, late in (
        ("with script", max(each.part_in for each in results.spoken)),
        ("scripts off", max(each.page_in for each in results.spoken)),
    ):
        name = f"each step on a slow line, {way}: in less than {STEP_IN:.0f} s"
        yield Target(name, f"{late:.2f} at worst", late < STEP_IN)


def _rates(results: Results) -> Iterator[Target]:
    short = min((rate.setting.history for rate in results.rates), default=0)
    rates = [rate for rate in results.rates if rate.setting.history == short]
    for what, beside in ((FIRST, "bare hello"), (TIMES, "the bare page")):
        mine = [rate for rate in rates if rate.what == what]
        yield from _half(mine, f"{what}: at least half of {beside}", in_loop=False)
        if what == TIMES:
            yield from _half(mine, f"{what}: the same, bare page in the loop", in_loop=True)
    mine = [rate for rate in rates if rate.what == JOURNEY]
    yield from _dear(mine, f"{JOURNEY}: at most 4 times its bare posts", in_loop=False)
    yield from _dear(mine, f"{JOURNEY}: the same, bare posts in the loop", in_loop=True)


def _half(rates: Sequence[Rate], name: str, *, in_loop: bool) -> Iterator[Target]:
    if rates:
        least, where = min(_ratios(rates, in_loop=in_loop))
        yield Target(name, f"{least:.2f} of it at worst, {where}", least >= HALF)


def _dear(rates: Sequence[Rate], name: str, *, in_loop: bool) -> Iterator[Target]:
    if rates:
        least, where = min(_ratios(rates, in_loop=in_loop))
        yield Target(name, f"{1 / least:.1f} times at worst, {where}", 1 / least <= TIMES_AS_DEAR)


def _ratios(rates: Sequence[Rate], *, in_loop: bool) -> list[tuple[float, str]]:
    return [(rate.ratio_in_loop if in_loop else rate.ratio, _where(rate)) for rate in rates]


def _boards(results: Results) -> Iterator[Target]:
    """Fifty that ask while nothing changes, beside one board that is opened without a pause."""
    for each in results.boards:
        if each.what == UNCHANGED:
            opened = _opened(results, each.people)
            share = each.of_fifty / (opened.portal * opened.work)
            name = f"fifty boards of {each.people}: less than one busy page"
            yield Target(name, f"{share:.2f} of it", share < 1)


def _opened(results: Results, people: int) -> BoardCost:
    return next(each for each in results.boards if each.what == OPENED and each.people == people)


def _alike(results: Results) -> Iterator[Target]:
    """Processor time, which whoever else is at work disturbs least."""
    if results.alike is not None:
        cost = results.alike.cost
        name = f"{TIMES}: as dear with a link as without, within {UNLIKE:.0%}"
        yield Target(name, f"{cost:.2f} times", abs(cost - 1) <= UNLIKE)


def _refuges(results: Results) -> Iterator[Target]:
    """Each place is looked at once: whatever asked the database for each would cost far more."""
    if results.refuges:
        most = max(each.places for each in results.refuges)
        worst = max(
            (each for each in results.refuges if each.places == most), key=lambda each: each.ratio
        )
        name = f"matching {most:,} refuge places: at most 20 bare reads of them"
        found = f"{worst.ratio:.1f} at worst, {worst.database}"
        yield Target(name, found, worst.ratio <= TIMES_A_READ)


def _memory(results: Results) -> Iterator[Target]:
    single = [each for each in results.memory if each.processes == 1]
    if single:
        most = max(single, key=lambda each: each.weight.rss)
        found = f"{most.weight.rss / 1e6:.0f} MB resident at most, {most.database}"
        yield Target("one process: at most 120 MB", found, most.weight.rss <= MEMORY_OF_ONE)


def _trays(results: Results) -> Iterator[Target]:
    if results.trays:
        worst = max(results.trays, key=lambda each: each.ratio)
        name = f"the tray: {worst.behind:,} behind it cost at most 1.2 times"
        found = f"{worst.ratio:.2f} times at worst, {worst.database}"
        yield Target(name, found, worst.ratio <= DEARER_WITH_AGE)


def _age(results: Results, what: str) -> Iterator[Target]:
    longest = max((rate.setting.history for rate in results.rates), default=0)
    mine = [r for r in results.rates if r.what == what and r.setting.history == longest]
    if mine:
        worst = min(mine, key=lambda rate: rate.beside_short)
        times = 1 / worst.beside_short
        name = f"{what}: {longest} times the history costs at most 1.2 times"
        yield Target(name, f"{times:.2f} times at worst, {_where(worst)}", times <= DEARER_WITH_AGE)


def _where(rate: Rate) -> str:
    setting = rate.setting
    return f"{setting.database}, {setting.processes} proc., {setting.clients} cl."
