"""Calling off one date that somebody may have a time on, and holding another instead (S-56)."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions.patterns import (
    WEEKS_AHEAD,
    ChangedMeanwhile,
    locked,
    mark_all,
)
from services_directory.sessions.actions.plan import plan_sessions
from services_directory.sessions.actions.wanted import wanted_on
from services_directory.sessions.models import (
    ExceptionKind,
    Schedule,
    ScheduleException,
    ServiceSession,
    SessionStatus,
)


class HasBegun(Exception):
    """The session is on, or over: people at the door see to it."""


class DayIsGiven(Exception):
    """The pattern is held on the other day already, or something is said about it."""


class NotHeld(Exception):
    """On the other day nothing can be held: it is past, too far off, or outside the pattern."""


@dataclass(frozen=True, slots=True)
class Instead:
    """The day that is held instead; a time left out stays as the week gives it."""

    day: date
    opens_at: time | None
    closes_at: time | None


def call_off(
    db: Session, session_id: UUID, seen: int, instead: Instead | None, *, by: Actor, at: datetime
) -> None:
    """Let the session that was seen at its change number `seen` not take place.

    What was booked there stays to be told: a phrase shows that it does not take place. Raises
    ChangedMeanwhile, HasBegun, DayIsGiven, NotHeld or PatternRefused; then nothing has changed.
    """
    with db.begin_nested():
        session = db.get_one(ServiceSession, session_id)
        schedule = locked(db, session.schedule_id)
        if session.starts_at <= at:
            raise HasBegun
        _skip(schedule, session.pattern_date)
        _hold(schedule, instead)
        schedule.changes += 1
        db.flush()
        was = session.status
        plan_sessions(db, at=at, weeks=WEEKS_AHEAD)
        # The planner counts its own change of it too.
        _refuse_what_was_not_seen(db, session, seen + (session.status is not was))
        _refuse_what_is_not_held(db, schedule, instead)
        session.status = SessionStatus.CANCELLED
        db.flush()
        mark_all(db, schedule.id, at)
    note(db, "session called off", session_id, by=by, at=at)


def _skip(schedule: Schedule, day: date) -> None:
    """In place of what was said of the date before: two lines on one date cannot stand."""
    said = next((each for each in schedule.exceptions if each.pattern_date == day), None)
    if said is None:
        said = ScheduleException(pattern_date=day)
        schedule.exceptions.append(said)
    said.kind, said.moved_to = ExceptionKind.SKIPPED, None
    said.opens_at, said.closes_at = None, None


def _hold(schedule: Schedule, instead: Instead | None) -> None:
    """An extra date, so that whoever has a time on the old one is never moved unasked."""
    if instead is None:
        return
    said = {each.pattern_date for each in schedule.exceptions}
    said |= {each.moved_to for each in schedule.exceptions if each.moved_to}
    if instead.day in said or wanted_on(schedule, instead.day):
        raise DayIsGiven
    schedule.exceptions.append(
        ScheduleException(
            pattern_date=instead.day,
            kind=ExceptionKind.EXTRA,
            moved_to=None,
            opens_at=instead.opens_at,
            closes_at=instead.closes_at,
        )
    )


def _refuse_what_was_not_seen(db: Session, session: ServiceSession, seen: int) -> None:
    """The planner has locked every session by now: nobody books behind this count."""
    count = sa.select(ServiceSession.changes).where(ServiceSession.id == session.id)
    if db.scalar(count) != seen:
        raise ChangedMeanwhile


def _refuse_what_is_not_held(db: Session, schedule: Schedule, instead: Instead | None) -> None:
    if instead is None:
        return
    made = sa.select(ServiceSession.id).filter_by(
        schedule_id=schedule.id, pattern_date=instead.day, status=SessionStatus.PLANNED
    )
    if db.scalar(made) is None:
        raise NotHeld
