"""Somebody says why they look beyond their own work: then it opens, and the lead is told."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.looking.models import LookReason
from portal.access import Actor
from portal.record.actions import note


def give_reason(db: Session, client_id: UUID, words: str, *, by: Actor, at: datetime) -> None:
    """Write the reason down (P-02). Raises LookupError for whoever has no account."""
    if by.account_id is None:
        raise LookupError("only somebody with an account gives a reason")
    row = LookReason(client_id=client_id, account_id=by.account_id, at=at)
    row.words = words
    db.add(row)
    db.flush()
    note(db, "reason given", client_id, by=by, at=at)
