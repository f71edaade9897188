"""Calling off a session, with a named person at its door; whoever allowed it is told (S-56)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import CalledOff
from bookings.day.queries.planning import PlannedDate
from bookings.visits.actions.offering import offer_what_is_free
from bookings.visits.actions.reminding import tell_of_calling_off
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor
from services_directory.sessions.actions.calling_off import Instead, call_off


class NobodyAtTheDoor(Exception):
    """Whoever booked may have been told by nothing but the phrase: a person must be named."""


def call_off_with_door(
    db: Session,
    session: PlannedDate,
    *,
    seen: int,
    instead: Instead | None,
    at_the_door: str,
    by: Actor,
    at: datetime,
) -> None:
    """Call it off and write down who is at the door.

    Raises NobodyAtTheDoor where a name is missing, and what `call_off` raises.
    """
    with db.begin_nested():
        call_off(db, session.id, seen, instead, by=by, at=at)
        # Always: people walk in who never booked, and to ask for a name only where somebody did
        # would tell a planner of one whom they may not see (S-28).
        if not at_the_door:
            raise NobodyAtTheDoor
        row = db.scalar(sa.select(CalledOff).filter_by(session_id=session.id))
        if row is None:
            row = CalledOff(session_id=session.id)
            db.add(row)
        row.at_the_door, row.instead = at_the_door, instead.day if instead else None
        row.by, row.at = by.account_id, at
        db.flush()
        for visit in db.scalars(_booked(session.id)).all():
            tell_of_calling_off(db, visit, at=at)
        offer_what_is_free(db, session.id, by=by, at=at)


def _booked(session_id: UUID) -> sa.Select[Visit]:
    return sa.select(Visit).filter_by(session_id=session_id, status=VisitStatus.BOOKED)
