"""A request is written down, and one day answered by the person who holds it (S-59)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.people.models.requests import RightsRequest
from portal.access import Actor
from portal.record.actions import note


def answered(db: Session, request: RightsRequest, *, by: Actor, at: datetime) -> None:
    """Somebody has answered it, outside the portal. What was answered stands nowhere here."""
    if request.answered_at is None:
        note(db, "request answered", request.id, by=by, at=at)
        request.answered_at = at
        db.flush()
