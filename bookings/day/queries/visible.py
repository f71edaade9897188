"""Whose visits, and which stops of them, somebody may see on the day: nobody else's (R-16, P-01).

The select that each role begins with knows no name; what is built on it can only narrow it.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival, AvoidedWorker, Closing
from bookings.day.queries.avoided import avoids
from bookings.people.queries.shut_out import is_shut_out_of, who
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor, Role
from portal.db.built_once import built_once
from portal.db.columns import UtcDateTime
from services_directory.sessions.models import ServiceSession, Slot

# A list is read the evening before, and until the evening after.
OWN_DAY = timedelta(hours=16)

OF_THE_DAY = Visit.status != VisitStatus.HELD
# Each is about the visit of the larger select, whatever else stands in that.
_WELCOMED = (
    sa.exists()
    .where(Arrival.visit_id == Visit.id, Arrival.welcomed_at.is_not(None))
    .correlate(Visit)
)
_CLOSED = sa.exists().where(Closing.session_id == Visit.session_id).correlate(Visit)
STANDS = Appointment.status.not_in((AppointmentStatus.HELD, AppointmentStatus.CANCELLED))
_NOT_HELD = Appointment.status != AppointmentStatus.HELD


def visible_to(actor: Actor) -> sa.Select[Visit]:
    """Visits that this actor may see, booked or cancelled (S-56), never merely held.

    A desk sees those who have been welcomed and have a stop there (S-58); the screen those of its
    session; both until the session is closed. Whoever she avoids sees nothing of her (C-09).
    """
    return sa.select(Visit).where(may_see(actor))


def stops_visible_to(actor: Actor, *, standing: bool = True) -> sa.Select[Appointment]:
    """Stops of visits that this actor may see; at a desk its own alone (S-58). Without `standing`
    those come too that were moved or cancelled, so that an old page is told so."""
    return (
        sa.select(Appointment)
        .join(Visit, Visit.id == Appointment.visit_id)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(may_see(actor), STANDS if standing else _NOT_HELD, own_slot(actor))
    )


def may_see(actor: Actor) -> sa.ColumnElement[bool]:
    """The condition of `visible_to`, for selects of columns in which a visit stands.

    A select that is built once, with any actor of a role, is run with `own(actor)`.
    """
    return sa.and_(OF_THE_DAY, _is_theirs(actor))


def own_slot(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether the slot of a stop is at the actor's own desk; to whoever has no desk every one is.
    A pass names nobody, so it opens no more than whoever sits there may see (C-09, S-28)."""
    if actor.role is Role.DESK_WORKER:
        return Slot.worker_id == _own("own_worker", actor.worker_id)
    if actor.role is Role.COVER:
        at_desk = Slot.desk_id == _own("own_desk", actor.desk_id)
        return sa.and_(at_desk, ~avoids(Appointment.visit_id, Slot.worker_id))
    return sa.true()


def own(actor: Actor) -> dict[str, Any]:
    """What is the actor's own, as the parameters of a select that `may_see` is part of."""
    return {
        **who(actor),
        "own_desk": actor.desk_id,
        "own_session": actor.session_id,
        "own_since": _from_now(actor, -OWN_DAY),
        "own_until": _from_now(actor, OWN_DAY),
    }


def _is_theirs(actor: Actor) -> sa.ColumnElement[bool]:
    if actor.role in (Role.COORDINATOR, Role.OPERATOR):
        return ~_avoids(actor)
    if actor.role is Role.RECEPTIONIST:
        return sa.and_(_is_own_day(actor), ~_avoids(actor))
    if actor.role in (Role.DESK_WORKER, Role.COVER):
        return sa.and_(_WELCOMED, ~_CLOSED, ~_avoids(actor), _has_stop(actor))
    if actor.role is Role.SCREEN:
        of_session = Visit.session_id == _own("own_session", actor.session_id)
        return sa.and_(of_session, _WELCOMED, ~_CLOSED)
    return sa.false()


def is_near(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether a session is on the actor's own day: the door has no other day's list to see."""
    return sa.and_(
        ServiceSession.starts_at <= _moment("own_until", _from_now(actor, OWN_DAY)),
        ServiceSession.ends_at >= _moment("own_since", _from_now(actor, -OWN_DAY)),
    )


def _is_own_day(actor: Actor) -> sa.ColumnElement[bool]:
    is_hers = ServiceSession.id == Visit.session_id
    return sa.exists().where(is_hers, is_near(actor)).correlate(Visit)


def _from_now(actor: Actor, span: timedelta) -> datetime | None:
    return None if actor.at is None else actor.at + span


def _moment(name: str, value: datetime | None) -> sa.BindParameter[Any]:
    return sa.bindparam(name, value, type_=UtcDateTime())


def _has_stop(actor: Actor) -> sa.ColumnElement[bool]:
    mine = sa.select(Appointment.visit_id).join(Slot, Slot.id == Appointment.slot_id)
    return Visit.id.in_(mine.where(STANDS, own_slot(actor)).correlate(None))


@built_once
def _avoids(actor: Actor) -> sa.ColumnElement[bool]:
    """By what was said that day, or by the case that the visit is of (C-09, S-28)."""
    said = sa.exists().where(
        AvoidedWorker.visit_id == Visit.id,
        AvoidedWorker.worker_id == _own("own_worker", actor.worker_id),
    )
    return sa.or_(said.correlate(Visit), is_shut_out_of(actor, Visit.client_id))


def hidden_at(db: Session, actor: Actor, session_id: UUID) -> frozenset[UUID]:
    """The visits of a session that this actor is shut out of by a case (S-28)."""
    of_session = sa.select(Visit.id).where(Visit.session_id == session_id)
    return frozenset(db.scalars(of_session.where(is_shut_out_of(actor, Visit.client_id))))


def _own(name: str, value: UUID | None) -> sa.BindParameter[Any]:
    """By name, so that one select serves every actor of a role; nobody's own is nothing."""
    return sa.bindparam(name, value, type_=sa.Uuid())
