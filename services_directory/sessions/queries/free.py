"""The hot read: which times are free. Two flat selects by session, joined here."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.flat import flat_rows
from services_directory.listings.models import Service, ServiceAtLocation, ServiceKind
from services_directory.sessions.models import (
    Claim,
    Desk,
    Gender,
    Purpose,
    ServiceSession,
    SessionStatus,
    Slot,
    Worker,
)
from services_directory.sessions.rules.cells import (
    ThingAndCell,
    first_cell_from,
    run_of,
    start_of,
)
from services_directory.sessions.rules.languages import as_codes


class FreeSlot(NamedTuple):
    """A time that nobody has. Its claims are every cell that must be taken to have it."""

    id: UUID
    session_id: UUID
    cell: int
    cells: int
    worker_id: UUID
    room_id: UUID
    for_walk_ins: bool
    purpose: Purpose
    kind: ServiceKind
    service_name: str
    worker_name: str
    gender: Gender
    languages: frozenset[str]

    @property
    def starts_at(self) -> datetime:
        return start_of(self.cell)

    @property
    def ends_at(self) -> datetime:
        return start_of(self.cell + self.cells)

    @property
    def claims(self) -> Iterator[ThingAndCell]:
        yield from run_of(self.worker_id, self.cell, self.cells)
        yield from run_of(self.room_id, self.cell, self.cells)


IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
GIVEN = (
    sa.select(
        Slot.id,
        Slot.session_id,
        Slot.cell,
        Slot.cells,
        Slot.worker_id,
        Slot.room_id,
        Slot.for_walk_ins,
        Desk.purpose,
        Service.kind,
        Service.name,
        Worker.name.label("worker_name"),
        Worker.gender,
        Worker.spoken,
    )
    .join(ServiceSession, ServiceSession.id == Slot.session_id)
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Worker, Worker.id == Slot.worker_id)
    .where(Slot.session_id.in_(IDS), Slot.cell >= sa.bindparam("first"), ~Slot.withdrawn)
    .where(ServiceSession.status == SessionStatus.PLANNED)
    .order_by(Slot.cell, Worker.name, Slot.id)
)
# Whoever walks in comes while the session is on: from its start what is left is everybody's.
GIVEN_ONLINE = GIVEN.where(
    sa.or_(~Slot.for_walk_ins, ServiceSession.starts_at <= sa.bindparam("at"))
)
IS_LIVE = sa.or_(Claim.held_until.is_(None), Claim.held_until > sa.bindparam("at"))
TAKEN = sa.select(Claim.thing_id, Claim.cell).where(Claim.session_id.in_(IDS), IS_LIVE)
TAKEN_BESIDES = TAKEN.where(Claim.appointment_id.not_in(sa.bindparam("besides", expanding=True)))
STILL_GIVEN = (
    sa.select(sa.func.count())
    .select_from(Slot)
    .join(ServiceSession, ServiceSession.id == Slot.session_id)
    .where(Slot.id.in_(IDS), ~Slot.withdrawn, ServiceSession.status == SessionStatus.PLANNED)
)
RUN_OUT = (
    sa.select(Claim.appointment_id)
    .where(Claim.session_id.in_(IDS), Claim.held_until <= sa.bindparam("at"))
    .distinct()
)


def free_slots(
    db: Session,
    session_ids: Collection[UUID],
    at: datetime,
    *,
    online: bool,
    besides: Collection[UUID] = (),
) -> list[FreeSlot]:
    """Times of these sessions that begin at `at` or later and that nobody has, in order of time.

    A hold that has run out by `at` counts as free, and so does what the appointments `besides`
    have, for whoever would give it back. Online leaves out the walk-in reserve until the session
    begins; what is left of it then is open to everybody (S-57).
    """
    ids = list(session_ids)
    given = GIVEN_ONLINE if online else GIVEN
    rows = flat_rows(db, given, {"ids": ids, "first": first_cell_from(at), "at": at})
    slots = [FreeSlot._make((*rest, as_codes(spoken))) for *rest, spoken in rows]
    taken = _taken(db, ids, at, besides)
    return [slot for slot in slots if _is_free(slot, taken)]


def run_out(db: Session, session_ids: Collection[UUID], at: datetime) -> list[UUID]:
    """Appointments of these sessions whose hold has run out by `at`, for whoever takes next."""
    return list(flat_rows(db, RUN_OUT, {"ids": list(session_ids), "at": at}).scalars())


def are_given(db: Session, slot_ids: Collection[UUID]) -> bool:
    """Whether all of these slots are still offered, at sessions that take place."""
    found = flat_rows(db, STILL_GIVEN, {"ids": list(slot_ids)}).scalar_one()
    return found == len(slot_ids)


def _taken(
    db: Session, ids: list[UUID], at: datetime, besides: Collection[UUID]
) -> dict[UUID, set[int]]:
    taken: dict[UUID, set[int]] = {}
    named = {"ids": ids, "at": at, "besides": list(besides)}
    for thing_id, cell in flat_rows(db, TAKEN_BESIDES if besides else TAKEN, named):
        taken.setdefault(thing_id, set()).add(cell)
    return taken


def _is_free(slot: FreeSlot, taken: dict[UUID, set[int]]) -> bool:
    cells = range(slot.cell, slot.cell + slot.cells)
    things = (taken.get(slot.worker_id), taken.get(slot.room_id))
    return all(each is None or each.isdisjoint(cells) for each in things)
