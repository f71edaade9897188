"""Which sessions are on: today's at every place, or else the next day's that has one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Closing
from bookings.day.queries.visible import is_near
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from services_directory.listings.models import Location
from services_directory.sessions.models import Desk, Schedule, ServiceSession, SessionStatus, Slot

# More places than anybody has in one day.
MOST = 24


class SessionOfTheDay(NamedTuple):
    """One session as the day's pages tell it. `changes` counts all that is to be seen there."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    changes: int
    name: str
    area: str
    closed_at: datetime | None


class Watched(NamedTuple):
    """A session that a page keeps looking at, and how much has changed there so far."""

    session_id: UUID
    changes: int


_COLUMNS = (
    sa.select(
        ServiceSession.id,
        ServiceSession.starts_at,
        ServiceSession.ends_at,
        ServiceSession.changes,
        Schedule.name,
        Location.area,
        Closing.at,
    )
    .join(Schedule, Schedule.id == ServiceSession.schedule_id)
    .join(Location, Location.id == ServiceSession.location_id)
    .outerjoin(Closing, Closing.session_id == ServiceSession.id)
)
_ONE = _COLUMNS.where(ServiceSession.id == sa.bindparam("session"))
_SINCE = (
    _COLUMNS.where(ServiceSession.ends_at > sa.bindparam("since"))
    .where(ServiceSession.status != SessionStatus.CANCELLED)
    .order_by(ServiceSession.starts_at, ServiceSession.id)
    .limit(MOST)
)
_OF_WORKER = _SINCE.where(
    sa.exists().where(
        Slot.session_id == ServiceSession.id, Slot.worker_id == sa.bindparam("worker")
    )
)
_OF_DESK = _SINCE.where(
    sa.exists().where(Desk.session_id == ServiceSession.id, Desk.id == sa.bindparam("desk"))
)
_CHANGES = sa.select(ServiceSession.changes).where(ServiceSession.id == sa.bindparam("session"))


def sessions_today(
    db: Session, actor: Actor, now: datetime, zone: ZoneInfo
) -> Sequence[SessionOfTheDay]:
    """Sessions of today in `zone`, at their desk where the actor has one; the next day's with one
    where today has none. In order of time."""
    midnight = datetime.combine(now.astimezone(zone).date(), time(0), zone)
    found = _theirs(db, actor, midnight)
    first = found[0].starts_at.astimezone(zone).date() if found else None
    return [each for each in found if each.starts_at.astimezone(zone).date() == first]


def session_of(db: Session, actor: Actor, path: Mapping[str, Any]) -> SessionOfTheDay | None:
    """The session that an address names, for whoever sees whole sessions."""
    if actor.role is Role.RECEPTIONIST:
        near = _COLUMNS.where(ServiceSession.id == path["session_id"], is_near(actor))
        row = flat_rows(db, near, {}).one_or_none()
        return SessionOfTheDay._make(row) if row else None
    whole = (Role.COORDINATOR, Role.OPERATOR)
    return session_at(db, path["session_id"]) if actor.role in whole else None


def session_at(db: Session, session_id: UUID) -> SessionOfTheDay | None:
    row = flat_rows(db, _ONE, {"session": session_id}).one_or_none()
    return SessionOfTheDay._make(row) if row else None


def anybody(_db: Session, actor: Actor, _path: Mapping[str, Any]) -> Actor:
    """A page that finds for itself which session is in hand: its subject is who asks."""
    return actor


def watched(db: Session, actor: Actor, path: Mapping[str, Any]) -> Watched | None:
    """The session that an address names, as little of it as a poll needs."""
    session_id = path["session_id"]
    if actor.role is Role.RECEPTIONIST and session_of(db, actor, path) is None:
        return None
    return changes_of(db, session_id)


def watched_at_desk(db: Session, actor: Actor, path: Mapping[str, Any]) -> Watched | None:
    """As `watched`, for a desk that is at that session: at another one there is nothing to see."""
    condition = Slot.desk_id == actor.desk_id
    if actor.role is Role.DESK_WORKER:
        condition = Slot.worker_id == actor.worker_id
    theirs = sa.exists().where(Slot.session_id == path["session_id"], condition)
    is_there = db.connection().execute(sa.select(theirs)).scalar_one()
    return changes_of(db, path["session_id"]) if is_there else None


def changes_of(db: Session, session_id: UUID) -> Watched | None:
    """The count of changes, all that an unchanged board costs: one row by its key."""
    found = flat_rows(db, _CHANGES, {"session": session_id}).scalar_one_or_none()
    return None if found is None else Watched(session_id, found)


def in_hand(sessions: Sequence[SessionOfTheDay], now: datetime) -> SessionOfTheDay | None:
    """Of a day's sessions the one to show first: not closed, and on now or beginning next."""
    still = [each for each in sessions if each.closed_at is None]
    ahead = [each for each in still if each.ends_at > now]
    return next(iter(ahead or still[::-1] or sessions[::-1]), None)


def _theirs(db: Session, actor: Actor, since: datetime) -> list[SessionOfTheDay]:
    by_role = {Role.COVER: _OF_DESK, Role.DESK_WORKER: _OF_WORKER}
    statement = by_role.get(actor.role, _SINCE)
    named = {"since": since, "desk": actor.desk_id, "worker": actor.worker_id}
    return [SessionOfTheDay._make(row) for row in flat_rows(db, statement, named)]
