"""The demo's morning of today, half-way through: somebody is with a worker, somebody waits, one
is late. It goes through the same actions as a real one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.arriving import Welcomed, arrive, welcome
from bookings.day.actions.running import take_step
from bookings.day.actions.walking_in import Wanted, walk_in
from bookings.day.models import Alone, Question, Reply
from bookings.day.queries.board import stop_version
from bookings.day.queries.running import arrival_of, whole
from bookings.day.rules.running import Step
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from bookings.visits.queries import openings
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import Wish
from bookings.visits.steps.wishes import minutes, packed_answers
from portal.access import Actor, Role
from services_directory.sessions.models import (
    ExceptionKind,
    Schedule,
    ScheduleException,
    ServiceSession,
    Slot,
)

# The morning began so long ago, and is so long: its third times are half over. In the last minutes
# of a day there is none.
BEHIND = timedelta(minutes=60)
LENGTH = timedelta(hours=2)
FIVE = timedelta(minutes=5)

NOT_COME = 2
NOT_WELCOMED = timedelta(minutes=6)


def open_today(db: Session, schedule: Schedule, *, at: datetime) -> None:
    """Today too the pattern has a session, begun already, whatever day and hour it is."""
    local = at.astimezone(ZoneInfo(schedule.timezone))
    midnight = datetime.combine(local.date(), time(0), local.tzinfo)
    latest = midnight + timedelta(hours=24) - FIVE
    begins = min(max(midnight, local - BEHIND), latest - LENGTH)
    begins -= (begins - midnight) % FIVE
    today = ScheduleException(
        schedule_id=schedule.id,
        pattern_date=local.date(),
        kind=ExceptionKind.EXTRA,
        moved_to=None,
        opens_at=begins.time(),
        closes_at=(begins + LENGTH).time(),
    )
    db.add(today)
    db.flush()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a moment of the morning."""

    at: datetime
    happens: Callable[[], None]


def live_through(db: Session, account_id: UUID, *, at: datetime) -> None:
    """Let happen, in order, what has happened by now at the session that is going on."""
    going_on = sa.select(ServiceSession).where(
        ServiceSession.starts_at <= at, ServiceSession.ends_at > at
    )
    by = Actor(Role.COORDINATOR, account_id=account_id)
    for session in db.scalars(going_on).all():
        events = [each for visit in _came(db, session, at) for each in _day_of(db, visit, by, at)]
        for event in sorted(events, key=lambda each: each.at):
            event.happens()
        _walk_in(db, session, by, at)


def _came(db: Session, session: ServiceSession, at: datetime) -> list[Visit]:
    """Whoever should be here by now, but for one who is late."""
    booked = sa.select(Visit).where(
        Visit.session_id == session.id, Visit.status == VisitStatus.BOOKED
    )
    due = [
        visit
        for visit in db.scalars(booked)
        if (stops := _stops(db, visit)) and stops[0][1].starts_at <= at + 2 * FIVE
    ]
    due.sort(key=lambda visit: _stops(db, visit)[0][1].cell)
    return due[:NOT_COME] + due[NOT_COME + 1 :]


def _stops(db: Session, visit: Visit) -> list[tuple[Appointment, Slot]]:
    rows = db.execute(
        sa.select(Appointment, Slot)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(Appointment.visit_id == visit.id, Appointment.status == AppointmentStatus.BOOKED)
        .order_by(Slot.cell)
    )
    return [(stop, slot) for stop, slot in rows]


def _day_of(db: Session, visit: Visit, by: Actor, at: datetime) -> Iterator[Event]:
    """She comes ten minutes early and is welcomed; each stop begins and ends on time."""
    stops = _stops(db, visit)
    comes = min(stops[0][1].starts_at - 2 * FIVE, at)
    yield Event(comes, lambda: _arrive(db, visit, by, comes))
    if at - comes > NOT_WELCOMED:
        yield Event(comes + FIVE, lambda: _welcome(db, visit, by, comes + FIVE))
        for stop, slot in stops:
            yield from _steps(db, stop, slot, by, at)


def _steps(db: Session, stop: Appointment, slot: Slot, by: Actor, at: datetime) -> Iterator[Event]:
    """An end comes before whatever begins at the same moment."""
    moments = (
        (slot.starts_at, Step.CALL),
        (slot.starts_at + timedelta(seconds=1), Step.BEGIN),
        (slot.ends_at, Step.END),
    )
    for moment, step in moments:
        if moment <= at:
            yield Event(moment, _taking(db, stop, step, by, moment))


def _taking(
    db: Session, stop: Appointment, step: Step, by: Actor, at: datetime
) -> Callable[[], None]:
    return lambda: take_step(db, whole(db, stop), step, was=stop_version(stop), by=by, at=at)


def _arrive(db: Session, visit: Visit, by: Actor, at: datetime) -> None:
    arrive(db, visit, by=by, at=at)


def _welcome(db: Session, visit: Visit, by: Actor, at: datetime) -> None:
    arrival = arrival_of(db, visit.id)
    if arrival is not None:
        welcome(db, arrival, _said(visit), by=by, at=at)


def _said(visit: Visit) -> Welcomed:
    replies = dict.fromkeys(Question, (Reply.YES, ""))
    return Welcomed(replies, visit.gone_by, Alone.ALONE, "", "", "")


def _walk_in(db: Session, session: ServiceSession, by: Actor, at: datetime) -> None:
    """Somebody came without a time, a moment ago."""
    coming = openings.session_ahead(db, session.id, at)
    free = openings.free_times(db, [session.id], at, own_visit=None, online=False)
    wish = Wish(("housing",), not_before=minutes(at))
    plans = best_plans([each.opening for each in free.get(session.id, [])], wish)
    if coming is None:
        return
    by_id = {each.slot.id: each.slot for each in free.get(session.id, [])}
    slots = [by_id[stop.id] for stop in plans[0].stops] if plans else []
    asks = packed_answers(Journey(needs=["housing"]))
    walk_in(db, coming, Wanted("Jo", ("housing",), None, asks), slots, by=by, at=at)
