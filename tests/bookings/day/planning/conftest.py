"""The days before a Wednesday on which some have booked, seen from the planning pages."""

import pytest

from portal.db.engine import Database
from tests.bookings.day.board.morning import BEFORE, Morning, first_session
from tests.bookings.visits.town import Watch, open_house, settle


@pytest.fixture
def watch() -> Watch:
    return Watch(BEFORE)


@pytest.fixture
def morning(database: Database, database_url: str, watch: Watch) -> Morning:
    settle(database_url)
    return Morning(database, open_house(database, watch), watch, first_session(database))
