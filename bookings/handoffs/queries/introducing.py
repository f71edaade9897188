"""At which stops somebody can be introduced, and which introductions are ahead (R-15)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffNeed, Introduction
from bookings.handoffs.queries.seeing import sent_visible_to
from bookings.people.models import CaseRecord
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.access import Actor
from services_directory.listings.models import ServiceAtLocation
from services_directory.sessions.models import Desk, Slot


class Stop(NamedTuple):
    """A stop of hers at the service, with its session and who sits there."""

    id: UUID
    session_id: UUID
    starts_at: datetime
    cells: range
    worker_id: UUID


class Ahead(NamedTuple):
    """One introduction that is to come, and the handoff that it is for."""

    introduction: Introduction
    handoff: Handoff


def stops_for(db: Session, handoff: Handoff, now: datetime) -> list[Stop]:
    """Her stops at this service that have not begun, the soonest first."""
    if handoff.service_id is None:
        return []
    rows = db.execute(
        sa.select(Appointment.id, Slot)
        .join(Slot, Slot.id == Appointment.slot_id)
        .join(Desk, Desk.id == Slot.desk_id)
        .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
        .join(Visit, Visit.id == Appointment.visit_id)
        .join(CaseRecord, CaseRecord.client_id == Visit.client_id)
        .join(HandoffNeed, HandoffNeed.case_id == CaseRecord.id)
        .where(
            HandoffNeed.id == handoff.need_id,
            ServiceAtLocation.service_id == handoff.service_id,
            Appointment.status == AppointmentStatus.BOOKED,
            Appointment.began_at.is_(None),
        )
        .order_by(Slot.cell)
    )
    found = [_stop(key, slot) for key, slot in rows]
    return [each for each in found if each.starts_at > now]


def introduction_of(db: Session, handoff: Handoff, now: datetime) -> Introduction | None:
    """The one that stands and is ahead: at a stop only while the stop stands where it was."""
    row = db.scalar(
        sa.select(Introduction)
        .where(Introduction.handoff_id == handoff.id, Introduction.ended_at.is_(None))
        .where(Introduction.at > now)
        .order_by(Introduction.planned_at.desc())
        .limit(1)
    )
    if row is None or row.appointment_id is None:
        return row
    stops = {each.id: each.starts_at for each in stops_for(db, handoff, now)}
    return row if stops.get(row.appointment_id) == row.at else None


def introductions_ahead(db: Session, actor: Actor, now: datetime) -> Sequence[Ahead]:
    """What this actor has promised to be at, the soonest first."""
    rows = db.execute(
        sent_visible_to(actor)
        .add_columns(Introduction)
        .join(Introduction, Introduction.handoff_id == Handoff.id)
        .where(Introduction.planned_by == actor.account_id)
        .where(Introduction.ended_at.is_(None), Introduction.at > now)
        .order_by(Introduction.at)
    )
    pairs = [Ahead(introduction, handoff) for handoff, introduction in rows]
    return [each for each in pairs if introduction_of(db, each.handoff, now) is each.introduction]


def _stop(key: UUID, slot: Slot) -> Stop:
    cells = range(slot.cell, slot.cell + slot.cells)
    return Stop(key, slot.session_id, slot.starts_at, cells, slot.worker_id)
