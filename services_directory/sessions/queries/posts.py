"""Who can be given an account or a pass: an organisation's workers, and the desks still ahead."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.flat import flat_rows
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import (
    Desk,
    Purpose,
    ServiceSession,
    SessionStatus,
    Worker,
)


class Post(NamedTuple):
    """A desk of a session, and from when to when that is."""

    id: UUID
    name: str
    starts_at: datetime
    ends_at: datetime


WORKERS = (
    sa.select(Worker.id, Worker.name)
    .where(Worker.organization_id == sa.bindparam("organization"))
    .order_by(Worker.name, Worker.id)
)

# Welcomes are given by whoever runs the session: nobody covers them alone.
POSTS = (
    sa.select(Desk.id, Service.name, ServiceSession.starts_at, ServiceSession.ends_at)
    .join(ServiceSession, ServiceSession.id == Desk.session_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .where(
        ServiceSession.ends_at > sa.bindparam("at"),
        ServiceSession.starts_at < sa.bindparam("until"),
        ServiceSession.status != SessionStatus.CANCELLED,
        Desk.purpose == Purpose.FULL,
    )
    .order_by(ServiceSession.starts_at, Service.name, Desk.id)
)


def workers_of(db: Session, organization_id: UUID) -> list[tuple[UUID, str]]:
    """Ids and names of an organisation's workers, by name."""
    return [(row[0], row[1]) for row in flat_rows(db, WORKERS, {"organization": organization_id})]


def posts_between(db: Session, at: datetime, until: datetime) -> list[Post]:
    """The desks of the sessions that are not over at `at` and begin before `until`, in order."""
    return [Post._make(row) for row in flat_rows(db, POSTS, {"at": at, "until": until})]
