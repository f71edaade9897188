"""Every sealed column there is, how many values each key has sealed, and sealing them anew."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.base import Base
from portal.db.columns import SealedText
from portal.keyring import CannotOpen, Keyring

# Written into the statement: PostgreSQL takes two parameters for two different groups.
_ONE: sa.ColumnElement[int] = sa.literal_column("1")


class SealedColumn(NamedTuple):
    """One column of sealed texts, and the place that they are bound to."""

    place: str
    row_id: sa.Column[UUID]
    value: sa.Column[bytes]

    @property
    def key_byte(self) -> sa.ColumnElement[bytes]:
        """The first byte of each value: the number of its key."""
        return sa.func.substr(self.value, _ONE, _ONE, type_=sa.LargeBinary())


class Batch(NamedTuple):
    """Some values of one column: the last row looked at, how many were sealed anew, and how many
    did not open and were left as they are."""

    last: UUID
    anew: int
    unopened: int


def sealed_columns(metadata: sa.MetaData) -> list[SealedColumn]:
    """Those of all mapped tables of `metadata`, in one order."""
    found = {each.place: each for each in _mapped(metadata)}
    return [found[place] for place in sorted(found)]


def _mapped(metadata: sa.MetaData) -> Iterator[SealedColumn]:
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if not isinstance(table, sa.Table) or table.metadata is not metadata:
            continue
        for kind in mapper.class_.__mro__:
            for name, value in vars(kind).items():
                if isinstance(value, SealedText):
                    yield SealedColumn(value.place, table.c.id, table.c[name])


def counted(db: Session, columns: Iterable[SealedColumn]) -> dict[int, int]:
    """How many values each key has sealed, by its number; 0 stands for what is no sealed value."""
    found: dict[int, int] = {}
    for column in columns:
        by_key = sa.select(column.key_byte, sa.func.count()).where(column.value.is_not(None))
        for first, count in db.execute(by_key.group_by(column.key_byte)):
            number = bytes(first)[0] if first else 0
            found[number] = found.get(number, 0) + count
    return found


def seal_some_anew(
    db: Session, column: SealedColumn, ring: Keyring, after: UUID | None, most: int
) -> Batch | None:
    """Seal up to `most` values that an older key sealed under the newest one, in rows behind
    `after`; None where there are none. In a transaction that may write.

    A row that somebody else holds is passed by: nobody waits for this, and it waits for nobody.
    """
    rows = [(row.id, row.value) for row in db.execute(_old(column, ring, after, most))]
    if not rows:
        return None
    renewed = [each for each in (_anew(column, ring, *row) for row in rows) if each]
    if renewed:
        change = sa.update(column.value.table).where(column.row_id == sa.bindparam("row"))
        value = sa.bindparam("value", type_=sa.LargeBinary())
        db.connection().execute(change.values({column.value: value}), renewed)
    return Batch(rows[-1][0], len(renewed), len(rows) - len(renewed))


def _old(
    column: SealedColumn, ring: Keyring, after: UUID | None, most: int
) -> sa.Select[UUID, bytes]:
    newest = sa.literal(bytes([ring.newest]), sa.LargeBinary())
    found = (
        sa.select(column.row_id.label("id"), column.value.label("value"))
        .where(column.value.is_not(None), column.key_byte != newest)
        .order_by(column.row_id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return found if after is None else found.where(column.row_id > after)


def _anew(column: SealedColumn, ring: Keyring, row_id: UUID, sealed: bytes) -> dict[str, Any]:
    try:
        return {"row": row_id, "value": ring.seal_anew(bytes(sealed), column.place, row_id)}
    except CannotOpen:
        return {}
