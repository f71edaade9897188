"""How many are booked at each session, and in which rooms (C-26)."""

from datetime import datetime
from functools import cache
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.queries.avoided import avoids
from bookings.feeds.queries.own import ReadFeed
from bookings.feeds.rules import BACK, Entry, InRoom, entries
from bookings.people.queries.shut_out import is_shut_out_of, who
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from services_directory.sessions.models import (
    Desk,
    DeskPattern,
    Room,
    ServiceSession,
    SessionStatus,
    Slot,
)


def entries_of(db: Session, feed: ReadFeed, now: datetime) -> list[Entry]:
    """Its sessions in order, from two weeks back to as far as is planned."""
    owner = Actor(
        Role.COORDINATOR,
        account_id=feed.owner,
        worker_id=feed.owner_worker_id,
        organization_id=feed.organization_id,
    )
    named = {"subject": feed.subject_id, "since": now - BACK, **who(owner)}
    statement = _in_rooms(feed.worker_id is not None)
    return entries(InRoom._make(row) for row in flat_rows(db, statement, named))


@cache
def _in_rooms(
    is_of_worker: bool,
) -> sa.Select[UUID, datetime, datetime, bool, int, str, bool, int]:
    """Each room of each session with what is given and booked there. Whatever became of a stop on
    the day, it was booked: the number does not tell who came. Whoever she avoids counts nothing of
    her, nor does whoever is shut out of her case (C-09, S-28)."""
    shut_out = is_shut_out_of(Actor(Role.COORDINATOR), Visit.client_id)
    of_visit = sa.exists().where(Visit.id == Appointment.visit_id, shut_out)
    avoided = sa.or_(avoids(Appointment.visit_id, Slot.worker_id), of_visit.correlate(Appointment))
    gone = (AppointmentStatus.HELD, AppointmentStatus.CANCELLED)
    counts = sa.and_(Appointment.slot_id == Slot.id, Appointment.status.not_in(gone), ~avoided)
    session = (ServiceSession.id, ServiceSession.starts_at, ServiceSession.ends_at)
    cancelled = ServiceSession.status == SessionStatus.CANCELLED
    given = sa.func.sum(sa.case((Slot.withdrawn, 0), else_=1)) > 0
    whose = Slot.worker_id == sa.bindparam("subject", type_=sa.Uuid())
    return (
        sa.select(
            *session,
            cancelled,
            ServiceSession.changes,
            Room.name,
            given,
            sa.func.count(Appointment.id),
        )
        .select_from(Slot)
        .join(ServiceSession, ServiceSession.id == Slot.session_id)
        .join(Room, Room.id == Slot.room_id)
        .outerjoin(Appointment, counts)
        .where(
            whose if is_of_worker else _at_desk(), ServiceSession.ends_at > sa.bindparam("since")
        )
        .group_by(*session, ServiceSession.status, ServiceSession.changes, Room.name)
        .order_by(ServiceSession.starts_at, ServiceSession.id, Room.name)
    )


def _at_desk() -> sa.ColumnElement[bool]:
    """The desk of a session that this desk of the weekly plan has become there."""
    became = (
        sa.select(Desk.id)
        .join(
            DeskPattern,
            sa.and_(
                DeskPattern.service_at_location_id == Desk.service_at_location_id,
                DeskPattern.purpose == Desk.purpose,
            ),
        )
        .join(ServiceSession, ServiceSession.id == Desk.session_id)
        .where(DeskPattern.schedule_id == ServiceSession.schedule_id)
        .where(DeskPattern.id == sa.bindparam("subject", type_=sa.Uuid()))
        .correlate(None)
    )
    return Slot.desk_id.in_(became)
