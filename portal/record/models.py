"""One entry a line of the record, and the head that the next one is chained to."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.db.base import Base
from portal.record.rules import BEGINNING


class Entry(Base):
    """Who did what to which row, when. Never what it says; never changed, never deleted."""

    __tablename__ = "record_entries"

    number: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(sa.String(80))
    verb: Mapped[str] = mapped_column(sa.String(40))
    about: Mapped[UUID] = mapped_column(index=True)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


class Head(Base):
    """The last number and digest; whoever writes holds this one row."""

    __tablename__ = "record_head"

    only: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(sa.BigInteger)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary(32))


# The database itself refuses to change or delete an entry; the migration says the same.
REFUSALS = {
    "sqlite": (
        "CREATE TRIGGER record_entries_no_{verb} BEFORE {verb} ON record_entries "
        "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
    ),
    "postgresql": (
        "CREATE OR REPLACE FUNCTION record_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$",
        "CREATE TRIGGER record_entries_no_{verb} BEFORE {verb} ON record_entries "
        "FOR EACH ROW EXECUTE FUNCTION record_refuses()",
    ),
}


def begin_record(connection: sa.Connection) -> None:
    """The record's head, and the refusals. For a database whose tables were just made."""
    connection.execute(sa.insert(Head).values(only=1, number=0, digest=BEGINNING))
    for verb in ("UPDATE", "DELETE"):
        for statement in REFUSALS[connection.dialect.name]:
            connection.exec_driver_sql(statement.format(verb=verb))


@sa.event.listens_for(Base.metadata, "after_create")
def _after_create(_metadata: sa.MetaData, connection: sa.Connection, **_options: object) -> None:
    begin_record(connection)
