"""What a session has: creche places, interpreters from a list of professionals, quiet rooms."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.still_open import lock_open
from bookings.day.models import (
    Attendance,
    CrechePlace,
    Interpreter,
    OfferedInterpreter,
    QuietRoom,
    ThingKind,
)
from bookings.day.queries.things import is_given, not_yet_offered
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed


class StillGiven(Exception):
    """Somebody has it: it must be taken back from them first."""


class NotOffered(Exception):
    """This session does not have it, or cannot."""


def set_creche_places(
    db: Session, session_id: UUID, count: int, *, by: Actor, at: datetime
) -> None:
    """Let the session have so many places. Raises StillGiven where one that goes is somebody's."""
    lock_open(db, session_id)
    standing = sa.select(CrechePlace).where(CrechePlace.session_id == session_id)
    places = db.scalars(standing.order_by(CrechePlace.number)).all()
    for number in range(len(places), count):
        db.add(CrechePlace(session_id=session_id, number=number + 1))
    for place in places[count:]:
        if is_given(db, session_id, ThingKind.CRECHE_PLACE, place.id):
            raise StillGiven
        db.delete(place)
    _noted(db, session_id, "creche places set", session_id, by=by, at=at)


def list_interpreter(
    db: Session,
    session_id: UUID,
    interpreter: Interpreter,
    attendance: Attendance,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Somebody new on the list of professionals, whom this session has."""
    db.add(interpreter)
    db.flush()
    offer_interpreter(db, session_id, interpreter.id, attendance, by=by, at=at)


def offer_interpreter(
    db: Session,
    session_id: UUID,
    interpreter_id: UUID,
    attendance: Attendance,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Let the session have an interpreter of the list. Raises NotOffered for any other id: only
    who is on the list interprets, never somebody's relative (S-47)."""
    lock_open(db, session_id)
    if interpreter_id not in {each.id for each in not_yet_offered(db, session_id)[0]}:
        raise NotOffered
    db.add(
        OfferedInterpreter(
            session_id=session_id, interpreter_id=interpreter_id, attendance=attendance
        )
    )
    _noted(db, session_id, "interpreter offered", interpreter_id, by=by, at=at)


def withdraw_interpreter(
    db: Session, session_id: UUID, interpreter_id: UUID, *, by: Actor, at: datetime
) -> None:
    """Raises StillGiven while somebody at the session has the interpreter, else NotOffered."""
    _withdraw(db, OfferedInterpreter, ThingKind.INTERPRETER, session_id, interpreter_id)
    _noted(db, session_id, "interpreter withdrawn", interpreter_id, by=by, at=at)


def offer_room(db: Session, session_id: UUID, room_id: UUID, *, by: Actor, at: datetime) -> None:
    """Let a room of the place be given to people. Raises NotOffered for a room elsewhere."""
    lock_open(db, session_id)
    if room_id not in {each.id for each in not_yet_offered(db, session_id)[1]}:
        raise NotOffered
    db.add(QuietRoom(session_id=session_id, room_id=room_id))
    _noted(db, session_id, "room offered", room_id, by=by, at=at)


def withdraw_room(db: Session, session_id: UUID, room_id: UUID, *, by: Actor, at: datetime) -> None:
    """Raises StillGiven while somebody at the session has the room, else NotOffered."""
    _withdraw(db, QuietRoom, ThingKind.QUIET_ROOM, session_id, room_id)
    _noted(db, session_id, "room withdrawn", room_id, by=by, at=at)


def _withdraw(
    db: Session,
    offered: type[OfferedInterpreter] | type[QuietRoom],
    kind: ThingKind,
    session_id: UUID,
    thing_id: UUID,
) -> None:
    lock_open(db, session_id)
    if is_given(db, session_id, kind, thing_id):
        raise StillGiven
    row = db.get(offered, (session_id, thing_id))
    if row is None:
        raise NotOffered
    db.delete(row)


def _noted(
    db: Session, session_id: UUID, verb: str, about: UUID, *, by: Actor, at: datetime
) -> None:
    db.flush()
    mark_changed(db, session_id)
    note(db, verb, about, by=by, at=at)
