"""SQLite keeps what it accepted: a version that does, and every pragma on every connection."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from pysqlite3 import dbapi2

from portal.db.engine import Database, UnsafeDatabase, refuse_old_sqlite

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "secure_delete": 1,
    "cell_size_check": 1,
    "journal_size_limit": 16777216,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portal.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.close()


def test_every_connection_has_every_pragma(database: Database) -> None:
    open_at_once = [database.engine.connect() for _ in range(12)]
    for connection in open_at_once:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in PRAGMAS
        }
        assert found == PRAGMAS
    for connection in open_at_once:
        connection.close()


def test_a_change_begins_by_taking_the_one_place_of_writers(database: Database) -> None:
    begun: list[str] = []

    @sa.event.listens_for(database.engine, "before_cursor_execute")
    def hear(_c: object, _k: object, statement: str, *_rest: object) -> None:
        begun.append(statement)

    with database.writing() as db:
        db.scalar(sa.select(1))
    with database.reading() as db:
        db.scalar(sa.select(1))
    assert [each for each in begun if "BEGIN" in each] == ["BEGIN IMMEDIATE", "BEGIN DEFERRED"]


def test_a_file_that_cannot_be_written_ahead_is_refused(database: Database, path: Path) -> None:
    with database.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    database.close()
    whole = dbapi2.connect(path)
    whole.execute("PRAGMA journal_mode = DELETE")
    whole.close()
    frozen = Database(f"sqlite:///file:{path}?immutable=1&uri=true")
    with pytest.raises(UnsafeDatabase, match="journal_mode"):
        frozen.engine.connect()
    frozen.close()


@pytest.mark.parametrize("version", ["3.51.2", "3.40.1", "3.9.9", "3.7.0"])
def test_a_version_that_can_lose_a_write_is_refused(version: str) -> None:
    refuse_old_sqlite("3.51.3")
    refuse_old_sqlite("3.100.0")
    with pytest.raises(UnsafeDatabase, match="can lose writes"):
        refuse_old_sqlite(version)


def test_no_database_opens_with_an_old_library(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(dbapi2, "sqlite_version", "3.40.1")
    with pytest.raises(UnsafeDatabase, match=r"3\.40\.1"):
        Database(f"sqlite:///{path}")


def test_closing_leaves_nothing_beside_the_file_but_the_empty_one_for_turns(
    database: Database, path: Path
) -> None:
    with database.writing() as db:
        db.execute(sa.text("CREATE TABLE t (x)"))
    assert path.with_name("portal.db-wal").exists()
    database.close()
    beside = {each.name: each.stat().st_size for each in path.parent.iterdir() if each != path}
    assert beside == {"portal.db-turn": 0}


def test_what_is_erased_is_gone_from_the_file(database: Database, path: Path) -> None:
    with database.writing() as db:
        db.execute(sa.text("CREATE TABLE t (x)"))
        db.execute(sa.text("INSERT INTO t VALUES ('canary' || hex(zeroblob(5000)))"))
    with database.writing() as db:
        db.execute(sa.text("DELETE FROM t"))
    assert b"canary" in path.with_name("portal.db-wal").read_bytes()
    database.close()
    assert b"canary" not in path.read_bytes()


def test_a_writer_of_another_process_is_waited_for_in_turn(path: Path) -> None:
    """Not by the file's own lock, whose waiters sleep longer and longer until they give up."""
    first, second = (Database(f"sqlite:///{path}") for _ in range(2))
    for database in (first, second):
        sa.event.listen(database.engine, "connect", _never_wait)
    came: list[str] = []
    with first.writing():
        waiting = threading.Thread(target=_write, args=(second, came))
        waiting.start()
        waiting.join(0.3)
        assert came == []
    waiting.join(10)
    assert came == ["written"]
    first.close()
    second.close()


def _never_wait(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA busy_timeout = 0").fetchall()


def _write(database: Database, came: list[str]) -> None:
    with database.writing() as db:
        db.execute(sa.text("CREATE TABLE scratch (id INTEGER)"))
    came.append("written")
