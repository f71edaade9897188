"""A town of handoffs with its pages, on SQLite; on both kinds of database where a test asks."""

import pytest

from tests.bookings.handoffs.passing import NOW, Town
from tests.bookings.handoffs.receiving.at_work import Work, council, refuge
from tests.bookings.visits.town import Watch


@pytest.fixture
def work(plain_town: Town) -> Work:
    """Northtown's housing desk and a refuge; Ash has said how they may be reached."""
    return _furnished(plain_town)


@pytest.fixture
def either(town: Town) -> Work:
    """The same on SQLite and on PostgreSQL."""
    return _furnished(town)


def _furnished(town: Town) -> Work:
    found = Work(town, Watch(NOW))
    council(found)
    refuge(found)
    found.tells()
    return found
