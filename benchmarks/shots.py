"""One window of the portal and one of the bare routes at once after it: on the same machine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from benchmarks import ground, windows
from benchmarks.browser import Phone
from benchmarks.extent import Extent
from benchmarks.load import Window
from benchmarks.scene import Place
from benchmarks.server import Server
from benchmarks.windows import Asker
from portal.clock import utc_now

FIRST, TIMES, JOURNEY = "first page", "times page", "whole journey"
NETWORK = "192.0.2.7"


class Pace(NamedTuple):
    """Of one window: how many a second, and seconds of a processor that each took the server."""

    rate: float
    cost: float


class Shot(NamedTuple):
    """The portal's pace, the bare route's in a thread, and the same route's in the loop."""

    portal: Pace
    bare: Pace
    in_loop: Pace


@dataclass(frozen=True, slots=True)
class Stage:
    """The portal and the bare routes on one database; a request for the times from each client."""

    place: Place
    portal: Server
    bare: Server
    asker: Asker
    extent: Extent


Shoot: TypeAlias = Callable[[Stage, list[bytes]], Shot]


def first_page(stage: Stage, pages: list[bytes]) -> Shot:
    """Beside it: hello, which waits for nothing and so has no need of a thread."""
    clients = len(pages)
    mine = _looked(stage, stage.portal, _same("/", clients))
    hello = _looked(stage, stage.bare, _same("/hello", clients))
    return Shot(mine, hello, hello)


def times_page(stage: Stage, pages: list[bytes]) -> Shot:
    """Each client on a journey of her own looks at the times. Beside it: the bare page of times."""
    clients = len(pages)
    return Shot(
        _looked(stage, stage.portal, pages),
        _looked(stage, stage.bare, _same("/times", clients)),
        _looked(stage, stage.bare, _same("/loop/times", clients)),
    )


def whole_journey(stage: Stage, pages: list[bytes]) -> Shot:
    """From the first page to the confirmed visit and its phrase, each visit another one.

    Beside it: as many durable answers as the journey has posts; so many count as one.
    """
    clients = len(pages)
    bookings = stage.place.bookings[: stage.extent.journeys_of(clients)]
    before = stage.portal.worked()
    window = windows.book(stage.asker, stage.portal.port, clients, bookings)
    cost = (stage.portal.worked() - before) / len(bookings)
    # Each journey begins with a look at the first page; everything after it is a post.
    posts = window.answers // len(bookings) - 1
    mine = Pace(len(bookings) / window.seconds, cost)
    shot = Shot(mine, *(_kept(stage, path, clients, posts) for path in ("/keep", "/loop/keep")))
    ground.free_again(stage.place.url, utc_now())
    return shot


SHOTS: dict[str, Shoot] = {FIRST: first_page, TIMES: times_page, JOURNEY: whole_journey}


def _same(path: str, clients: int) -> list[bytes]:
    return [Phone(network=NETWORK).look(path)] * clients


def _looked(stage: Stage, server: Server, requests: list[bytes]) -> Pace:
    before = server.worked()
    seen = windows.look(stage.asker, server.port, requests, stage.extent.seconds)
    return _pace(seen, server.worked() - before)


def _kept(stage: Stage, path: str, clients: int, posts: int) -> Pace:
    most = posts * stage.extent.journeys_of(clients)
    before = stage.bare.worked()
    kept = windows.keep(stage.asker, stage.bare.port, path, clients, most)
    pace = _pace(kept, stage.bare.worked() - before)
    return Pace(pace.rate / posts, pace.cost * posts)


def _pace(window: Window, worked: float) -> Pace:
    return Pace(window.rate, worked / window.answers)
