"""The engine, and the two ways to begin a transaction: to look, and to change."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

# Every SQLite before 3.51.3 (and not back-ported) can lose a committed write in WAL mode.
OLDEST_SAFE_SQLITE = (3, 51, 3)

PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "trusted_schema = OFF",
    "secure_delete = ON",
    "cell_size_check = ON",
    "journal_size_limit = 16777216",
)


class UnsafeDatabase(Exception):
    """The database cannot promise to keep what it accepted."""


class Database:
    """One database, SQLite or PostgreSQL, behind `reading()` and `writing()`."""

    def __init__(self, url: str, *, connections: int = 8) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self._one_writer = threading.Lock()
        options: dict[str, Any] = {"pool_size": connections, "max_overflow": 4}
        if self.is_sqlite:
            options["module"] = _safe_sqlite()
        self.engine = sa.create_engine(url, hide_parameters=True, **options)
        if self.is_sqlite:
            _take_over_sqlite(self.engine)
        self._look = self.engine.execution_options(begin="DEFERRED")
        self._change = self.engine.execution_options(begin="IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """To look. Whatever happens inside is rolled back."""
        with Session(self._look) as db:
            try:
                yield db
            finally:
                db.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """To change. Commits when the block ends well, rolls back when it raises.

        On SQLite the threads of this process take turns here: left to race for BEGIN IMMEDIATE,
        one of them starves.
        """
        if not self.is_sqlite:
            with Session(self._change) as db, db.begin():
                yield db
            return
        with self._one_writer, Session(self._change) as db, db.begin():
            yield db

    def close(self) -> None:
        """Give back every connection; on SQLite, empty the write-ahead log."""
        self.engine.dispose()


def _safe_sqlite() -> Any:
    from pysqlite3 import dbapi2

    if dbapi2.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise UnsafeDatabase(f"SQLite {dbapi2.sqlite_version} can lose writes; 3.51.3 is needed")
    return dbapi2


def _take_over_sqlite(engine: sa.Engine) -> None:
    """Set every pragma on every connection, and begin transactions when we say so."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}").fetchall()
        if connection.execute("PRAGMA synchronous").fetchone() != (2,):
            raise UnsafeDatabase("SQLite did not accept synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")
