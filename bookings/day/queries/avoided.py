"""Whom somebody never meets: what was said at the door that day, and who is shut out of their case
(C-09, S-28). Every search, plan, count and feed reads it here."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.day.models import AvoidedInterpreter, AvoidedWorker
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.queries.shut_out import STANDS
from bookings.visits.models import Visit
from portal.staff.models import Account
from services_directory.sessions.models import Worker

# Tables of these selects' own, whatever the larger one has of the same.
_VISIT, _WORKER = aliased(Visit), aliased(Worker)
_BY_ACCOUNT = (
    sa.exists()
    .where(Account.id == ShutOut.account_id, Account.worker_id == _WORKER.id)
    .correlate(ShutOut, _WORKER)
)
_IS_SHUT_OUT = sa.or_(
    _WORKER.id == ShutOut.worker_id,
    _WORKER.organization_id == ShutOut.organization_id,
    _BY_ACCOUNT,
)
_SAID = sa.select(AvoidedWorker.visit_id, AvoidedWorker.worker_id)
_OF_CASES = (
    sa.select(_VISIT.id.label("visit_id"), _WORKER.id.label("worker_id"))
    .join(CaseRecord, CaseRecord.client_id == _VISIT.client_id)
    .join(ShutOut, sa.and_(ShutOut.case_id == CaseRecord.id, STANDS))
    .join(_WORKER, _IS_SHUT_OUT)
)
# Pairs of a visit and a worker who never sees it.
AVOIDED = sa.union(_SAID, _OF_CASES).subquery("avoided")

_INTERPRETERS = (
    sa.select(Visit.id.label("visit_id"), ShutOut.interpreter_id)
    .join(CaseRecord, CaseRecord.client_id == Visit.client_id)
    .join(ShutOut, sa.and_(ShutOut.case_id == CaseRecord.id, STANDS))
    .where(ShutOut.interpreter_id.is_not(None))
)
_ACCOUNTS = (
    sa.select(Visit.id, Account.id)
    .join(CaseRecord, CaseRecord.client_id == Visit.client_id)
    .join(ShutOut, sa.and_(ShutOut.case_id == CaseRecord.id, STANDS))
    .join(
        Account,
        sa.or_(
            Account.id == ShutOut.account_id,
            Account.organization_id == ShutOut.organization_id,
        ),
    )
)
_ACCOUNTS_OF_WORKERS = (
    sa.select(Visit.id, Account.id)
    .join(AVOIDED, AVOIDED.c.visit_id == Visit.id)
    .join(Account, Account.worker_id == AVOIDED.c.worker_id)
)


def avoided_by(db: Session, visit_id: UUID) -> frozenset[UUID]:
    """The workers whom somebody never meets (C-09)."""
    mine = sa.select(AVOIDED.c.worker_id).where(AVOIDED.c.visit_id == visit_id)
    return frozenset(db.scalars(mine))


def kept_out_of(db: Session, visit_id: UUID) -> frozenset[UUID]:
    """Of those the workers who are shut out of the case, whatever is said on the day (S-28)."""
    return frozenset(worker for _, worker in db.execute(_OF_CASES.where(_VISIT.id == visit_id)))


def kept_from(db: Session, session_id: UUID) -> dict[UUID, set[UUID]]:
    """By visit of a session, the accounts of whoever must not be told of it: nobody is given it to
    hold who could not open it (C-09, S-28)."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for pairs in (_ACCOUNTS, _ACCOUNTS_OF_WORKERS):
        rows: Any = db.execute(pairs.where(Visit.session_id == session_id))
        for visit_id, account_id in rows:
            found[visit_id].add(account_id)
    return found


def avoids(visit_id: Any, worker_id: Any) -> sa.ColumnElement[bool]:
    """Whether a visit and a worker, columns of the larger select, never come together."""
    said = _SAID.where(AvoidedWorker.visit_id == visit_id, AvoidedWorker.worker_id == worker_id)
    of_case = _OF_CASES.where(_VISIT.id == visit_id, _WORKER.id == worker_id)
    return sa.or_(
        said.correlate_except(AvoidedWorker).exists(),
        of_case.correlate_except(_VISIT, _WORKER, CaseRecord, ShutOut).exists(),
    )


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
