"""How long from the start of a process until it answers."""

from statistics import median

from benchmarks.extent import Extent
from benchmarks.scene import Place, Scene
from benchmarks.server import running

PORTAL = ("portal", "serve")
BARE = ("benchmarks.served", "bare", "1")


def first_answers(scene: Scene, extent: Extent, place: Place) -> tuple[float, float]:
    """Seconds until the first 200 of `portal serve` and of the bare hello, in turn; medians."""
    settings = scene.settings(place)
    mine, bare = [], []
    for _ in range(extent.starts):
        with running(PORTAL, settings, scene.log) as server:
            mine.append(server.first_answer)
        with running(BARE, settings, scene.log, path="/hello") as server:
            bare.append(server.first_answer)
    return median(mine), median(bare)
