"""The entries of the directory, for whoever plans."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from portal.access import Actor, Permission
from services_directory.listings.models import Location, Organization, Service


def visible_to(actor: Actor) -> sa.Select[Service]:
    """Every service for whoever plans, stale ones too, and none for anybody else (P-01)."""
    may = sa.literal(actor.may(Permission.PLAN))
    return sa.select(Service).where(may).options(joinedload(Service.organization))


def planner(_db: Session, actor: Actor, _path: Mapping[str, Any]) -> Actor:
    """The page of all entries: its subject is who asks."""
    return actor


def service_of(db: Session, actor: Actor, path: Mapping[str, Any]) -> Service | None:
    """The service that an address names."""
    return db.scalar(visible_to(actor).where(Service.id == path["service_id"]))


def services(db: Session, actor: Actor) -> Sequence[Service]:
    return db.scalars(visible_to(actor).order_by(Service.name, Service.id)).all()


def organizations(db: Session) -> Sequence[Organization]:
    return db.scalars(sa.select(Organization).order_by(Organization.name)).all()


def locations(db: Session) -> Sequence[Location]:
    return db.scalars(sa.select(Location).order_by(Location.area, Location.id)).all()
