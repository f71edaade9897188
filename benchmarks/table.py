"""One table of everything, with the ratios, for a person to read."""

from collections.abc import Iterator

from benchmarks.rates import Rate
from benchmarks.results import Results
from benchmarks.shots import FIRST
from benchmarks.targets import Target

RULE = "-" * 100
HEAD = (
    f"{'':14}{'database':11}{'proc.':>6}{'cl.':>4}{'past':>6}"
    f"{'portal':>9}{'bare':>9}{'ratio':>7}{'in loop':>9}{'ratio':>7}{'cpu':>7}{'to 1x':>7}"
)


def table(results: Results, kept: list[Target]) -> Iterator[str]:
    """Line by line; a rate is a second's worth, a past a multiple of the demo's weeks."""
    yield from _traffic(results)
    yield from _spoken(results)
    yield from _slow(results)
    yield from _rates(results)
    yield from _boards(results)
    yield from _alike(results)
    yield from _memory(results)
    yield from _starts(results)
    yield from _searches(results)
    yield from _refuges(results)
    yield from _trays(results)
    yield from _targets(kept)
    yield f"Took {results.took:.0f} s."


def _traffic(results: Results) -> Iterator[str]:
    yield f"{'Over the wire, in bytes':40}{'received':>10}{'sent':>10}{'answers':>10}"
    for name, each in results.traffic.items():
        yield f"{name:40}{each.received:>10,}{each.sent:>10,}{each.answers:>10}"
    yield RULE


def _spoken(results: Results) -> Iterator[str]:
    yield "In each language, bytes of the first page with its sheet, the heaviest step and all"
    yield "steps; at 35 kB a second and 800 ms a trip, worked out, seconds until each is there"
    head = f"{'':8}{'first':>8}{'s':>7}{'heaviest':>16}{'':>8}{'pages':>9}{'s':>7}"
    yield f"{head}{'parts':>9}{'s':>7}"
    for each in results.spoken:
        page = f"{each.heaviest:>16}{each.pages[each.heaviest]:>8,}"
        pages, parts = sum(each.pages.values()), sum(each.parts.values())
        yield (
            f"{each.language:8}{each.first:8,}{each.first_in:7.2f}{page}"
            f"{pages:9,}{each.page_in:7.2f}{parts:9,}{each.part_in:7.2f}"
        )
    yield RULE


def _slow(results: Results) -> Iterator[str]:
    if results.slow:
        yield "The same line in a browser, seconds: first page painted, a step; the same on no line"
        for each in results.slow:
            mine = f"{each.way:14}{each.first:8.2f}{each.step:8.2f}"
            yield f"{mine}{each.first_on_none:10.2f}{each.step_on_none:8.2f}"
        yield RULE


def _rates(results: Results) -> Iterator[str]:
    yield "A second (bare: its route in a thread, then in the loop; cpu: processor time, to bare)"
    yield HEAD
    for rate in sorted(results.rates, key=lambda each: each.what):
        yield _rate(rate)
    yield RULE


def _rate(rate: Rate) -> str:
    at = rate.setting
    loop = "" if rate.what == FIRST else f"{rate.in_loop:9.1f}{rate.ratio_in_loop:7.2f}"
    return (
        f"{rate.what:14}{at.database:11}{at.processes:6}{at.clients:4}{at.history:5}x"
        f"{rate.portal:9.1f}{rate.bare:9.1f}{rate.ratio:7.2f}{loop:16}"
        f"{rate.cost:7.1f}{rate.beside_short:7.2f}"
    )


def _boards(results: Results) -> Iterator[str]:
    yield "One open board, a second; processor time of one answer in ms, and of fifty open boards"
    words = f"{'':18}{'people':>7}{'portal':>9}{'bare':>9}{'ratio':>7}"
    yield f"{words}{'ms':>8}{'to bare':>9}{'fifty':>8}"
    for each in results.boards:
        yield (
            f"{each.what:18}{each.people:7}{each.portal:9.1f}{each.bare:9.1f}{each.ratio:7.2f}"
            f"{each.work * 1000:8.2f}{each.cost:9.1f}{each.of_fifty:8.1%}"
        )
    yield RULE


def _alike(results: Results) -> Iterator[str]:
    if results.alike is not None:
        each = results.alike
        yield "Times page where two are linked and where nobody is, a second; ratio; processor time"
        yield f"{'':18}{each.linked:9.1f}{each.plain:9.1f}{each.ratio:7.2f}{each.cost:7.2f}"
        yield RULE


def _memory(results: Results) -> Iterator[str]:
    yield "Memory of all processes, in MB: resident; shared pages divided; nobody else's"
    for each in results.memory:
        sizes = "".join(f"{size / 1e6:8.1f}" for size in each.weight)
        yield f"{each.database:12}{each.processes} proc.{each.history:6}x{sizes}"
    yield RULE


def _starts(results: Results) -> Iterator[str]:
    yield "Seconds to the first 200: portal serve, bare hello"
    for each in results.starts:
        ratio = each.portal / each.bare
        yield f"{each.database:12}{each.history:5}x{each.portal:8.2f}{each.bare:8.2f}{ratio:8.2f}"
    yield RULE


def _searches(results: Results) -> Iterator[str]:
    if results.searches:
        yield "Itinerary, milliseconds a search, and beside the quickest"
        for each in results.searches:
            yield f"{each.case:50}{each.seconds * 1000:8.2f}{each.ratio:8.1f}"
        yield RULE


def _refuges(results: Results) -> Iterator[str]:
    if results.refuges:
        yield "Refuge places for one household, milliseconds: matched with reasons, read only"
        for each in results.refuges:
            yield (
                f"{each.database:12}{each.places:6}{each.seconds * 1000:9.2f}"
                f"{each.bare * 1000:9.2f}{each.ratio:7.1f}"
            )
        yield RULE


def _trays(results: Results) -> Iterator[str]:
    yield "One look at a team's tray, in milliseconds, by how many closed handoffs lie behind it"
    for each in results.trays:
        yield f"{each.database:12}{each.behind:>10,}{each.seconds * 1000:9.2f}{each.ratio:8.2f}"
    yield RULE


def _targets(kept: list[Target]) -> Iterator[str]:
    for target in kept:
        yield f"{'met' if target.met else 'NOT MET':8}{target.name:62} {target.found}"
