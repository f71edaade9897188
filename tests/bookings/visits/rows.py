"""All that a database holds, to compare it with itself and to search it."""

from typing import Any, TypeAlias

import sqlalchemy as sa

from portal.db.engine import Database
from tests.schema import every_table

Dump: TypeAlias = dict[str, list[tuple[Any, ...]]]


def dump(database: Database) -> Dump:
    """Every row of every table as it is stored, in an order of its own."""
    with database.reading() as db:
        return {
            table.name: sorted(map(tuple, db.execute(_raw(table))), key=repr)
            for table in every_table().sorted_tables
        }


def _raw(table: sa.Table) -> sa.TextClause:
    return sa.text(f"SELECT * FROM {table.name}")


def holds(database: Database, text: str) -> list[str]:
    """The tables in which `text` stands somewhere in clear, as text or inside bytes."""
    wanted = text.encode()
    return [
        name
        for name, rows in dump(database).items()
        if any(wanted in _as_bytes(value) for row in rows for value in row)
    ]


def _as_bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def count(database: Database, model: type[Any], *where: Any) -> int:
    """How many rows of a table there are, under these conditions."""
    with database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0
