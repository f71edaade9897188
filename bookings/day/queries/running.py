"""One stop with all that decides about it, and who changed it last."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival
from bookings.day.queries.visible import stops_visible_to
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.access import Actor
from portal.db.flat import flat_rows
from portal.record.models import Entry
from portal.staff.models import Account
from services_directory.sessions.models import Slot

_LAST = (
    sa.select(Entry.verb, Entry.at, Entry.who)
    .where(Entry.about.in_(sa.bindparam("about", expanding=True)))
    .where(Entry.verb.not_like("%seen"), Entry.verb.not_like("%listed"))
    .order_by(Entry.number.desc())
    .limit(1)
)
_ACCOUNT = sa.select(Account).where(Account.id == sa.bindparam("account"))
_RUNNING = sa.and_(
    Appointment.status == AppointmentStatus.BOOKED,
    Appointment.began_at.is_not(None),
    Appointment.ended_at.is_(None),
)


class StopOfHers(NamedTuple):
    """A stop, the slot that it takes, and whose visit it is part of."""

    stop: Appointment
    slot: Slot
    visit: Visit


class LastChange(NamedTuple):
    """What was done last, when, and by whom; the name is empty where it was no account."""

    verb: str
    at: datetime
    role: str
    name: str


def stop_of(db: Session, actor: Actor, path: Any) -> StopOfHers | None:
    """The stop that the address names, where it is this actor's to see; one that was moved too."""
    seen = stops_visible_to(actor, standing=False)
    stop = db.scalar(seen.where(Appointment.id == path["stop_id"]))
    return whole(db, stop) if stop else None


def whole(db: Session, stop: Appointment) -> StopOfHers:
    slot, visit = db.get_one(Slot, stop.slot_id), db.get_one(Visit, stop.visit_id)
    return StopOfHers(stop, slot, visit)


def arrival_of(db: Session, visit_id: UUID) -> Arrival | None:
    return db.scalar(sa.select(Arrival).where(Arrival.visit_id == visit_id))


def in_the_way(db: Session, each: StopOfHers) -> Appointment | None:
    """Another stop that is going on, of hers or in the same room or with the same worker."""
    return db.scalar(
        sa.select(Appointment)
        .join(Slot, Slot.id == Appointment.slot_id)
        .where(_RUNNING, Appointment.id != each.stop.id, Slot.session_id == each.slot.session_id)
        .where(
            sa.or_(
                Appointment.visit_id == each.visit.id,
                Slot.worker_id == each.slot.worker_id,
                Slot.room_id == each.slot.room_id,
            )
        )
        .order_by(Appointment.visit_id != each.visit.id)
        .limit(1)
    )


def last_change(db: Session, *about: UUID) -> LastChange | None:
    """Who changed one of these rows last, as the record has it."""
    row = flat_rows(db, _LAST, {"about": list(about)}).one_or_none()
    if row is None:
        return None
    verb, at, who = row
    role, _, known_by = who.partition(":")
    return LastChange(verb, at, role, _name(db, known_by))


def _name(db: Session, known_by: str) -> str:
    account = db.scalar(_ACCOUNT, {"account": UUID(known_by)}) if known_by else None
    return (account.name or "") if account else ""
