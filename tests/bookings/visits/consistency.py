"""What must hold between the tables of visits at every moment, whatever was pressed or raced."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import Client
from bookings.visits.models import (
    Appointment,
    AppointmentStatus,
    Draft,
    OfferAnswer,
    Visit,
    VisitStatus,
    WaitingOffer,
    WaitingPlace,
    WaitingState,
)
from portal.db.engine import Database
from portal.record.queries import first_break
from services_directory.sessions.models import Claim, Slot
from services_directory.sessions.rules.cells import start_of

STANDING = {VisitStatus.HELD, VisitStatus.BOOKED}
Claimed = Counter[tuple[UUID, UUID, int, datetime | None]]


def faults(town: Database) -> list[str]:
    """What does not fit together, a line each."""
    with town.reading() as db:
        visits = db.scalars(sa.select(Visit)).all()
        return [
            *_of_claims(db),
            *(fault for visit in visits for fault in _of_visit(db, visit)),
            *_of_holds(db, visits),
            *_of_people(db, visits),
            *_of_the_line(db),
            *([] if first_break(db) is None else ["the record's chain is broken"]),
        ]


def _of_claims(db: Session) -> Iterator[str]:
    """Each stop that stands has its worker, its room and herself; nobody else has anything."""
    wanted: Claimed = Counter()
    for stop, slot, visit in db.execute(
        sa.select(Appointment, Slot, Visit)
        .join(Slot, Slot.id == Appointment.slot_id)
        .join(Visit, Visit.id == Appointment.visit_id)
        .where(Appointment.status != AppointmentStatus.CANCELLED)
    ):
        if slot.for_walk_ins:
            yield f"{slot.id} is of the walk-in reserve"
        for thing in (slot.worker_id, slot.room_id, visit.id):
            for cell in range(slot.cell, slot.cell + slot.cells):
                wanted[thing, stop.id, cell, visit.held_until] += 1
    rows = (Claim.thing_id, Claim.appointment_id, Claim.cell, Claim.held_until)
    taken: Claimed = Counter((a, b, c, d) for a, b, c, d in db.execute(sa.select(*rows)))
    if wanted != taken:
        yield f"claims: {len(wanted - taken)} missing, {len(taken - wanted)} too many"


def _of_visit(db: Session, visit: Visit) -> Iterator[str]:
    stops = db.execute(
        sa.select(Appointment.status, Slot.cell, Slot.cells, Slot.session_id)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(Appointment.visit_id == visit.id)
        .where(Appointment.status != AppointmentStatus.CANCELLED)
        .order_by(Slot.cell)
    ).all()
    if bool(stops) is not (visit.status in STANDING):
        yield f"a visit that is {visit.status.value} has {len(stops)} stops"
    if any(status.value != visit.status.value for status, *_ in stops):
        yield "a stop stands otherwise than its visit"
    if any(session_id != visit.session_id for *_, session_id in stops):
        yield "a stop is at another session than its visit"
    if (visit.held_until is None) is (visit.status is VisitStatus.HELD):
        yield f"a visit that is {visit.status.value} is held until {visit.held_until}"
    if any(one.cell + one.cells > two.cell for one, two in pairwise(stops)):
        yield "somebody is in two places"
    if visit.gone_by and stops and start_of(stops[-1].cell + stops[-1].cells) > visit.gone_by:
        yield "a visit passes her limit"


def _of_holds(db: Session, visits: Sequence[Visit]) -> Iterator[str]:
    """Nothing is held that no journey and no place in line holds, or that two hold."""
    offered = sa.select(WaitingOffer.visit_id).filter_by(answer=OfferAnswer.OPEN)
    holders = Counter([*db.scalars(sa.select(Draft.visit_id)), *db.scalars(offered)])
    for visit in visits:
        if visit.status is VisitStatus.HELD and holders[visit.id] != 1:
            yield f"a held visit has {holders[visit.id]} journeys"


def _of_people(db: Session, visits: Sequence[Visit]) -> Iterator[str]:
    clients = set(db.scalars(sa.select(Client.id)))
    waiting = set(db.scalars(sa.select(WaitingPlace.client_id)))
    coming = Counter(visit.client_id for visit in visits)
    if clients != waiting | set(coming) or any(several > 1 for several in coming.values()):
        yield "clients and visits do not match"


def _of_the_line(db: Session) -> Iterator[str]:
    """Whoever is offered something has just one open offer, and one that stands is held."""
    rows = sa.select(WaitingOffer.place_id).filter_by(answer=OfferAnswer.OPEN)
    offered = Counter(db.scalars(rows))
    for place in db.scalars(sa.select(WaitingPlace)):
        if offered[place.id] != (place.state is WaitingState.OFFERED):
            yield f"a place that is {place.state.value} has {offered[place.id]} open offers"
        if bool(place.wanted) is not place.still_waits:
            yield f"a place that is {place.state.value} keeps what was said, or lost it"
