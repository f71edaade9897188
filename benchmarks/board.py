"""What one open board costs: when nothing has changed, when something has (which is drawn once for
all who look), and when it is opened; with an ordinary morning's people and with two hundred."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import sleep

from benchmarks import windows
from benchmarks.browser import Phone
from benchmarks.crowd import Crowded, gather
from benchmarks.extent import Extent
from benchmarks.scene import Place, Scene
from benchmarks.server import Server, running
from benchmarks.windows import Asker
from portal.clock import utc_now

UNCHANGED, CHANGED, OPENED = "unchanged poll", "changed poll", "whole page"
EVERY_SECONDS = 2
FIFTY = 50


@dataclass(frozen=True, slots=True)
class BoardCost:
    """A second's worth of one answer with one client, the portal's and the bare route's; seconds of
    a processor for each; and the ratios of the two."""

    what: str
    people: int
    portal: float
    bare: float
    ratio: float
    work: float
    bare_work: float
    cost: float

    @property
    def of_fifty(self) -> float:
        """The part of one processor that fifty open boards take by asking."""
        return FIFTY / EVERY_SECONDS * self.work


@dataclass(frozen=True, slots=True)
class _Round:
    rate: float
    work: float


def measure(scene: Scene, extent: Extent, asker: Asker) -> list[BoardCost]:
    """Every answer with every crowd, on SQLite, the portal's window and the bare one in turn."""
    found: list[BoardCost] = []
    for people in extent.crowds:
        url = f"sqlite:///{scene.folder / f'board-{people}.db'}"
        crowded = gather(url, people, utc_now())
        settings = scene.settings(Place(url, [], {}))
        served = "benchmarks.served"
        with (
            running((served, "portal", "1"), settings, scene.log) as mine,
            running((served, "bare", "1"), settings, scene.log, path="/hello") as bare,
        ):
            found += _costs(mine, bare, crowded, people, extent, asker)
    return found


def _costs(
    mine: Server, bare: Server, crowded: Crowded, people: int, extent: Extent, asker: Asker
) -> Iterator[BoardCost]:
    board = f"/board/{crowded.session_id}"
    beside = {UNCHANGED: f"{board}/changes", CHANGED: f"{board}/rows", OPENED: board}
    for what, path in beside.items():
        rounds: list[tuple[_Round, _Round]] = []
        # One more round than is counted, to warm up.
        for _ in range(extent.rounds + 1):
            _let_the_minute_last(extent.seconds)
            phone = Phone(cookie=f"d={crowded.token}")
            ask = phone.look if what == OPENED else phone.poll
            asked = ask(_address(board, what))
            rounds.append(
                (
                    _window(mine, asked, what, extent, asker),
                    _window(bare, Phone().look(path), what, extent, asker),
                )
            )
        yield _cost(what, people, rounds[1:])


def _address(board: str, what: str) -> str:
    """What the portal is asked: nothing has changed in this database since it was laid."""
    minute = int(utc_now().timestamp()) // 60
    seen = {UNCHANGED: f"/rows?seen=0-{minute}", CHANGED: "/rows?seen=none", OPENED: ""}
    return board + seen[what]


def _let_the_minute_last(seconds: float) -> None:
    """A board is drawn anew with every minute: let none begin within the next window."""
    left = 60 - utc_now().timestamp() % 60
    if left < seconds + 1:
        sleep(left)


def _window(server: Server, request: bytes, what: str, extent: Extent, asker: Asker) -> _Round:
    before = server.worked()
    status = 204 if what == UNCHANGED else 200
    seen = windows.look(asker, server.port, [request], extent.seconds, status=status)
    return _Round(seen.rate, (server.worked() - before) / seen.answers)


def _cost(what: str, people: int, rounds: list[tuple[_Round, _Round]]) -> BoardCost:
    return BoardCost(
        what=what,
        people=people,
        portal=median(mine.rate for mine, _ in rounds),
        bare=median(bare.rate for _, bare in rounds),
        ratio=median(mine.rate / bare.rate for mine, bare in rounds),
        work=median(mine.work for mine, _ in rounds),
        bare_work=median(bare.work for _, bare in rounds),
        cost=median(mine.work / max(bare.work, 1e-6) for mine, bare in rounds),
    )
