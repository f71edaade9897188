"""A portal's keys file, and people whose names were sealed before it changed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookings.people.models import Child, Client
from portal import keyring
from portal.db.engine import Database

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
PEOPLE = 9


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """The file of the keys in use."""
    path = tmp_path / "portal.keys"
    keyring.make_keys(path)
    keyring.use(keyring.load_keys(path))
    return path


@pytest.fixture
def people(database: Database, keys: Path) -> int:
    """Each with a child; gives how many sealed values that makes."""
    with database.writing() as db:
        for number in range(PEOPLE):
            client = Client(made_at=NOON, chosen_name=f"Robin {number}")
            db.add(client)
            db.flush()
            db.add(Child(client_id=client.id, born=True, age=str(number)))
    return 2 * PEOPLE
