"""The ground itself holds: each test has a database of its own, empty of what others wrote."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError, ProgrammingError

from portal.db.engine import Database
from portal.record.models import Entry, Head
from tests.schema import every_table


def entry() -> Entry:
    moment = datetime(2030, 1, 3, 12, 0, tzinfo=UTC)
    return Entry(number=1, at=moment, who="x", verb="look", about=uuid4(), digest=b"d" * 32)


@pytest.mark.parametrize("turn", [1, 2])
def test_a_database_holds_nothing_that_another_test_wrote(database: Database, turn: int) -> None:
    with database.writing() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(Entry)) == 0
        assert db.scalar(sa.select(Head.number)) == 0
        db.add(entry())
        db.execute(sa.update(Head).values(number=turn))


def test_a_bare_database_has_no_table(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    assert sa.inspect(database.engine).get_table_names() == []
    database.close()


def test_a_fresh_database_has_every_table(database: Database) -> None:
    found = set(sa.inspect(database.engine).get_table_names())
    assert found == set(every_table().tables)
    assert found


def test_a_fresh_database_keeps_its_refusals(database: Database) -> None:
    with database.writing() as db:
        db.add(entry())
    with (
        pytest.raises((OperationalError, ProgrammingError, sa.exc.DBAPIError)),
        database.writing() as db,
    ):
        db.execute(sa.delete(Entry))
