"""Whose calendars somebody may have, and which ones they have (C-26)."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.feeds.models import CalendarFeed
from portal import keyring
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from portal.staff.models import Account, Standing
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import (
    DeskPattern,
    Purpose,
    Schedule,
    Seat,
    Worker,
)


class Whose(NamedTuple):
    """What a calendar is of: a worker, by name, or a desk, by service and weekly session."""

    worker_id: UUID | None
    desk_pattern_id: UUID | None
    name: str
    schedule: str
    is_welcome: bool


class ReadFeed(NamedTuple):
    """An address that is answered: what it is of, and who made it."""

    id: UUID
    worker_id: UUID | None
    desk_pattern_id: UUID | None
    owner: UUID
    owner_worker_id: UUID | None
    organization_id: UUID

    @property
    def subject_id(self) -> UUID:
        """The worker or the desk."""
        found = self.worker_id or self.desk_pattern_id
        if found is None:
            raise LookupError("a calendar is of a worker or of a desk")
        return found


_WORKERS = (
    sa.select(Worker.id, Worker.name)
    .where(sa.exists().where(Seat.worker_id == Worker.id))
    .order_by(Worker.name, Worker.id)
)
_DESKS = (
    sa.select(DeskPattern.id, Service.name, Schedule.name, DeskPattern.purpose)
    .join(ServiceAtLocation, ServiceAtLocation.id == DeskPattern.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Schedule, Schedule.id == DeskPattern.schedule_id)
    .order_by(Schedule.name, Service.name, DeskPattern.purpose, DeskPattern.id)
)
_OWN_NAME = sa.select(Worker.id, Worker.name).where(Worker.id == sa.bindparam("worker"))

# Whoever made it must still be somebody who may have it: a desk worker, that same worker's only.
_MAY_STILL = sa.or_(
    Account.role_name == Role.COORDINATOR.name.lower(),
    sa.and_(
        Account.role_name == Role.DESK_WORKER.name.lower(),
        Account.worker_id == CalendarFeed.worker_id,
    ),
)
_BY_TOKEN = (
    sa.select(
        CalendarFeed.id,
        CalendarFeed.worker_id,
        CalendarFeed.desk_pattern_id,
        Account.id,
        Account.worker_id,
        Account.organization_id,
    )
    .join(Account, Account.id == CalendarFeed.account_id)
    .where(CalendarFeed.token == sa.bindparam("token"), CalendarFeed.revoked_at.is_(None))
    .where(Account.standing == Standing.ACTIVE, _MAY_STILL)
)


def fingerprint(token: str) -> bytes:
    return keyring.fingerprint(token, "calendar_feeds.token")


def feed_at(db: Session, _actor: Actor, path: Mapping[str, Any]) -> ReadFeed | None:
    """The calendar at this address; one that never was and one that is over are alike."""
    row = flat_rows(db, _BY_TOKEN, {"token": fingerprint(path["token"])}).one_or_none()
    return ReadFeed._make(row) if row else None


def choices(db: Session, actor: Actor) -> list[Whose]:
    """What the actor may have a calendar of: a coordinator, of every worker and desk of the weekly
    plan; a desk worker, of their own times (R-16)."""
    if actor.role is Role.DESK_WORKER:
        own = flat_rows(db, _OWN_NAME, {"worker": actor.worker_id})
        return [_of_worker(*row) for row in own]
    if actor.role is not Role.COORDINATOR:
        return []
    workers = [_of_worker(*row) for row in flat_rows(db, _WORKERS, {})]
    return [*workers, *(_of_desk(*row) for row in flat_rows(db, _DESKS, {}))]


def visible_to(actor: Actor) -> sa.Select[CalendarFeed]:
    """The calendars that the actor has made and not given up."""
    own = CalendarFeed.account_id == actor.account_id
    return sa.select(CalendarFeed).where(own, CalendarFeed.revoked_at.is_(None))


def own_feed(db: Session, actor: Actor, path: Mapping[str, Any]) -> CalendarFeed | None:
    return db.scalar(visible_to(actor).where(CalendarFeed.id == path["feed_id"]))


def own_feeds(db: Session, actor: Actor) -> list[CalendarFeed]:
    """What the actor has, in order of making."""
    return list(db.scalars(visible_to(actor).order_by(CalendarFeed.made_at, CalendarFeed.id)))


def _of_worker(worker_id: UUID, name: str) -> Whose:
    return Whose(worker_id, None, name, "", False)


def _of_desk(pattern_id: UUID, name: str, schedule: str, purpose: Purpose) -> Whose:
    return Whose(None, pattern_id, name, schedule, purpose is Purpose.WELCOME)
