"""A town on both kinds of database, and one on SQLite alone for what does not hang on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db.engine import Database
from tests.bookings.handoffs.passing import Town


@pytest.fixture
def town(database: Database) -> Town:
    """Those who send are there, and Ash has a case; on SQLite and on PostgreSQL."""
    return Town(database).settle()


@pytest.fixture
def plain_town(fresh_file: Path, tmp_path: Path) -> Iterator[Town]:
    """The same on SQLite alone."""
    path = shutil.copyfile(fresh_file, tmp_path / "town.db")
    database = Database(f"sqlite:///{path}")
    yield Town(database).settle()
    database.close()
