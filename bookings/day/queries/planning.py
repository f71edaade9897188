"""The coming sessions for whoever plans, and whom it concerns where one is called off (S-56)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import CalledOff
from bookings.day.queries.door import Guest, guests
from bookings.day.queries.visible import may_see, own, stops_visible_to
from bookings.visits.models import Appointment, Visit, VisitStatus
from portal.access import Actor, Permission, Role
from portal.db.flat import flat_rows
from services_directory.listings.models import Location
from services_directory.sessions.actions.patterns import WEEKS_AHEAD
from services_directory.sessions.models import Desk, Schedule, ServiceSession, SessionStatus, Slot
from services_directory.sessions.rules.cells import start_of


class PlannedDate(NamedTuple):
    """One coming session, in numbers. The last two speak only while it is cancelled."""

    id: UUID
    schedule_id: UUID
    starts_at: datetime
    ends_at: datetime
    status: SessionStatus
    changes: int
    name: str
    area: str
    booked: int
    desks: int
    at_the_door: str | None
    instead: date | None

    @property
    def is_called_off(self) -> bool:
        return self.status is SessionStatus.CANCELLED


class Affected(NamedTuple):
    """Somebody who booked there: chosen name, and from when to when she is expected."""

    guest: Guest
    times: list[tuple[datetime, datetime]]


# Of those whom the planner may see: a number that is higher than the list is long would tell.
_BOOKED = (
    sa.select(sa.func.count())
    .where(Visit.session_id == ServiceSession.id, Visit.status == VisitStatus.BOOKED)
    .where(may_see(Actor(Role.COORDINATOR)))
    .correlate(ServiceSession)
    .scalar_subquery()
)
_DESKS = (
    sa.select(sa.func.count(sa.distinct(Slot.desk_id)))
    .select_from(Slot)
    .join(Desk, Desk.id == Slot.desk_id)
    .where(Slot.session_id == ServiceSession.id, ~Slot.withdrawn)
    .correlate(ServiceSession)
    .scalar_subquery()
)
_DATES: sa.Select[*tuple[Any, ...]] = (
    sa.select(
        ServiceSession.id,
        ServiceSession.schedule_id,
        ServiceSession.starts_at,
        ServiceSession.ends_at,
        ServiceSession.status,
        ServiceSession.changes,
        Schedule.name,
        Location.area,
        _BOOKED.label("booked"),
        _DESKS.label("desks"),
        CalledOff.at_the_door,
        CalledOff.instead,
    )
    .join(Schedule, Schedule.id == ServiceSession.schedule_id)
    .join(Location, Location.id == ServiceSession.location_id)
    .outerjoin(CalledOff, CalledOff.session_id == ServiceSession.id)
)
_COMING = _DATES.where(
    ServiceSession.ends_at > sa.bindparam("at"), ServiceSession.starts_at < sa.bindparam("until")
).order_by(ServiceSession.starts_at, ServiceSession.id)
_ONE = _DATES.where(ServiceSession.id == sa.bindparam("session"))


def coming_dates(db: Session, actor: Actor, at: datetime) -> list[PlannedDate]:
    """The sessions of the next twelve weeks, cancelled ones too; none for whoever does not plan."""
    if not actor.may(Permission.PLAN):
        return []
    named = {"at": at, "until": at + timedelta(weeks=WEEKS_AHEAD), **own(actor)}
    return [PlannedDate._make(row) for row in flat_rows(db, _COMING, named)]


def date_of(db: Session, actor: Actor, path: Mapping[str, Any]) -> PlannedDate | None:
    """The session that an address names, for whoever plans."""
    if not actor.may(Permission.PLAN):
        return None
    row = flat_rows(db, _ONE, {"session": path["session_id"], **own(actor)}).one_or_none()
    return PlannedDate._make(row) if row else None


def affected(db: Session, actor: Actor, session_id: UUID) -> list[Affected]:
    """Everybody who booked there and whom this actor may see, who comes first first."""
    times: dict[UUID, list[tuple[datetime, datetime]]] = {}
    stops = stops_visible_to(actor).where(Visit.session_id == session_id).order_by(Slot.cell)
    columns = stops.with_only_columns(Appointment.visit_id, Slot.cell, Slot.cells)
    for visit_id, cell, cells in db.execute(columns):
        times.setdefault(visit_id, []).append((start_of(cell), start_of(cell + cells)))
    booked = (each for each in guests(db, actor, session_id) if not each.cancelled)
    return [Affected(each, times.get(each.visit_id, [])) for each in booked]
