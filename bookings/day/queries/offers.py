"""Whole visits that a coordinator can give at a session: from what is free, the walk-in reserve
too, and never with a worker whom she avoids (C-03, C-09, S-57)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.visits.queries.openings import FreeTime, free_times, need_key
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.plans import Opening, Plan, Wish
from portal.db.flat import flat_rows
from services_directory.listings.models import Service, ServiceAtLocation, ServiceKind
from services_directory.sessions.models import Desk, Purpose, Room, Slot, Worker
from services_directory.sessions.queries import FreeSlot

_SERVED = (
    sa.select(Service.kind, Service.name)
    .join(ServiceAtLocation, ServiceAtLocation.service_id == Service.id)
    .join(Desk, Desk.service_at_location_id == ServiceAtLocation.id)
    .where(Desk.session_id == sa.bindparam("session"), Desk.purpose == Purpose.FULL)
    .where(sa.exists().where(Slot.desk_id == Desk.id, ~Slot.withdrawn))
    .distinct()
)
_WORKERS = (
    sa.select(Worker.id, Worker.name)
    .join(Slot, Slot.worker_id == Worker.id)
    .where(Slot.session_id == sa.bindparam("session"))
    .distinct()
    .order_by(Worker.name)
)


class OfferedStop(NamedTuple):
    """One stop of an offer: what for, when, where."""

    need: str
    starts_at: datetime
    ends_at: datetime
    room: str
    worker: str


@dataclass(frozen=True, slots=True)
class Offer:
    """One whole visit: `code` names its slots, `missing` the needs that do not fit."""

    code: str
    stops: tuple[OfferedStop, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What to look for at one session: for an own visit its times count as free. The walk-in
    `reserve` is for whoever is here (S-57)."""

    session_id: UUID
    wish: Wish
    at: datetime
    visit_id: UUID | None = None
    avoided: frozenset[UUID] = frozenset()
    reserve: bool = True


def needs_at(db: Session, session_id: UUID) -> dict[str, str]:
    """The needs that this session serves, in the directory's order, with their services' names."""
    order = list(ServiceKind)
    served = [(kind, name) for kind, name in flat_rows(db, _SERVED, {"session": session_id})]
    served.sort(key=lambda each: (order.index(each[0]), each[1]))
    return {need_key(kind, name): name for kind, name in served}


def workers_at(db: Session, session_id: UUID) -> dict[UUID, str]:
    """Everybody who works at this session, by the names that colleagues use."""
    return {each.id: each.name for each in flat_rows(db, _WORKERS, {"session": session_id})}


def offers(db: Session, asked: Asked, *, most: int = 3) -> list[Offer]:
    """The best whole visits, best first; those that serve none of her needs are left out."""
    free = {each.slot.id: each for each in _suiting(db, asked)}
    plans = best_plans([each.opening for each in free.values()], asked.wish, most=most)
    worth = [plan for plan in plans if len(plan.missing) < len(asked.wish.needs)]
    slots = [free[stop.id].slot for plan in worth for stop in plan.stops]
    rooms, workers = _names(db, Room, slots), _names(db, Worker, slots)
    return [_offer(plan, free, rooms, workers) for plan in worth]


def chosen(db: Session, asked: Asked, code: str) -> list[FreeSlot] | None:
    """The slots that a code stands for; None where one of them is not free any more, does not
    suit her, or stands beside another at the same time."""
    free = {each.slot.id.hex: each for each in _suiting(db, asked)}
    named = list(dict.fromkeys(code.split(".")))
    found = [free[each] for each in named if each in free]
    openings = sorted((each.opening for each in found), key=lambda each: each.starts)
    if len(found) < len(named) or _overlap(openings):
        return None
    return [each.slot for each in found]


def _suiting(db: Session, asked: Asked) -> list[FreeTime]:
    ids, wish = [asked.session_id], asked.wish
    online = not asked.reserve
    found = free_times(db, ids, asked.at, own_visit=asked.visit_id, online=online)
    return [
        each
        for each in found.get(asked.session_id, [])
        if each.slot.worker_id not in asked.avoided
        and each.opening.need in wish.asked
        and wish.suits(each.opening)
    ]


def _overlap(openings: Sequence[Opening]) -> bool:
    pairs = pairwise(openings)
    needs = {each.need for each in openings}
    return len(needs) < len(openings) or any(one.ends > two.starts for one, two in pairs)


def _offer(
    plan: Plan, free: dict[UUID, FreeTime], rooms: dict[UUID, str], workers: dict[UUID, str]
) -> Offer:
    stops = [
        OfferedStop(
            stop.need,
            _moment(stop.starts),
            _moment(stop.ends),
            rooms[free[stop.id].slot.room_id],
            workers[free[stop.id].slot.worker_id],
        )
        for stop in plan.stops
    ]
    return Offer(".".join(stop.id.hex for stop in plan.stops), tuple(stops), plan.missing)


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def _names(
    db: Session, kind: type[Room] | type[Worker], slots: Collection[FreeSlot]
) -> dict[UUID, str]:
    ids = {slot.room_id if kind is Room else slot.worker_id for slot in slots}
    rows = db.execute(sa.select(kind.id, kind.name).where(kind.id.in_(ids)))
    return {row.id: row.name for row in rows}
