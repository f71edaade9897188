"""Calling somebody to a stop, beginning and ending it, putting it down as missed, and undoing the
last step. Nothing is done to a stop that is not as it was shown: somebody else was there first."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from bookings.day.actions.still_open import lock_open
from bookings.day.queries.board import stop_version
from bookings.day.queries.running import StopOfHers, arrival_of, in_the_way
from bookings.day.rules.running import Step, steps_from
from bookings.day.rules.stops import StopState
from bookings.visits.models import Appointment, AppointmentStatus
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import claim, mark_changed, release
from services_directory.sessions.models import Desk, Purpose
from services_directory.sessions.rules.cells import run_of


class ChangedMeanwhile(Exception):
    """The stop is not any more what it was when it was shown."""


class NotHere(Exception):
    """She has not come yet, has left, or is still to be welcomed at the door."""


class AnotherIsGoingOn(Exception):
    """She is with somebody already, or somebody is in that room or with that worker."""

    def __init__(self, stop: Appointment) -> None:
        super().__init__()
        self.stop = stop


class NoSuchStep(Exception):
    """From where the stop stands this step does not lead on."""


def take_step(
    db: Session, each: StopOfHers, step: Step, *, was: str, by: Actor, at: datetime
) -> None:
    """Take one step with a stop that `was` at this version.

    Raises SessionIsClosed, ChangedMeanwhile, NotHere, AnotherIsGoingOn, NoSuchStep; SlotJustTaken
    where a missed stop should stand again and its time has gone. Then nothing has changed.
    """
    lock_open(db, each.visit.session_id)
    as_shown(db, each.stop, was)
    _refuse(db, each, step)
    _DONE[step](db, each, at)
    db.flush()
    mark_changed(db, each.visit.session_id)
    note(db, f"stop: {step.value}", each.stop.id, by=by, at=at)


def as_shown(db: Session, stop: Appointment, was: str) -> None:
    """Read the stop again. Raises ChangedMeanwhile unless it is at the version `was`."""
    db.refresh(stop)
    if stop_version(stop) != was:
        raise ChangedMeanwhile


def state_of(stop: Appointment) -> StopState:
    """How far a stored stop has come."""
    if stop.status is AppointmentStatus.MISSED:
        return StopState.MISSED
    if stop.ended_at:
        return StopState.SEEN
    if stop.began_at:
        return StopState.WITH
    return StopState.CALLED if stop.called_at else StopState.PLANNED


def _refuse(db: Session, each: StopOfHers, step: Step) -> None:
    state = state_of(each.stop)
    if step not in steps_from(state, is_here=True):
        raise NoSuchStep
    if step in (Step.CALL, Step.BEGIN) and not _could_come(db, each):
        raise NotHere
    goes_on = step is Step.BEGIN or (step is Step.UNDO and _was_running(each.stop))
    other = in_the_way(db, each) if goes_on else None
    if other is not None:
        raise AnotherIsGoingOn(other)


def _could_come(db: Session, each: StopOfHers) -> bool:
    """Whether she is here; beyond the welcome itself she must have been welcomed too (C-06)."""
    arrival = arrival_of(db, each.visit.id)
    if arrival is None or arrival.left_at is not None:
        return False
    is_welcome = db.get_one(Desk, each.slot.desk_id).purpose is Purpose.WELCOME
    return is_welcome or arrival.welcomed_at is not None


def _was_running(stop: Appointment) -> bool:
    return stop.ended_at is not None and stop.began_at is not None


def _call(_db: Session, each: StopOfHers, at: datetime) -> None:
    each.stop.called_at = at


def _begin(_db: Session, each: StopOfHers, at: datetime) -> None:
    each.stop.began_at = at


def _end(_db: Session, each: StopOfHers, at: datetime) -> None:
    each.stop.ended_at, each.stop.status = at, AppointmentStatus.SEEN


def _miss(db: Session, each: StopOfHers, at: datetime) -> None:
    """The time is free for somebody else. Nothing of it is held against her (S-45)."""
    each.stop.ended_at, each.stop.status = at, AppointmentStatus.MISSED
    release(db, [each.stop.id])


def _undo(db: Session, each: StopOfHers, _at: datetime) -> None:
    stop, state = each.stop, state_of(each.stop)
    if state is StopState.MISSED:
        _claim_again(db, each)
    if state in (StopState.MISSED, StopState.SEEN):
        stop.ended_at, stop.status = None, AppointmentStatus.BOOKED
    elif state is StopState.WITH:
        stop.began_at = None
    else:
        stop.called_at = None


def _claim_again(db: Session, each: StopOfHers) -> None:
    slot = each.slot
    things = (slot.worker_id, slot.room_id, each.visit.id)
    wanted = [cell for thing in things for cell in run_of(thing, slot.cell, slot.cells)]
    claim(db, each.visit.session_id, {each.stop.id: wanted}, held_until=None)


_DONE: dict[Step, Callable[[Session, StopOfHers, datetime], None]] = {
    Step.CALL: _call,
    Step.BEGIN: _begin,
    Step.END: _end,
    Step.MISS: _miss,
    Step.UNDO: _undo,
}
