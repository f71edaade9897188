"""Moving a visit, moving one stop of it, and cancelling: the old time is freed with the new one
taken, or nothing changes at all; what frees is offered to whoever waits. Each raises VisitIsOver
where another phone has cancelled the visit, and VisitHasBegun once its session has, for whoever may
not cancel any visit."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.actions.hold import let_go_of_run_out, take
from bookings.visits.actions.offering import offer_what_is_free
from bookings.visits.actions.reminding import plan_reminder
from bookings.visits.models import (
    OVER_AFTER,
    Appointment,
    AppointmentStatus,
    Visit,
    VisitHasBegun,
    VisitIsOver,
    VisitStatus,
)
from portal.access import Actor, Permission
from portal.outbox.actions.queueing import cancel_about
from portal.record.actions import note
from services_directory.sessions.actions import SlotJustTaken, lock_sessions, mark_changed, release
from services_directory.sessions.models import ServiceSession, SessionStatus
from services_directory.sessions.queries import ComingSession, FreeSlot


def move(
    db: Session,
    visit: Visit,
    session: ComingSession,
    slots: Sequence[FreeSlot],
    *,
    gone_by: datetime | None,
    by: Actor,
    at: datetime,
) -> None:
    """Move the whole visit to these slots; `gone_by` is her limit on that day.

    Raises SlotJustTaken, and then nothing has changed.
    """
    _lock(db, visit, session.id, by=by, at=at)
    left = visit.session_id
    mark_changed(db, left)
    let_go_of_run_out(db, session.id, at=at, but=visit.id)
    with db.begin_nested():
        _give_up(db, visit, _standing(db, visit))
        visit.over_at = _over_at(db, visit, session)
        visit.session_id = session.id
        visit.gone_by = gone_by
        take(db, visit, slots)
        _note(db, visit, "visit moved", by, at)
    plan_reminder(db, visit, at=at)
    for freed in sorted({left, session.id}):
        offer_what_is_free(db, freed, by=by, at=at)


def move_stop(
    db: Session, visit: Visit, stop: Appointment, slot: FreeSlot, *, by: Actor, at: datetime
) -> None:
    """Move one stop; the others stay. Raises SlotJustTaken, and then nothing has changed."""
    _lock(db, visit, by=by, at=at)
    let_go_of_run_out(db, visit.session_id, at=at, but=visit.id)
    if stop not in _standing(db, visit):
        raise SlotJustTaken
    with db.begin_nested():
        _give_up(db, visit, [stop])
        take(db, visit, [slot])
        _note(db, visit, "stop moved", by, at)
    plan_reminder(db, visit, at=at)
    offer_what_is_free(db, visit.session_id, by=by, at=at)


def cancel(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Free every stop. The visit is kept, so that it is honoured at the door (S-56)."""
    _lock(db, visit, by=by, at=at)
    visit.cancel()
    _give_up(db, visit, _standing(db, visit))
    cancel_about(db, visit.id, at)
    _note(db, visit, "visit cancelled", by, at)
    offer_what_is_free(db, visit.session_id, by=by, at=at)


def _over_at(db: Session, visit: Visit, session: ComingSession) -> datetime:
    """Until when the phrase opens it: a while after the session, and no shorter where it lives on
    because something is still open for her (V-29)."""
    usual = db.get_one(ServiceSession, visit.session_id).ends_at + OVER_AFTER
    later = session.ends_at + OVER_AFTER
    return max(visit.over_at, later) if visit.over_at > usual else later


def _lock(db: Session, visit: Visit, *others: UUID, by: Actor, at: datetime) -> None:
    """Lock the sessions, then read the visit again: another phone may have been quicker."""
    locked = {visit.session_id, *others}
    lock_sessions(db, locked)
    again = sa.select(Visit).where(Visit.id == visit.id, Visit.status != VisitStatus.CANCELLED)
    if db.scalar(again.execution_options(populate_existing=True)) is None:
        raise VisitIsOver
    if visit.session_id not in locked:
        raise SlotJustTaken
    refuse_once_begun(db, visit, by=by, at=at)


def refuse_once_begun(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Raises VisitHasBegun from the session's start on, for whoever may not cancel any visit."""
    if not by.may(Permission.VISIT_CANCEL) and _has_begun(db, visit, at):
        raise VisitHasBegun


def _has_begun(db: Session, visit: Visit, at: datetime) -> bool:
    """Whether people at the door see to it by now. Nobody does where it does not take place."""
    session = db.get_one(ServiceSession, visit.session_id)
    takes_place = session.status is not SessionStatus.CANCELLED
    return visit.status is VisitStatus.BOOKED and takes_place and session.starts_at <= at


def _standing(db: Session, visit: Visit) -> Sequence[Appointment]:
    mine = sa.select(Appointment).where(
        Appointment.visit_id == visit.id, Appointment.status != AppointmentStatus.CANCELLED
    )
    return db.scalars(mine.execution_options(populate_existing=True)).all()


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
        mark_changed(db, visit.session_id)
        note(db, verb, visit.id, by=by, at=at)
