"""She is asked to ring us: the one message that a worker begins. It may also mean that there is
something to tell her, and says neither what nor who (S-08)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.rules.choices import Kind
from bookings.contact.rules.preference import LIFE
from bookings.visits.models import Visit
from portal.access import Actor
from portal.outbox.actions.queueing import queue
from portal.record.actions import note


def ask_to_ring(db: Session, visit: Visit, *, by: Actor, at: datetime) -> None:
    """Queue it for the next moment that she said is safe; where one waits already, that one stays.
    Whether it may go is decided then (S-01). It counts among the two about this visit (S-15)."""
    late = at + LIFE
    if queue(db, Kind.PLEASE_RING.value, visit.client_id, visit.id, at, late, at) is not None:
        note(db, "asked to ring", visit.client_id, by=by, at=at)
