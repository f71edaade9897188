"""An office that passes somebody on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db.engine import Database
from tests.bookings.cases.working import Office
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.handoffs.sending.passing_on import Sender
from tests.bookings.visits.town import Watch, open_house


@pytest.fixture
def sender(town_file: Path, tmp_path: Path) -> Iterator[Sender]:
    """Bea holds one case; nothing was passed on yet."""
    watch = Watch(at("10:20"))
    town = Database(f"sqlite:///{shutil.copyfile(town_file, tmp_path / 'sender.db')}")
    morning = Morning(town, open_house(town, watch), watch, first_session(town))
    yield Sender.at(Office(morning))
    town.close()
