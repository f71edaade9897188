"""Moving a visit, moving one stop of it, and cancelling: the old time is freed with the new one
taken, or nothing changes at all."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.actions.hold import OVER_AFTER, let_go_of_run_out, take
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import lock_sessions, release
from services_directory.sessions.queries import ComingSession, FreeSlot


def move(
    db: Session,
    visit: Visit,
    session: ComingSession,
    slots: Sequence[FreeSlot],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Move the whole visit to these slots. Raises SlotJustTaken, and then nothing has changed."""
    lock_sessions(db, {visit.session_id, session.id})
    let_go_of_run_out(db, session.id, at=at, but=visit.id)
    with db.begin_nested():
        _give_up(db, visit, _standing(db, visit))
        visit.session_id, visit.over_at = session.id, session.ends_at + OVER_AFTER
        take(db, visit, slots)
        _note(db, visit, "visit moved", by, at)


def move_stop(
    db: Session, visit: Visit, stop: Appointment, slot: FreeSlot, *, by: Actor, at: datetime
) -> None:
    """Move one stop; the others stay. Raises SlotJustTaken, and then nothing has changed."""
    lock_sessions(db, [visit.session_id])
    let_go_of_run_out(db, visit.session_id, at=at, but=visit.id)
    with db.begin_nested():
        _give_up(db, visit, [stop])
        take(db, visit, [slot])
        _note(db, visit, "stop moved", by, at)


def cancel(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Free every stop. The visit is kept, so that it is honoured at the door (S-56).

    Raises VisitIsOver for one that is not booked any more.
    """
    lock_sessions(db, [visit.session_id])
    db.refresh(visit)
    visit.cancel()
    _give_up(db, visit, _standing(db, visit))
    _note(db, visit, "visit cancelled", by, at)


def _standing(db: Session, visit: Visit) -> Sequence[Appointment]:
    mine = sa.select(Appointment).where(
        Appointment.visit_id == visit.id, Appointment.status != AppointmentStatus.CANCELLED
    )
    return db.scalars(mine).all()


def _give_up(db: Session, visit: Visit, stops: Sequence[Appointment]) -> None:
    """What was only held is erased; what was booked stays to be told."""
    release(db, [stop.id for stop in stops])
    for stop in stops:
        if visit.status is VisitStatus.HELD:
            db.delete(stop)
        else:
            stop.status = AppointmentStatus.CANCELLED
    db.flush()


def _note(db: Session, visit: Visit, verb: str, by: Actor, at: datetime) -> None:
    if visit.status is not VisitStatus.HELD:
        note(db, verb, visit.id, by=by, at=at)
