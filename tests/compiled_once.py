"""What is compiled from a select is compiled once in a process of tests: each of some thousand
databases has an engine of its own, and a fifth of the whole time went to compiling the same again.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_MOST = 4_000


def share() -> None:
    """Let all engines of one kind read what any of them compiled. Each is of one version with one
    set of options, so that what is right for one is right for all."""
    for kind in (PGDialect_psycopg, SQLiteDialect_pysqlite):
        kind.__eq__ = _is_alike  # type: ignore[method-assign]
        kind.__hash__ = _same  # type: ignore[method-assign, assignment]
    shared: LRUCache[Any, Any] = LRUCache(_MOST)
    cache = property(lambda _engine: shared, lambda _engine, _own: None)
    sa.Engine._compiled_cache = cache  # type: ignore[assignment]


def _is_alike(dialect: object, other: object) -> bool:
    return type(dialect) is type(other)


def _same(dialect: object) -> int:
    return hash(type(dialect))
