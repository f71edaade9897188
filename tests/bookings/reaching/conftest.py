"""A morning with somebody of the staff; on each database where a test asks for `either`."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.access import Role
from portal.db.engine import Database
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.visits.town import Watch, open_house


@pytest.fixture
def watch() -> Watch:
    return Watch(at("10:20"))


@pytest.fixture
def morning(town_file: Path, tmp_path: Path, watch: Watch) -> Iterator[Morning]:
    """The session has been on for twenty minutes, and nobody has booked."""
    town = Database(f"sqlite:///{shutil.copyfile(town_file, tmp_path / 'morning.db')}")
    yield Morning(town, open_house(town, watch), watch, first_session(town))
    town.close()


@pytest.fixture
def either(fresh_town: Callable[[], Database], watch: Watch) -> Iterator[Morning]:
    """The same on SQLite and on PostgreSQL."""
    town = fresh_town()
    yield Morning(town, open_house(town, watch), watch, first_session(town))
    town.close()


@pytest.fixture
def bea(morning: Morning) -> Desk:
    """A coordinator."""
    return morning.signed_in(Role.COORDINATOR)
