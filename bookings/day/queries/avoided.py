"""Whom somebody never meets: what was said at the door that day, and who is shut out of their case
(C-09, S-28). Every search, plan, count and feed reads it here."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import AvoidedInterpreter, AvoidedWorker
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.queries.shut_out import STANDS
from bookings.visits.models import Visit
from portal.staff.models import Account
from services_directory.sessions.models import Worker

_BY_ACCOUNT = (
    sa.exists()
    .where(Account.id == ShutOut.account_id, Account.worker_id == Worker.id)
    .correlate(ShutOut, Worker)
)
_IS_SHUT_OUT = sa.or_(
    Worker.id == ShutOut.worker_id, Worker.organization_id == ShutOut.organization_id, _BY_ACCOUNT
)
_OF_CASES = (
    sa.select(Visit.id.label("visit_id"), Worker.id.label("worker_id"))
    .join(CaseRecord, CaseRecord.client_id == Visit.client_id)
    .join(ShutOut, sa.and_(ShutOut.case_id == CaseRecord.id, STANDS))
    .join(Worker, _IS_SHUT_OUT)
)
# Pairs of a visit and a worker who never sees it.
AVOIDED = sa.union(sa.select(AvoidedWorker.visit_id, AvoidedWorker.worker_id), _OF_CASES).subquery(
    "avoided"
)

_INTERPRETERS = (
    sa.select(Visit.id.label("visit_id"), ShutOut.interpreter_id)
    .join(CaseRecord, CaseRecord.client_id == Visit.client_id)
    .join(ShutOut, sa.and_(ShutOut.case_id == CaseRecord.id, STANDS))
    .where(ShutOut.interpreter_id.is_not(None))
)


def avoided_by(db: Session, visit_id: UUID) -> frozenset[UUID]:
    """The workers whom somebody never meets (C-09)."""
    mine = sa.select(AVOIDED.c.worker_id).where(AVOIDED.c.visit_id == visit_id)
    return frozenset(db.scalars(mine))


def avoids(visit_id: Any, worker_id: Any) -> sa.ColumnElement[bool]:
    """Whether a visit and a worker, columns of the larger select, never come together."""
    pair = sa.exists().where(AVOIDED.c.visit_id == visit_id, AVOIDED.c.worker_id == worker_id)
    return pair.correlate_except(AVOIDED)


def avoided_interpreters(db: Session, session_id: UUID) -> dict[UUID, set[UUID]]:
    """Whom each visit of a session does not want as an interpreter (C-09)."""
    said = sa.select(AvoidedInterpreter.visit_id, AvoidedInterpreter.interpreter_id).join(
        Visit, Visit.id == AvoidedInterpreter.visit_id
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for pairs in (said, _INTERPRETERS):
        rows: Any = db.execute(pairs.where(Visit.session_id == session_id))
        for visit_id, interpreter_id in rows:
            found[visit_id].add(interpreter_id)
    return found
