"""The visits of a case, and which of them were joined to it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.cases.models import JoinedVisit
from bookings.cases.rules.joining import UNDONE_WITHIN
from bookings.day.models import Arrival, Ending, Outcome
from bookings.day.queries.visible import may_see, own
from bookings.people.models import CaseRecord
from bookings.people.queries.records import is_theirs
from bookings.visits.models import Visit, VisitStatus
from portal.access import Actor
from services_directory.sessions.models import ServiceSession


class VisitLine(NamedTuple):
    """One visit: when, whether they came, and how it ended."""

    id: UUID
    starts_at: datetime
    is_cancelled: bool
    came: bool
    ending: Ending | None
    reason: str


def visits_of(db: Session, actor: Actor, case: CaseRecord) -> list[VisitLine]:
    """The visits of a case that this actor may see, the latest first."""
    found = (
        sa.select(Visit, ServiceSession.starts_at, Arrival.id, Outcome)
        .join(ServiceSession, ServiceSession.id == Visit.session_id)
        .outerjoin(Arrival, Arrival.visit_id == Visit.id)
        .outerjoin(Outcome, Outcome.visit_id == Visit.id)
        .where(Visit.client_id == case.client_id, may_see(actor))
        .order_by(ServiceSession.starts_at.desc())
    )
    return [_line(*row) for row in db.execute(found, own(actor))]


def _line(
    visit: Visit, starts_at: datetime, arrival: UUID | None, outcome: Outcome | None
) -> VisitLine:
    return VisitLine(
        visit.id,
        starts_at,
        visit.status is VisitStatus.CANCELLED,
        arrival is not None,
        outcome.ending if outcome else None,
        (outcome.reason or "") if outcome else "",
    )


def joined_today(db: Session, case: CaseRecord, at: datetime) -> list[JoinedVisit]:
    """What was joined to this case so lately that it can still be taken apart."""
    since = JoinedVisit.at >= at - UNDONE_WITHIN
    hers = sa.select(JoinedVisit).where(JoinedVisit.case_id == case.id)
    return list(db.scalars(hers.where(since, JoinedVisit.undone_at.is_(None))))


def joined_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> JoinedVisit | None:
    """The joining that the address names, of a case that this actor may see."""
    of_theirs = sa.select(JoinedVisit).join(CaseRecord, CaseRecord.id == JoinedVisit.case_id)
    return db.scalar(of_theirs.where(JoinedVisit.id == path["joined_id"], is_theirs(actor)))
