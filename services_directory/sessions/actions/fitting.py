"""Fitting what stands to what is wanted, one session after another, and saying what was done."""

from services_directory.sessions.actions.claims import mark_changed
from services_directory.sessions.actions.desks import Desks
from services_directory.sessions.actions.run import Run
from services_directory.sessions.actions.wanted import WantedSession
from services_directory.sessions.actions.words import appointments
from services_directory.sessions.models import Schedule, ServiceSession, SessionStatus
from services_directory.sessions.rules.wall_clock import day_in


def fit(run: Run, wanted: WantedSession) -> None:
    """Make this session, or bring it to its pattern; what is taken there stays as it is."""
    session = run.ground.sessions.get(wanted.key)
    may_be_held = wanted.starts_at > run.ground.at and not wanted.never_opens
    if wanted.never_opens:
        run.report.note(f"{wanted.in_words}, is not held: it would close before it opens.")
    if session is None:
        if may_be_held:
            _make(run, wanted)
    elif not run.ground.has_begun(session):
        if may_be_held and not _is_tied(run, session, wanted):
            _change(run, session, wanted)
        else:
            drop(run, session, wanted.schedule)


def drop(run: Run, session: ServiceSession, schedule: Schedule) -> None:
    """Offer nothing there any more. Whoever has a time keeps it, and the session is named. One that
    was called off offers nothing already, and stays so."""
    if session.status is SessionStatus.CANCELLED:
        return
    desks = Desks(run, session, schedule)
    desks.offer(())
    if taken := run.ground.takings.get(session.id):
        if session.status is not SessionStatus.WITHDRAWN:
            session.status = SessionStatus.WITHDRAWN
            mark_changed(run.db, session.id)
            run.report.changed.append(f"{desks.name}: nothing more is offered.")
        run.report.left.append(
            f"{desks.name}: the pattern no longer gives this, but {appointments(len(taken))}."
        )
    else:
        session.status = SessionStatus.CANCELLED
        mark_changed(run.db, session.id)
        run.report.cancelled.append(f"{desks.name}.")


def _make(run: Run, wanted: WantedSession) -> None:
    schedule_id, pattern_date = wanted.key
    session = ServiceSession(schedule_id=schedule_id, pattern_date=pattern_date)
    _set(session, wanted)
    run.db.add(session)
    run.db.flush()
    desks = Desks(run, session, wanted.schedule)
    desks.offer(wanted.schedule.desks)
    run.report.made.append(f"{desks.name}: {desks.in_words}.")


def _change(run: Run, session: ServiceSession, wanted: WantedSession) -> None:
    _set(session, wanted)
    is_moved = run.db.is_modified(session)
    desks = Desks(run, session, wanted.schedule)
    desks.offer(wanted.schedule.desks)
    if is_moved or desks.in_words:
        mark_changed(run.db, session.id)
        what = ", ".join(filter(None, ["day, hours or place" if is_moved else "", desks.in_words]))
        run.report.changed.append(f"{desks.name}: {what}.")


def _set(session: ServiceSession, wanted: WantedSession) -> None:
    session.location_id = wanted.schedule.location_id
    session.starts_at, session.ends_at = wanted.starts_at, wanted.ends_at
    session.status = SessionStatus.PLANNED


def _is_tied(run: Run, session: ServiceSession, wanted: WantedSession) -> bool:
    """Whether somebody comes to that place on that day, so that it cannot become another."""
    zone = wanted.schedule.timezone
    same_day = day_in(session.starts_at, zone) == day_in(wanted.starts_at, zone)
    same_place = session.location_id == wanted.schedule.location_id
    return bool(run.ground.takings.get(session.id)) and not (same_day and same_place)
