"""Whether a link between two people shows in how long the page of times takes: the same page on two
databases that differ in nothing else, each window beside the other's (C-08, S-26)."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from statistics import median

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks import windows
from benchmarks.crowd import gather
from benchmarks.extent import Extent
from benchmarks.scene import Place, Scene
from benchmarks.server import Server, running
from benchmarks.shots import Pace
from benchmarks.windows import Asker, come_to_the_times
from bookings.cases.actions.linking import link_cases
from bookings.people.actions.records import open_case
from bookings.people.models import CaseRecord
from bookings.people.rules.facts import SaidBy
from bookings.people.rules.links import LinkKind, Standing
from bookings.visits.models import Visit
from portal.access import Actor, Role
from portal.clock import utc_now
from portal.db.engine import Database
from portal.staff.models import Account

PEOPLE = 25
# More than elsewhere: here a small difference would say something.
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """Pages a second with a link and without one, and how many times as fast it is with one, as
    medians over the rounds; and how many times as dear in processor time, over all of them."""

    linked: float
    plain: float
    ratio: float
    cost: float
    rounds: int


def measure(scene: Scene, extent: Extent, asker: Asker) -> Alike:
    """On SQLite; both servers run at once, one of them is asked at a time, and they take turns."""
    plain, linked = scene.folder / "plain.db", scene.folder / "linked.db"
    gather(f"sqlite:///{plain}", PEOPLE, utc_now())
    _keep_cases(f"sqlite:///{plain}", utc_now())
    shutil.copyfile(plain, linked)
    _link(f"sqlite:///{linked}", utc_now())
    served = ("benchmarks.served", "portal", "1")
    places = [Place(f"sqlite:///{path}", [], {}) for path in (linked, plain)]
    with (
        running(served, scene.settings(places[0]), scene.log) as one,
        running(served, scene.settings(places[1]), scene.log) as two,
    ):
        asked = [(each, come_to_the_times(each.port, 1)) for each in (one, two)]
        # One more round than is counted, to warm up.
        rounds = [
            _round(asked, extent, asker, number) for number in range(ROUNDS * extent.rounds + 1)
        ]
    return _found(rounds[1:])


def _round(
    asked: Sequence[tuple[Server, list[bytes]]], extent: Extent, asker: Asker, number: int
) -> tuple[Pace, Pace]:
    """One window of each; whoever was first is second in the next round."""
    order = (0, 1) if number % 2 else (1, 0)
    paces = {each: _window(*asked[each], extent, asker) for each in order}
    return paces[0], paces[1]


def _window(server: Server, pages: list[bytes], extent: Extent, asker: Asker) -> Pace:
    before = server.worked()
    seen = windows.look(asker, server.port, pages, extent.seconds)
    return Pace(seen.rate, (server.worked() - before) / seen.answers)


def _found(rounds: Sequence[tuple[Pace, Pace]]) -> Alike:
    return Alike(
        linked=median(linked.rate for linked, _ in rounds),
        plain=median(plain.rate for _, plain in rounds),
        ratio=median(linked.rate / plain.rate for linked, plain in rounds),
        cost=_sum(linked for linked, _ in rounds) / max(_sum(plain for _, plain in rounds), 1e-6),
        rounds=len(rounds),
    )


def _sum(paces: Iterable[Pace]) -> float:
    """The clock of a process is too coarse for one window."""
    return sum(each.cost for each in paces)


def _keep_cases(url: str, at: datetime) -> None:
    """Two of those who are expected have a case."""
    database = Database(url)
    with database.writing() as db:
        by = _coordinator(db)
        for client_id in islice(db.scalars(sa.select(Visit.client_id)).all(), 2):
            open_case(db, client_id, "To sleep", by=by, at=at)
    database.close()


def _link(url: str, at: datetime) -> None:
    """The two must not meet."""
    database = Database(url)
    with database.writing() as db:
        safe, other = db.scalars(sa.select(CaseRecord)).all()
        how = (LinkKind.HARMED_BY, Standing.SETTLED)
        said_by, by = SaidBy.THEMSELVES, _coordinator(db)
        link_cases(db, safe, other, *how, said_by=said_by, by=by, at=at)
    database.close()


def _coordinator(db: Session) -> Actor:
    account = db.scalars(sa.select(Account)).one()
    own = account.organization_id
    return Actor(Role.COORDINATOR, account_id=account.id, organization_id=own)
