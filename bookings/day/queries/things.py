"""What a session has, to whom it is given, and what was asked for and is not arranged yet."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import (
    Attendance,
    Closing,
    CrechePlace,
    CrecheStay,
    GivenThing,
    Interpreter,
    OfferedInterpreter,
    QuietRoom,
    ThingKind,
)
from bookings.day.queries.visible import STANDS, visible_to
from bookings.day.rules.things import Tongue, hull
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import Actor
from services_directory.sessions.models import Claim, Room, ServiceSession, Slot

# The child whose place it is has been brought and has not gone home.
IN_CRECHE = sa.exists().where(
    CrecheStay.child_id == GivenThing.child_id, CrecheStay.out_at.is_(None)
)
_OVER = (AppointmentStatus.SEEN, AppointmentStatus.MISSED)


@dataclass(frozen=True, slots=True)
class Offered:
    """An interpreter of a session, and how they take part."""

    interpreter: Interpreter
    attendance: Attendance

    @property
    def tongue(self) -> Tongue:
        each = self.interpreter
        return Tongue(each.language, each.dialect, each.gender.value, each.from_outside, each.signs)


@dataclass(frozen=True, slots=True)
class Has:
    """All that a session has besides its desks."""

    creche: Sequence[CrechePlace]
    interpreters: Sequence[Offered]
    rooms: Sequence[Room]


def exit_of(session_id: UUID) -> UUID:
    """The session's door as a thing: whoever leaves by it has it for some minutes."""
    return uuid5(session_id, "exit")


def has(db: Session, session_id: UUID) -> Has:
    """What this session has."""
    places = sa.select(CrechePlace).where(CrechePlace.session_id == session_id)
    offered = (
        sa.select(Interpreter, OfferedInterpreter.attendance)
        .join(OfferedInterpreter, OfferedInterpreter.interpreter_id == Interpreter.id)
        .where(OfferedInterpreter.session_id == session_id)
        .order_by(Interpreter.language, Interpreter.name, Interpreter.id)
    )
    rooms = (
        sa.select(Room)
        .join(QuietRoom, QuietRoom.room_id == Room.id)
        .where(QuietRoom.session_id == session_id)
        .order_by(Room.name)
    )
    return Has(
        db.scalars(places.order_by(CrechePlace.number)).all(),
        [Offered(one, way) for one, way in db.execute(offered)],
        db.scalars(rooms).all(),
    )


def not_yet_offered(db: Session, session_id: UUID) -> tuple[Sequence[Interpreter], Sequence[Room]]:
    """Interpreters and rooms that the session could still have."""
    listed = sa.select(OfferedInterpreter.interpreter_id).where(
        OfferedInterpreter.session_id == session_id
    )
    others = sa.select(Interpreter).where(Interpreter.id.not_in(listed))
    quiet = sa.select(QuietRoom.room_id).where(QuietRoom.session_id == session_id)
    rooms = (
        sa.select(Room)
        .join(ServiceSession, ServiceSession.location_id == Room.location_id)
        .where(ServiceSession.id == session_id, Room.id.not_in(quiet))
    )
    return (
        db.scalars(others.order_by(Interpreter.language, Interpreter.name)).all(),
        db.scalars(rooms.order_by(Room.name)).all(),
    )


def visit_at(db: Session, actor: Actor, session_id: UUID, visit_id: UUID) -> Visit | None:
    """One booked visit of this session, where it is this actor's to see."""
    return db.scalar(
        visible_to(actor).where(
            Visit.id == visit_id,
            Visit.session_id == session_id,
            Visit.status == VisitStatus.BOOKED,
        )
    )


def stops_ahead(db: Session, visit_id: UUID) -> list[tuple[Appointment, Slot]]:
    """Her stops that are not over, in the order of time."""
    rows = db.execute(
        sa.select(Appointment, Slot)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(Appointment.visit_id == visit_id, STANDS, Appointment.status.not_in(_OVER))
        .order_by(Slot.cell)
        .execution_options(populate_existing=True)
    )
    return [(stop, slot) for stop, slot in rows]


def hours_ahead(db: Session, visit_id: UUID) -> tuple[int, int] | None:
    """From her next stop to the end of her last, in cells; None where nothing is ahead."""
    return hull((slot.cell, slot.cell + slot.cells) for _, slot in stops_ahead(db, visit_id))


def given_to(db: Session, visit_id: UUID) -> Sequence[GivenThing]:
    """What a visit has been given, in the order of time."""
    mine = sa.select(GivenThing).where(GivenThing.visit_id == visit_id)
    return db.scalars(mine.order_by(GivenThing.cell, GivenThing.id)).all()


def given_at(db: Session, session_id: UUID) -> dict[UUID, list[GivenThing]]:
    """What is given at a session, by visit."""
    found: dict[UUID, list[GivenThing]] = defaultdict(list)
    all_of_it = sa.select(GivenThing).where(GivenThing.session_id == session_id)
    for each in db.scalars(all_of_it.order_by(GivenThing.cell, GivenThing.id)):
        found[each.visit_id].append(each)
    return found


def to_come_with(db: Session, client_id: UUID, interpreter_id: UUID) -> Sequence[GivenThing]:
    """Each time that this interpreter is given to a client for a stop that has not begun, at a
    session that was not closed."""
    closed = sa.exists().where(Closing.session_id == GivenThing.session_id)
    return db.scalars(
        sa.select(GivenThing)
        .join(Visit, Visit.id == GivenThing.visit_id)
        .join(Appointment, Appointment.id == GivenThing.appointment_id)
        .where(Visit.client_id == client_id, GivenThing.thing_id == interpreter_id)
        .where(GivenThing.kind == ThingKind.INTERPRETER, Appointment.began_at.is_(None), ~closed)
    ).all()


def idle(db: Session, session_id: UUID) -> Sequence[GivenThing]:
    """What is given to visits that are cancelled or moved to another day, or for stops that do
    not stand any more: nobody needs it. A child who is there keeps the place whatever happens."""
    gone = sa.or_(Visit.status == VisitStatus.CANCELLED, Visit.session_id != GivenThing.session_id)
    no_stop = Appointment.status.in_((AppointmentStatus.CANCELLED, AppointmentStatus.MISSED))
    return db.scalars(
        sa.select(GivenThing)
        .join(Visit, Visit.id == GivenThing.visit_id)
        .outerjoin(Appointment, Appointment.id == GivenThing.appointment_id)
        .where(GivenThing.session_id == session_id, sa.or_(gone, no_stop), ~IN_CRECHE)
    ).all()


def is_in_use(db: Session, given: Collection[GivenThing]) -> bool:
    """Whether one of these is the place of a child who is in the creche now."""
    ids = [each.id for each in given]
    used = sa.select(GivenThing.id).where(GivenThing.id.in_(ids), IN_CRECHE)
    return db.scalar(sa.select(used.exists())) is True


def taken_cells(db: Session, thing_ids: Collection[UUID]) -> set[tuple[UUID, int]]:
    """Every cell of these things that somebody has."""
    rows = db.execute(
        sa.select(Claim.thing_id, Claim.cell).where(Claim.thing_id.in_(list(thing_ids)))
    )
    return {(thing, cell) for thing, cell in rows}


def is_given(db: Session, session_id: UUID, kind: ThingKind, thing_id: UUID) -> bool:
    """Whether somebody at this session has it."""
    mine = sa.select(GivenThing.id).where(
        GivenThing.session_id == session_id,
        GivenThing.kind == kind,
        GivenThing.thing_id == thing_id,
    )
    return db.scalar(sa.select(mine.exists())) is True
