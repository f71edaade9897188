"""A lead says who receives for a service, who hears of what is late, who is away, and when it is
open (C-15)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.rules.hours import Weekly
from bookings.handoffs.models import ServiceHours, ServiceTeam
from bookings.handoffs.queries.teams import may_be_named
from portal.access import Actor, Permission
from portal.record.actions import note
from portal.staff.models import Account
from services_directory.listings.models import Service


class NotOfTheTeam(LookupError):
    """Somebody of another organisation, or who cannot receive or lead."""


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody does for a service: receives, and hears of what is late on a rung, 0 first."""

    receives: bool
    rung: int | None = None
    away_until: datetime | None = None


def name_for(
    db: Session, service: Service, account_id: UUID, part: Part, *, by: Actor, at: datetime
) -> ServiceTeam:
    """Name somebody for a service of the caller's, or change what they do for it. Raises
    NotOfTheTeam."""
    account = next((a for a in may_be_named(db, service.id) if a.id == account_id), None)
    if account is None or (part.receives and not _can_receive(account)):
        raise NotOfTheTeam
    note(db, "team changed", service.id, by=by, at=at)
    row = _row(db, service.id, account_id)
    if row is None:
        row = ServiceTeam(service_id=service.id, account_id=account_id)
        db.add(row)
    row.receives, row.rung, row.away_until = part.receives, part.rung, part.away_until
    db.flush()
    return row


def name_no_more(
    db: Session, service: Service, account_id: UUID, *, by: Actor, at: datetime
) -> None:
    """They are not named for this service any more; what they hold, somebody hears of."""
    row = _row(db, service.id, account_id)
    if row is not None:
        note(db, "team changed", service.id, by=by, at=at)
        db.delete(row)
        db.flush()


def set_hours(
    db: Session, service: Service, hours: Collection[Weekly], *, by: Actor, at: datetime
) -> None:
    """When a service works, by the clock on the wall there; none is every hour."""
    note(db, "hours changed", service.id, by=by, at=at)
    db.execute(sa.delete(ServiceHours).where(ServiceHours.service_id == service.id))
    for each in sorted(hours, key=lambda one: (one.weekday, one.times.begins)):
        db.add(
            ServiceHours(
                service_id=service.id,
                weekday=each.weekday,
                opens=each.times.begins,
                closes=each.times.ends,
            )
        )
    db.flush()


def _can_receive(account: Account) -> bool:
    return Actor(account.role).may(Permission.HANDOFFS_RECEIVE)


def _row(db: Session, service_id: UUID, account_id: UUID) -> ServiceTeam | None:
    return db.scalar(
        sa.select(ServiceTeam).where(
            ServiceTeam.service_id == service_id, ServiceTeam.account_id == account_id
        )
    )
