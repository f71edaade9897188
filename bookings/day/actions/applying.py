"""Writing a new plan down: old times are given back, new ones claimed, all in sorted order."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.creche_hours import follow_hours
from bookings.day.models import GivenThing, WorkerAway
from bookings.day.rules.sittings import Away, Move, Proposal, Sitting
from bookings.visits.actions.hold import let_go
from bookings.visits.actions.reminding import first_start, tell_of_change
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import claim, release
from services_directory.sessions.models import Claim, Slot
from services_directory.sessions.rules.cells import ThingAndCell, run_of


def apply(
    db: Session, session_id: UUID, away: Away, proposal: Proposal, *, by: Actor, at: datetime
) -> None:
    """Move every stop of the proposal, and keep the worker's free time in the window from being
    given to anybody. The session is locked. Raises SlotJustTaken."""
    let_go(db, _held_there(db, session_id, away))
    moved = {each: db.get_one(Visit, each) for each in sorted(proposal.moved)}
    before = {each: first_start(db, visit) for each, visit in moved.items()}
    given = _given_to(db, [move.stop for move in proposal.moves])
    release(db, [*(move.stop for move in proposal.moves), *(each.id for each in given)])
    wanted: dict[UUID, list[ThingAndCell]] = {}
    for move in proposal.moves:
        mine = [each for each in given if each.appointment_id == move.stop]
        wanted |= _move(db, session_id, move, mine)
    if wanted:
        claim(db, session_id, wanted, held_until=None)
    _keep_free(db, session_id, away, by=by, at=at)
    for visit_id, visit in moved.items():
        follow_hours(db, visit_id)
        tell_of_change(db, visit, before[visit_id], at=at)


def _held_there(db: Session, session_id: UUID, away: Away) -> Sequence[UUID]:
    """Visits that are only held at a time that the worker cannot keep: whoever holds one is told
    that the time has just gone, and chooses anew."""
    held = (
        sa.select(Visit.id)
        .join(Appointment, Appointment.visit_id == Visit.id)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(Visit.session_id == session_id, Visit.status == VisitStatus.HELD)
        .where(Slot.worker_id == away.worker, Slot.cell < away.ends)
        .where(Slot.cell + Slot.cells > away.starts)
    )
    return db.scalars(held.distinct()).all()


def _given_to(db: Session, stop_ids: Sequence[UUID]) -> Sequence[GivenThing]:
    return db.scalars(sa.select(GivenThing).where(GivenThing.appointment_id.in_(stop_ids))).all()


def _move(
    db: Session, session_id: UUID, move: Move, given: Sequence[GivenThing]
) -> dict[UUID, list[ThingAndCell]]:
    """The old stop stays to be told, cancelled; the new one takes along what went with it. What
    must be claimed for each row."""
    db.get_one(Appointment, move.stop).status = AppointmentStatus.CANCELLED
    new = move.new
    if new is None:
        for each in given:
            db.delete(each)
        return {}
    length = new.ends - new.starts
    slot_id = _slot_for(db, session_id, new, move.old)
    stop = Appointment(visit_id=move.guest, slot_id=slot_id, status=AppointmentStatus.BOOKED)
    db.add(stop)
    db.flush()
    things = (new.worker, new.room, move.guest)
    wanted = {stop.id: [each for t in things for each in run_of(t, new.starts, length)]}
    for each in given:
        each.appointment_id, each.cell, each.cells = stop.id, new.starts, length
        wanted[each.id] = list(run_of(each.thing_id, each.cell, each.cells))
    return wanted


def _slot_for(db: Session, session_id: UUID, at: Sitting, old: Sitting) -> UUID:
    """The slot of this time. One off the desk's rhythm is made withdrawn from the start: whoever
    has it keeps it, nobody else is ever offered it, and the planner leaves it as it is."""
    found = _slot_at(db, at)
    if found is not None and found.room_id == at.room:
        return found.id
    before = _slot_at(db, old)
    slot = found or Slot(
        session_id=session_id,
        desk_id=at.desk,
        worker_id=at.worker,
        cell=at.starts,
        cells=at.ends - at.starts,
        for_walk_ins=before is not None and before.for_walk_ins,
        withdrawn=True,
    )
    slot.room_id = at.room
    db.add(slot)
    db.flush()
    return slot.id


def _slot_at(db: Session, at: Sitting) -> Slot | None:
    return db.scalar(
        sa.select(Slot).where(
            Slot.desk_id == at.desk,
            Slot.worker_id == at.worker,
            Slot.cell == at.starts,
            Slot.cells == at.ends - at.starts,
        )
    )


def _keep_free(db: Session, session_id: UUID, away: Away, *, by: Actor, at: datetime) -> None:
    """Claim what is left of the worker's window, so that nobody is given a time there."""
    if away.ends <= away.starts:
        return
    row = WorkerAway(
        session_id=session_id,
        worker_id=away.worker,
        cell=away.starts,
        cells=away.ends - away.starts,
        noted_at=at,
    )
    db.add(row)
    taken = sa.select(Claim.cell).where(Claim.thing_id == away.worker, Claim.cell >= away.starts)
    bound = set(db.scalars(taken))
    left = [each for each in run_of(away.worker, row.cell, row.cells) if each.cell not in bound]
    if left:
        claim(db, session_id, {row.id: left}, held_until=None)
    note(db, "worker away", away.worker, by=by, at=at)
