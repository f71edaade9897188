"""A morning on each database, and a calendar program that reads there."""

from datetime import date, datetime

import pytest
import sqlalchemy as sa

from portal.access import Role
from portal.db.engine import Database
from services_directory.sessions.models import ServiceSession, Worker
from tests.bookings.day.board.conftest import morning, watch
from tests.bookings.day.board.morning import Morning
from tests.bookings.feeds.hours import CHANGES
from tests.bookings.feeds.reading import Reader, made
from tests.bookings.visits.town import Watch, open_house, settle

__all__ = ["morning", "watch"]


@pytest.fixture
def reader(morning: Morning) -> Reader:
    """A calendar program on somebody's telephone."""
    return Reader(morning.app)


@pytest.fixture(scope="session")
def calendars() -> dict[tuple[str, str], bytes]:
    """Those that were given already, by change and kind of database: they are only read."""
    return {}


@pytest.fixture(params=sorted(CHANGES))
def around(
    request: pytest.FixtureRequest,
    database: Database,
    database_url: str,
    calendars: dict[tuple[str, str], bytes],
) -> tuple[bytes, date]:
    """Simran's calendar of some mornings before and after a change, and the day of that."""
    now, day = CHANGES[request.param]
    which = (request.param, database.engine.dialect.name)
    if which not in calendars:
        settle(database_url, at=now)
        calendars[which] = simrans_calendar(database, now)
    return calendars[which], day


def simrans_calendar(database: Database, now: datetime) -> bytes:
    watch = Watch(now)
    app = open_house(database, watch)
    with database.reading() as db:
        session_id = db.scalars(sa.select(ServiceSession.id)).first()
        simran = db.scalars(sa.select(Worker.id).where(Worker.name == "Simran")).one()
    assert session_id is not None
    coordinator = Morning(database, app, watch, session_id).signed_in(Role.COORDINATOR)
    return Reader(app).get(made(coordinator, simran)).content
