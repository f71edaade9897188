"""A morning on each database."""

import pytest

from portal.db.engine import Database
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.visits.town import Watch, open_house


@pytest.fixture
def watch() -> Watch:
    return Watch(at("10:20"))


@pytest.fixture
def morning(settled: Database, watch: Watch) -> Morning:
    """The session has been on for twenty minutes, and nobody has booked."""
    return Morning(settled, open_house(settled, watch), watch, first_session(settled))
