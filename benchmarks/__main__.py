"""`python -m benchmarks`: measures all of it in one run, prints a table, and writes JSON."""

import argparse
import sys
from pathlib import Path
from time import perf_counter

from benchmarks import alike, board, itinerary, places, rates, slow_phone, tongues, tray
from benchmarks.extent import QUICK, WHOLE, Extent
from benchmarks.results import Memory, Results, Search, Start
from benchmarks.scene import POSTGRESQL, SQLITE, Scene, laid
from benchmarks.server import running
from benchmarks.starts import first_answers
from benchmarks.table import table
from benchmarks.targets import targets
from benchmarks.windows import Asker, asking_apart
from benchmarks.wire import traffic
from portal.clock import utc_now
from portal.i18n import find_folder, load_languages

DESCRIPTION = "Measures the portal beside bare routes that do the least its work needs."


def main() -> None:
    """Run, print, keep. Everything that it starts ends with it."""
    chosen = _parser().parse_args()
    began = perf_counter()
    results = Results(utc_now())
    extent = QUICK if chosen.quick else WHOLE
    with laid(extent, results.at) as scene, asking_apart() as asker:
        _say(f"laid {len(scene.places)} databases", began)
        _measure(scene, extent, asker, results, began)
    results.took = perf_counter() - began
    results.keep(chosen.json)
    print("\n".join(table(results, targets(results))))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=DESCRIPTION)
    parser.add_argument("--quick", action="store_true", help="only see that everything still runs")
    default = Path(__file__).parent / "results.json"
    parser.add_argument("--json", type=Path, default=default, help="where the JSON goes")
    return parser


def _measure(scene: Scene, extent: Extent, asker: Asker, results: Results, began: float) -> None:
    for (database, history), place in scene.places.items():
        results.rows[f"{database} {history}x"] = place.rows
        start = first_answers(scene, extent, place)
        results.starts.append(Start(database, history, *start))
    _say("started", began)
    _go_on_slow_lines(scene, extent, results)
    _say("went on slow lines", began)
    if extent.searches:
        results.searches = [Search(*row) for row in itinerary.measure()]
    results.refuges = list(places.measure(scene, extent, results.at))
    _say("searched", began)
    results.boards = board.measure(scene, extent, asker)
    _say("looked at the board", began)
    results.alike = alike.measure(scene, extent, asker)
    _say("looked with a link and without", began)
    for database in (SQLITE, POSTGRESQL):
        for processes in extent.processes:
            found = rates.measure(scene, extent, database, processes, asker)
            results.rates += found.rates
            weights = found.weights.items()
            results.memory += [Memory(database, processes, at, each) for at, each in weights]
            _say(f"{database}, {processes} process(es)", began)
    results.trays = tray.measure(scene, extent)
    _say("looked at the tray", began)


def _go_on_slow_lines(scene: Scene, extent: Extent, results: Results) -> None:
    place = scene.places[SQLITE, extent.histories[0]]
    languages = sorted(load_languages(find_folder("locales")))
    with running(("portal", "serve"), scene.settings(place), scene.log) as server:
        results.traffic = traffic(server.port, *place.bookings[-2:])
        results.spoken = tongues.in_each(server.port, place.bookings[-3], languages)
        if extent.walks:
            results.slow = slow_phone.walks(server.port)


def _say(what: str, began: float) -> None:
    print(f"{perf_counter() - began:6.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
