"""Who is expected on a day, for whoever runs the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import Child, Client
from bookings.visits.models import Visit, VisitChild, VisitStatus
from bookings.visits.queries.journeys import visible_to
from bookings.visits.queries.openings import PlannedStop, planned_stops
from portal.access import Actor
from services_directory.sessions.models import ServiceSession


@dataclass(frozen=True, slots=True)
class Expected:
    """One visit of the day. `ages` has None for a child who is not born yet."""

    visit: Visit
    chosen_name: str
    stops: Sequence[PlannedStop]
    ages: Sequence[int | None]
    creche: int


def expected_between(db: Session, actor: Actor, first: datetime, end: datetime) -> list[Expected]:
    """Visits to sessions that begin from `first` and before `end`, in the order of arrival; those
    cancelled with a phrase come too, since they are honoured at the door (S-56)."""
    visits = db.scalars(
        visible_to(actor)
        .join(ServiceSession, ServiceSession.id == Visit.session_id)
        .where(ServiceSession.starts_at >= first, ServiceSession.starts_at < end)
        .where(Visit.status != VisitStatus.HELD)
    ).all()
    found = [_expected(db, visit) for visit in visits]
    return sorted(found, key=lambda each: (not each.stops, *(s.starts_at for s in each.stops[:1])))


def _expected(db: Session, visit: Visit) -> Expected:
    client = db.get_one(Client, visit.client_id)
    children = db.execute(
        sa.select(Child, VisitChild.wants_creche)
        .join(VisitChild, VisitChild.child_id == Child.id)
        .where(VisitChild.visit_id == visit.id)
        .order_by(Child.id)
    ).all()
    ages = [int(child.age) if child.age else None for child, _ in children]
    creche = sum(wants for _, wants in children)
    stops = planned_stops(db, visit.id)
    return Expected(visit, client.chosen_name or "", stops, ages, creche)
