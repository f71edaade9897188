"""A database of each kind with the scratch tables alone."""

from collections.abc import Iterator

import pytest

from portal.db.engine import Database
from tests.portal.db.scratch import Scratch


@pytest.fixture
def scratch(bare_database_url: str) -> Iterator[Database]:
    opened = Database(bare_database_url)
    Scratch.metadata.create_all(opened.engine)
    yield opened
    opened.close()
