"""How a service is staffed, for whoever leads its team: who is named for what, and where a handoff
would find nobody (C-15, P-01)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import ServiceHours, ServiceTeam
from bookings.handoffs.queries.teams import hours_of, may_be_named, services_visible_to, team_of
from portal.access import GRANTS, Actor, Permission
from portal.staff.models import Account, Standing
from services_directory.listings.models import Service

RECEIVING = frozenset(GRANTS[Permission.HANDOFFS_RECEIVE])


class Named(NamedTuple):
    """Somebody who can be named for a service, and for what they are; None while for nothing."""

    account: Account
    part: ServiceTeam | None

    @property
    def can_receive(self) -> bool:
        return self.account.role in RECEIVING

    @property
    def receives(self) -> bool:
        return self.can_receive and self.part is not None and self.part.receives

    @property
    def rung(self) -> int | None:
        return self.part.rung if self.part else None

    def is_away(self, now: datetime) -> bool:
        until = self.part.away_until if self.part else None
        return until is not None and now < until


class Staffed(NamedTuple):
    """A service with everybody who can be named for it, and its hours."""

    service: Service
    people: list[Named]
    hours: list[ServiceHours]

    @property
    def nobody_receives(self) -> bool:
        return not any(each.receives for each in self.people)

    @property
    def nobody_hears_first(self) -> bool:
        """Then all who receive hear of what is late, and then the leads."""
        return not any(each.rung == 0 for each in self.people)

    def all_are_away(self, now: datetime) -> bool:
        """Nobody of those who receive is there at this moment."""
        receivers = [each for each in self.people if each.receives]
        return bool(receivers) and all(each.is_away(now) for each in receivers)


def service_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Service | None:
    """The service that the address names, where this actor may name its team."""
    return db.scalar(services_visible_to(actor).where(Service.id == path["service_id"]))


def staffed(db: Session, service: Service) -> Staffed:
    """Who is named for a service, and who could be."""
    parts = {each.account_id: each for each in team_of(db, service.id)}
    people = [Named(each, parts.get(each.id)) for each in may_be_named(db, service.id)]
    return Staffed(service, people, hours_of(db, service.id))


def all_staffed(db: Session, actor: Actor) -> list[Staffed]:
    """Every service of the actor's own organisation."""
    found = services_visible_to(actor).order_by(Service.name, Service.id)
    return [staffed(db, each) for each in db.scalars(found)]


def receiving_for(db: Session, services: Collection[UUID]) -> dict[UUID, list[Account]]:
    """For each of these services those who receive for it, by name: where one is missing, nobody
    does. Who of them may see somebody, `teams.receivers_of` says when it is handed over."""
    rows = db.execute(
        sa.select(ServiceTeam.service_id, Account)
        .join(Account, Account.id == ServiceTeam.account_id)
        .join(Service, Service.id == ServiceTeam.service_id)
        .where(
            ServiceTeam.service_id.in_(list(services)),
            ServiceTeam.receives,
            Service.organization_id == Account.organization_id,
            Account.standing == Standing.ACTIVE,
            Account.role_name.in_(sorted(role.name.lower() for role in RECEIVING)),
        )
    ).all()
    found: dict[UUID, list[Account]] = {}
    for service_id, account in sorted(rows, key=lambda each: (each[1].name or "").casefold()):
        found.setdefault(service_id, []).append(account)
    return found
