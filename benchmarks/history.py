"""Years behind: one booked week is told again and again, further and further back."""

import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from psycopg.sql import SQL, Identifier
from sqlalchemy.orm import Session

from bookings.people.models import Child, Client
from bookings.visits.models import Appointment, Visit, VisitChild, VisitNeed
from portal.record.models import Entry, Head
from services_directory.sessions.models import Claim, Desk, ServiceSession, Slot
from services_directory.sessions.rules.cells import MINUTES_IN_A_CELL

WEEK = timedelta(weeks=1)
CELLS_IN_A_WEEK = WEEK // timedelta(minutes=MINUTES_IN_A_CELL)
AT_ONCE = 50

IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
VISITS = sa.select(Visit.id).where(Visit.session_id.in_(IDS))
CLIENTS = sa.select(Visit.client_id).where(Visit.session_id.in_(IDS))

# Every table that a week leaves rows in, in the order of their foreign keys. Journeys and tries
# are not among them: those that begin clear away those that ended.
LEFT_BY_A_WEEK: tuple[tuple[sa.FromClause, sa.ColumnElement[bool]], ...] = (
    (ServiceSession.__table__, ServiceSession.id.in_(IDS)),
    (Desk.__table__, Desk.session_id.in_(IDS)),
    (Slot.__table__, Slot.session_id.in_(IDS)),
    (Client.__table__, Client.id.in_(CLIENTS)),
    (Child.__table__, Child.client_id.in_(CLIENTS)),
    (Visit.__table__, Visit.session_id.in_(IDS)),
    (VisitNeed.__table__, VisitNeed.visit_id.in_(VISITS)),
    (VisitChild.__table__, VisitChild.visit_id.in_(VISITS)),
    (Appointment.__table__, Appointment.visit_id.in_(VISITS)),
    (Claim.__table__, Claim.session_id.in_(IDS)),
)

Rows = list[dict[str, Any]]


def repeat(db: Session, session_ids: Sequence[UUID], *, weeks_back: Sequence[int]) -> None:
    """Copy all that these sessions of one week hold into each week so many weeks before it.

    The copies have ids, moments and fingerprints of their own. What is sealed stays as it is: it
    has the right length, and nobody opens it.
    """
    told = [(table, _rows(db, table, which, session_ids)) for table, which in LEFT_BY_A_WEEK]
    said = _rows(db, Entry.__table__, Entry.about.in_(VISITS), session_ids)
    for first in range(0, len(weeks_back), AT_ONCE):
        ids = {week: _new_ids(told) for week in weeks_back[first : first + AT_ONCE]}
        for table, rows in told:
            _insert(db, table, [_copy(row, week, new) for week, new in ids.items() for row in rows])
        _note(db, (_copy(row, week, new) for week, new in ids.items() for row in said))


def forget_bookings(db: Session, session_ids: Sequence[UUID]) -> None:
    """Free these sessions again, as if nobody had booked there yet; the record stays."""
    clients = db.scalars(CLIENTS, {"ids": session_ids}).all()
    visits = db.scalars(VISITS, {"ids": session_ids}).all()
    for model, column, ids in (
        (Claim, Claim.session_id, session_ids),
        (Appointment, Appointment.visit_id, visits),
        (VisitNeed, VisitNeed.visit_id, visits),
        (VisitChild, VisitChild.visit_id, visits),
        (Visit, Visit.id, visits),
        (Child, Child.client_id, clients),
        (Client, Client.id, clients),
    ):
        db.execute(sa.delete(model).where(column.in_(ids)))


def _rows(
    db: Session, table: sa.FromClause, which: sa.ColumnElement[bool], ids: Sequence[UUID]
) -> Rows:
    found = db.connection().execute(sa.select(table).where(which), {"ids": ids})
    return [dict(row) for row in found.mappings()]


def _new_ids(told: Sequence[tuple[sa.FromClause, Rows]]) -> dict[UUID, UUID]:
    return {row["id"]: uuid4() for _, rows in told for row in rows if "id" in row}


def _copy(row: dict[str, Any], week: int, ids: dict[UUID, UUID]) -> dict[str, Any]:
    return {name: _moved(name, value, week, ids) for name, value in row.items()}


def _moved(name: str, value: Any, week: int, ids: dict[UUID, UUID]) -> Any:
    if isinstance(value, UUID):
        return ids.get(value, value)
    if isinstance(value, date):
        return value - week * WEEK
    if name == "cell":
        return value - week * CELLS_IN_A_WEEK
    if name == "phrase" and value is not None:
        return os.urandom(len(value))
    return value


def _insert(db: Session, table: sa.FromClause, rows: Rows) -> None:
    connection = db.connection()
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _pour(connection, table, rows)
    else:
        connection.execute(sa.insert(table), rows)  # type: ignore[arg-type]


def _pour(connection: sa.Connection, table: sa.FromClause, rows: Rows) -> None:
    """By COPY: row after row, PostgreSQL takes minutes for what it pours in seconds."""
    names = SQL(", ").join(map(Identifier, rows[0]))
    into = SQL("COPY {} ({}) FROM STDIN").format(Identifier(str(table)), names)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row([getattr(value, "value", value) for value in row.values()])


def _note(db: Session, entries: Iterator[dict[str, Any]]) -> None:
    """Chain the entries to the record as `portal.record.actions.note` would, one after another."""
    head = db.scalars(sa.select(Head)).one()
    rows: Rows = []
    for said in entries:
        entry = Entry(**{**said, "number": head.number + 1})
        head.number, head.digest = entry.number, entry.chained_to(head.digest)
        rows.append({**said, "number": head.number, "digest": head.digest})
    db.flush()
    _insert(db, Entry.__table__, rows)
