"""One entry a line of the record, and the head that the next one is chained to."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal import keyring
from portal.db.base import Base
from portal.record.rules import BEGINNING, line_of


class Entry(Base):
    """Who did what to which row, when. Never what it says; never changed, never deleted."""

    __tablename__ = "record_entries"

    number: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(sa.String(80))
    verb: Mapped[str] = mapped_column(sa.String(40))
    about: Mapped[UUID] = mapped_column(index=True)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary(32))

    def chained_to(self, before: bytes) -> bytes:
        """The digest of this entry after `before`. It takes our key: whoever has the database
        alone can break the chain, and not make it good again."""
        line = line_of(self.number, self.at, self.who, self.verb, self.about)
        return keyring.fingerprint(before.hex() + line, "record_entries.digest")

    def digest_ahead(self) -> bytes:
        """What the head says while this entry is the last one: the next is chained to it."""
        return keyring.fingerprint(self.digest.hex(), "record_head.digest")


class Head(Base):
    """Where the record ends; whoever writes holds this one row.

    The next entry is chained to its digest, which takes our key once more and stands in no entry:
    whoever cuts the tail off cannot tell what the head was before it.
    """

    __tablename__ = "record_head"

    only: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(sa.BigInteger)
    digest: Mapped[bytes] = mapped_column(sa.LargeBinary(32))

    def move_on(self, entry: Entry) -> None:
        """To this entry, which was just chained to it."""
        self.number, self.digest = entry.number, entry.digest_ahead()


# The database itself refuses to change, replace or delete an entry.
REFUSALS = {
    "sqlite": (
        "CREATE TRIGGER record_entries_no_update BEFORE UPDATE ON record_entries "
        "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
        "CREATE TRIGGER record_entries_no_delete BEFORE DELETE ON record_entries "
        "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
        # INSERT OR REPLACE deletes without asking the trigger of deletes.
        "CREATE TRIGGER record_entries_no_replace BEFORE INSERT ON record_entries "
        "WHEN EXISTS (SELECT 1 FROM record_entries WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION record_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the record is append-only'; END $$",
        "CREATE TRIGGER record_entries_append_only "
        "BEFORE UPDATE OR DELETE OR TRUNCATE ON record_entries "
        "FOR EACH STATEMENT EXECUTE FUNCTION record_refuses()",
    ),
}


def begin_record(connection: sa.Connection) -> None:
    """The record's head, and the refusals. For a database whose tables were just made."""
    connection.execute(sa.insert(Head).values(only=1, number=0, digest=BEGINNING))
    for statement in REFUSALS[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@sa.event.listens_for(Base.metadata, "after_create")
def _after_create(_metadata: sa.MetaData, connection: sa.Connection, **_options: object) -> None:
    begin_record(connection)
