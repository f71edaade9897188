"""What must hold of a morning at every moment, whatever was done, found in its tables."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import (
    Arrival,
    AvoidedInterpreter,
    AvoidedWorker,
    Closing,
    CrecheStay,
    GivenThing,
    Interpreter,
    Outcome,
    ThingKind,
    WorkerAway,
)
from bookings.day.queries.board import everybody
from bookings.day.queries.visible import stops_visible_to, visible_to
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor, Role
from services_directory.sessions.models import Claim, Slot
from services_directory.sessions.rules.cells import start_of

STANDS = (AppointmentStatus.BOOKED, AppointmentStatus.SEEN)


class Stands(NamedTuple):
    """One stop that stands, as it is stored."""

    stop: Appointment
    slot: Slot
    visit: Visit

    @property
    def waits(self) -> bool:
        return self.stop.status is AppointmentStatus.BOOKED and self.stop.began_at is None

    @property
    def goes_on(self) -> bool:
        return self.stop.status is AppointmentStatus.BOOKED and self.stop.began_at is not None


def faults(db: Session, session_id: UUID, known: Iterable[UUID], by: Actor) -> list[str]:
    """What does not fit together, a line each. `known` are all who ever had a visit."""
    rows = db.execute(
        sa.select(Appointment, Slot, Visit)
        .join(Slot, Slot.id == Appointment.slot_id)
        .join(Visit, Visit.id == Appointment.visit_id)
        .where(Slot.session_id == session_id, Appointment.status.in_(STANDS))
    )
    stops = [Stands(*row) for row in rows]
    given = list(db.scalars(sa.select(GivenThing)))
    return [
        *_doubled(stops, given),
        *_claims(db, stops, given),
        *_limits(stops),
        *_at_once(stops),
        *_avoided(db, given),
        *_unwelcomed(db),
        *_creche(db, given),
        *_vanished(db, session_id, known, by),
    ]


def _doubled(stops: list[Stands], given: list[GivenThing]) -> Iterator[str]:
    """Nobody in two places; no worker, room, interpreter, creche place or exit with two."""
    spans: dict[UUID, list[tuple[int, int]]] = {}
    for each in stops:
        for thing in (each.visit.id, each.slot.worker_id, each.slot.room_id):
            span = (each.slot.cell, each.slot.cell + each.slot.cells)
            spans.setdefault(thing, []).append(span)
    for row in given:
        spans.setdefault(row.thing_id, []).append((row.cell, row.cell + row.cells))
    for mine in spans.values():
        if any(one[1] > two[0] for one, two in pairwise(sorted(mine))):
            yield "something is with two at once"


def _claims(db: Session, stops: list[Stands], given: list[GivenThing]) -> Iterator[str]:
    """All that stands is claimed, and nothing is claimed for nobody."""
    rows = db.execute(sa.select(Claim.thing_id, Claim.cell, Claim.appointment_id))
    claimed = {(thing, cell): owner for thing, cell, owner in rows}
    owners = {each.stop.id for each in stops} | {each.id for each in given}
    owners |= set(db.scalars(sa.select(WorkerAway.id)))
    if not set(claimed.values()) <= owners:
        yield "something is claimed for nobody"
    wanted = [
        (thing, cell, each.stop.id)
        for each in stops
        for thing in (each.visit.id, each.slot.worker_id, each.slot.room_id)
        for cell in range(each.slot.cell, each.slot.cell + each.slot.cells)
    ]
    wanted += [
        (row.thing_id, cell, row.id)
        for row in given
        for cell in range(row.cell, row.cell + row.cells)
    ]
    if any(claimed.get((thing, cell)) != owner for thing, cell, owner in wanted):
        yield "something stands and is not claimed"


def _limits(stops: list[Stands]) -> Iterator[str]:
    for each in stops:
        limit = each.visit.gone_by
        if each.waits and limit and start_of(each.slot.cell + each.slot.cells) > limit:
            yield "a stop is past her time"
        if each.visit.status is not VisitStatus.BOOKED:
            yield "a stop of a visit that does not stand"


def _at_once(stops: list[Stands]) -> Iterator[str]:
    """Who is with somebody now is with one; so is the worker."""
    running = [each for each in stops if each.goes_on]
    for things in (
        Counter(each.visit.id for each in running),
        Counter(each.slot.worker_id for each in running),
    ):
        if any(count > 1 for count in things.values()):
            yield "two at once"


def _avoided(db: Session, given: list[GivenThing]) -> Iterator[str]:
    """Whom she avoids sees nothing of her, and no interpreter interprets whom she avoids (C-09)."""
    for visit_id, worker_id in db.execute(
        sa.select(AvoidedWorker.visit_id, AvoidedWorker.worker_id)
    ):
        actor = Actor(Role.DESK_WORKER, worker_id=worker_id)
        if db.scalar(visible_to(actor).where(Visit.id == visit_id)) is not None:
            yield "somebody sees a person who avoids them"
        if db.scalars(stops_visible_to(actor).where(Visit.id == visit_id)).first() is not None:
            yield "somebody sees a stop of a person who avoids them"
    unwanted: set[Any] = set(
        db.execute(sa.select(AvoidedInterpreter.visit_id, AvoidedInterpreter.interpreter_id))
    )
    listed = set(db.scalars(sa.select(Interpreter.id)))
    for row in given:
        if row.kind is ThingKind.INTERPRETER:
            if (row.visit_id, row.thing_id) in unwanted:
                yield "an interpreter is with a person who avoids them"
            if row.thing_id not in listed:
                yield "somebody interprets who is not on the list"


def _unwelcomed(db: Session) -> Iterator[str]:
    """Before the welcome no desk sees her (C-06)."""
    waiting = sa.select(Arrival.visit_id).where(Arrival.welcomed_at.is_(None))
    new = set(db.scalars(waiting))
    theirs = sa.select(Slot.worker_id).join(Appointment, Appointment.slot_id == Slot.id)
    for worker_id in db.scalars(theirs.where(Appointment.visit_id.in_(new)).distinct()):
        actor = Actor(Role.DESK_WORKER, worker_id=worker_id)
        if new & {visit.id for visit in db.scalars(visible_to(actor))}:
            yield "a desk sees somebody before the welcome"


def _creche(db: Session, given: list[GivenThing]) -> Iterator[str]:
    there = Counter(db.scalars(sa.select(CrecheStay.child_id).where(CrecheStay.out_at.is_(None))))
    if any(count > 1 for count in there.values()):
        yield "a child is in the creche twice"
    places = {row.child_id for row in given if row.kind is ThingKind.CRECHE_PLACE}
    if not set(there) <= places:
        yield "a child is in the creche without a place"
    for stay in db.scalars(sa.select(CrecheStay).where(CrecheStay.out_at.is_not(None))):
        if not stay.released_to:
            yield "a child went with nobody"


def _vanished(db: Session, session_id: UUID, known: Iterable[UUID], by: Actor) -> Iterator[str]:
    """Everybody is on the list; once the session is closed, with an outcome (C-27)."""
    listed = {person.visit_id for person in everybody(db, by, session_id)}
    if set(known) - listed:
        yield "somebody has vanished from the list"
    is_closed = db.scalars(sa.select(Closing)).first() is not None
    if is_closed and set(known) - set(db.scalars(sa.select(Outcome.visit_id))):
        yield "closed, and somebody has no outcome"
