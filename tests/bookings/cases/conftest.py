"""A morning with coordinators of two organisations."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.db.engine import Database
from tests.bookings.cases.working import Colleague, Office
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.visits.town import Watch, open_house


@pytest.fixture
def watch() -> Watch:
    return Watch(at("10:20"))


@pytest.fixture
def office(town_file: Path, tmp_path: Path, watch: Watch) -> Iterator[Office]:
    """The session has been on for twenty minutes; nobody has booked, and no case is open."""
    town = Database(f"sqlite:///{shutil.copyfile(town_file, tmp_path / 'office.db')}")
    yield Office(Morning(town, open_house(town, watch), watch, first_session(town)))
    town.close()


@pytest.fixture
def either(fresh_town: Callable[[], Database], watch: Watch) -> Iterator[Office]:
    """The same on SQLite and on PostgreSQL."""
    town = fresh_town()
    yield Office(Morning(town, open_house(town, watch), watch, first_session(town)))
    town.close()


@pytest.fixture
def bea(office: Office) -> Colleague:
    """A coordinator."""
    return office.coordinator("Bea")
