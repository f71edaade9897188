"""A morning on each database, seen from its door."""

import pytest

from portal.db.engine import Database
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.visits.town import Watch, open_house, settle


@pytest.fixture
def watch() -> Watch:
    return Watch(at("10:20"))


@pytest.fixture
def morning(database: Database, database_url: str, watch: Watch) -> Morning:
    """The session has been on for twenty minutes, and nobody has booked."""
    settle(database_url)
    return Morning(database, open_house(database, watch), watch, first_session(database))
