"""What the tests of the planner share: planning from Monday, and asking what there is then."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.words import Planned
from services_directory.sessions.models import (
    DeskPattern,
    ExceptionKind,
    Purpose,
    ScheduleException,
    ServiceSession,
    SessionStatus,
)
from services_directory.sessions.queries import coming_sessions
from tests.services_directory.scene import (
    MONDAY,
    WEDNESDAY,
    Scene,
    all_free,
)

NEXT_WEDNESDAY = WEDNESDAY + timedelta(weeks=1)
THURSDAY = WEDNESDAY + timedelta(days=1)


def plan(db: Session, weeks: int = 2, at: datetime = MONDAY) -> Planned:
    db.flush()
    return plan_sessions(db, at=at, weeks=weeks)


def days(db: Session, at: datetime = MONDAY) -> list[date]:
    return [session.starts_at.date() for session in coming_sessions(db, at, limit=100)]


def hours(db: Session) -> list[str]:
    """The hours of the free times of Farah's housing desk on the first coming date, in UTC."""
    first = coming_sessions(db, MONDAY, limit=1)[0].id
    found = [slot for slot in all_free(db) if slot.session_id == first]
    return [
        f"{slot.starts_at:%H:%M}"
        for slot in found
        if slot.purpose is Purpose.FULL and "ur" in slot.languages
    ]


def status(db: Session) -> SessionStatus:
    return db.scalars(sa.select(ServiceSession.status)).one()


def housing(scene: Scene) -> DeskPattern:
    return next(desk for desk in scene.schedule.desks if desk.purpose is Purpose.FULL)


def except_on(scene: Scene, day: date, kind: ExceptionKind, **values: Any) -> ScheduleException:
    exception = ScheduleException(pattern_date=day, kind=kind, **values)
    scene.schedule.exceptions.append(exception)
    return exception
