"""The board, no more than its work: the count of changes, or the rows by Core and each rendered.

It knows nobody, opens no sealed name, and sorts by the clock alone.
"""

from collections import defaultdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from jinja2 import Environment

from bookings.day.models import Arrival
from bookings.visits.models import Appointment, Visit
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import Desk, Room, ServiceSession, Slot, Worker

CHANGES = sa.select(ServiceSession.changes).where(ServiceSession.id == sa.bindparam("session"))
PEOPLE = (
    sa.select(Visit.id, Visit.gone_by, Arrival.number, Arrival.arrived_at)
    .select_from(Visit)
    .outerjoin(Arrival, Arrival.visit_id == Visit.id)
    .where(Visit.session_id == sa.bindparam("session"))
    .order_by(Arrival.arrived_at)
)
STOPS = (
    sa.select(
        Visit.id,
        Appointment.began_at,
        Slot.cell,
        Slot.cells,
        Room.name.label("room"),
        Worker.name.label("worker"),
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
    .where(Visit.session_id == sa.bindparam("session"))
    .order_by(Slot.cell)
)
ROWS = """<ul>{% for person in people %}<li><h2>Number {{ person.number }}</h2>
<p>since {{ person.arrived_at }}, gone by {{ person.gone_by }}</p><ol>
{% for stop in stops[person.id] %}<li>{{ stop.cell }} {{ stop.room }}, {{ stop.service }},
{{ stop.worker }}</li>{% endfor %}</ol>
<form method="post"><button name="go" value="call">Call</button>
<button name="go" value="begin">Begin</button></form></li>{% endfor %}</ul>"""
PAGE = f"<!doctype html><title>Board</title><h1>Board</h1>{ROWS}"

_TEMPLATES = Environment(autoescape=True)
ROWS_OF, PAGE_OF = _TEMPLATES.from_string(ROWS), _TEMPLATES.from_string(PAGE)


def changes(engine: sa.Engine, session_id: UUID) -> int:
    """All that an unchanged board needs to know."""
    with engine.connect() as connection:
        return int(connection.execute(CHANGES, {"session": session_id}).scalar_one())


def board(engine: sa.Engine, session_id: UUID, *, whole: bool) -> str:
    """The rows, alone or on a page."""
    stops: dict[UUID, list[Any]] = defaultdict(list)
    with engine.connect() as connection:
        people = connection.execute(PEOPLE, {"session": session_id}).all()
        for stop in connection.execute(STOPS, {"session": session_id}):
            stops[stop.id].append(stop)
    return (PAGE_OF if whole else ROWS_OF).render(people=people, stops=stops)
