"""The reminder of a visit is asked for where she allowed one, and called off with what it tells."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.queries import approved
from bookings.contact.rules.choices import Channel, Kind
from bookings.visits.models import Visit
from bookings.visits.queries.journeys import stops
from bookings.visits.rules.reminding import reminder_span
from portal.outbox.actions.queueing import cancel_about, queue


def plan_reminder(db: Session, visit: Visit, *, at: datetime) -> None:
    """Ask for the reminder of the visit as it stands now, instead of any before, where she allowed
    one. Whether it may go is decided when it is due (S-01)."""
    cancel_about(db, visit.id, at)
    coming = [slot.starts_at for _, slot in stops(db, visit)]
    if not coming or approved(db, visit.client_id, Kind.REMINDER, Channel.TEXT) is None:
        return
    since, late = reminder_span(coming[0], at)
    if since < late:
        queue(db, Kind.REMINDER.value, visit.client_id, visit.id, since, late, at)
