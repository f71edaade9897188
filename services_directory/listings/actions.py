"""Writing the directory's entries; each is confirmed by whoever writes it (P-09)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from services_directory.listings.models import Location, Organization, Service


class EntryChanged(Exception):
    """Somebody else changed the entry after it was looked at: nothing is overwritten unseen."""


class NameTaken(Exception):
    """An organisation of this name is there already."""


def add_organization(db: Session, name: str, *, by: Actor, at: datetime) -> None:
    """Raises NameTaken."""
    if db.scalar(sa.select(Organization.id).filter_by(name=name)) is not None:
        raise NameTaken
    row = Organization(name=name)
    db.add(row)
    note(db, "organisation added", row.id, by=by, at=at)


def add_service(db: Session, service: Service, *, by: Actor, at: datetime) -> None:
    service.confirmed_at = at
    db.add(service)
    note(db, "service added", service.id, by=by, at=at)


def add_location(db: Session, location: Location, *, by: Actor, at: datetime) -> None:
    """A place; the database refuses a confidential one with more than an area (S-29)."""
    db.add(location)
    note(db, "place added", location.id, by=by, at=at)


def confirm_service(
    db: Session, service_id: UUID, seen: int, stated: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """Write down what a service said of itself, and that it was asked now.

    Raises EntryChanged where the entry is not as it was at its change number `seen`.
    """
    done = db.execute(
        sa.update(Service)
        .where(Service.id == service_id, Service.changes == seen)
        .values({**stated, "confirmed_at": at, "changes": seen + 1})
        .returning(Service.id)
    )
    if done.scalar() is None:
        raise EntryChanged
    note(db, "service confirmed", service_id, by=by, at=at)
