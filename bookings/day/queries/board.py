"""Everybody of one session with their stops: two flat selects, whatever the crowd (C-02)."""

from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival
from bookings.day.queries.visible import STANDS, may_see, own, own_slot
from bookings.day.rules.stops import Person, Stop, name_shown, version_of
from bookings.people.models import Client
from bookings.visits.models import (
    Appointment,
    AppointmentStatus,
    Visit,
    VisitChild,
    VisitStatus,
)
from bookings.visits.queries.openings import need_key
from bookings.visits.rules.plans import WELCOME
from portal import keyring
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import Desk, Purpose, Room, Slot, Worker
from services_directory.sessions.rules.cells import start_of

Columns: TypeAlias = sa.Select[*tuple[Any, ...]]

_CHILDREN = (
    sa.select(sa.func.count())
    .select_from(VisitChild)
    .where(VisitChild.visit_id == Visit.id)
    .scalar_subquery()
)


class Line(NamedTuple):
    """One visit as it is stored; the name is sealed to its client's row."""

    visit_id: UUID
    client_id: UUID
    name: bytes | None
    status: VisitStatus
    set_aside_at: Any
    second_used_at: Any
    gone_by: Any
    number: int | None
    arrived_at: Any
    welcomed_at: Any
    left_at: Any
    walked_in: bool | None
    children: int
    is_to_hear: bool


def everybody(db: Session, actor: Actor, session_id: UUID) -> list[Person]:
    """Whom this actor may see of a session, each with the stops that they may see; in no order.

    By chosen name or number only: the select knows no other name (C-02, S-48).
    """
    named = {"session": session_id, **own(actor)}
    people, stops = _statements(actor.role)
    found: dict[UUID, list[Stop]] = defaultdict(list)
    for row in flat_rows(db, stops, named):
        found[row.id].append(_stop(row))
    lines = [Line._make(row) for row in flat_rows(db, people, named)]
    return [_person(line, tuple(found[line.visit_id])) for line in lines]


@cache
def _statements(role: Role) -> tuple[Columns, Columns]:
    """Built once for each role: whose they are is a parameter."""
    actor = Actor(role)
    return _PEOPLE.where(may_see(actor)), _STOPS.where(may_see(actor), own_slot(actor))


_PEOPLE: Columns = (
    sa.select(
        Visit.id,
        Client.id.label("client_id"),
        Client.chosen_name_sealed,  # type: ignore[attr-defined]
        Visit.status,
        Visit.set_aside_at,
        Visit.second_used_at,
        Visit.gone_by,
        Arrival.number,
        Arrival.arrived_at,
        Arrival.welcomed_at,
        Arrival.left_at,
        Arrival.walked_in,
        _CHILDREN.label("children"),
        Client.is_to_hear,
    )
    .select_from(Visit)
    .join(Client, Client.id == Visit.client_id)
    .outerjoin(Arrival, Arrival.visit_id == Visit.id)
    .where(Visit.session_id == sa.bindparam("session"))
)
_STOPS: Columns = (
    sa.select(
        Visit.id,
        Appointment.id.label("stop_id"),
        Appointment.status,
        Appointment.called_at,
        Appointment.began_at,
        Appointment.ended_at,
        Slot.id.label("slot_id"),
        Slot.cell,
        Slot.cells,
        Slot.desk_id,
        Room.name.label("room"),
        Worker.id.label("worker_id"),
        Worker.name.label("worker"),
        Desk.purpose,
        Service.kind,
        Service.name.label("service"),
    )
    .select_from(Visit)
    .join(Appointment, Appointment.visit_id == Visit.id)
    .join(Slot, Slot.id == Appointment.slot_id)
    .join(Room, Room.id == Slot.room_id)
    .join(Worker, Worker.id == Slot.worker_id)
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .where(Visit.session_id == sa.bindparam("session"), STANDS)
    .order_by(Slot.cell)
)


def _stops(
    db: Session, statement: sa.Select[Any], named: dict[str, Any]
) -> list[tuple[UUID, Stop]]:
    return [(row.id, _stop(row)) for row in flat_rows(db, statement, named)]


def _stop(row: Any) -> Stop:
    is_welcome = row.purpose is Purpose.WELCOME
    return Stop(
        id=row.stop_id,
        starts=start_of(row.cell),
        ends=start_of(row.cell + row.cells),
        room=row.room,
        worker_id=row.worker_id,
        worker=row.worker,
        desk_id=row.desk_id,
        need=WELCOME if is_welcome else need_key(row.kind, row.service),
        service=row.service,
        missed=row.status is AppointmentStatus.MISSED,
        called=row.called_at,
        began=row.began_at,
        ended=row.ended_at,
        version=stop_version(row),
    )


def stop_version(stop: Any) -> str:
    """Of a stop as it stands, from whatever row has its status, slot and times."""
    times = (stop.called_at, stop.began_at, stop.ended_at)
    return version_of(
        stop.slot_id, stop.status.value, *(each and each.isoformat() for each in times)
    )


def _person(line: Line, stops: tuple[Stop, ...]) -> Person:
    return Person(
        visit_id=line.visit_id,
        name=_name(line),
        number=line.number,
        stops=stops,
        children=line.children,
        gone_by=line.gone_by,
        arrived=line.arrived_at,
        welcomed=line.welcomed_at,
        left=line.left_at,
        walked_in=bool(line.walked_in),
        cancelled=line.status is VisitStatus.CANCELLED,
        set_aside=line.set_aside_at is not None,
        second_used=line.second_used_at,
        is_to_hear=line.is_to_hear,
    )


def _name(line: Line) -> str:
    if line.name is None:
        return ""
    return name_shown(keyring.current().open(line.name, "clients.chosen_name", line.client_id))
