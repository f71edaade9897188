"""Writing an entry in the transaction of the change that it speaks of."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.models import Entry, Head

_HEAD = sa.select(Head).with_for_update().execution_options(populate_existing=True)


def note(db: Session, verb: str, about: UUID, *, by: Actor, at: datetime) -> None:
    """Add one entry to the record (S-37). Entries of transactions that overlap wait in line."""
    head = db.scalars(_HEAD).one()
    entry = Entry(number=head.number + 1, at=at, who=_name(by), verb=verb, about=about)
    entry.digest = entry.chained_to(head.digest)
    head.move_on(entry)
    db.add(entry)
    db.flush()


def _name(actor: Actor) -> str:
    known_by = actor.account_id or actor.draft_id or actor.session_id
    return f"{actor.role.name.lower()}{f':{known_by}' if known_by else ''}"
