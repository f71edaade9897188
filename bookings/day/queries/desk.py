"""What a desk knows of those who are not its rows: a time that is taken, and nobody's name."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival
from bookings.day.queries.avoided import avoids
from bookings.day.queries.visible import OF_THE_DAY, own, own_slot
from bookings.people.queries.shut_out import is_shut_out_of
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from services_directory.sessions.models import Slot
from services_directory.sessions.rules.cells import start_of

_BOOKED = Appointment.status == AppointmentStatus.BOOKED
_RUNNING = (
    sa.select(Appointment.visit_id)
    .join(Slot, Slot.id == Appointment.slot_id)
    .where(_BOOKED, Appointment.began_at.is_not(None))
    .where(Slot.session_id == sa.bindparam("session"))
)


class Coming(NamedTuple):
    """A time of the desk's that somebody has who has not been welcomed yet."""

    starts: datetime
    ends: datetime
    at_the_door: bool


def coming(db: Session, actor: Actor, session_id: UUID) -> list[Coming]:
    """Times at this desk that are taken by somebody it may not see yet, in order (S-58, C-06).
    Whoever avoids this worker is not among them (C-09)."""
    named = {"session": session_id, **own(actor)}
    return [
        Coming(start_of(cell), start_of(cell + cells), arrived is not None)
        for cell, cells, arrived in flat_rows(db, _coming(actor.role), named)
    ]


def with_somebody_else(
    db: Session, actor: Actor, session_id: UUID, stops: Collection[Any]
) -> set[UUID]:
    """Visits with a stop going on that is none of these; with whom, a desk never learns."""
    statement = _RUNNING.where(Appointment.id.not_in(sa.bindparam("stops", expanding=True)))
    named = {"session": session_id, "stops": list(stops), **own(actor)}
    return set(flat_rows(db, statement, named).scalars())


@cache
def _coming(role: Role) -> sa.Select[int, int, datetime]:
    actor = Actor(role)
    hidden = sa.or_(avoids(Visit.id, Slot.worker_id), is_shut_out_of(actor, Visit.client_id))
    return (
        sa.select(Slot.cell, Slot.cells, Arrival.arrived_at)
        .select_from(Visit)
        .join(Appointment, Appointment.visit_id == Visit.id)
        .join(Slot, Slot.id == Appointment.slot_id)
        .outerjoin(Arrival, Arrival.visit_id == Visit.id)
        .where(OF_THE_DAY, _BOOKED, ~hidden, own_slot(actor))
        .where(Visit.session_id == sa.bindparam("session"))
        .where(Arrival.welcomed_at.is_(None), Arrival.left_at.is_(None))
        .order_by(Slot.cell)
    )
