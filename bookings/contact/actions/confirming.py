"""Do your choices still stand? A yes is good for 28 days; a visit without one ends them (S-06)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.actions.saying import NotHerself
from bookings.contact.queries import standing
from bookings.contact.rules.preference import LIFE
from portal.access import Actor
from portal.record.actions import note


def confirm(db: Session, client_id: UUID, *, by: Actor, at: datetime) -> None:
    """She was asked in person, and all that stands still stands (C-06). It lifts no stop. Raises
    NotHerself where nobody on the staff asked her."""
    if by.account_id is None:
        raise NotHerself
    if not standing(db, client_id):
        return
    note(db, "contact confirmed", client_id, by=by, at=at)
    for row in standing(db, client_id):
        row.confirmed_at, row.expires_at = at, at + LIFE
    db.flush()


def visit_begins(db: Session, client_id: UUID, *, ends_at: datetime) -> None:
    """She is here: whatever she said counts until the session ends, unless somebody asks her again
    before (S-06, C-06). Whoever calls it has noted that she is here."""
    for row in standing(db, client_id):
        row.expires_at = min(row.expires_at, ends_at)
    db.flush()
