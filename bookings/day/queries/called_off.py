"""Today's sessions that were called off, and who is at their door for whoever comes (S-56)."""

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import CalledOff
from portal.access import Actor, Permission
from portal.db.flat import flat_rows
from services_directory.listings.models import Location
from services_directory.sessions.models import Schedule, ServiceSession, SessionStatus


class NotHeld(NamedTuple):
    """A session of today that does not take place. Nobody is at its door where nobody had booked;
    `instead` is the day that is held in its place."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    name: str
    area: str
    at_the_door: str
    instead: date | None


_NOT_HELD: sa.Select[*tuple[Any, ...]] = (
    sa.select(
        ServiceSession.id,
        ServiceSession.starts_at,
        ServiceSession.ends_at,
        Schedule.name,
        Location.area,
        CalledOff.at_the_door,
        CalledOff.instead,
    )
    .join(CalledOff, CalledOff.session_id == ServiceSession.id)
    .join(Schedule, Schedule.id == ServiceSession.schedule_id)
    .join(Location, Location.id == ServiceSession.location_id)
    .where(
        ServiceSession.status == SessionStatus.CANCELLED,
        ServiceSession.starts_at >= sa.bindparam("since"),
        ServiceSession.starts_at < sa.bindparam("until"),
    )
    .order_by(ServiceSession.starts_at, ServiceSession.id)
)


def called_off_today(db: Session, actor: Actor, now: datetime, zone: ZoneInfo) -> list[NotHeld]:
    """Of the day that it is in `zone`, for whoever stands at a door; nothing for anybody else."""
    if not actor.may(Permission.DOOR):
        return []
    since = datetime.combine(now.astimezone(zone).date(), time(0), zone)
    until = datetime.combine(since.date() + timedelta(days=1), time(0), zone)
    rows = flat_rows(db, _NOT_HELD, {"since": since, "until": until})
    return [NotHeld._make(row) for row in rows]
