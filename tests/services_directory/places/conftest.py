"""A refuge of the town, on each database."""

import pytest

from portal.db.engine import Database
from tests.services_directory.places.refuge import Refuge, open_refuge


@pytest.fixture
def refuge(settled: Database) -> Refuge:
    return open_refuge(settled)
