"""The engine, and the two ways to begin a transaction: to look, and to change."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

# Every SQLite before 3.51.3 (and not back-ported) can lose a committed write in WAL mode.
OLDEST_SAFE_SQLITE = (3, 51, 3)

# Each as it is set, and as SQLite must then read it back.
PRAGMAS: dict[str, tuple[str, object]] = {
    "busy_timeout": ("5000", 5000),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),
    "foreign_keys": ("ON", 1),
    "trusted_schema": ("OFF", 0),
    "secure_delete": ("ON", 1),
    "cell_size_check": ("ON", 1),
    "journal_size_limit": ("16777216", 16777216),
}


class UnsafeDatabase(Exception):
    """The database cannot promise to keep what it accepted."""


class Database:
    """One database, SQLite or PostgreSQL, behind `reading()` and `writing()`."""

    def __init__(self, url: str, *, connections: int = 8) -> None:
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        file = make_url(url).database
        self._turn = _Turn(Path(f"{file}-turn")) if self.is_sqlite and file else nullcontext()
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

        On SQLite all writers take turns here, those of other processes too: left to race for BEGIN
        IMMEDIATE, each sleeps longer and longer and one of them starves.
        """
        with self._turn, Session(self._change) as db, db.begin():
            yield db

    def forget_what_was_erased(self) -> None:
        """Empty SQLite's write-ahead log, where erased rows live on until it is written over.

        Where somebody is reading at this moment the next call does it; nobody waits for it.
        """
        if not self.is_sqlite:
            return
        with self._turn, closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("PRAGMA busy_timeout = 100")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute("PRAGMA busy_timeout = 5000")

    def close(self) -> None:
        """Give back every connection; on SQLite, empty the write-ahead log."""
        self.engine.dispose()
        if isinstance(self._turn, _Turn):
            self._turn.close()


class _Turn(AbstractContextManager[None]):
    """One writer at a time, first come first served: threads by a lock, processes by a file beside
    the database, which the system frees when one of them dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.Lock()
        self._file: int | None = None

    def __enter__(self) -> None:
        self._thread.acquire()
        try:
            if self._file is None:
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except BaseException:
            self._thread.release()
            raise

    def __exit__(self, *_raised: object) -> None:
        if self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._thread.release()

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _safe_sqlite() -> Any:
    from pysqlite3 import dbapi2

    refuse_old_sqlite(dbapi2.sqlite_version)
    return dbapi2


def refuse_old_sqlite(version: str) -> None:
    """Raises UnsafeDatabase for a version of the linked library that can lose a write."""
    if tuple(int(part) for part in version.split(".")) < OLDEST_SAFE_SQLITE:
        raise UnsafeDatabase(f"SQLite {version} can lose writes; 3.51.3 is needed")


def _take_over_sqlite(engine: sa.Engine) -> None:
    """Set every pragma on every connection, and begin transactions when we say so."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma, (value, expected) in PRAGMAS.items():
            connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
            if connection.execute(f"PRAGMA {pragma}").fetchone() != (expected,):
                raise UnsafeDatabase(f"SQLite does not accept {pragma} = {value} here")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {kind}")
