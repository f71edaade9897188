"""The weekly patterns for whoever plans, and what their pages offer to choose from."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor, Permission
from services_directory.listings.models import Location, Service
from services_directory.listings.rules import stale_before
from services_directory.sessions.models import (
    Claim,
    Room,
    Schedule,
    ServiceSession,
    SessionStatus,
    Worker,
)
from services_directory.sessions.queries.free import IS_LIVE

_TAKEN = sa.select(ServiceSession.id).where(
    ServiceSession.status != SessionStatus.CANCELLED,
    ServiceSession.ends_at > sa.bindparam("at"),
    sa.exists().where(Claim.session_id == ServiceSession.id, IS_LIVE),
)


def visible_to(actor: Actor) -> sa.Select[Schedule]:
    """Every pattern for whoever plans, and none for anybody else (P-01)."""
    return sa.select(Schedule).where(sa.literal(actor.may(Permission.PLAN)))


def patterns(db: Session, actor: Actor) -> Sequence[Schedule]:
    return db.scalars(visible_to(actor).order_by(Schedule.name, Schedule.id)).all()


def pattern_of(db: Session, actor: Actor, path: Mapping[str, Any]) -> Schedule | None:
    """The pattern that an address names."""
    return db.scalar(visible_to(actor).where(Schedule.id == path["schedule_id"]))


def planner(_db: Session, actor: Actor, _path: Mapping[str, Any]) -> Actor:
    """A page of all patterns: its subject is who asks."""
    return actor


def taken_session(db: Session, schedule_id: UUID, day: date, at: datetime) -> UUID | None:
    """The session of this pattern date, where somebody has a time there at `at`."""
    mine = _TAKEN.where(
        ServiceSession.schedule_id == schedule_id, ServiceSession.pattern_date == day
    )
    return db.scalar(mine, {"at": at})


def services(db: Session, at: datetime) -> Sequence[Service]:
    """What can have a desk: entries that were confirmed lately; a stale one is no choice (P-09)."""
    fresh = sa.select(Service).where(Service.confirmed_at > stale_before(at))
    return db.scalars(fresh.order_by(Service.name, Service.id)).all()


def workers(db: Session) -> Sequence[Worker]:
    return db.scalars(sa.select(Worker).order_by(Worker.name, Worker.id)).all()


def places(db: Session) -> Sequence[Location]:
    """Places where a session can be held: never a confidential one (S-29)."""
    open_ones = sa.select(Location).where(~Location.confidential)
    return db.scalars(open_ones.order_by(Location.name, Location.id)).all()


def rooms_at(db: Session, location_id: UUID) -> Sequence[Room]:
    return db.scalars(sa.select(Room).filter_by(location_id=location_id).order_by(Room.name)).all()
