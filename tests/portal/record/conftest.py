"""A record on SQLite alone, for what only SQLite would take."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.db.engine import Database


@pytest.fixture
def fresh_sqlite(fresh_file: Path, tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{shutil.copyfile(fresh_file, tmp_path / 'record.db')}")
    yield opened
    opened.close()
