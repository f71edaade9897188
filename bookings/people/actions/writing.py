"""A row is written, and a row ends. Nothing is written over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.people.models import Written
from portal.access import Actor
from portal.record.actions import note


def write_down(
    db: Session, row: Written, verb: str, about: UUID, *, by: Actor, at: datetime
) -> None:
    """Add the row, as written by this actor now; `about` is the case or the person that it is
    about. Raises LookupError for whoever has no account."""
    note(db, verb, about, by=by, at=at)
    row.written_at, row.written_by = at, account_of(by)
    db.add(row)
    db.flush()


def end_row(db: Session, row: Written, verb: str, about: UUID, *, by: Actor, at: datetime) -> None:
    """It is so no more; it can still be read. Ended twice it is ended once."""
    if row.ended_at is None:
        note(db, verb, about, by=by, at=at)
        row.ended_at, row.ended_by = at, account_of(by)
        db.flush()


def account_of(actor: Actor) -> UUID:
    """Raises LookupError for whoever has no account."""
    if actor.account_id is None:
        raise LookupError("only somebody with an account writes of people")
    return actor.account_id
