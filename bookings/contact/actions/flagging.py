"""A number that a provider refused is not tried again until a person has spoken with her."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.actions.saying import NotHerself
from bookings.contact.models import FlaggedNumber
from bookings.contact.queries import flags, number_print
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits


def flag_number(db: Session, number: str, code: int, *, by: Actor, at: datetime) -> None:
    """Flag a number, written with its country; `code` is the provider's."""
    row = FlaggedNumber(number=number_print(number), code=code, at=at)
    db.add(row)
    db.flush()
    note(db, "number flagged", row.id, by=by, at=at)
    something_waits(db, at=at)


def spoken_with(db: Session, number: str, *, by: Actor, at: datetime) -> None:
    """A person has spoken with her about this number: it may be tried again. Raises NotHerself."""
    if by.account_id is None:
        raise NotHerself
    for row in flags(db, number):
        row.spoken_with_at, row.spoken_by = at, by.account_id
        note(db, "spoken with her", row.id, by=by, at=at)
    db.flush()
