"""Who receives for a service, who hears of what is late, who is there, and when it works."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, ServiceHours, ServiceTeam
from bookings.handoffs.queries.seeing import may_know
from bookings.handoffs.rules.clock import Ladder, Presence
from bookings.handoffs.rules.stages import HELD_BY, Side
from bookings.handoffs.rules.working_time import LONGEST, Working
from portal.access import GRANTS, Actor, Permission, Role
from portal.staff.actions.attendance import actor_of
from portal.staff.models import Account, Standing
from services_directory.listings.models import Service
from services_directory.sessions.models import Nation
from services_directory.sessions.queries.holidays import bank_holidays

# Received by somebody who is not of the team any more, and cannot open it.
IS_OFF_THE_TEAM = sa.and_(
    Handoff.stage.in_([stage for stage, side in HELD_BY.items() if side is Side.RECEIVER]),
    Handoff.is_outside.is_(False),
    ~sa.exists().where(
        ServiceTeam.service_id == Handoff.service_id,
        ServiceTeam.account_id == Handoff.holder,
        ServiceTeam.receives,
    ),
)


def services_visible_to(actor: Actor) -> sa.Select[Service]:
    """The services whose teams this actor may name: those of the own organisation (P-01)."""
    if not actor.may(Permission.TEAM) or actor.organization_id is None:
        return sa.select(Service).where(sa.false())
    return sa.select(Service).where(Service.organization_id == actor.organization_id)


def team_of(db: Session, service_id: UUID) -> list[ServiceTeam]:
    """Everybody who is named for a service."""
    of_service = sa.select(ServiceTeam).where(ServiceTeam.service_id == service_id)
    return list(db.scalars(of_service.order_by(ServiceTeam.rung, ServiceTeam.id)))


def may_be_named(db: Session, service_id: UUID) -> list[Account]:
    """Accounts of the organisation that gives a service: whoever can receive or lead."""
    roles = _named(Permission.HANDOFFS_RECEIVE, Permission.HANDOFFS_OVERSEE)
    found = (
        sa.select(Account)
        .join(Service, Service.organization_id == Account.organization_id)
        .where(
            Service.id == service_id,
            Account.standing == Standing.ACTIVE,
            Account.role_name.in_(roles),
        )
    )
    return sorted(db.scalars(found), key=lambda each: (each.name or "").casefold())


def colleagues_of(db: Session, handoff: Handoff) -> list[Account]:
    """Those of the organisation that sent it who can hold it: who may answer for a next step."""
    found = sa.select(Account).where(
        Account.organization_id == handoff.organization_id,
        Account.standing == Standing.ACTIVE,
        Account.role_name.in_(_named(Permission.HANDOFFS_SEND)),
    )
    allowed = _not_shut_out(db, handoff, list(db.scalars(found)))
    return sorted(allowed, key=lambda each: (each.name or "").casefold())


def receivers_of(db: Session, handoff: Handoff) -> list[Account]:
    """Those who receive for the service that it went to, and may see her (S-28)."""
    found = (
        sa.select(Account)
        .join(ServiceTeam, ServiceTeam.account_id == Account.id)
        .join(Service, Service.id == ServiceTeam.service_id)
        .where(
            ServiceTeam.service_id == handoff.service_id,
            ServiceTeam.receives,
            Service.organization_id == Account.organization_id,
            Account.standing == Standing.ACTIVE,
            Account.role_name.in_(_named(Permission.HANDOFFS_RECEIVE)),
        )
    )
    allowed = _not_shut_out(db, handoff, list(db.scalars(found)))
    return sorted(allowed, key=lambda each: (each.name or "").casefold())


def senders_ladder(db: Session, handoff: Handoff, *, without: UUID | None = None) -> Ladder | None:
    """Who of those who sent it hears that it is late: whoever sent it, the other coordinators, the
    leads. None where nobody is left who may see her."""
    active = _active_in(db, handoff.organization_id)
    allowed = _not_shut_out(db, handoff, active)
    others = [each.id for each in allowed if each.role is Role.COORDINATOR]
    leads = [each.id for each in allowed if each.role is Role.LEAD]
    named = {each.id for each in allowed} - {without}
    return _ladder([[handoff.sender], others, leads], named)


def receivers_ladder(db: Session, handoff: Handoff) -> Ladder | None:
    """Who there hears that it is late: as their lead named them; where nobody is, all who receive
    for the service and then its leads."""
    if handoff.service_id is None or handoff.is_outside:
        return None
    service = db.get(Service, handoff.service_id)
    if service is None:
        return None
    allowed = _not_shut_out(db, handoff, _active_in(db, service.organization_id))
    named = team_of(db, handoff.service_id)
    rungs = sorted({each.rung for each in named if each.rung is not None})
    chosen = [[each.account_id for each in named if each.rung == rung] for rung in rungs]
    receive = [each.account_id for each in named if each.receives]
    leads = [each.id for each in allowed if each.role is Role.LEAD]
    return _ladder(chosen or [receive, leads], {each.id for each in allowed})


def presence_of(db: Session, accounts: Collection[UUID], now: datetime) -> dict[UUID, Presence]:
    """Who of these is at work, away, or has left; whoever is in no list of accounts has left."""
    found = {
        each.id: Presence.AT_WORK if each.stands(now) else Presence.LEFT
        for each in db.scalars(sa.select(Account).where(Account.id.in_(list(accounts))))
    }
    away = sa.select(ServiceTeam.account_id).where(
        ServiceTeam.account_id.in_(list(accounts)), ServiceTeam.away_until > now
    )
    for account_id in db.scalars(away):
        if found.get(account_id) is Presence.AT_WORK:
            found[account_id] = Presence.AWAY
    return found


def presence_of_holder(db: Session, handoff: Handoff, now: datetime) -> Presence:
    """The same of whoever holds a handoff: who cannot open it any more has left it."""
    still = sa.select(Handoff.id).where(Handoff.id == handoff.id, ~IS_OFF_THE_TEAM)
    if db.scalar(still) is None:
        return Presence.LEFT
    return presence_of(db, [handoff.holder], now).get(handoff.holder, Presence.LEFT)


def working_of_service(db: Session, service_id: UUID | None, at: datetime) -> Working:
    """When a service works; every hour counts where nobody has said (C-14)."""
    return _working(db, ServiceHours.service_id == service_id, at)


def working_of_sender(db: Session, organization_id: UUID, at: datetime) -> Working:
    """When whoever sent it works: whenever any service of theirs does."""
    ours = sa.select(Service.id).where(Service.organization_id == organization_id)
    return _working(db, ServiceHours.service_id.in_(ours), at)


def hours_of(db: Session, service_id: UUID) -> list[ServiceHours]:
    """The hours of a service in the order of the week."""
    found = sa.select(ServiceHours).where(ServiceHours.service_id == service_id)
    return list(db.scalars(found.order_by(ServiceHours.weekday, ServiceHours.opens)))


def _working(db: Session, which: sa.ColumnElement[bool], at: datetime) -> Working:
    weekly = frozenset(each.as_ruled for each in db.scalars(sa.select(ServiceHours).where(which)))
    return Working(weekly, _holidays(at) if weekly else frozenset())


def _holidays(at: datetime) -> frozenset[date]:
    """Those that a limit that begins now can meet."""
    years = {at.year, (at + LONGEST).year}
    return frozenset().union(*(bank_holidays(Nation.ENGLAND, year) for year in years))


def _ladder(rungs: list[list[UUID]], allowed: Collection[UUID]) -> Ladder | None:
    """Each name once, on the lowest rung that has it; no rung without a name."""
    seen: set[UUID] = set()
    found: list[tuple[UUID, ...]] = []
    for names in rungs:
        new = tuple(each for each in dict.fromkeys(names) if each in allowed and each not in seen)
        seen.update(new)
        found += [new] if new else []
    return Ladder(tuple(found)) if found else None


def _active_in(db: Session, organization_id: UUID) -> list[Account]:
    ours = sa.select(Account).where(
        Account.organization_id == organization_id, Account.standing == Standing.ACTIVE
    )
    return list(db.scalars(ours.order_by(Account.made_at, Account.id)))


def _not_shut_out(db: Session, handoff: Handoff, accounts: list[Account]) -> list[Account]:
    """Whoever is shut out of her case hears of nothing (S-28)."""
    return [each for each in accounts if may_know(db, handoff.need_id, actor_of(each))]


def _named(*permissions: Permission) -> list[str]:
    return sorted({role.name.lower() for each in permissions for role in GRANTS[each]})
