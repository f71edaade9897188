"""All that a database holds, to compare it with itself and to search it."""

import re
from datetime import datetime
from typing import Any, TypeAlias

import sqlalchemy as sa

from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.db.engine import Database
from services_directory.sessions.models import Slot
from tests.schema import every_table

IS_ID = re.compile("[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")

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
    """A value as it could be read. Ids are left out: chance alone puts any four digits there."""
    if isinstance(value, bytes | memoryview):
        return bytes(value)
    return b"" if IS_ID.fullmatch(str(value)) else str(value).encode()


def count(database: Database, model: type[Any], *where: Any) -> int:
    """How many rows of a table there are, under these conditions."""
    with database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(model).where(*where)) or 0


def held(database: Database) -> int:
    """How many visits are held and not booked."""
    return count(database, Visit, Visit.status == VisitStatus.HELD)


def booked_times(town: Database) -> list[tuple[datetime, datetime]]:
    """When the stops of every visit that stands begin and end, in order."""
    with town.reading() as db:
        slots = db.scalars(
            sa.select(Slot)
            .join(Appointment, Appointment.slot_id == Slot.id)
            .where(Appointment.status != AppointmentStatus.CANCELLED)
            .order_by(Slot.cell)
        )
        return [(slot.starts_at, slot.ends_at) for slot in slots]
