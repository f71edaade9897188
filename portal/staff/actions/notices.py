"""Notices by mail: to an address that somebody gave for it, off until they switch them on. A notice
is asked for in the transaction of what waits, and knows nothing of it (R-03, S-50)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.outbox.actions.queueing import queue
from portal.outbox.models import Message
from portal.outbox.rules.limits import TO_STAFF
from portal.outbox.rules.states import State
from portal.record.actions import note
from portal.staff.models import Account
from portal.staff.queries.notices import want_notices
from portal.staff.rules.notices import USEFUL_FOR


def set_notices(
    db: Session, account: Account, address: str, *, is_on: bool, by: Actor, at: datetime
) -> None:
    """Keep the address, and whether anything goes there from now on; an empty one is forgotten."""
    account.notices_to = address or None
    account.notices_since = at if is_on and address else None
    note(db, "set notices", account.id, by=by, at=at)


def something_waits(db: Session, *, at: datetime) -> None:
    """Something has come up that a person must look at. Whoever wants it is told that there is
    something, once; whether that is still so is asked when the notice goes.

    Call it after the record was written: there transactions that overlap wait in line, and not for
    each other's notice.
    """
    for account in want_notices(db):
        _see_to_unclear(db, account, at)
        queue(db, TO_STAFF, account.id, account.id, at, at + USEFUL_FOR, at)


def _see_to_unclear(db: Session, account: Account, at: datetime) -> None:
    """One of which nobody knows whether it went must not stand before the next: here a second one
    does no harm."""
    unclear = sa.update(Message).where(
        Message.kind == TO_STAFF,
        Message.about_id == account.id,
        Message.state == State.UNCLEAR,
        Message.seen_at.is_(None),
    )
    db.execute(unclear.values(seen_at=at))
