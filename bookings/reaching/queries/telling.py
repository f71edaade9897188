"""What a message speaks of, as it is at the moment of sending: whether it is still so, when it
begins, and what may be put into its words."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.rules.choices import Kind
from bookings.day.queries.running import arrival_of
from bookings.reaching.queries.people import alert_is_on
from bookings.visits.models import Visit, VisitStatus, WaitingPlace
from bookings.visits.queries.openings import planned_stops
from bookings.visits.queries.waiting import open_offer
from portal.outbox.models import Message
from portal.outbox.rules.states import State
from services_directory.listings.models import Location
from services_directory.sessions.models import ServiceSession, SessionStatus


@dataclass(frozen=True, slots=True)
class Told:
    """`begins_at` is when she comes, None where nothing is ahead; `place` the part of town."""

    stands: bool
    begins_at: datetime | None = None
    place: str = ""
    is_called_off: bool = False
    alert_is_on: bool = False


NOTHING = Told(stands=False)


def told_by(db: Session, message: Message) -> Told:
    """What this message would tell. What cannot be found, or is of no known kind, stands no
    more (S-01)."""
    return _TELLS.get(message.kind, _nothing)(db, message.about_id)


def place_of(db: Session, visit: Visit) -> str:
    """The part of town that she comes to: no name of a place, and no address."""
    session = db.get_one(ServiceSession, visit.session_id)
    return db.get_one(Location, session.location_id).area


def tries_about(db: Session, about_id: UUID) -> int:
    """How often anything about this was handed to a carrier: what was tried again counts again
    (S-15)."""
    tried = sa.select(sa.func.coalesce(sa.func.sum(Message.tries), 0))
    return int(db.scalar(tried.where(Message.about_id == about_id)) or 0)


def is_asked_to_ring(db: Session, visit: Visit) -> bool:
    """Whether such a message waits for its moment, or is on its way."""
    waits = sa.exists().where(
        Message.kind == Kind.PLEASE_RING.value,
        Message.about_id == visit.id,
        Message.state.in_((State.QUEUED, State.IN_FLIGHT)),
    )
    return db.scalar(sa.select(waits)) is True


def _nothing(_db: Session, _about_id: UUID) -> Told:
    return NOTHING


def _reminded(db: Session, visit_id: UUID) -> Told:
    """A visit that is booked, at a session that takes place."""
    told = _of_visit(db, visit_id)
    return NOTHING if told.is_called_off else told


def _changed(db: Session, visit_id: UUID) -> Told:
    """A visit that is booked: at its new time, or not at all."""
    return _of_visit(db, visit_id)


def _offered(db: Session, place_id: UUID) -> Told:
    """A place in line for which a visit is held, at a session that takes place."""
    place = db.get(WaitingPlace, place_id)
    offer = open_offer(db, place) if place is not None else None
    told = NOTHING if offer is None else _of_visit(db, offer.visit_id, VisitStatus.HELD)
    return NOTHING if told.is_called_off else told


def _asked_to_ring(db: Session, visit_id: UUID) -> Told:
    """It speaks of no time: it stands for as long as somebody wants to hear from her."""
    is_known = db.get(Visit, visit_id) is not None
    return Told(stands=is_known, alert_is_on=is_known and alert_is_on(db, visit_id))


def _of_visit(db: Session, visit_id: UUID, status: VisitStatus = VisitStatus.BOOKED) -> Told:
    """Whoever is here already is told by people."""
    visit = db.get(Visit, visit_id)
    stops = planned_stops(db, visit_id)
    if visit is None or visit.status is not status or not stops or arrival_of(db, visit_id):
        return NOTHING
    session = db.get_one(ServiceSession, visit.session_id)
    return Told(
        stands=True,
        begins_at=stops[0].starts_at,
        place=place_of(db, visit),
        is_called_off=session.status is SessionStatus.CANCELLED,
        alert_is_on=alert_is_on(db, visit_id),
    )


_TELLS: dict[str, Callable[[Session, UUID], Told]] = {
    Kind.REMINDER.value: _reminded,
    Kind.CHANGE.value: _changed,
    Kind.OFFER.value: _offered,
    Kind.PLEASE_RING.value: _asked_to_ring,
}
