"""Moving one stop on the day, to a time that is really free and that she can really keep."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.day.actions.running import NoSuchStep, as_shown, state_of
from bookings.day.actions.still_open import lock_open
from bookings.day.actions.taking_along import interpreting_at, take_along
from bookings.day.queries.moving import times_that_fit
from bookings.day.queries.running import StopOfHers
from bookings.day.rules.running import MAY_MOVE
from bookings.visits.actions.change import move_stop
from bookings.visits.actions.reminding import first_start, tell_of_change
from portal.access import Actor
from services_directory.sessions.actions import SlotJustTaken


def move(
    db: Session, each: StopOfHers, slot_id: UUID, *, was: str, by: Actor, at: datetime
) -> bool:
    """Move the stop, which `was` at this version, to a slot of those that fit. Whoever interprets
    comes along; False where somebody cannot, and is to be arranged anew.

    Raises SessionIsClosed; ChangedMeanwhile; NoSuchStep for a stop that has begun or is over;
    SlotJustTaken where the slot is none, or none any more, of those that fit. Then nothing has
    changed.
    """
    lock_open(db, each.visit.session_id)
    as_shown(db, each.stop, was)
    if state_of(each.stop) not in MAY_MOVE:
        raise NoSuchStep
    fitting = [one.slot for one in times_that_fit(db, by, each, at) if one.slot.id == slot_id]
    if not fitting:
        raise SlotJustTaken
    given, before = interpreting_at(db, each.stop.id), first_start(db, each.visit)
    move_stop(db, each.visit, each.stop, fitting[0], by=by, at=at)
    tell_of_change(db, each.visit, before, at=at)
    return not take_along(db, given, each.visit.id, fitting[0])
