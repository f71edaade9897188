"""A booking that was set aside has been looked at by a person, and counts like any other (S-57)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.day.actions.still_open import lock_open
from bookings.visits.models import Visit
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed


def looked_at(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Let it count; once more changes nothing. Raises SessionIsClosed."""
    lock_open(db, visit.session_id)
    db.refresh(visit)
    if visit.set_aside_at is None:
        return
    visit.set_aside_at = None
    db.flush()
    mark_changed(db, visit.session_id)
    note(db, "set aside lifted", visit.id, by=by, at=at)
