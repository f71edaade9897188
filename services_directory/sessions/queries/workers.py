"""Everybody who can be seated at desks, for whoever plans, and whose workers they are."""

from collections.abc import Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor, Permission
from services_directory.listings.models import Organization
from services_directory.sessions.models import Worker


class Employed(NamedTuple):
    """A worker, and the organisation's name."""

    worker: Worker
    organization: str


def employed(db: Session, actor: Actor) -> Sequence[Employed]:
    """By organisation and name; nobody for whoever does not plan (P-01)."""
    if not actor.may(Permission.PLAN):
        return []
    rows = sa.select(Worker, Organization.name).join(
        Organization, Organization.id == Worker.organization_id
    )
    found = db.execute(rows.order_by(Organization.name, Worker.name, Worker.id))
    return [Employed(worker, name) for worker, name in found]


def organizations(db: Session) -> Sequence[Organization]:
    return db.scalars(sa.select(Organization).order_by(Organization.name)).all()
