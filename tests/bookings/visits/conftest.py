"""A town with its weekly mornings, and phones that book there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from portal.app import create_app
from portal.db.engine import Database
from portal.settings import read_settings
from portal.web.headers import GuardedApplication
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.demonstration import furnish
from tests.browsing import Browser

SATURDAY = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


@dataclass
class Watch:
    """The time it is in a test."""

    now: datetime = SATURDAY

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def town(database: Database) -> Database:
    """Wednesdays in Hounslow and Saturdays in Feltham, four weeks ahead."""
    with database.writing() as db:
        furnish(db, valid_from=date(2026, 11, 1))
        plan_sessions(db, at=SATURDAY, weeks=4)
    return database


@pytest.fixture
def app(town: Database, watch: Watch) -> GuardedApplication:
    settings = read_settings({"PORTAL_PHONE": "01632 960 010"})
    return create_app(settings, town, clock=watch)


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def phone(app: GuardedApplication, request: pytest.FixtureRequest) -> Browser:
    """A phone with scripts, and once more without."""
    return Browser(app, scripts=request.param)


@pytest.fixture
def another_phone(app: GuardedApplication) -> Callable[..., Browser]:
    def lend(network: str = "198.51.100.7", *, scripts: bool = True) -> Browser:
        return Browser(app, scripts=scripts, network=network)

    return lend
