"""What the planner starts from: the patterns, the dates that stand, and what is taken of them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from services_directory.listings.models import ServiceAtLocation
from services_directory.sessions.models import (
    Claim,
    Desk,
    DeskPattern,
    Schedule,
    Seat,
    ServiceSession,
    Slot,
)
from services_directory.sessions.queries.free import IDS, IS_LIVE
from services_directory.sessions.rules.cells import ThingAndCell

# Locked in order: two planners at once take turns. SQLite's transaction is alone already.
SCHEDULES = (
    sa.select(Schedule)
    .order_by(Schedule.name, Schedule.id)
    .with_for_update(key_share=True, of=Schedule)
    .options(
        selectinload(Schedule.location),
        selectinload(Schedule.exceptions),
        selectinload(Schedule.desks)
        .selectinload(DeskPattern.service_at_location)
        .selectinload(ServiceAtLocation.service),
        selectinload(Schedule.desks).selectinload(DeskPattern.seats).selectinload(Seat.worker),
        selectinload(Schedule.desks).selectinload(DeskPattern.seats).selectinload(Seat.room),
    )
)
SESSIONS = sa.select(ServiceSession).where(
    sa.or_(
        ServiceSession.ends_at > sa.bindparam("at"),
        ServiceSession.pattern_date >= sa.bindparam("first"),
    )
)
DESKS = sa.select(Desk).where(Desk.session_id.in_(IDS))
SLOTS = sa.select(
    Slot.id,
    Slot.session_id,
    Slot.desk_id,
    Slot.worker_id,
    Slot.room_id,
    Slot.cell,
    Slot.cells,
    Slot.for_walk_ins,
    Slot.withdrawn,
).where(Slot.session_id.in_(IDS))
CLAIMS = sa.select(Claim.thing_id, Claim.cell, Claim.appointment_id, Claim.session_id).where(
    Claim.session_id.in_(IDS), IS_LIVE
)


class StandingSlot(NamedTuple):
    """A slot as it stands, withdrawn ones too."""

    id: UUID
    session_id: UUID
    desk_id: UUID
    worker_id: UUID
    room_id: UUID
    cell: int
    cells: int
    for_walk_ins: bool
    withdrawn: bool


class LiveClaim(NamedTuple):
    """Five minutes of something that an appointment has at the moment asked about."""

    thing: ThingAndCell
    appointment_id: UUID
    session_id: UUID


def schedules(db: Session) -> Sequence[Schedule]:
    """Every pattern with its exceptions, desks and seats, locked until the transaction ends."""
    return db.scalars(SCHEDULES).all()


def sessions_that_stand(db: Session, at: datetime, first: date) -> Sequence[ServiceSession]:
    """Sessions not over at `at`, and all of a pattern date from `first` on; cancelled ones too."""
    return db.scalars(SESSIONS, {"at": at, "first": first}).all()


def desks_of(db: Session, session_ids: list[UUID]) -> Sequence[Desk]:
    """Every desk of these sessions."""
    return db.scalars(DESKS, {"ids": session_ids}).all()


def slots_of(db: Session, session_ids: list[UUID]) -> list[StandingSlot]:
    """Every slot of these sessions."""
    return [StandingSlot._make(row) for row in db.execute(SLOTS, {"ids": session_ids})]


def live_claims_of(db: Session, session_ids: list[UUID], at: datetime) -> list[LiveClaim]:
    """Every claim in these sessions that is for good, or held beyond `at`."""
    rows = db.execute(CLAIMS, {"ids": session_ids, "at": at})
    return [LiveClaim(ThingAndCell(thing, cell), *owner) for thing, cell, *owner in rows]
