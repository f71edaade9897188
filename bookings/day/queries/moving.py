"""The times that one stop could move to on the day, reserve and all (C-04)."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.queries.avoided import avoided_by
from bookings.day.queries.board import everybody
from bookings.day.queries.running import StopOfHers
from bookings.day.rules.fits import fits
from bookings.day.rules.stops import Person
from portal.access import Actor
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import Desk, Room, Worker
from services_directory.sessions.queries import FreeSlot, free_slots

_DESK = (
    sa.select(Desk.purpose, Service.kind, Service.name)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
)


class Fitting(NamedTuple):
    """A time that fits, with the room and whom she would meet there."""

    slot: FreeSlot
    room: str
    worker: str


def person_of(db: Session, actor: Actor, each: StopOfHers) -> Person | None:
    """Whose stop it is, as the board has her."""
    people = everybody(db, actor, each.visit.session_id)
    return next((one for one in people if one.visit_id == each.visit.id), None)


def times_that_fit(db: Session, actor: Actor, each: StopOfHers, at: datetime) -> list[Fitting]:
    """Free times of the same service from `at` on, the walk-in reserve too, in order.

    None of them is past her limit, beside another stop of hers at the same time, or with a worker
    whom she avoids (C-09).
    """
    person = person_of(db, actor, each)
    if person is None:
        return []
    others = [stop for stop in person.stops if stop.id != each.stop.id]
    free = free_slots(db, [each.visit.session_id], at, online=False, besides=[each.stop.id])
    avoided = avoided_by(db, each.visit.id)
    found = [
        slot
        for slot in _of_the_same(db, each, free)
        if slot.id != each.slot.id
        and slot.worker_id not in avoided
        and fits(slot.starts_at, slot.ends_at, others, person.gone_by)
    ]
    return _named(db, found)


def _of_the_same(db: Session, each: StopOfHers, free: Collection[FreeSlot]) -> list[FreeSlot]:
    purpose, kind, name = db.execute(_DESK.where(Desk.id == each.slot.desk_id)).one()
    return [
        slot
        for slot in free
        if (slot.purpose, slot.kind, slot.service_name) == (purpose, kind, name)
    ]


def _named(db: Session, slots: Collection[FreeSlot]) -> list[Fitting]:
    rooms = _names(db, Room, {slot.room_id for slot in slots})
    workers = _names(db, Worker, {slot.worker_id for slot in slots})
    return [Fitting(slot, rooms[slot.room_id], workers[slot.worker_id]) for slot in slots]


def _names(db: Session, kind: type[Room] | type[Worker], ids: Collection[UUID]) -> dict[UUID, str]:
    rows = db.execute(sa.select(kind.id, kind.name).where(kind.id.in_(ids)))
    return {row.id: row.name for row in rows}
