"""Planning that somebody is introduced, and calling that off (R-15)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, Introduction
from bookings.handoffs.queries.introducing import Stop
from bookings.handoffs.queries.receiving import client_of
from bookings.handoffs.rules.introducing import How, NotThen, why_not
from bookings.people.actions.writing import account_of
from bookings.reaching.queries.calls import ringing_of_client
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import claim, lock_sessions, release
from services_directory.sessions.rules.cells import ThingAndCell


class CannotCall(Exception):
    """Not at that time; `why` says why not."""

    def __init__(self, why: NotThen) -> None:
        super().__init__(why.value)
        self.why = why


def introduce_on_call(
    db: Session, handoff: Handoff, when: datetime, *, by: Actor, at: datetime
) -> Introduction:
    """Whoever sent it rings her then, in her safe hours, and brings the receiver in; whether she
    may be rung is asked again at that moment, by the call list. Raises CannotCall."""
    note(db, "introduction planned", handoff.id, by=by, at=at)
    _, ringing = ringing_of_client(db, client_of(db, handoff), when)
    found = why_not(when, at, ringing)
    if found is not None:
        raise CannotCall(found)
    return _plan(db, handoff, How.ON_A_CALL, when, by, at)


def introduce_at_stop(
    db: Session, handoff: Handoff, stop: Stop, *, by: Actor, at: datetime
) -> Introduction:
    """Whoever sent it is at a stop of hers with the receiver: their own time is taken, where they
    sit at a desk of the session too. Raises SlotJustTaken with nothing changed."""
    lock_sessions(db, [stop.session_id])
    note(db, "introduction planned", handoff.id, by=by, at=at)
    with db.begin_nested():
        planned = _plan(db, handoff, How.AT_A_STOP, stop.starts_at, by, at)
        planned.appointment_id = stop.id
        if by.worker_id is not None and by.worker_id != stop.worker_id:
            cells = [ThingAndCell(by.worker_id, cell) for cell in stop.cells]
            claim(db, stop.session_id, {planned.id: cells}, held_until=None)
    return planned


def call_off(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """It does not take place; the time that was taken for it is free."""
    note(db, "introduction called off", handoff.id, by=by, at=at)
    end_introductions(db, handoff, at)


def _plan(
    db: Session, handoff: Handoff, how: How, when: datetime, by: Actor, at: datetime
) -> Introduction:
    """There is one at a time: a new one takes the place of the one before."""
    end_introductions(db, handoff, at)
    row = Introduction(
        handoff_id=handoff.id, how=how, at=when, planned_by=account_of(by), planned_at=at
    )
    db.add(row)
    db.flush()
    return row


def end_introductions(db: Session, handoff: Handoff, at: datetime) -> None:
    """Whatever is planned for it takes place no more, and the time that was taken is free."""
    standing = sa.select(Introduction).where(
        Introduction.handoff_id == handoff.id, Introduction.ended_at.is_(None)
    )
    rows = db.scalars(standing).all()
    for each in rows:
        each.ended_at = at
    if rows:
        release(db, [each.id for each in rows])
    db.flush()
