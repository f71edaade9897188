"""The planning pages of a town, on each database."""

import pytest

from portal.db.engine import Database
from tests.services_directory.sessions.planning_desk import Office, open_office


@pytest.fixture
def office(settled: Database) -> Office:
    return open_office(settled)
