"""A small house on both databases, and one on a file alone for what no database changes."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.db.engine import Database
from tests.portal.web.small_house import (
    Furniture,
    SmallHouse,
    make_furniture,
    make_small_house,
)

NOON = datetime(2026, 6, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def file_database(fresh_file: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copyfile(fresh_file, tmp_path / "quick.db")
    opened = Database(f"sqlite:///{tmp_path / 'quick.db'}")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def furniture(tmp_path_factory: pytest.TempPathFactory) -> Furniture:
    return make_furniture(tmp_path_factory.mktemp("furniture"))


@pytest.fixture
def house(file_database: Database, furniture: Furniture) -> SmallHouse:
    return make_small_house(file_database, furniture, NOON)


@pytest.fixture
def secure_house(file_database: Database, furniture: Furniture) -> SmallHouse:
    """The same behind https."""
    public_url = "https://desk.example"
    return make_small_house(file_database, furniture, NOON, PORTAL_PUBLIC_URL=public_url)


@pytest.fixture
def either_house(database: Database, furniture: Furniture) -> SmallHouse:
    """A small house that stands once on SQLite and once on PostgreSQL."""
    return make_small_house(database, furniture, NOON)
