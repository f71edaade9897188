"""The town of these tests, the time it is there, and a portal that serves it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from portal.app import create_app
from portal.db.engine import Database
from portal.i18n import Languages
from portal.limits.actions import Gate, take_turn
from portal.limits.rules import NETWORK
from portal.settings import read_settings
from portal.web.headers import GuardedApplication
from portal.web.page import House
from portal.web.ready import ReadyPages
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.demonstration import furnish

SATURDAY = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
PHONE = {"PORTAL_PHONE": "01632 960 010"}


@dataclass
class Watch:
    """The time it is in a test."""

    now: datetime = SATURDAY

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)


def settle(url: str, *, at: datetime = SATURDAY) -> None:
    """Fill a database: Wednesdays in Hounslow and Saturdays in Feltham, four weeks ahead."""
    database = Database(url)
    with database.writing() as db:
        furnish(db, valid_from=at.date() - timedelta(weeks=3))
        plan_sessions(db, at=at, weeks=4)
    database.close()


def open_house(
    database: Database,
    clock: Watch,
    *,
    languages: Languages | None = None,
    settings: Mapping[str, str] = PHONE,
) -> GuardedApplication:
    """The portal on this database. To compile the templates takes longer than most tests: what
    was built for the same settings before is given another database, clock and memory."""
    app = _built(tuple(sorted(settings.items())))
    inner: Any = app._app
    house: House = inner.state.house
    spoken = languages or _languages_of(app)
    inner.state.house = replace(
        house, database=database, clock=clock, languages=spoken, ready=ReadyPages()
    )
    return app


@cache
def _built(settings: tuple[tuple[str, str], ...]) -> GuardedApplication:
    return create_app(read_settings(dict(settings)), Database("sqlite:///unused.db"))


@cache
def _languages_of(app: GuardedApplication) -> Languages:
    inner: Any = app._app
    house: House = inner.state.house
    return house.languages


def spend(
    town: Database,
    watch: Watch,
    network: str,
    tries: int = NETWORK.most,
    gate: Gate = Gate.LOOK_UP,
) -> None:
    """So many tries from one network, just now; look-ups, of which none opened anything."""
    with town.writing() as db:
        for number in range(tries):
            take_turn(db, gate, network, at=watch.now, about=f"{network} {number}")
