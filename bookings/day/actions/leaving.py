"""Everybody who is here leaves one after another, each with the door to herself (C-10)."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.giving import let_go_of_idle
from bookings.day.actions.still_open import lock_open
from bookings.day.models import Arrival, GivenThing, ThingKind
from bookings.day.queries.things import exit_of, stops_ahead
from bookings.day.queries.visible import visible_to
from bookings.day.rules.exits import Leaver, staggered
from bookings.visits.models import Visit
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import claim, mark_changed, release
from services_directory.sessions.rules.cells import cell_at, cells_in, first_cell_from, run_of


def stagger(db: Session, session_id: UUID, minutes: int, *, by: Actor, at: datetime) -> None:
    """Give everybody who is here a time at the exit, `minutes` after whoever leaves before.

    Times that were given before are made anew. Whoever could only leave past her time is given
    none: she is let out by a person. Raises NotInFiveMinutes.
    """
    apart = cells_in(minutes)
    lock_open(db, session_id)
    let_go_of_idle(db, session_id)
    _forget(db, session_id)
    leavers = [_leaver(db, visit, at) for visit in db.scalars(_who_is_here(by, session_id))]
    rows = [
        GivenThing(
            visit_id=visit_id,
            session_id=session_id,
            kind=ThingKind.EXIT,
            thing_id=exit_of(session_id),
            cell=cell,
            cells=apart,
        )
        for visit_id, cell in staggered(leavers, apart).items()
    ]
    if rows:
        wanted = {row.id: list(run_of(row.thing_id, row.cell, row.cells)) for row in rows}
        claim(db, session_id, wanted, held_until=None)
        db.add_all(rows)
        db.flush()
    mark_changed(db, session_id)
    note(db, "leaving staggered", session_id, by=by, at=at)


def _forget(db: Session, session_id: UUID) -> None:
    before = db.scalars(
        sa.select(GivenThing).where(
            GivenThing.session_id == session_id, GivenThing.kind == ThingKind.EXIT
        )
    ).all()
    release(db, [each.id for each in before])
    for each in before:
        db.delete(each)
    db.flush()


def _who_is_here(actor: Actor, session_id: UUID) -> sa.Select[Visit]:
    here = sa.exists().where(Arrival.visit_id == Visit.id, Arrival.left_at.is_(None))
    return visible_to(actor).where(Visit.session_id == session_id, here).order_by(Visit.id)


def _leaver(db: Session, visit: Visit, at: datetime) -> Leaver:
    ends = [slot.cell + slot.cells for _, slot in stops_ahead(db, visit.id)]
    gone_by = cell_at(visit.gone_by) if visit.gone_by else None
    return Leaver(visit.id, max([first_cell_from(at), *ends]), gone_by)
