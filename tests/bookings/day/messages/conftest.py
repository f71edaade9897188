"""A morning with somebody booked, and messages about them."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from portal.db.engine import Database
from tests.bookings.day.board.morning import Morning, at, first_session
from tests.bookings.day.messages.waiting import Messages
from tests.bookings.visits.town import Watch, open_house


@pytest.fixture
def messages(town_file: Path, tmp_path: Path) -> Iterator[Messages]:
    """What a page shows does not depend on the kind of database; what moves messages is tested on
    both elsewhere."""
    opened = Database(f"sqlite:///{copyfile(town_file, tmp_path / 'town.db')}")
    watch = Watch(at("10:20"))
    morning = Morning(opened, open_house(opened, watch), watch, first_session(opened))
    yield Messages(morning)
    opened.close()
