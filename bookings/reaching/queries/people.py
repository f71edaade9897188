"""Whom somebody of the staff may reach: each person once, with the visit that it is about."""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.rules.preference import LIFE
from bookings.day.models import Alert
from bookings.day.queries.visible import may_see, own
from bookings.day.rules.stops import name_shown
from bookings.people.models import Client
from bookings.visits.models import Visit, VisitStatus
from portal import keyring
from portal.access import Actor, Role
from portal.db.flat import flat_rows
from services_directory.sessions.models import ServiceSession

Columns = sa.Select[*tuple[Any, ...]]

_PEOPLE: Columns = (
    sa.select(
        Visit.id,
        Visit.client_id,
        Client.chosen_name_sealed,  # type: ignore[attr-defined]
        Visit.session_id,
        Visit.status,
        ServiceSession.starts_at,
    )
    .join(Client, Client.id == Visit.client_id)
    .join(ServiceSession, ServiceSession.id == Visit.session_id)
    .where(ServiceSession.ends_at > sa.bindparam("since"))
    .order_by(ServiceSession.starts_at, Visit.id)
)
_ALERTED = (
    sa.select(Alert.session_id)
    .join(ServiceSession, ServiceSession.id == Alert.session_id)
    .where(Alert.ended_at.is_(None))
)


class Somebody(NamedTuple):
    """One person, by the name that they chose, and their latest visit."""

    visit_id: UUID
    client_id: UUID
    name: str
    session_id: UUID
    is_booked: bool
    starts_at: datetime


def people(db: Session, actor: Actor, at: datetime) -> dict[UUID, Somebody]:
    """Everybody whom this actor may see, by client. After a choice's whole life nothing that was
    said before the visit stands any more, so there is nobody to ring about it."""
    rows = flat_rows(db, _statement(actor.role), {"since": at - 2 * LIFE, **own(actor)})
    return {row.client_id: _somebody(row) for row in rows}


def somebody(db: Session, visit: Visit) -> Somebody:
    """The person of one visit, which the caller has from `visible_to`."""
    client = db.get_one(Client, visit.client_id)
    session = db.get_one(ServiceSession, visit.session_id)
    return Somebody(
        visit.id,
        visit.client_id,
        name_shown(client.chosen_name or ""),
        visit.session_id,
        visit.status is VisitStatus.BOOKED,
        session.starts_at,
    )


def alert_is_on(db: Session, visit_id: UUID) -> bool:
    """Whether somebody dangerous is at this visit's session: then nothing goes out (C-10)."""
    return _alert_at(db, sa.select(Visit.session_id).where(Visit.id == visit_id))


def alert_is_near(db: Session, client_id: UUID) -> bool:
    """Whether somebody dangerous is at any session that this person has a visit at (C-10)."""
    return _alert_at(db, sa.select(Visit.session_id).where(Visit.client_id == client_id))


def _alert_at(db: Session, of_hers: sa.Select[UUID]) -> bool:
    standing = _ALERTED.where(Alert.session_id.in_(of_hers))
    return db.scalar(sa.select(standing.exists())) is True


def alerted_sessions(db: Session) -> set[UUID]:
    """Every session at which an alert stands (C-10)."""
    return set(db.scalars(_ALERTED))


@cache
def _statement(role: Role) -> Columns:
    return _PEOPLE.where(may_see(Actor(role)))


def _somebody(row: Any) -> Somebody:
    visit_id, client_id, sealed, session_id, status, starts_at = row
    opened = keyring.current().open
    name = opened(sealed, "clients.chosen_name", client_id) if sealed else ""
    is_booked = status is VisitStatus.BOOKED
    return Somebody(visit_id, client_id, name_shown(name), session_id, is_booked, starts_at)
