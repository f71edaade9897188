"""How alembic runs here: on our own engine, in one transaction, foreign keys checked at its end."""

from contextlib import closing
from typing import Literal

import sqlalchemy as sa
from alembic import context

from portal.db.base import Base
from portal.db.columns import UtcDateTime
from portal.db.engine import Database


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """A moment is written as the plain column that it is; all else as alembic would."""
    is_moment = kind == "type" and isinstance(item, UtcDateTime)
    return "sa.DateTime(timezone=True)" if is_moment else False


def _run(connection: sa.Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"{len(broken)} rows point to rows that are gone")


def _without_foreign_keys(connection: sa.Connection) -> None:
    """Rebuilding a table with them on would delete the rows that depend on it."""
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")


database: Database = context.config.attributes["database"]
with database.engine.connect() as connection:
    if database.is_sqlite:
        _without_foreign_keys(connection)
    _run(connection)
