"""Somebody dangerous is here: one action says it to everybody, and one says that it is over."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.still_open import lock_open
from bookings.day.models import Alert
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits
from services_directory.sessions.actions import mark_changed


def raise_alert(db: Session, session_id: UUID, words: str, *, by: Actor, at: datetime) -> Alert:
    """From now on every page of the session says it, and nothing goes out (C-10). Where an alert
    stands already it goes on, with the newer words if there are any.

    Raises SessionIsClosed, and LookupError for whoever has no account.
    """
    if by.account_id is None:
        raise LookupError("only somebody with an account raises an alert")
    lock_open(db, session_id)
    alert = _standing(db, session_id)
    if alert is None:
        alert = Alert(session_id=session_id, raised_at=at, raised_by=by.account_id)
        db.add(alert)
    alert.words = words or alert.words
    db.flush()
    _note(db, session_id, "alert raised", by, at)
    something_waits(db, at=at)
    return alert


def end_alert(db: Session, session_id: UUID, *, by: Actor, at: datetime) -> None:
    """It is over. What the person looked like is kept no longer than that. Raises SessionIsClosed;
    where no alert stands nothing is done."""
    lock_open(db, session_id)
    alert = _standing(db, session_id)
    if alert is not None:
        alert.ended_at, alert.words = at, None
        db.flush()
        _note(db, session_id, "alert ended", by, at)


def _standing(db: Session, session_id: UUID) -> Alert | None:
    open_ones = sa.select(Alert).where(Alert.session_id == session_id, Alert.ended_at.is_(None))
    return db.scalars(open_ones.order_by(Alert.raised_at)).first()


def _note(db: Session, session_id: UUID, verb: str, by: Actor, at: datetime) -> None:
    mark_changed(db, session_id)
    note(db, verb, session_id, by=by, at=at)
