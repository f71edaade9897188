"""Making the coming sessions. Twice run changes nothing, and what is taken stays."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from services_directory.sessions.actions.claims import lock_sessions
from services_directory.sessions.actions.fitting import drop, fit
from services_directory.sessions.actions.ground import Ground, count_what_is_taken, survey
from services_directory.sessions.actions.run import Run
from services_directory.sessions.actions.wanted import (
    PatternDate,
    WantedSession,
    refuse_the_impossible,
    wanted_in_weeks,
    wanted_on,
)
from services_directory.sessions.actions.words import Planned
from services_directory.sessions.models import Schedule
from services_directory.sessions.queries import planned


def plan_sessions(db: Session, *, at: datetime, weeks: int) -> Planned:
    """Bring every session that begins after `at` to its pattern, and make those of `weeks` weeks.

    Only what is free changes. What somebody has taken stays at its hour, with its worker and in
    its room, and is named where the pattern says otherwise. Raises PatternRefused, and then
    nothing was planned.
    """
    schedules = {schedule.id: schedule for schedule in planned.schedules(db)}
    ground, wanted = _survey(db, schedules, at, weeks)
    refuse_the_impossible(schedules.values(), wanted.values())
    lock_sessions(db, [session.id for session in ground.sessions.values()])
    count_what_is_taken(db, ground)
    run = Run(db, ground)
    for session in sorted(wanted.values(), key=lambda each: (each.starts_at, each.in_words)):
        fit(run, session)
    for standing in ground.coming():
        if (standing.schedule_id, standing.pattern_date) not in wanted:
            drop(run, standing, schedules[standing.schedule_id])
    run.rows.write(db)
    return run.report


def _survey(
    db: Session, schedules: Mapping[UUID, Schedule], at: datetime, weeks: int
) -> tuple[Ground, dict[PatternDate, WantedSession]]:
    """What stands, and what is wanted: the coming weeks, and whatever stands beyond them."""
    wanted = {
        session.key: session
        for schedule in schedules.values()
        for session in wanted_in_weeks(schedule, at, weeks)
    }
    ground = survey(db, at, min((day for _, day in wanted), default=at.date()))
    for standing in ground.coming():
        beyond = wanted_on(schedules[standing.schedule_id], standing.pattern_date)
        if beyond:
            wanted.setdefault(beyond.key, beyond)
    return ground, wanted
