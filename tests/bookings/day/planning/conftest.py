"""The days before a Wednesday on which some have booked, seen from the planning pages."""

import pytest

from portal.db.engine import Database
from tests.bookings.day.board.morning import BEFORE, Morning, first_session
from tests.bookings.visits.town import Watch, open_house


@pytest.fixture
def watch() -> Watch:
    return Watch(BEFORE)


@pytest.fixture
def morning(settled: Database, watch: Watch) -> Morning:
    return Morning(settled, open_house(settled, watch), watch, first_session(settled))
