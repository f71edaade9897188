"""Adding somebody who can be seated at desks, always as a worker of an organisation."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from services_directory.listings.models import Organization
from services_directory.sessions.actions.patterns import AlreadyThere
from services_directory.sessions.models import Gender, Worker


def add_worker(
    db: Session,
    name: str,
    organization_id: UUID,
    gender: Gender,
    spoken: Collection[str],
    *,
    by: Actor,
    at: datetime,
) -> Worker:
    """A worker of this organisation, in no plan yet; `spoken` are codes of languages.

    Raises AlreadyThere where the organisation has one of this name: accounts are given by name.
    """
    lock = sa.select(Organization).where(Organization.id == organization_id).with_for_update()
    db.scalars(lock).one()
    theirs = db.scalars(sa.select(Worker.name).where(Worker.organization_id == organization_id))
    if name.casefold() in {each.casefold() for each in theirs}:
        raise AlreadyThere
    worker = Worker(
        organization_id=organization_id, name=name, gender=gender, spoken=" ".join(spoken)
    )
    db.add(worker)
    db.flush()
    note(db, "worker added", worker.id, by=by, at=at)
    return worker
