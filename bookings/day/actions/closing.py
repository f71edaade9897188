"""How each visit ended, and the session with them (C-27)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.screens import end_screens
from bookings.day.actions.still_open import lock_open
from bookings.day.models import (
    Alert,
    Arrival,
    Closing,
    Collector,
    CrecheStay,
    Ending,
    Outcome,
)
from bookings.day.queries.closing import has_unseen, with_child_in_creche, without_outcome
from bookings.day.queries.door import is_frozen
from bookings.visits.actions.hold import let_go
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.accounts import end_covers
from portal.staff.actions.notices import something_waits
from services_directory.sessions.actions import mark_changed, release
from services_directory.sessions.models import Desk, ServiceSession, SessionStatus

PLAIN = {"synchronize_session": False}


class NotAllSaid(Exception):
    """Somebody on the list has no outcome yet."""


class SomebodyElseCloses(Exception):
    """Something is still to be done for somebody whom this actor may not see."""


class ChildStillHere(Exception):
    """A child is in the creche whom nobody has fetched yet."""


class AlertStands(Exception):
    """Somebody dangerous is here: nobody closes the doors on that."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What is said of one visit; complete, as the rules of closing want it."""

    ending: Ending
    reason: str
    tonight: str
    safe_until: str
    held_by: UUID
    number_given: bool


def end_visit(db: Session, visit: Visit, said: Ended, *, by: Actor, at: datetime) -> None:
    """Write down how a visit ended; again where something was put right. Nothing about the visit
    itself changes: her phrase still opens it, and not coming counts against nobody (S-45).

    Raises SessionIsClosed.
    """
    lock_open(db, visit.session_id)
    db.execute(sa.delete(Outcome).where(Outcome.visit_id == visit.id))
    outcome = Outcome(
        visit_id=visit.id,
        ending=said.ending,
        held_by=said.held_by,
        number_given=said.number_given,
        at=at,
    )
    outcome.reason, outcome.tonight = said.reason, said.tonight
    outcome.safe_until = said.safe_until
    db.add(outcome)
    db.flush()
    mark_changed(db, visit.session_id)
    note(db, "outcome written", visit.id, by=by, at=at)
    if said.ending is Ending.DID_NOT_COME:
        something_waits(db, at=at)


def close(db: Session, session_id: UUID, *, by: Actor, at: datetime) -> None:
    """Close a session: whom to keep out and who fetched a child is erased, screens and passes end,
    and what was held or never begun is free. From now on it is only read.

    Raises SessionIsClosed, NotAllSaid, ChildStillHere, AlertStands; SomebodyElseCloses for whoever
    may not see all that is open (S-28); LookupError for whoever has no account. The answer must
    leave as an `Erased` one.
    """
    if by.account_id is None:
        raise LookupError("only somebody with an account closes a session")
    lock_open(db, session_id)
    _refuse(db, session_id, by)
    _free(db, session_id, at)
    _erase(db, session_id)
    _see_off(db, session_id, at)
    end_screens(db, session_id, by=by, at=at)
    _end_passes(db, session_id, by, at)
    db.add(Closing(session_id=session_id, at=at, by=by.account_id))
    db.flush()
    mark_changed(db, session_id)
    note(db, "session closed", session_id, by=by, at=at)


def _refuse(db: Session, session_id: UUID, by: Actor) -> None:
    if is_frozen(db, session_id):
        raise AlertStands
    with_child, unsaid = with_child_in_creche(db, session_id), without_outcome(db, session_id)
    if has_unseen(db, by, with_child | unsaid):
        raise SomebodyElseCloses
    if with_child:
        raise ChildStillHere
    if unsaid:
        raise NotAllSaid


def _free(db: Session, session_id: UUID, at: datetime) -> None:
    """Holds go; a booked stop that never began is put down as missed, which counts for nothing but
    that its time is free (C-13); one that nobody ended is over now."""
    held = sa.select(Visit.id).where(
        Visit.session_id == session_id, Visit.status == VisitStatus.HELD
    )
    let_go(db, db.scalars(held).all())
    booked = (
        sa.select(Appointment)
        .join(Visit, Visit.id == Appointment.visit_id)
        .where(Visit.session_id == session_id, Appointment.status == AppointmentStatus.BOOKED)
    )
    stops = db.scalars(booked).all()
    release(db, [stop.id for stop in stops if stop.began_at is None])
    for stop in stops:
        has_begun = stop.began_at is not None
        stop.status = AppointmentStatus.SEEN if has_begun else AppointmentStatus.MISSED
        stop.ended_at = at if has_begun else None
    db.flush()


def _erase(db: Session, session_id: UUID) -> None:
    """What people looked like who were to be kept out (C-10), and who came and went with a child:
    that the child was there, when, and before which account, stays (S-46)."""
    for arrival in db.scalars(sa.select(Arrival).where(Arrival.session_id == session_id)):
        arrival.keep_out = None
    for alert in db.scalars(sa.select(Alert).where(Alert.session_id == session_id)):
        alert.words = None
    for stay in db.scalars(sa.select(CrecheStay).where(CrecheStay.session_id == session_id)):
        stay.brought_by = stay.released_to = None
    of_session = sa.select(Visit.id).where(Visit.session_id == session_id)
    db.execute(sa.delete(Collector).where(Collector.visit_id.in_(of_session)))
    db.flush()


def _see_off(db: Session, session_id: UUID, at: datetime) -> None:
    """Whoever is still here leaves with the session, and nobody is offered a time there."""
    still_here = sa.update(Arrival).where(
        Arrival.session_id == session_id, Arrival.left_at.is_(None)
    )
    db.execute(still_here.values(left_at=at), execution_options=PLAIN)
    session = db.get_one(ServiceSession, session_id)
    if session.ends_at > at and session.status is SessionStatus.PLANNED:
        session.status = SessionStatus.WITHDRAWN


def _end_passes(db: Session, session_id: UUID, by: Actor, at: datetime) -> None:
    """The passes of cover staff for this session's desks."""
    desks = sa.select(Desk.id).where(Desk.session_id == session_id)
    end_covers(db, list(db.scalars(desks)), by=by, at=at)
