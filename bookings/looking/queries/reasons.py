"""Whether somebody is at their own work with a person, or must say first why they look."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.queries.visible import visible_to
from bookings.looking.models import LookReason
from bookings.looking.rules.unusual import REASON_STANDS, Limits, is_near
from bookings.people.models import CaseRecord, Client
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor, Role
from services_directory.sessions.models import ServiceSession


def needs_reason(db: Session, actor: Actor, client_id: UUID, at: datetime, limits: Limits) -> bool:
    """Whether opening this person is outside the actor's own work (P-02): no visit of theirs is
    near, somebody else holds the case, and no reason was given today.

    It is asked of coordinators: every other role sees those of its own day and nobody else.
    """
    if actor.role is not Role.COORDINATOR:
        return False
    theirs = _visit_near(db, client_id, at, limits) or _holds(db, actor, client_id)
    return not (theirs or _gave_reason(db, actor, client_id, at))


def client_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Client | None:
    """The person that an address names, where some visit of theirs is this actor's to see."""
    hers = visible_to(actor).where(Visit.client_id == path["client_id"]).limit(1)
    visit = db.scalars(hers).one_or_none()
    return None if visit is None else db.get(Client, visit.client_id)


def _visit_near(db: Session, client_id: UUID, at: datetime, limits: Limits) -> bool:
    starts = db.scalars(
        sa.select(ServiceSession.starts_at)
        .join(Visit, Visit.session_id == ServiceSession.id)
        .where(Visit.client_id == client_id, Visit.status != VisitStatus.HELD)
    )
    return is_near(starts, at, limits)


def _holds(db: Session, actor: Actor, client_id: UUID) -> bool:
    held = sa.select(CaseRecord.id).where(CaseRecord.client_id == client_id)
    return db.scalar(held.where(CaseRecord.holder == actor.account_id)) is not None


def _gave_reason(db: Session, actor: Actor, client_id: UUID, at: datetime) -> bool:
    given = sa.select(LookReason.id).where(
        LookReason.account_id == actor.account_id,
        LookReason.client_id == client_id,
        LookReason.at > at - REASON_STANDS,
        LookReason.at <= at,
    )
    return db.scalars(given.limit(1)).first() is not None
