"""The next sessions, and where they are."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.flat import flat_rows
from services_directory.listings.models import Location
from services_directory.sessions.models import Schedule, ServiceSession, SessionStatus


class ComingSession(NamedTuple):
    """One date that is planned and not over. A confidential place has an area only (S-29)."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    name: str
    timezone: str
    location_id: UUID
    area: str
    location_name: str | None
    description: str | None
    address_1: str | None
    city: str | None
    postal_code: str | None


# By the end and not the start, so that the index leads past all that is over.
COMING = (
    sa.select(
        ServiceSession.id,
        ServiceSession.starts_at,
        ServiceSession.ends_at,
        Schedule.name,
        Schedule.timezone,
        ServiceSession.location_id,
        Location.area,
        Location.name,
        Location.description,
        Location.address_1,
        Location.city,
        Location.postal_code,
    )
    .join(Schedule, Schedule.id == ServiceSession.schedule_id)
    .join(Location, Location.id == ServiceSession.location_id)
    .where(ServiceSession.ends_at > sa.bindparam("at"))
    .where(ServiceSession.status == SessionStatus.PLANNED)
    .order_by(ServiceSession.ends_at, ServiceSession.id)
    .limit(sa.bindparam("most"))
)


def first_ids(most: int) -> sa.Select[UUID]:
    """The ids of the first so many of them, for a larger select; its parameter is `at`."""
    return (
        sa.select(ServiceSession.id)
        .where(ServiceSession.ends_at > sa.bindparam("at"))
        .where(ServiceSession.status == SessionStatus.PLANNED)
        .order_by(ServiceSession.ends_at, ServiceSession.id)
        .limit(most)
    )


def coming_sessions(db: Session, at: datetime, *, limit: int) -> list[ComingSession]:
    """Planned sessions that are not over at `at`: the `limit` that end first, in order."""
    rows = flat_rows(db, COMING, {"at": at, "most": limit})
    return [ComingSession._make(row) for row in rows]
