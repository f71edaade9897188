"""The places of one's own refuge, and of nobody else's."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor, Permission
from services_directory.listings.models import Service, ServiceKind
from services_directory.places.models import Place
from services_directory.places.queries.rows import KNOWN, KnownPlace, known_places
from services_directory.places.rules import FRESH_FOR


class Refuge(NamedTuple):
    """The refuge services that the actor's organisation gives, by name."""

    services: Sequence[Service]


_OWN_PLACES = KNOWN.where(
    Service.organization_id == sa.bindparam("organization"), Service.kind == ServiceKind.REFUGE
).order_by(Service.name, Place.areas, Place.code)


def visible_to(actor: Actor) -> sa.Select[Place]:
    """The places that have not ended of the actor's own organisation (R-16)."""
    return (
        sa.select(Place)
        .join(Service, Service.id == Place.service_id)
        .where(_is_own(actor), Place.ended_at.is_(None))
    )


def own_refuge(db: Session, actor: Actor, _path: Mapping[str, Any]) -> Refuge | None:
    """None where the organisation gives no refuge service."""
    services = db.scalars(sa.select(Service).where(_is_own(actor)).order_by(Service.name)).all()
    return Refuge(services) if services else None


def own_place(db: Session, actor: Actor, path: Mapping[str, Any]) -> Place | None:
    """The place that an address names."""
    return db.scalar(visible_to(actor).where(Place.id == path["place_id"]))


def own_places(db: Session, actor: Actor) -> list[KnownPlace]:
    """What the organisation's places can take, by service and area."""
    if not actor.may(Permission.PLACES):
        return []
    return list(known_places(db, _OWN_PLACES, {"organization": actor.organization_id}))


def last_change(db: Session, actor: Actor) -> int:
    """A number that is another after every change of a place of the organisation, ended or not."""
    changes = sa.select(sa.func.sum(Place.changes)).join(Service, Service.id == Place.service_id)
    return db.scalar(changes.where(_is_own(actor))) or 0


def gives_refuge(db: Session, actor: Actor) -> bool:
    """Whether the way to the places stands on this one's pages."""
    if not actor.may(Permission.PLACES):
        return False
    return db.scalar(sa.select(sa.exists().where(_is_own(actor)))) or False


def count_stale(db: Session, actor: Actor, now: datetime) -> int:
    """How many free places count as no space, since nobody has said so within the day."""
    stale = visible_to(actor).where(Place.is_free, Place.confirmed_at <= now - FRESH_FOR)
    return db.scalar(sa.select(sa.func.count()).select_from(stale.subquery())) or 0


def _is_own(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(
        sa.literal(actor.may(Permission.PLACES)),
        Service.organization_id == actor.organization_id,
        Service.kind == ServiceKind.REFUGE,
    )
