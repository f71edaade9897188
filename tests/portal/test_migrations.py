"""A migrated database is the one that the models describe, on both kinds; all of it or nothing."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.exc import DBAPIError

from portal.access import STRANGER
from portal.clock import utc_now
from portal.db.engine import Database
from portal.migrations import is_current, migrate, newest
from portal.record.actions import note
from portal.record.queries import first_break
from tests.schema import every_table

EACH_KIND = pytest.mark.parametrize(
    ("bare_database_url", "database_url"),
    [("sqlite", "sqlite"), ("postgresql", "postgresql")],
    indirect=True,
)
OWN = {"alembic_version"}

# What no reflection tells: triggers, their functions, and tables without a number for each row.
HIDDEN = {
    "sqlite": (
        "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
        "SELECT name, wr, strict FROM pragma_table_list WHERE schema = 'main' ORDER BY name",
    ),
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgname <> 'noted'",
        "SELECT proname, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
        " WHERE nspname = 'public'",
    ),
}


@pytest.fixture
def migrated(bare_database_url: str) -> Iterator[Database]:
    migrate(bare_database_url)
    opened = Database(bare_database_url)
    yield opened
    opened.close()


def described(database: Database) -> dict[str, Any]:
    """All that the database says of its tables."""
    inspector = sa.inspect(database.engine)
    return {name: table(inspector, name) for name in set(inspector.get_table_names()) - OWN}


def table(inspector: sa.Inspector, name: str) -> dict[str, Any]:
    columns = [{**each, "type": repr(each["type"])} for each in inspector.get_columns(name)]
    return {
        "columns": by_name(columns),
        "key": inspector.get_pk_constraint(name),
        "foreign keys": by_name(inspector.get_foreign_keys(name)),
        "unique": by_name(inspector.get_unique_constraints(name)),
        "checks": by_name(inspector.get_check_constraints(name)),
        "indexes": by_name(inspector.get_indexes(name)),
    }


def by_name(found: Sequence[Any]) -> list[Any]:
    return sorted((in_words(each) for each in found), key=str)


def in_words(value: Any) -> Any:
    """Types, and the conditions of checks and indexes, are compared by their words."""
    if isinstance(value, dict):
        return {key: in_words(each) for key, each in value.items()}
    return str(value)


def hidden(database: Database) -> list[Any]:
    with database.reading() as db:
        statements = HIDDEN[db.get_bind().dialect.name]
        rows = [tuple(row) for each in statements for row in db.execute(sa.text(each))]
        return [row for row in rows if row[0] not in OWN]


@EACH_KIND
def test_a_migrated_database_is_the_one_that_the_models_describe(
    migrated: Database, database: Database
) -> None:
    assert set(described(migrated)) == set(every_table().tables)
    assert described(migrated) == described(database)
    assert hidden(migrated) == hidden(database)


def test_a_new_migration_would_have_nothing_to_do(migrated: Database) -> None:
    with migrated.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, every_table()) == []


def test_a_database_is_current_once_it_is_migrated(bare_database_url: str) -> None:
    assert not is_current(bare_database_url)
    assert migrate(bare_database_url) == newest()
    assert is_current(bare_database_url)


def test_migrating_again_changes_nothing(migrated: Database, bare_database_url: str) -> None:
    with migrated.writing() as db:
        note(db, "look", uuid4(), by=STRANGER, at=utc_now())
    before = described(migrated)
    migrate(bare_database_url)
    assert described(migrated) == before
    with migrated.reading() as db:
        assert db.scalar(sa.text("SELECT count(*) FROM record_entries")) == 1


def test_a_migration_that_breaks_leaves_nothing(bare_database_url: str) -> None:
    database = Database(bare_database_url)
    with database.writing() as db:
        db.execute(sa.text("CREATE TABLE visits (x integer)"))
    with pytest.raises(DBAPIError):
        migrate(bare_database_url)
    assert sa.inspect(database.engine).get_table_names() == ["visits"]
    assert not is_current(bare_database_url)
    database.close()


def test_rows_that_point_nowhere_are_refused_afterwards(migrated: Database) -> None:
    """While tables are rebuilt SQLite is told not to look; it must not stay so."""
    orphan = "INSERT INTO children (id, client_id, born) VALUES (:id, :client_id, true)"
    keys = {"id": uuid4().hex, "client_id": uuid4().hex}
    with pytest.raises(DBAPIError, match=r"(?i)foreign key"), migrated.writing() as db:
        db.execute(sa.text(orphan), keys)


def test_the_record_of_a_migrated_database_is_append_only(migrated: Database) -> None:
    with migrated.writing() as db:
        note(db, "look", uuid4(), by=STRANGER, at=utc_now())
    for change in ("UPDATE record_entries SET who = 'x'", "DELETE FROM record_entries"):
        with pytest.raises(DBAPIError, match="append-only"), migrated.writing() as db:
            db.execute(sa.text(change))
    with migrated.reading() as db:
        assert first_break(db) is None
