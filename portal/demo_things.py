"""What the demo's mornings have besides desks: a creche with children in it, and interpreters."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.creche import sign_in
from bookings.day.actions.things import list_interpreter, offer_interpreter, set_creche_places
from bookings.day.models import Arrival, Attendance, Interpreter
from bookings.day.queries.creche import children_at
from bookings.people.models import Client
from portal.access import Actor, Role
from services_directory.sessions.models import Gender, ServiceSession

CRECHE_PLACES = 6


def provide(db: Session, account_id: UUID, *, at: datetime) -> None:
    """Every session that is not over has a creche and the interpreters of the list."""
    by = Actor(Role.COORDINATOR, account_id=account_id, at=at)
    ahead = sa.select(ServiceSession).where(ServiceSession.ends_at > at)
    sessions = db.scalars(ahead.order_by(ServiceSession.starts_at)).all()
    for session in sessions:
        set_creche_places(db, session.id, CRECHE_PLACES, by=by, at=at)
    for interpreter, attendance in _interpreters():
        first, *others = sessions
        list_interpreter(db, first.id, interpreter, attendance, by=by, at=at)
        for session in others:
            offer_interpreter(db, session.id, interpreter.id, attendance, by=by, at=at)


def _interpreters() -> list[tuple[Interpreter, Attendance]]:
    urdu = Interpreter(
        name="Saira",
        language="Urdu",
        dialect="",
        gender=Gender.WOMAN,
        from_outside=True,
        signs=False,
    )
    bsl = Interpreter(
        name="Ellen",
        language="British Sign Language",
        dialect="",
        gender=Gender.WOMAN,
        from_outside=False,
        signs=True,
    )
    return [(urdu, Attendance.PRESENT), (bsl, Attendance.BY_PHONE)]


def bring_children(db: Session, account_id: UUID, *, at: datetime) -> None:
    """Every child for whom somebody who is here asked for a place is in the creche; one in any
    case, where a child has come."""
    by = Actor(Role.COORDINATOR, account_id=account_id, at=at)
    welcomed = sa.select(Arrival).where(Arrival.welcomed_at.is_not(None), Arrival.left_at.is_(None))
    brought = {arrival.visit_id: arrival.session_id for arrival in db.scalars(welcomed)}
    for session_id in set(brought.values()):
        came = [each for each in children_at(db, by, session_id) if each.visit.id in brought]
        for each in [each for each in came if each.wants] or came[:1]:
            parent = db.get_one(Client, each.visit.client_id)
            sign_in(db, each, parent.chosen_name or "", by=by, at=at)
