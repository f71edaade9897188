"""Requests for what is kept, for those of the organisation to whom they came (S-59)."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models.requests import RightsRequest
from portal.access import Actor, Permission, Role
from portal.staff.models import Account, Standing


def visible_to(actor: Actor) -> sa.Select[RightsRequest]:
    """The requests that came to the actor's organisation, for whoever sees to them."""
    if not actor.may(Permission.REQUESTS) or actor.organization_id is None:
        return sa.select(RightsRequest).where(sa.false())
    return sa.select(RightsRequest).where(RightsRequest.organization_id == actor.organization_id)


def requests_of(db: Session, actor: Actor) -> list[RightsRequest]:
    """Those that are open first, the oldest of them at the top."""
    rows = db.scalars(visible_to(actor).order_by(RightsRequest.came_on))
    return sorted(rows, key=lambda row: row.answered_at is not None)


def request_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> RightsRequest | None:
    return db.scalar(visible_to(actor).where(RightsRequest.id == path["request_id"]))


def all_colleagues(db: Session, actor: Actor) -> list[Account]:
    """Every account that the organisation ever had."""
    ours = sa.select(Account).where(Account.organization_id == actor.organization_id)
    return list(db.scalars(ours))


def possible_holders(db: Session, actor: Actor) -> list[Account]:
    """Whoever of the organisation may see to requests, by name."""
    roles = [role.name.lower() for role in (Role.COORDINATOR, Role.LEAD)]
    ours = sa.select(Account).where(
        Account.organization_id == actor.organization_id,
        Account.standing == Standing.ACTIVE,
        Account.role_name.in_(roles),
    )
    return sorted(db.scalars(ours), key=lambda each: (each.name or "").casefold())
