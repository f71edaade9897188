"""What an address at the door names, each reached only through who asks."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bookings.day.queries.running import arrival_of
from bookings.day.queries.today import SessionOfTheDay, session_at, session_of, watched_at_desk
from bookings.day.queries.visible import visible_to
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor, Role


def session_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> SessionOfTheDay | None:
    """The session that the address names; to a desk only one that it is part of."""
    if actor.role in (Role.DESK_WORKER, Role.COVER):
        is_there = watched_at_desk(db, actor, path) is not None
        return session_at(db, path["session_id"]) if is_there else None
    return session_of(db, actor, path)


def visit_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Visit | None:
    """The visit that the address names, where it is this actor's to see."""
    return db.scalar(visible_to(actor).where(Visit.id == path["visit_id"]))


def visit_here_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Visit | None:
    """The visit that the address names, of somebody who is here."""
    visit = visit_in(db, actor, path)
    arrival = arrival_of(db, visit.id) if visit is not None else None
    return visit if arrival is not None and arrival.left_at is None else None


def visit_to_come_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Visit | None:
    """The visit that the address names, of somebody who is booked and has not come."""
    visit = visit_in(db, actor, path)
    if visit is None or visit.status is not VisitStatus.BOOKED:
        return None
    return visit if arrival_of(db, visit.id) is None else None


def listed_in(
    db: Session, actor: Actor, path: Mapping[str, Any]
) -> tuple[SessionOfTheDay, Visit] | None:
    """A session and a visit on its list, both as the address names them."""
    session, visit = session_in(db, actor, path), visit_in(db, actor, path)
    if session is None or visit is None or visit.session_id != session.id:
        return None
    return session, visit


def unphrased_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Visit | None:
    """A booked visit without a phrase. One that has a phrase is given no other by anybody who
    rings up and says that it is theirs (S-27)."""
    visit = visit_in(db, actor, path)
    is_open = visit is not None and visit.phrase is None and visit.status is VisitStatus.BOOKED
    return visit if is_open else None
