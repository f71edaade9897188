"""Whoever interprets at a stop comes along where it is moved to, or is free for others again."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import GivenThing, ThingKind
from bookings.day.queries.things import taken_cells
from bookings.visits.models import Appointment, AppointmentStatus
from services_directory.sessions.actions import claim, release
from services_directory.sessions.queries import FreeSlot
from services_directory.sessions.rules.cells import run_of


def interpreting_at(db: Session, stop_id: UUID) -> Sequence[GivenThing]:
    """Who interprets at a stop, as it is stored."""
    return db.scalars(
        sa.select(GivenThing).where(
            GivenThing.appointment_id == stop_id, GivenThing.kind == ThingKind.INTERPRETER
        )
    ).all()


def take_along(
    db: Session, given: Sequence[GivenThing], visit_id: UUID, slot: FreeSlot
) -> Sequence[UUID]:
    """Let them interpret at the visit's stop of this slot, from another one; the session is locked.

    Gives the interpreters who are with somebody else at that time: there nobody interprets yet.
    Raises SlotJustTaken where one was taken at another session this very moment.
    """
    release(db, [each.id for each in given])
    stop_id = db.scalars(
        sa.select(Appointment.id).where(
            Appointment.visit_id == visit_id,
            Appointment.slot_id == slot.id,
            Appointment.status == AppointmentStatus.BOOKED,
        )
    ).one()
    return [each.thing_id for each in given if not _comes(db, each, stop_id, slot)]


def _comes(db: Session, each: GivenThing, stop_id: UUID, slot: FreeSlot) -> bool:
    wanted = list(run_of(each.thing_id, slot.cell, slot.cells))
    if taken_cells(db, [each.thing_id]).isdisjoint(wanted):
        each.appointment_id, each.cell, each.cells = stop_id, slot.cell, slot.cells
        claim(db, each.session_id, {each.id: wanted}, held_until=None)
        return True
    db.delete(each)
    db.flush()
    return False
