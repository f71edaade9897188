"""Somebody is here, is welcomed, and has left again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.actions.confirming import visit_begins
from bookings.contact.actions.stopping import StopAll
from bookings.day.actions.contact_asked import settle_contact
from bookings.day.actions.still_open import lock_open
from bookings.day.models import (
    Alone,
    Arrival,
    ArrivalReply,
    AvoidedWorker,
    Outcome,
    Question,
    Reply,
)
from bookings.day.queries.avoided import kept_out_of
from bookings.day.queries.running import arrival_of
from bookings.people.actions.shut_out import keep_out_workers
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import mark_changed, release
from services_directory.sessions.models import ServiceSession, Slot

# Nobody arrives before anybody is there to open.
EARLIEST = timedelta(hours=6)

_RUNNING = sa.select(Appointment).where(
    Appointment.status == AppointmentStatus.BOOKED, Appointment.began_at.is_not(None)
)
_STANDING = sa.select(Appointment, Slot).join(Slot, Slot.id == Appointment.slot_id)


class NotToday(Exception):
    """Her session is on another day."""


class DoesNotFit(Exception):
    """A stop is past her limit or with somebody whom she avoids, and would stay so."""


@dataclass(frozen=True, slots=True)
class Welcomed:
    """What was said at the welcome. `gone_by` counts where how long was asked (C-06, C-07)."""

    replies: Mapping[Question, tuple[Reply, str]]
    gone_by: datetime | None
    alone: Alone
    why_not_alone: str
    came_with: str
    keep_out: str
    avoided: frozenset[UUID] = field(default=frozenset())

    @property
    def says_how_long(self) -> bool:
        return self.replies[Question.HOW_LONG][0] is not Reply.NOT_ASKED


def arrive(db: Session, visit: Visit, *, by: Actor, at: datetime) -> Arrival:
    """She is here, and has the session's next number. Whoever cancelled comes all the same, and
    whatever was written down of her not coming is gone (S-45, S-56). What she said of being reached
    counts until the session ends, unless she is asked again (S-06).

    Raises SessionIsClosed and NotToday.
    """
    lock_open(db, visit.session_id)
    session = db.get_one(ServiceSession, visit.session_id)
    if session.starts_at - at > EARLIEST:
        raise NotToday
    before = arrival_of(db, visit.id)
    if before is not None and before.left_at is None:
        return before
    arrival = before or add_arrival(db, visit, walked_in=False, at=at)
    arrival.left_at = None
    # Her phone may have cancelled it since it was read.
    db.refresh(visit)
    visit.status = VisitStatus.BOOKED
    db.execute(sa.delete(Outcome).where(Outcome.visit_id == visit.id))
    _note(db, visit, "arrived", by, at)
    if before is None:
        visit_begins(db, visit.client_id, ends_at=session.ends_at)
    return arrival


def add_arrival(db: Session, visit: Visit, *, walked_in: bool, at: datetime) -> Arrival:
    """The row of somebody who is here; the session is locked, so that no number is given twice."""
    highest = sa.select(sa.func.max(Arrival.number)).where(Arrival.session_id == visit.session_id)
    arrival = Arrival(
        visit_id=visit.id,
        session_id=visit.session_id,
        number=(db.scalar(highest) or 0) + 1,
        arrived_at=at,
        walked_in=walked_in,
    )
    db.add(arrival)
    db.flush()
    return arrival


def leave(db: Session, arrival: Arrival, *, by: Actor, at: datetime) -> None:
    """She has left. What she had still to come is free for others, and a stop that she was in the
    middle of is over; it costs her nothing.

    Raises SessionIsClosed.
    """
    lock_open(db, arrival.session_id)
    visit = db.get_one(Visit, arrival.visit_id)
    arrival.left_at = at
    drop(db, [stop for stop, _ in _to_come(db, visit.id)])
    for stop in db.scalars(_RUNNING.where(Appointment.visit_id == visit.id)):
        stop.ended_at, stop.status = at, AppointmentStatus.SEEN
    _note(db, visit, "left", by, at)


def welcome(
    db: Session,
    arrival: Arrival,
    said: Welcomed,
    *,
    dropped: Collection[UUID] = (),
    by: Actor,
    at: datetime,
    also: Collection[StopAll] = (),
) -> None:
    """Write down the welcome; from now on desks see her row (C-06). Stops `dropped` are given up.
    Where her ways to be reached are not safe any more, `also` lets go of what is queued (S-07).

    Raises SessionIsClosed; DoesNotFit while a stop that is to come is past her limit or with
    somebody whom she avoids or shut out (C-09, S-28). Then nothing has changed.
    """
    lock_open(db, arrival.session_id)
    visit = db.get_one(Visit, arrival.visit_id)
    if said.says_how_long:
        visit.gone_by = said.gone_by
    coming = _to_come(db, visit.id)
    drop(db, [stop for stop, _ in coming if stop.id in dropped])
    avoided = replace(said, avoided=said.avoided | kept_out_of(db, visit.id))
    _refuse_unkept([each for each in coming if each[0].id not in dropped], visit, avoided)
    reply = said.replies[Question.SAFE_CONTACT][0]
    settle_contact(db, arrival.id, visit.client_id, reply, by=by, at=at, also=also)
    _write(db, arrival, said)
    keep_out_workers(db, visit.client_id, said.avoided, by=by, at=at)
    arrival.welcomed_at = arrival.welcomed_at or at
    _note(db, visit, "welcomed", by, at)


def drop(db: Session, stops: Sequence[Appointment]) -> None:
    """Give these stops up: their time is free for others."""
    release(db, [stop.id for stop in stops])
    for stop in stops:
        stop.status = AppointmentStatus.CANCELLED
    db.flush()


def _refuse_unkept(stops: Sequence[tuple[Appointment, Slot]], visit: Visit, said: Welcomed) -> None:
    for _, slot in stops:
        is_late = visit.gone_by is not None and slot.ends_at > visit.gone_by
        if is_late or slot.worker_id in said.avoided:
            raise DoesNotFit


def _write(db: Session, arrival: Arrival, said: Welcomed) -> None:
    arrival.alone, arrival.why_not_alone = said.alone, said.why_not_alone
    arrival.came_with, arrival.keep_out = said.came_with, said.keep_out or None
    db.execute(sa.delete(ArrivalReply).where(ArrivalReply.arrival_id == arrival.id))
    for question in Question:
        reply, words = said.replies[question]
        row = ArrivalReply(arrival_id=arrival.id, question=question, reply=reply)
        row.words = words
        db.add(row)
    db.execute(sa.delete(AvoidedWorker).where(AvoidedWorker.visit_id == arrival.visit_id))
    for worker_id in said.avoided:
        db.add(AvoidedWorker(visit_id=arrival.visit_id, worker_id=worker_id))
    db.flush()


def _to_come(db: Session, visit_id: UUID) -> list[tuple[Appointment, Slot]]:
    """Her stops that stand and have not begun."""
    rows = db.execute(
        _STANDING.where(
            Appointment.visit_id == visit_id,
            Appointment.status == AppointmentStatus.BOOKED,
            Appointment.began_at.is_(None),
        ),
        execution_options={"populate_existing": True},
    )
    return [(stop, slot) for stop, slot in rows]


def _note(db: Session, visit: Visit, verb: str, by: Actor, at: datetime) -> None:
    mark_changed(db, visit.session_id)
    note(db, verb, visit.id, by=by, at=at)
