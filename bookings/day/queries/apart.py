"""Who would meet whom must not: at one session, in what is booked and at the door (C-08, S-26). It
is read from where it happens, so nothing on the web does anything for it."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.day.models import Arrival
from bookings.day.queries.avoided import avoids
from bookings.day.queries.visible import visible_to
from bookings.people.models import CaseRecord, Link
from bookings.people.queries.links import STANDS, Pair, linked_with, pairs_among, turn_of
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from portal.db.columns import UtcDateTime
from services_directory.sessions.models import Schedule, ServiceSession, SessionStatus, Slot
from services_directory.sessions.queries import ComingSession
from services_directory.sessions.rules.wall_clock import day_in

_NOW = sa.bindparam("now", type_=UtcDateTime())

_CASE = aliased(CaseRecord)
_LINKED = sa.exists().where(STANDS, sa.or_(Link.safe_id == _CASE.id, Link.other_id == _CASE.id))
# Built once: both are asked for by every whole page.
_PRESENT = (
    sa.select(
        Visit.id,
        Visit.client_id,
        Visit.session_id,
        ServiceSession.starts_at,
        Arrival.arrived_at,
    )
    .join(_CASE, _CASE.client_id == Visit.client_id)
    .join(ServiceSession, ServiceSession.id == Visit.session_id)
    .outerjoin(Arrival, Arrival.visit_id == Visit.id)
    .where(_LINKED.correlate(_CASE), Visit.status == VisitStatus.BOOKED)
    .where(ServiceSession.ends_at > _NOW, ServiceSession.status != SessionStatus.CANCELLED)
    .where(Arrival.left_at.is_(None))
    .order_by(Visit.id)
)
_UNKEPT = (
    sa.exists()
    .where(Appointment.visit_id == Visit.id, Appointment.slot_id == Slot.id)
    .where(Appointment.status == AppointmentStatus.BOOKED, Appointment.began_at.is_(None))
    .where(avoids(Visit.id, Slot.worker_id))
    .correlate(Visit)
)


class Presence(NamedTuple):
    """Somebody linked who is expected at a session, or is there."""

    visit_id: UUID
    client_id: UUID
    session_id: UUID
    starts_at: datetime
    is_here: bool


class Clash(NamedTuple):
    """Two who would meet: whose visit is moved, if anybody has said who does harm, and whose
    stays."""

    pair: Pair
    moves: Presence | None
    both: tuple[Presence, Presence]

    @property
    def is_on(self) -> bool:
        """Whether one of them is in the building."""
        return any(each.is_here for each in self.both)


def clashes(db: Session, at: datetime, session_id: UUID | None = None) -> list[Clash]:
    """Every two who would meet at a session that is not over, or at this one; soonest first."""
    by_session: dict[UUID, list[Presence]] = {}
    for each in _present(db, at, session_id):
        by_session.setdefault(each.session_id, []).append(each)
    found = [clash for there in by_session.values() for clash in _among(db, there)]
    return sorted(found, key=lambda each: (each.both[0].starts_at, str(each.pair.one)))


def waits_for_coordinator(db: Session, session_id: UUID, at: datetime) -> bool:
    """Whether nobody should go in at this session before the coordinator says so. Of whom this is
    so, nothing here tells."""
    return any(each.is_on for each in clashes(db, at, session_id))


def suiting(db: Session, client_id: UUID, sessions: Iterable[ComingSession]) -> list[ComingSession]:
    """Those of the sessions that are in the weeks of this client, where none is expected whom they
    must not meet."""
    turn, others = turn_of(db, client_id), linked_with(db, client_id)
    taken = _sessions_of(db, {each.other_than(client_id) for each in others})
    zones = _zones(db, [each.id for each in sessions]) if others else {}
    return [
        each
        for each in sessions
        if not others or (each.id not in taken and turn.has(day_in(each.starts_at, zones[each.id])))
    ]


def unkept_stops(db: Session, actor: Actor, at: datetime) -> list[tuple[Visit, datetime]]:
    """Visits with a stop to come at somebody's desk who is shut out, each with its session's
    begin: another plan is needed (S-28)."""
    found = (
        visible_to(actor)
        .add_columns(ServiceSession.starts_at)
        .join(ServiceSession, ServiceSession.id == Visit.session_id)
        .where(Visit.status == VisitStatus.BOOKED, ServiceSession.ends_at > at, _UNKEPT)
        .order_by(ServiceSession.starts_at, Visit.id)
    )
    return [(visit, starts_at) for visit, starts_at in db.execute(found)]


def _present(db: Session, at: datetime, session_id: UUID | None) -> list[Presence]:
    """Everybody with a link that stands who is expected or here at a session that is not over."""
    found = _PRESENT if session_id is None else _PRESENT.where(Visit.session_id == session_id)
    return [Presence(*row[:4], row[4] is not None) for row in db.execute(found, {"now": at})]


def _among(db: Session, there: list[Presence]) -> list[Clash]:
    pairs = pairs_among(db, {each.client_id for each in there}) if len(there) > 1 else []
    return [
        Clash(pair, _moved(pair, one, two), (one, two))
        for pair in pairs
        for one in there
        if one.client_id == pair.one
        for two in there
        if two.client_id == pair.two
    ]


def _moved(pair: Pair, one: Presence, two: Presence) -> Presence | None:
    return next((each for each in (one, two) if each.client_id == pair.moves), None)


def _sessions_of(db: Session, clients: Collection[UUID]) -> set[UUID]:
    booked = sa.select(Visit.session_id).where(
        Visit.client_id.in_(list(clients)), Visit.status == VisitStatus.BOOKED
    )
    return set(db.scalars(booked)) if clients else set()


def _zones(db: Session, session_ids: Collection[UUID]) -> dict[UUID, Any]:
    rows = db.execute(
        sa.select(ServiceSession.id, Schedule.timezone)
        .join(Schedule, Schedule.id == ServiceSession.schedule_id)
        .where(ServiceSession.id.in_(list(session_ids)))
    )
    return dict([*rows])
