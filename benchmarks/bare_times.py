"""The page of times, no more than its work: rows by Core, the search, and every slot rendered."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from jinja2 import Environment

from benchmarks.ground import SHOWN
from benchmarks.windows import NEEDS
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.plans import WELCOME, Opening, Plan, Wish
from portal.clock import utc_now
from services_directory.listings.models import Service, ServiceAtLocation
from services_directory.sessions.models import (
    Claim,
    Desk,
    Purpose,
    ServiceSession,
    SessionStatus,
    Slot,
    Worker,
)

ZONE = ZoneInfo("Europe/London")

SESSIONS = (
    sa.select(ServiceSession.id, ServiceSession.starts_at)
    .where(ServiceSession.ends_at > sa.bindparam("at"))
    .where(ServiceSession.status == SessionStatus.PLANNED)
    .order_by(ServiceSession.ends_at)
    .limit(SHOWN)
)
IDS: sa.BindParameter[object] = sa.bindparam("ids", expanding=True)
SLOTS = (
    sa.select(
        Slot.id,
        Slot.session_id,
        Slot.cell,
        Slot.cells,
        Slot.worker_id,
        Slot.room_id,
        Desk.purpose,
        Service.kind,
        Service.name,
        Worker.gender,
        Worker.spoken,
    )
    .join(Desk, Desk.id == Slot.desk_id)
    .join(ServiceAtLocation, ServiceAtLocation.id == Desk.service_at_location_id)
    .join(Service, Service.id == ServiceAtLocation.service_id)
    .join(Worker, Worker.id == Slot.worker_id)
    .where(Slot.session_id.in_(IDS), ~Slot.for_walk_ins, ~Slot.withdrawn)
    .order_by(Slot.cell)
)
CLAIMED = sa.select(Claim.thing_id, Claim.cell).where(Claim.session_id.in_(IDS))

PAGE = """<!doctype html><title>Times</title><h1>Times</h1>
{% for day, plans, slots in mornings %}<h2>{{ day }}</h2>
{% for plan in plans %}<button>{{ time_of(plan.arrive) }} to {{ time_of(plan.leave) }}, about
{{ plan.minutes }} minutes, {{ plan.people }} people</button>
{% endfor %}<ul>
{% for slot in slots %}<li>{{ time_of(slot.cell * 5) }}, {{ slot.cells * 5 }} minutes:
{{ slot.name }}</li>
{% endfor %}</ul>{% endfor %}"""


def time_of(minute: int) -> str:
    return datetime.fromtimestamp(minute * 60, UTC).astimezone(ZONE).strftime("%H:%M")


PAGE_OF_TIMES = Environment(autoescape=True).from_string(PAGE, {"time_of": time_of})


def page_of_times(engine: sa.Engine) -> str:
    """The next sessions, each with the best visits and all that is free there."""
    with engine.connect() as connection:
        sessions = connection.execute(SESSIONS, {"at": utc_now()}).all()
        ids = {"ids": [session.id for session in sessions]}
        slots = connection.execute(SLOTS, ids).all()
        taken = {(thing, cell) for thing, cell in connection.execute(CLAIMED, ids)}
    free: dict[UUID, list[Any]] = {each.id: [] for each in sessions}
    for slot in slots:
        if not _is_taken(slot, taken):
            free[slot.session_id].append(slot)
    shown = [(each.starts_at.date(), free[each.id]) for each in sessions]
    mornings = [(day, _plans(slots), slots) for day, slots in shown]
    return PAGE_OF_TIMES.render(mornings=mornings)


def _is_taken(slot: Any, taken: set[tuple[UUID, int]]) -> bool:
    cells = range(slot.cell, slot.cell + slot.cells)
    return any((slot.worker_id, cell) in taken or (slot.room_id, cell) in taken for cell in cells)


def _plans(slots: Iterable[Any]) -> tuple[Plan, ...]:
    return best_plans(
        [
            Opening(
                slot.id,
                WELCOME if slot.purpose is Purpose.WELCOME else slot.kind.value,
                slot.cell * 5,
                (slot.cell + slot.cells) * 5,
                slot.worker_id,
                slot.gender,
                frozenset(slot.spoken.split()),
            )
            for slot in slots
        ],
        Wish(NEEDS),
    )
