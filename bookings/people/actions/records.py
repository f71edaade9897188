"""A case is opened, and passes from one holder to another."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bookings.people.actions.facts import write_fact
from bookings.people.actions.writing import account_of
from bookings.people.models import CaseFact, CaseRecord
from bookings.people.rules.facts import FactKind, SaidBy
from portal.access import Actor
from portal.record.actions import note


class AlreadyACase(Exception):
    """There is a case of this client, whoever holds it."""


def open_case(db: Session, client_id: UUID, wants: str, *, by: Actor, at: datetime) -> CaseRecord:
    """Open a record for a client, held by whoever opens it; what they want comes first, in their
    own words, where they have said it. Raises AlreadyACase; LookupError for whoever has no account
    in an organisation."""
    if by.organization_id is None:
        raise LookupError("a case is held by an organisation")
    account = account_of(by)
    case = CaseRecord(
        client_id=client_id,
        organization_id=by.organization_id,
        opened_at=at,
        opened_by=account,
        holder=account,
    )
    note(db, "case opened", case.id, by=by, at=at)
    try:
        with db.begin_nested():
            db.add(case)
    except IntegrityError:
        raise AlreadyACase from None
    if wants:
        fact = CaseFact(case_id=case.id, kind=FactKind.WANTS, said_by=SaidBy.THEMSELVES)
        fact.value = wants
        write_fact(db, case, fact, by=by, at=at)
    return case


def take_over(db: Session, case: CaseRecord, *, by: Actor, at: datetime) -> None:
    """From now on whoever asks holds the case."""
    account = account_of(by)
    if case.holder != account:
        note(db, "case taken over", case.id, by=by, at=at)
        case.holder = account
        db.flush()
