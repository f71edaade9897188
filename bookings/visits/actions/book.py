"""A held visit becomes a booked one, with no more about her than the morning needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import Child, Client
from bookings.visits.models import (
    AgeBand,
    Appointment,
    AppointmentStatus,
    Draft,
    Visit,
    VisitChild,
    VisitNeed,
    VisitStatus,
)
from bookings.visits.rules.company import ChildComing
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import SlotJustTaken, keep, lock_sessions, mark_changed


@dataclass(frozen=True, slots=True)
class Particulars:
    """What she said that the session needs. `asks` is sealed text for the coordinator."""

    chosen_name: str
    needs: tuple[str, ...]
    age_band: AgeBand
    children: tuple[ChildComing, ...]
    gone_by: datetime | None
    asks: str


def book(
    db: Session,
    draft: Draft,
    said: Particulars,
    *,
    by: Actor,
    at: datetime,
    set_aside: bool = False,
) -> Visit:
    """Keep for good what the journey holds.

    A hold that has run out is still hers while nobody else asked. Raises SlotJustTaken once it is
    gone. With `set_aside`, a person looks at the booking before it counts as any other (S-57).
    """
    visit = _held(db, draft)
    draft.is_holder = True
    make_booked(db, visit, said, set_aside=set_aside, by=by, at=at)
    return visit


def make_booked(
    db: Session, visit: Visit, said: Particulars, *, set_aside: bool, by: Actor, at: datetime
) -> None:
    """Keep for good what a visit holds, with who comes; its session is locked. Raises
    SlotJustTaken."""
    stops = db.scalars(sa.select(Appointment).where(Appointment.visit_id == visit.id)).all()
    keep(db, [stop.id for stop in stops])
    for stop in stops:
        stop.status = AppointmentStatus.BOOKED
    visit.status, visit.held_until = VisitStatus.BOOKED, None
    visit.age_band, visit.asks, visit.gone_by = said.age_band, said.asks, said.gone_by
    visit.set_aside_at = at if set_aside else None
    _write_people(db, visit, said)
    mark_changed(db, visit.session_id)
    note(db, "visit booked", visit.id, by=by, at=at)


def _held(db: Session, draft: Draft) -> Visit:
    visit = db.get(Visit, draft.visit_id) if draft.visit_id else None
    if visit is None:
        raise SlotJustTaken
    lock_sessions(db, [visit.session_id])
    again = sa.select(Visit).where(Visit.id == draft.visit_id, Visit.status == VisitStatus.HELD)
    still = db.scalar(again.execution_options(populate_existing=True))
    if still is None:
        raise SlotJustTaken
    return still


def _write_people(db: Session, visit: Visit, said: Particulars) -> None:
    client = db.get_one(Client, visit.client_id)
    client.chosen_name = said.chosen_name
    for position, need in enumerate(said.needs):
        db.add(VisitNeed(visit_id=visit.id, position=position, need=need))
    _write_children(db, visit, said.children)


def _write_children(db: Session, visit: Visit, children: Iterable[ChildComing]) -> None:
    """Each child is a row of its own, the unborn too (S-38)."""
    for coming in children:
        child = Child(client_id=visit.client_id, born=coming.age is not None)
        child.age = None if coming.age is None else str(coming.age)
        db.add(child)
        db.flush()
        db.add(VisitChild(visit_id=visit.id, child_id=child.id, wants_creche=coming.wants_creche))
