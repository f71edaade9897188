"""The reminder of a visit is asked for where she allowed one, and called off with what it tells."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bookings.contact.queries import approved
from bookings.contact.rules.choices import Channel, Kind
from bookings.visits.models import Visit
from bookings.visits.queries.journeys import stops
from bookings.visits.rules.reminding import reminder_span
from portal.outbox.actions.queueing import cancel_about, queue

# Word of a change that comes later finds her on her way.
ON_THE_WAY = timedelta(minutes=30)


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


def first_start(db: Session, visit: Visit) -> datetime | None:
    """When she comes, as her stops stand now; None where there is none."""
    coming = [slot.starts_at for _, slot in stops(db, visit)]
    return coming[0] if coming else None


def tell_of_change(db: Session, visit: Visit, was: datetime | None, *, at: datetime) -> None:
    """Ask for word that the service has moved the visit, which began at `was`, where she allowed
    such. What she moves herself she knows already."""
    plan_reminder(db, visit, at=at)
    if first_start(db, visit) != was:
        _queue_change(db, visit, at)


def tell_of_calling_off(db: Session, visit: Visit, *, at: datetime) -> None:
    """Ask for word that the session does not take place, where she allowed such; her phrase shows
    it in any case (S-56)."""
    cancel_about(db, visit.id, at)
    _queue_change(db, visit, at)


def _queue_change(db: Session, visit: Visit, at: datetime) -> None:
    begins = first_start(db, visit)
    if begins is None or approved(db, visit.client_id, Kind.CHANGE, Channel.TEXT) is None:
        return
    late = begins - ON_THE_WAY
    if at < late:
        queue(db, Kind.CHANGE.value, visit.client_id, visit.id, at, late, at)
