"""The reminder of a visit is asked for where she allowed one, and called off with what it tells."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bookings.contact.queries import allowed
from bookings.contact.rules.choices import Kind
from bookings.visits.models import Visit, VisitStatus
from bookings.visits.queries.journeys import stops
from bookings.visits.rules.reminding import reminder_span
from portal.outbox.actions.queueing import cancel_kinds, queue
from portal.outbox.queries.due import had_one

# Word of a change that comes later finds her on her way.
ON_THE_WAY = timedelta(minutes=30)

# These speak of when she comes; that she may ring us stays so, whenever that is.
_OF_A_TIME = (Kind.REMINDER.value, Kind.CHANGE.value)


def plan_reminder(db: Session, visit: Visit, *, at: datetime) -> None:
    """Ask for the reminder of the visit as it stands now, instead of any before, where she allowed
    one. Whether it may go is decided when it is due (S-01)."""
    cancel_kinds(db, visit.id, _OF_A_TIME, at)
    _queue_reminder(db, visit, at)


def remind_as_allowed(db: Session, visit: Visit, *, at: datetime) -> None:
    """She said in person what may reach her, of a visit that was booked before: its reminder is
    asked for, unless one waits or was tried already, or a person called it off (S-15, C-11)."""
    if visit.status is VisitStatus.BOOKED and not had_one(db, Kind.REMINDER.value, visit.id):
        _queue_reminder(db, visit, at)


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
    cancel_kinds(db, visit.id, _OF_A_TIME, at)
    _queue_change(db, visit, at)


def _queue_reminder(db: Session, visit: Visit, at: datetime) -> None:
    begins = first_start(db, visit)
    if begins is None or not allowed(db, visit.client_id, Kind.REMINDER):
        return
    since, late = reminder_span(begins, at)
    if since < late:
        queue(db, Kind.REMINDER.value, visit.client_id, visit.id, since, late, at)


def _queue_change(db: Session, visit: Visit, at: datetime) -> None:
    begins = first_start(db, visit)
    if begins is None or not allowed(db, visit.client_id, Kind.CHANGE):
        return
    late = begins - ON_THE_WAY
    if at < late:
        queue(db, Kind.CHANGE.value, visit.client_id, visit.id, at, late, at)
