"""A Wednesday morning that has just opened, with nobody there yet."""

from collections.abc import Callable, Iterator

import pytest

from portal.db.engine import Database
from tests.bookings.day.replan.wednesday import Wednesday


@pytest.fixture
def wednesday(fresh_town: Callable[[], Database]) -> Iterator[Wednesday]:
    """Ten o'clock in Hounslow, on each database."""
    morning = Wednesday(fresh_town())
    yield morning
    morning.town.close()
