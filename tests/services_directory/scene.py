"""A small week to test with: a welcome, and a housing desk with two workers, on Wednesdays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from services_directory.listings.models import Location, Organization, ServiceKind
from services_directory.sessions.actions import claim, standard
from services_directory.sessions.actions.standard import WELCOME, StandardDesk
from services_directory.sessions.models import Gender, Room, Schedule, Worker
from services_directory.sessions.queries import FreeSlot, coming_sessions, free_slots

HOUSING = StandardDesk(ServiceKind.HOUSING, 25)
MONDAY = datetime(2026, 6, 1, 9, tzinfo=UTC)
WEDNESDAY = date(2026, 6, 3)
LONG_AGO = date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Scene:
    """One weekly session, and who sits there."""

    schedule: Schedule
    asha: Worker
    farah: Worker
    tom: Worker


def lay_scene(db: Session, name: str = "Advice morning", **changes: Any) -> Scene:
    """Wednesdays 10:00 to 12:00 in London; `changes` go to the schedule."""
    organization = Organization(name=f"Lantern, for {name}")
    services = standard.add_services(
        db, dict.fromkeys((ServiceKind.IDVA, ServiceKind.HOUSING), organization)
    )
    place = Location(name=f"Rooms of {name}", area="Hounslow", confidential=False)
    week = {
        "byday": "WE",
        "opens_at": time(10),
        "closes_at": time(12),
        "timezone": "Europe/London",
        "valid_from": LONG_AGO,
        "bank_holidays": None,
    }
    schedule = standard.add_session(
        db, name, place, services, (WELCOME, HOUSING), **{**week, **changes}
    )
    workers = [
        _worker(organization, "Asha", Gender.WOMAN, "en pa"),
        _worker(organization, "Farah", Gender.WOMAN, "en ur"),
        _worker(organization, "Tom", Gender.MAN, "en"),
    ]
    rooms = [Room(location_id=place.id, name=f"Room {n}") for n in range(1, 4)]
    desks = (WELCOME, HOUSING, HOUSING)
    for desk, worker, room in zip(desks, workers, rooms, strict=True):
        standard.seat(schedule, desk, worker, room)
    db.flush()
    return Scene(schedule, *workers)


def all_free(db: Session, at: datetime = MONDAY, *, online: bool = False) -> list[FreeSlot]:
    """Every free time of every coming session."""
    ids = [session.id for session in coming_sessions(db, at, limit=100)]
    return free_slots(db, ids, at, online=online)


def take(db: Session, slots: Sequence[FreeSlot], held_until: datetime | None = None) -> UUID:
    """Take these, of one session, for one new appointment; returns its id."""
    appointment_id = uuid4()
    cells = [each for slot in slots for each in slot.claims]
    claim(db, slots[0].session_id, {appointment_id: cells}, held_until=held_until)
    return appointment_id


def _worker(organization: Organization, name: str, gender: Gender, spoken: str) -> Worker:
    return Worker(organization_id=organization.id, name=name, gender=gender, spoken=spoken)
