"""Taking a whole visit at once, for ten minutes, and giving it back: all of it or none of it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord, Client
from bookings.visits.models import (
    OVER_AFTER,
    Appointment,
    AppointmentStatus,
    Draft,
    Visit,
    VisitStatus,
    WaitingPlace,
)
from services_directory.sessions.actions import SlotJustTaken, claim, lock_sessions, release
from services_directory.sessions.queries import ComingSession, FreeSlot, are_given, run_out
from services_directory.sessions.rules.cells import ThingAndCell, run_of

HELD_FOR = timedelta(minutes=10)

_WAITS = sa.exists().where(WaitingPlace.client_id == Client.id).correlate(Client)
_HAS_CASE = sa.exists().where(CaseRecord.client_id == Client.id).correlate(Client)


def hold(
    db: Session, draft: Draft, session: ComingSession, slots: Sequence[FreeSlot], *, at: datetime
) -> Visit:
    """Hold these slots of one session for this journey, instead of what it held before.

    Raises SlotJustTaken, and then what it held before is still held.
    """
    before = held_by(db, draft)
    lock_sessions(db, {session.id, *(visit.session_id for visit in before)})
    let_go_of_run_out(db, session.id, at=at)
    with db.begin_nested():
        let_go(db, [visit.id for visit in before])
        visit = _new_visit(db, session, at)
        take(db, visit, slots)
    draft.visit_id, draft.is_holder = visit.id, False
    return visit


def held_by(db: Session, *drafts: Draft) -> Sequence[Visit]:
    """The visits that these journeys hold and have not booked."""
    ids = [draft.visit_id for draft in drafts if draft.visit_id is not None]
    held = sa.select(Visit).where(Visit.id.in_(ids), Visit.status == VisitStatus.HELD)
    return db.scalars(held).all()


def _new_visit(db: Session, session: ComingSession, at: datetime) -> Visit:
    client = Client(made_at=at)
    visit = Visit(
        client_id=client.id,
        session_id=session.id,
        status=VisitStatus.HELD,
        made_at=at,
        held_until=at + HELD_FOR,
        over_at=session.ends_at + OVER_AFTER,
    )
    db.add(client)
    db.flush()
    db.add(visit)
    db.flush()
    return visit


def take(db: Session, visit: Visit, slots: Sequence[FreeSlot]) -> None:
    """Make each slot a stop of the visit and claim its cells; the session is locked. Raises
    SlotJustTaken, for a slot that was withdrawn since it was read too."""
    if not are_given(db, {slot.id for slot in slots}):
        raise SlotJustTaken
    status = AppointmentStatus(visit.status.value)
    stops = [Appointment(visit_id=visit.id, slot_id=slot.id, status=status) for slot in slots]
    db.add_all(stops)
    wanted = {stop.id: claims_of(visit.id, slot) for stop, slot in zip(stops, slots, strict=True)}
    claim(db, visit.session_id, wanted, held_until=visit.held_until)


def claims_of(visit_id: UUID, slot: FreeSlot) -> list[ThingAndCell]:
    """The worker's and the room's time, and her own: nobody is in two places."""
    return [*slot.claims, *run_of(visit_id, slot.cell, slot.cells)]


def let_go_of_run_out(
    db: Session, session_id: UUID, *, at: datetime, but: UUID | None = None
) -> None:
    """Free every hold of the session that has run out; whoever takes next does it."""
    stops = run_out(db, [session_id], at)
    visits = sa.select(Appointment.visit_id).where(Appointment.id.in_(stops)).distinct()
    let_go(db, [visit_id for visit_id in db.scalars(visits) if visit_id != but])


def let_go(db: Session, visit_ids: Collection[UUID]) -> None:
    """Erase visits that were only held, with the client rows made for them; whoever waits stays."""
    if not visit_ids:
        return
    mine = Appointment.visit_id.in_(visit_ids)
    clients = db.scalars(sa.select(Visit.client_id).where(Visit.id.in_(visit_ids))).all()
    release(db, db.scalars(sa.select(Appointment.id).where(mine)).all())
    for erase in (
        sa.delete(Appointment).where(mine),
        sa.delete(Visit).where(Visit.id.in_(visit_ids)),
        sa.delete(Client).where(Client.id.in_(clients), ~_WAITS, ~_HAS_CASE),
    ):
        db.execute(erase)
