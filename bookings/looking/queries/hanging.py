"""Which rows hang on a client, and whose client a row is: found by the tables' own foreign keys, so
that a part which is added later is not forgotten.

A row that speaks of two clients at once is nobody's here: who looked at it would tell the one of
the other.
"""

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import Client

# Fewer than any database takes in one statement.
AT_ONCE = 500
# What is known of whoever does harm is kept apart from her, and is no part of her record (S-35).
APART = "harm_"


class Hanging(NamedTuple):
    """The ids of one table's rows, and beside each the client that it hangs on."""

    row_id: sa.Column[UUID]
    client_id: sa.ColumnElement[UUID]
    rows: sa.FromClause
    by_way_of: frozenset[str]


def ids_about(db: Session, client_id: UUID, but: Collection[str] = ()) -> set[UUID]:
    """The client and every row that hangs on them: visits, stops, children, calls, the case. None
    of the tables that `but` names, nor what hangs on the client by way of these alone."""
    found = {client_id}
    for each in _hanging():
        if not each.by_way_of.isdisjoint(but):
            continue
        ids = sa.select(each.row_id).select_from(each.rows).where(each.client_id == client_id)
        found |= set(db.scalars(ids))
    return found


def clients_of(db: Session, ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Whose each of these rows is; a row that is nobody's, or gone, is not in it."""
    found: dict[UUID, UUID] = {}
    for some in portions(list(ids)):
        known = sa.select(Client.id).where(Client.id.in_(some))
        found |= {client_id: client_id for client_id in db.scalars(known)}
        for each in _hanging():
            both = sa.select(each.row_id, each.client_id).select_from(each.rows)
            for row_id, client_id in db.execute(both.where(each.row_id.in_(some))):
                found[row_id] = client_id
    return found


def portions(ids: list[UUID]) -> Iterator[list[UUID]]:
    """As many at once as a statement takes."""
    for first in range(0, len(ids), AT_ONCE):
        yield ids[first : first + AT_ONCE]


@cache
def _hanging() -> tuple[Hanging, ...]:
    """Tables that point to a client, then those that point to one of these, and so on. A thing may
    be a child's or a visit's: such a table comes once by each way."""
    clients = Client.metadata.tables[Client.__tablename__]
    found: list[Hanging] = []
    ahead: list[tuple[sa.Table, Hanging | None]] = [(clients, None)]
    seen = {clients}
    while ahead:
        parent, known = ahead.pop(0)
        for table, pointer in _pointing_to(parent):
            if known is not None and _points_to(table, clients):
                continue
            found.append(_behind(table, pointer, parent, known))
            ahead += [] if table in seen else [(table, found[-1])]
            seen.add(table)
    return tuple(found)


def _behind(
    table: sa.Table, pointer: sa.Column[UUID], parent: sa.Table, known: Hanging | None
) -> Hanging:
    """A table's rows, each with the client of the row that it points to."""
    if known is None:
        return Hanging(table.c.id, pointer, table, frozenset({table.name}))
    rows = sa.join(table, known.rows, parent.c.id == pointer)
    return Hanging(table.c.id, known.client_id, rows, known.by_way_of | {table.name})


def _pointing_to(parent: sa.Table) -> Iterator[tuple[sa.Table, sa.Column[UUID]]]:
    """Tables that name one row of `parent`; one that names two is about two people."""
    for table in parent.metadata.sorted_tables:
        pointers = _points_to(table, parent)
        is_apart = table is parent or table.name.startswith(APART)
        if len(pointers) == 1 and "id" in table.c and not is_apart:
            yield table, pointers[0]


def _points_to(table: sa.Table, parent: sa.Table) -> list[sa.Column[UUID]]:
    return [key.parent for key in table.foreign_keys if key.column.table is parent]
