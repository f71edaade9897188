"""Somebody is shut out of a case, and can be let in again (S-28)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.actions.writing import end_row, write_down
from bookings.people.models import CaseRecord, ShutOut
from bookings.people.queries.shut_out import STANDS
from bookings.people.rules.facts import SaidBy
from portal.access import Actor


class OwnOrganization(Exception):
    """The organisation that holds a case cannot be shut out of it: hand the case over first."""


class HoldsTheCase(Exception):
    """Whoever holds the case, or says this, cannot be shut out of it: somebody takes it over
    first."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Exactly one of the four, by the id that it has wherever it is kept."""

    worker_id: UUID | None = None
    account_id: UUID | None = None
    organization_id: UUID | None = None
    interpreter_id: UUID | None = None


def shut_out(
    db: Session, case: CaseRecord, whom: Whom, said_by: SaidBy, *, by: Actor, at: datetime
) -> ShutOut:
    """From now on they cannot open, list, search, be given or be told of the case and its visits.
    Shut out twice is shut out once. Raises OwnOrganization and HoldsTheCase."""
    if whom.organization_id == case.organization_id:
        raise OwnOrganization
    if whom.account_id is not None and whom.account_id in (case.holder, by.account_id):
        raise HoldsTheCase
    if whom.worker_id is not None and whom.worker_id == by.worker_id:
        raise HoldsTheCase
    before = db.scalar(_standing(case, whom))
    if before is not None:
        return before
    row = ShutOut(
        case_id=case.id,
        said_by=said_by,
        worker_id=whom.worker_id,
        account_id=whom.account_id,
        organization_id=whom.organization_id,
        interpreter_id=whom.interpreter_id,
    )
    write_down(db, row, "shut out", case.id, by=by, at=at)
    return row


def let_in(db: Session, row: ShutOut, *, by: Actor, at: datetime) -> None:
    """It is so no more."""
    end_row(db, row, "let in again", row.case_id, by=by, at=at)


def keep_out_workers(
    db: Session, client_id: UUID, workers: frozenset[UUID], *, by: Actor, at: datetime
) -> None:
    """Whom somebody said at the door that they avoid is shut out of their case, where they have
    one. Nobody is let in again by what is not said (S-28)."""
    case = db.scalar(sa.select(CaseRecord).where(CaseRecord.client_id == client_id))
    if case is None:
        return
    for worker_id in sorted(workers):
        if worker_id != by.worker_id:
            shut_out(db, case, Whom(worker_id=worker_id), SaidBy.THEMSELVES, by=by, at=at)


def _standing(case: CaseRecord, whom: Whom) -> sa.Select[ShutOut]:
    return sa.select(ShutOut).where(
        ShutOut.case_id == case.id,
        STANDS,
        ShutOut.worker_id.is_not_distinct_from(whom.worker_id),
        ShutOut.account_id.is_not_distinct_from(whom.account_id),
        ShutOut.organization_id.is_not_distinct_from(whom.organization_id),
        ShutOut.interpreter_id.is_not_distinct_from(whom.interpreter_id),
    )
