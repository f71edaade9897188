"""Giving somebody an interpreter, a creche place or a room, never to two at once, and taking it
back. Each claims its cells: the database has the last word (C-04)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.still_open import lock_open
from bookings.day.actions.things import NotOffered, StillGiven
from bookings.day.models import (
    AvoidedInterpreter,
    CrechePlace,
    GivenThing,
    OfferedInterpreter,
    QuietRoom,
    ThingKind,
)
from bookings.day.queries import things
from bookings.day.queries.avoided import avoided_interpreters
from bookings.day.rules.things import first_free
from bookings.visits.models import Visit, VisitChild
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import (
    SlotJustTaken,
    claim,
    mark_changed,
    release,
)
from services_directory.sessions.rules.cells import run_of


class IsAvoided(Exception):
    """She does not want this interpreter (C-09)."""


class NothingAhead(Exception):
    """No stop of hers is ahead, and so no time to give anything for."""


def give_interpreter(
    db: Session, visit: Visit, interpreter_id: UUID, *, by: Actor, at: datetime
) -> None:
    """Give an interpreter of the session's own list to every stop of hers that is ahead.

    Whoever is not on that list cannot be given: no companion, no relative, no child (S-47). Raises
    NotOffered, IsAvoided, NothingAhead, and SlotJustTaken where the interpreter is elsewhere then.
    """
    _begin(db, visit.session_id)
    if db.get(OfferedInterpreter, (visit.session_id, interpreter_id)) is None:
        raise NotOffered
    if interpreter_id in avoided_interpreters(db, visit.session_id).get(visit.id, ()):
        raise IsAvoided
    has_it = {
        each.appointment_id
        for each in things.given_to(db, visit.id)
        if each.thing_id == interpreter_id
    }
    stops = [each for each in things.stops_ahead(db, visit.id) if each[0].id not in has_it]
    if not stops:
        raise NothingAhead
    rows = [
        _row(visit, ThingKind.INTERPRETER, interpreter_id, slot.cell, slot.cells)
        for _, slot in stops
    ]
    for row, (stop, _) in zip(rows, stops, strict=True):
        row.appointment_id = stop.id
    _take(db, visit, rows, "interpreter given", by, at)


def avoid_interpreter(
    db: Session, visit: Visit, interpreter_id: UUID, *, by: Actor, at: datetime
) -> None:
    """She does not want this interpreter: what was given with them is taken back, and they are
    never given to her again (C-09)."""
    _begin(db, visit.session_id)
    if db.get(OfferedInterpreter, (visit.session_id, interpreter_id)) is None:
        raise NotOffered
    if db.get(AvoidedInterpreter, (visit.id, interpreter_id)) is None:
        db.add(AvoidedInterpreter(visit_id=visit.id, interpreter_id=interpreter_id))
    mine = things.given_to(db, visit.id)
    _let_go(db, [each for each in mine if each.thing_id == interpreter_id])
    _changed(db, visit, "interpreter avoided", by, at)


def take_back_interpreter(
    db: Session, client_id: UUID, interpreter_id: UUID, *, by: Actor, at: datetime
) -> None:
    """Somebody is kept from this interpreter: what is given with them at a session that is not
    closed, and has not begun, is free for others again (S-28)."""
    take_back(db, things.to_come_with(db, client_id, interpreter_id), by=by, at=at)


def give_creche(
    db: Session, visit: Visit, child_id: UUID, starts: int, ends: int, *, by: Actor, at: datetime
) -> GivenThing:
    """Give one child of hers a place from cell `starts` up to `ends`, one place for each child.

    Raises NotOffered for a child who does not come with her or has a place already, and
    SlotJustTaken where no place is free all that time.
    """
    _begin(db, visit.session_id)
    comes = db.get(VisitChild, (visit.id, child_id)) is not None
    if not comes or ends <= starts or _has_place(db, visit, child_id):
        raise NotOffered
    numbered = sa.select(CrechePlace.id).where(CrechePlace.session_id == visit.session_id)
    places = db.scalars(numbered.order_by(CrechePlace.number)).all()
    place = first_free(places, things.taken_cells(db, places), starts, ends)
    if place is None:
        raise SlotJustTaken
    row = _row(visit, ThingKind.CRECHE_PLACE, place, starts, ends - starts)
    row.child_id = child_id
    _take(db, visit, [row], "creche place given", by, at)
    return row


def give_room(
    db: Session, visit: Visit, room_id: UUID, starts: int, ends: int, *, by: Actor, at: datetime
) -> None:
    """Give her a quiet room for a while. Raises NotOffered, and SlotJustTaken where somebody has
    the room then, at a desk too."""
    _begin(db, visit.session_id)
    if db.get(QuietRoom, (visit.session_id, room_id)) is None or ends <= starts:
        raise NotOffered
    row = _row(visit, ThingKind.QUIET_ROOM, room_id, starts, ends - starts)
    _take(db, visit, [row], "room given", by, at)


def take_back(db: Session, given: Sequence[GivenThing], *, by: Actor, at: datetime) -> None:
    """These are free for others again. Raises StillGiven for the place of a child who is there."""
    lock_open(db, *{each.session_id for each in given})
    db.flush()
    if things.is_in_use(db, given):
        raise StillGiven
    for visit_id in {each.visit_id for each in given}:
        note(db, "thing taken back", visit_id, by=by, at=at)
    for session_id in {each.session_id for each in given}:
        mark_changed(db, session_id)
    _let_go(db, given)


def let_go_of_idle(db: Session, session_id: UUID) -> None:
    """Free what nobody needs any more; whoever gives next does it."""
    _let_go(db, things.idle(db, session_id))


def _begin(db: Session, session_id: UUID) -> None:
    lock_open(db, session_id)
    let_go_of_idle(db, session_id)


def _has_place(db: Session, visit: Visit, child_id: UUID) -> bool:
    return any(each.child_id == child_id for each in things.given_to(db, visit.id))


def _row(visit: Visit, kind: ThingKind, thing_id: UUID, cell: int, cells: int) -> GivenThing:
    return GivenThing(
        visit_id=visit.id,
        session_id=visit.session_id,
        kind=kind,
        thing_id=thing_id,
        cell=cell,
        cells=cells,
    )


def _take(
    db: Session, visit: Visit, rows: Sequence[GivenThing], verb: str, by: Actor, at: datetime
) -> None:
    wanted = {row.id: list(run_of(row.thing_id, row.cell, row.cells)) for row in rows}
    claim(db, visit.session_id, wanted, held_until=None)
    db.add_all(rows)
    _changed(db, visit, verb, by, at)


def _let_go(db: Session, given: Collection[GivenThing]) -> None:
    release(db, [each.id for each in given])
    for each in given:
        db.delete(each)
    db.flush()


def _changed(db: Session, visit: Visit, verb: str, by: Actor, at: datetime) -> None:
    db.flush()
    mark_changed(db, visit.session_id)
    note(db, verb, visit.id, by=by, at=at)
