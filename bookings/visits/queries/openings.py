"""What the coming sessions have: which needs they serve, which languages, which times are free."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.models import Appointment, AppointmentStatus
from bookings.visits.rules.plans import WELCOME, Opening
from portal.db.flat import flat_rows
from services_directory.listings.models import Location, Service, ServiceAtLocation, ServiceKind
from services_directory.sessions.models import Desk, Purpose, ServiceSession, Slot, Worker
from services_directory.sessions.queries import (
    ComingSession,
    FreeSlot,
    coming_sessions,
    first_ids,
    free_slots,
)
from services_directory.sessions.rules.cells import MINUTES_IN_A_CELL, start_of
from services_directory.sessions.rules.lots import lot

# The sessions whose desks say what can be asked for.
AHEAD = 6

# More sessions than anybody plans: a choice among those shown is looked for in all of them.
FARTHEST = 200

_STOPS = sa.select(Appointment.id).where(Appointment.visit_id == sa.bindparam("visit_id"))
_STOPS_THERE = (
    sa.select(Appointment.id)
    .join(Slot, Slot.id == Appointment.slot_id)
    .where(Slot.session_id == sa.bindparam("session"))
    .where(Appointment.status != AppointmentStatus.CANCELLED)
)
_AHEAD = first_ids(AHEAD)
_HAS_TIMES = sa.exists().where(Slot.desk_id == Desk.id, ~Slot.withdrawn)
_SERVED = (
    sa.select(Service.kind, Service.name)
    .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
    .join(Desk, Desk.service_at_location_id == ServiceAtLocation.id)
    .where(Desk.session_id.in_(_AHEAD), Desk.purpose == Purpose.FULL, _HAS_TIMES)
    .distinct()
)
_SPOKEN = (
    sa.select(Worker.spoken)
    .join(Slot, Slot.worker_id == Worker.id)
    .where(Slot.session_id.in_(_AHEAD), ~Slot.withdrawn)
    .distinct()
)


_PLACE = (
    sa.select(
        Location.area,
        Location.name.label("location_name"),
        Location.description,
        Location.address_1,
        Location.city,
        Location.postal_code,
    )
    .join(ServiceSession, ServiceSession.location_id == Location.id)
    .where(ServiceSession.id == sa.bindparam("session_id"))
)
_PLANNED = (
    sa.select(Appointment.id, Slot.cell, Slot.cells, Desk.purpose, Service.kind, Service.name)
    .join(Slot, Slot.id == Appointment.slot_id)
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .where(Appointment.visit_id == sa.bindparam("visit_id"))
    .where(Appointment.status != AppointmentStatus.CANCELLED)
    .order_by(Slot.cell)
)


class Place(NamedTuple):
    """Where a session is; a confidential place has an area only (S-29)."""

    area: str
    location_name: str | None
    description: str | None
    address_1: str | None
    city: str | None
    postal_code: str | None


class PlannedStop(NamedTuple):
    """One stop: which, what for, from when to when."""

    appointment_id: UUID
    need: str
    starts_at: datetime
    ends_at: datetime


class FreeTime(NamedTuple):
    """A free slot, and the same as the itinerary reads it."""

    slot: FreeSlot
    opening: Opening


def sessions_ahead(db: Session, at: datetime, skip: int, most: int) -> list[ComingSession]:
    """At most `most` sessions that are not over, after the first `skip`."""
    return coming_sessions(db, at, limit=skip + most)[skip:]


def session_ahead(db: Session, session_id: UUID, at: datetime) -> ComingSession | None:
    """This session, where it is planned and not over."""
    found = [each for each in sessions_ahead(db, at, 0, FARTHEST) if each.id == session_id]
    return found[0] if found else None


def place_of(db: Session, session_id: UUID) -> Place:
    """Where a session is, whatever has become of it."""
    return Place._make(flat_rows(db, _PLACE, {"session_id": session_id}).one())


def planned_stops(db: Session, visit_id: UUID) -> list[PlannedStop]:
    """The stops that stand, each with what it is for, in the order of time."""
    rows = flat_rows(db, _PLANNED, {"visit_id": visit_id})
    return [
        PlannedStop(
            appointment_id,
            WELCOME if purpose is Purpose.WELCOME else need_key(kind, name),
            start_of(cell),
            start_of(cell + cells),
        )
        for appointment_id, cell, cells, purpose, kind, name in rows
    ]


def need_key(kind: ServiceKind, name: str) -> str:
    """What a need is called inside: its service's kind, or its own name where it is of no kind."""
    return f"other:{name}" if kind is ServiceKind.OTHER else kind.value


def needs_offered(db: Session, at: datetime) -> dict[str, str]:
    """The needs that the coming sessions serve, in the directory's order, each with its service's
    name, which is shown only where a need is of no known kind."""
    order = list(ServiceKind)
    served = [(kind, name) for kind, name in flat_rows(db, _SERVED, {"at": at})]
    served.sort(key=lambda each: (order.index(each[0]), each[1]))
    return {need_key(kind, name): name for kind, name in served}


def languages_spoken(db: Session, at: datetime) -> list[str]:
    """Codes of the languages that workers at the coming sessions speak, in order."""
    texts = flat_rows(db, _SPOKEN, {"at": at}).scalars()
    return sorted({code for text in texts for code in text.split()})


def free_times(
    db: Session,
    session_ids: Collection[UUID],
    at: datetime,
    *,
    own_visit: UUID | None,
    online: bool = True,
) -> dict[UUID, list[FreeTime]]:
    """What can be booked now, by session; not `online`, the walk-in reserve too (S-57). The times
    of `own_visit` count as free: choosing again gives them back."""
    own = flat_rows(db, _STOPS, {"visit_id": own_visit}).scalars().all() if own_visit else ()
    found: dict[UUID, list[FreeTime]] = {}
    for slot in free_slots(db, session_ids, at, online=online, besides=own):
        found.setdefault(slot.session_id, []).append(FreeTime(slot, _opening(slot)))
    return found


def given_times(db: Session, session_id: UUID, at: datetime) -> list[Opening]:
    """What a session gives to whoever books online from `at` on, whoever has it by now."""
    everybody = flat_rows(db, _STOPS_THERE, {"session": session_id}).scalars().all()
    slots = free_slots(db, [session_id], at, online=True, besides=everybody)
    return [_opening(slot) for slot in slots]


def _opening(slot: FreeSlot) -> Opening:
    is_welcome = slot.purpose is Purpose.WELCOME
    return Opening(
        id=slot.id,
        need=WELCOME if is_welcome else need_key(slot.kind, slot.service_name),
        starts=slot.cell * MINUTES_IN_A_CELL,
        ends=(slot.cell + slot.cells) * MINUTES_IN_A_CELL,
        worker=slot.worker_id,
        gender=slot.gender.value,
        languages=slot.languages,
        # Another worker each time, so that nobody has all of those who do not mind whom they see.
        lot=lot(slot.worker_name, slot.cell),
    )
