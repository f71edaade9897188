"""Whoever gave up waiting is reached about nothing any more: what was said of it is erased."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.models import ContactAnswer, ContactApproval


def forget(db: Session, client_id: UUID) -> None:
    """Erase every answer and every approved wording. A stop stays: it only ever narrows. Whoever
    calls it has noted what was given up."""
    for table in (ContactAnswer, ContactApproval):
        db.execute(sa.delete(table).where(table.client_id == client_id))
