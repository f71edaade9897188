"""One session as the new plan needs it: who waits where, what is given, and what is taken."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival, GivenThing
from bookings.day.queries.guests import Guests, sitting_of
from bookings.day.queries.visible import STANDS, visible_to
from bookings.day.rules.sittings import Morning, Sitting
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from portal.db.flat import flat_rows
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import (
    Claim,
    Desk,
    ServiceSession,
    Slot,
    Worker,
)
from services_directory.sessions.rules.cells import cell_at, first_cell_from

_SITTING = (
    Slot.desk_id,
    Slot.worker_id,
    Slot.room_id,
    Slot.cell,
    Slot.cells,
    Desk.purpose,
    Service.kind,
    Service.name.label("service"),
    Worker.gender,
    Worker.spoken,
)
_STOPS: sa.Select[Any] = (
    sa.select(Appointment.id, Appointment.visit_id, Appointment.status, Appointment.began_at)
    .add_columns(*_SITTING)
    .join(Slot, Slot.id == Appointment.slot_id)
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Worker, Worker.id == Slot.worker_id)
    .where(Slot.session_id == sa.bindparam("session"), STANDS)
    .order_by(Slot.cell, Worker.name, Appointment.id)
)
_OPENINGS = (
    sa.select(*_SITTING)
    .select_from(Slot)
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Worker, Worker.id == Slot.worker_id)
    .where(Slot.session_id == sa.bindparam("session"), ~Slot.withdrawn)
    .order_by(Slot.cell, Worker.name, Slot.id)
)
_TAKEN = sa.select(Claim.thing_id, Claim.cell, Claim.appointment_id).where(
    Claim.cell >= sa.bindparam("first"),
    Claim.cell < sa.bindparam("end"),
    sa.or_(Claim.held_until.is_(None), Claim.held_until > sa.bindparam("at")),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """The rule's morning, and the stops that are going on now, by worker."""

    morning: Morning
    going_on: dict[UUID, Sitting]

    def next_of(self, worker_id: UUID) -> Sitting | None:
        """The first stop of this worker that has not begun."""
        mine = [s.at for g in self.morning.guests for s in g.stops if s.at.worker == worker_id]
        return min(mine, key=lambda at: at.starts, default=None)


def waiting_at(db: Session, actor: Actor, session_id: UUID, now: datetime) -> Waiting:
    """Everybody of a session whom the actor may see; what others have is taken (C-05)."""
    session = db.get_one(ServiceSession, session_id)
    rows = flat_rows(db, _STOPS, {"session": session_id}).all()
    visits = {visit.id: visit for visit in db.scalars(_still_here(actor, session_id))}
    waiting = [row for row in rows if row.visit_id in visits and _is_waiting(row)]
    running = [row for row in rows if _is_running(row)]
    along = _along(db, session_id)
    own = {row.id for row in waiting} | {g for row in waiting for g, _ in along.get(row.id, ())}
    taken = _taken(db, session, now, own)
    guests = Guests(db, session, now, waiting, running, taken, along).all(visits)
    openings = tuple(sitting_of(row) for row in flat_rows(db, _OPENINGS, {"session": session_id}))
    morning = Morning(
        guests,
        openings,
        taken,
        now=first_cell_from(now),
        closes=cell_at(session.ends_at),
        overrun=_overrun(running, now),
    )
    return Waiting(morning, {row.worker_id: sitting_of(row) for row in running})


def _still_here(actor: Actor, session_id: UUID) -> sa.Select[Visit]:
    has_left = sa.exists().where(Arrival.visit_id == Visit.id, Arrival.left_at.is_not(None))
    return (
        visible_to(actor)
        .where(Visit.session_id == session_id, Visit.status == VisitStatus.BOOKED, ~has_left)
        .execution_options(populate_existing=True)
    )


def _is_waiting(row: Any) -> bool:
    return row.status is AppointmentStatus.BOOKED and row.began_at is None


def _is_running(row: Any) -> bool:
    return row.status is AppointmentStatus.BOOKED and row.began_at is not None


def _along(db: Session, session_id: UUID) -> dict[UUID, list[tuple[UUID, UUID]]]:
    """What goes with each stop: the row that gives it, and the thing."""
    given: dict[UUID, list[tuple[UUID, UUID]]] = defaultdict(list)
    for row in db.scalars(sa.select(GivenThing).where(GivenThing.session_id == session_id)):
        if row.appointment_id is not None:
            given[row.appointment_id].append((row.id, row.thing_id))
    return given


def _taken(
    db: Session, session: ServiceSession, now: datetime, own: set[UUID]
) -> frozenset[tuple[UUID, int]]:
    """What anybody else has, wherever: a worker may sit at two places on one day."""
    first = min(cell_at(now), cell_at(session.starts_at))
    named = {"first": first, "end": cell_at(session.ends_at), "at": now}
    rows = flat_rows(db, _TAKEN, named)
    return frozenset((thing, cell) for thing, cell, owner in rows if owner not in own)


def _overrun(running: list[Any], now: datetime) -> frozenset[tuple[UUID, int]]:
    """Whoever is being seen beyond the time of the stop has the worker and the room still."""
    until = cell_at(now) + 1
    return frozenset(
        (thing, cell)
        for row in running
        for thing in (row.worker_id, row.room_id)
        for cell in range(row.cell + row.cells, until)
    )
