"""Who sits at the desks of a session, and who of them is away."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import WorkerAway
from portal.db.flat import flat_rows
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import Desk, Purpose, Room, Slot, Worker
from services_directory.sessions.rules.cells import cell_at

_SEATS = (
    sa.select(Worker.id, Worker.name, Service.name.label("service"), Desk.purpose)
    .join(Slot, Slot.worker_id == Worker.id)
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .where(Slot.session_id == sa.bindparam("session"))
    .distinct()
    .order_by(Service.name, Worker.name, Worker.id)
)
_ROOMS = (
    sa.select(Room.id, Room.name)
    .join(Slot, Slot.room_id == Room.id)
    .where(Slot.session_id == sa.bindparam("session"))
    .distinct()
)


class Seated(NamedTuple):
    """One worker at one desk of a session."""

    worker_id: UUID
    name: str
    service: str
    is_welcome: bool


def seated(db: Session, session_id: UUID) -> list[Seated]:
    """Every worker of the session, by service."""
    rows = flat_rows(db, _SEATS, {"session": session_id})
    return [
        Seated(worker_id, name, service, purpose is Purpose.WELCOME)
        for worker_id, name, service, purpose in rows
    ]


def rooms_of(db: Session, session_id: UUID) -> dict[UUID, str]:
    """The names of the rooms in which people are seen."""
    return dict([*flat_rows(db, _ROOMS, {"session": session_id})])


def away_at(db: Session, session_id: UUID, now: datetime) -> Sequence[WorkerAway]:
    """Workers who see nobody at the moment or later, in the order of when they are back."""
    ends = WorkerAway.cell + WorkerAway.cells
    return db.scalars(
        sa.select(WorkerAway)
        .where(WorkerAway.session_id == session_id, ends > cell_at(now))
        .order_by(ends, WorkerAway.id)
    ).all()
