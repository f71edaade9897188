"""Changing a weekly pattern (C-01): under its lock, on what was looked at, and planned at once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions.plan import plan_sessions
from services_directory.sessions.actions.words import Planned
from services_directory.sessions.models import Schedule, ServiceSession
from services_directory.sessions.queries import planned

WEEKS_AHEAD = 12

Change: TypeAlias = Callable[[Schedule], None]


class ChangedMeanwhile(Exception):
    """Somebody else changed it after it was looked at: nothing is overwritten unseen."""


class AlreadyThere(Exception):
    """It has this desk, this worker, or something on this date already."""


class DateIsTaken(Exception):
    """Somebody has a time at this session: whom it concerns is looked at first (S-56)."""

    def __init__(self, session_id: UUID) -> None:
        super().__init__(session_id)
        self.session_id = session_id


def change_pattern(
    db: Session, schedule_id: UUID, seen: int, change: Change, *, by: Actor, at: datetime
) -> Planned:
    """Change the pattern that was seen at its change number `seen`, and plan the coming weeks.

    Raises ChangedMeanwhile, PatternRefused, or what `change` raises; then nothing has changed.
    """
    with db.begin_nested():
        schedule = locked(db, schedule_id, seen)
        change(schedule)
        report = planned_anew(db, schedule, at)
    note(db, "pattern changed", schedule_id, by=by, at=at)
    return report


def add_pattern(db: Session, schedule: Schedule, *, by: Actor, at: datetime) -> Planned:
    """A new pattern; it has no desks yet. Raises PatternRefused, and then there is none."""
    with db.begin_nested():
        planned.schedules(db)
        db.add(schedule)
        db.flush()
        report = planned_anew(db, schedule, at)
    note(db, "pattern added", schedule.id, by=by, at=at)
    return report


def locked(db: Session, schedule_id: UUID, seen: int | None = None) -> Schedule:
    """The pattern as it is now, locked. Raises ChangedMeanwhile where it is not as it was seen.

    All are locked, in the planner's order: two changes at once never wait for each other. What was
    read before the lock is forgotten first, or the old count would pass for the new one.
    """
    db.expire_all()
    found = {each.id: each for each in planned.schedules(db)}
    schedule = found.get(schedule_id)
    if schedule is None or (seen is not None and schedule.changes != seen):
        raise ChangedMeanwhile
    return schedule


def planned_anew(db: Session, schedule: Schedule, at: datetime) -> Planned:
    """Count the change and bring the coming sessions to it; whoever watches one sees it."""
    schedule.changes += 1
    db.flush()
    report = plan_sessions(db, at=at, weeks=WEEKS_AHEAD)
    mark_all(db, schedule.id, at)
    return report


def mark_all(db: Session, schedule_id: UUID, at: datetime) -> None:
    """Whoever watches a coming session of this pattern sees it anew."""
    db.execute(
        sa.update(ServiceSession)
        .where(ServiceSession.schedule_id == schedule_id, ServiceSession.ends_at > at)
        .values(changes=ServiceSession.changes + 1),
        execution_options={"synchronize_session": False},
    )
