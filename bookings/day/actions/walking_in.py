"""Somebody walks in, is booked ahead by a coordinator, or is given a plan: all of it in one
transaction, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.arriving import add_arrival
from bookings.day.actions.still_open import lock_open
from bookings.day.models import Arrival, AvoidedWorker
from bookings.day.queries.apart import suiting
from bookings.people.models import Client
from bookings.visits.actions.change import move
from bookings.visits.actions.hold import let_go_of_run_out, take
from bookings.visits.actions.reminding import first_start, tell_of_change
from bookings.visits.models import OVER_AFTER, Appointment, Visit, VisitNeed, VisitStatus
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import SlotJustTaken, mark_changed
from services_directory.sessions.queries import ComingSession, FreeSlot


class AlreadyBegun(Exception):
    """One of her stops has begun or is over: from now on each is moved by itself, on the board."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants at a session: `asks` is sealed text, as her own booking keeps it."""

    name: str
    needs: tuple[str, ...]
    gone_by: datetime | None
    asks: str


def walk_in(
    db: Session,
    session: ComingSession,
    wanted: Wanted,
    slots: Sequence[FreeSlot],
    *,
    by: Actor,
    at: datetime,
) -> Arrival:
    """Somebody who is here without a time gets these slots, or a place to wait where there are
    none, and the next number (C-03).

    Raises SessionIsClosed, and SlotJustTaken with nothing changed.
    """
    lock_open(db, session.id)
    with db.begin_nested():
        visit = _new_visit(db, session, wanted, slots, at)
        arrival = add_arrival(db, visit, walked_in=True, at=at)
        note(db, "walked in", visit.id, by=by, at=at)
    return arrival


def book_ahead(
    db: Session,
    session: ComingSession,
    wanted: Wanted,
    slots: Sequence[FreeSlot],
    *,
    after: Visit | None = None,
    by: Actor,
    at: datetime,
) -> Visit:
    """Book a visit for a caller, or the next one `after` a visit of the same person, who keeps
    whom she avoids (C-09), at no session where they would meet whom they must not (S-26): that is
    a time that has gone like any other. Raises as `walk_in` does."""
    lock_open(db, session.id)
    if after is not None:
        _refuse_meeting(db, after.client_id, session)
    with db.begin_nested():
        visit = _new_visit(db, session, wanted, slots, at, after.client_id if after else None)
        if after is not None:
            _keep_avoiding(db, after.id, visit.id)
        note(db, "visit booked", visit.id, by=by, at=at)
    return visit


def give_plan(
    db: Session,
    visit: Visit,
    session: ComingSession,
    wanted: Wanted,
    slots: Sequence[FreeSlot],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Give somebody who is here these slots instead of what she had.

    Raises SessionIsClosed and AlreadyBegun, and SlotJustTaken with nothing changed.
    """
    lock_open(db, visit.session_id, session.id)
    if _has_begun(db, visit.id):
        raise AlreadyBegun
    if session.id != visit.session_id:
        _refuse_meeting(db, visit.client_id, session)
    with db.begin_nested():
        _write_needs(db, visit, wanted)
        move(db, visit, session, slots, gone_by=wanted.gone_by, by=by, at=at)


def move_apart(
    db: Session,
    visit: Visit,
    session: ComingSession,
    wanted: Wanted,
    slots: Sequence[FreeSlot],
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Move the whole visit to another session, where none is expected whom they must not meet.
    Word of it goes where it was allowed, and says the new time and nothing else (S-26). Raises as
    `give_plan` does."""
    before = first_start(db, visit)
    give_plan(db, visit, session, wanted, slots, by=by, at=at)
    mark_changed(db, session.id)
    tell_of_change(db, visit, before, at=at)


def _refuse_meeting(db: Session, client_id: UUID, session: ComingSession) -> None:
    if not suiting(db, client_id, [session]):
        raise SlotJustTaken


def _new_visit(
    db: Session,
    session: ComingSession,
    wanted: Wanted,
    slots: Sequence[FreeSlot],
    at: datetime,
    client_id: UUID | None = None,
) -> Visit:
    let_go_of_run_out(db, session.id, at=at)
    visit = Visit(
        client_id=client_id or _new_client(db, wanted.name, at),
        session_id=session.id,
        status=VisitStatus.BOOKED,
        made_at=at,
        over_at=session.ends_at + OVER_AFTER,
        gone_by=wanted.gone_by,
    )
    db.add(visit)
    db.flush()
    _write_needs(db, visit, wanted)
    if slots:
        take(db, visit, slots)
    mark_changed(db, session.id)
    return visit


def _new_client(db: Session, name: str, at: datetime) -> UUID:
    client = Client(made_at=at)
    client.chosen_name = name
    db.add(client)
    db.flush()
    return client.id


def _write_needs(db: Session, visit: Visit, wanted: Wanted) -> None:
    visit.asks = wanted.asks
    db.execute(sa.delete(VisitNeed).where(VisitNeed.visit_id == visit.id))
    for position, need in enumerate(wanted.needs):
        db.add(VisitNeed(visit_id=visit.id, position=position, need=need))
    db.flush()


def _keep_avoiding(db: Session, before: UUID, visit_id: UUID) -> None:
    avoided = sa.select(AvoidedWorker.worker_id).where(AvoidedWorker.visit_id == before)
    for worker_id in db.scalars(avoided).all():
        db.add(AvoidedWorker(visit_id=visit_id, worker_id=worker_id))
    db.flush()


def _has_begun(db: Session, visit_id: UUID) -> bool:
    begun = sa.exists().where(Appointment.visit_id == visit_id, Appointment.began_at.is_not(None))
    return bool(db.scalar(sa.select(begun)))
