"""A lead has asked about unusual reading, and says what came of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.looking.models import SettledReading
from bookings.looking.rules.unusual import Unusual
from portal.access import Actor
from portal.record.actions import note


class OwnReading(Exception):
    """Nobody settles what they read themselves."""


def settle(db: Session, what: Unusual, words: str, *, by: Actor, at: datetime) -> None:
    """Take it off the list, with what came of it; the record keeps all of it.

    Raises OwnReading; LookupError for whoever has no account.
    """
    if by.account_id is None:
        raise LookupError("only somebody with an account settles anything")
    if what.account == by.account_id:
        raise OwnReading
    row = SettledReading(
        account_id=what.account,
        day=what.day,
        kind=what.kind,
        count=what.how_many,
        at=at,
        by=by.account_id,
    )
    row.words = words
    db.add(row)
    db.flush()
    note(db, "reading settled", what.account, by=by, at=at)
