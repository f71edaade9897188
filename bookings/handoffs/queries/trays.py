"""A team's tray, and what a sender watches: read as plain values, by what is due and how bad
silence would be (C-14, R-16)."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.handoffs.queries.seeing import overseen_by, received_visible_to, sent_visible_to
from bookings.handoffs.rules.clock import Standing, standing
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.stages import Stage
from portal.access import Actor
from portal.staff.models import Account

AT_ONCE = 50


class Line(NamedTuple):
    """One row of a tray: nothing of her is in it, received or not. `holder` is the account that
    holds it, `receiver` the one that received it, each with the name that colleagues use."""

    id: UUID
    organization_id: UUID
    desk: DeskKind
    service_id: UUID | None
    stage: Stage
    sent_at: datetime | None
    since: datetime
    due_at: datetime | None
    ranks_at: datetime | None
    stake: Stake
    holder: UUID
    holder_name: str
    receiver: UUID | None
    receiver_name: str
    standing: Standing


class Tray(NamedTuple):
    """A page of a tray, and whether there is more after it."""

    lines: list[Line]
    has_more: bool


def tray_of(db: Session, actor: Actor, now: datetime, *, page: int = 0) -> Tray:
    """What was sent to the services for which this account receives."""
    return _tray(db, received_visible_to(actor), now, page)


def overseen_tray(db: Session, actor: Actor, now: datetime, *, page: int = 0) -> Tray:
    """What lies with the services of the lead's organisation, whoever receives it."""
    return _tray(db, overseen_by(actor), now, page)


def sent_tray(db: Session, actor: Actor, now: datetime, *, page: int = 0) -> Tray:
    """What the actor's organisation has passed on and is not closed."""
    return _tray(db, sent_visible_to(actor), now, page)


def _tray(db: Session, visible: sa.Select[Handoff], now: datetime, page: int) -> Tray:
    rows = db.execute(
        visible.with_only_columns(*_COLUMNS, maintain_column_froms=True)
        .where(Handoff.ranks_at.is_not(None))
        .order_by(Handoff.ranks_at, Handoff.id)
        .offset(page * AT_ONCE)
        .limit(AT_ONCE + 1)
    ).all()
    names = _names(db, {row.holder for row in rows} | {row.receiver for row in rows})
    return Tray([_line(row, names, now) for row in rows[:AT_ONCE]], len(rows) > AT_ONCE)


_COLUMNS = (
    Handoff.id,
    Handoff.organization_id,
    Handoff.desk,
    Handoff.service_id,
    Handoff.stage,
    Handoff.sent_at,
    Handoff.since,
    Handoff.due_at,
    Handoff.ranks_at,
    Handoff.holder,
    Handoff.receiver,
    HandoffNeed.life_at_risk,
    HandoffNeed.nowhere_tonight,
    HandoffNeed.is_about_a_child,
    HandoffNeed.is_high_concern,
)


def _line(row: Any, names: dict[UUID, str], now: datetime) -> Line:
    return Line(
        row.id,
        row.organization_id,
        row.desk,
        row.service_id,
        row.stage,
        row.sent_at,
        row.since,
        row.due_at,
        row.ranks_at,
        Stake(row.life_at_risk, row.nowhere_tonight, row.is_about_a_child, row.is_high_concern),
        row.holder,
        names.get(row.holder, ""),
        row.receiver,
        names.get(row.receiver, ""),
        standing(row.stage, row.since, row.due_at, now),
    )


def _names(db: Session, accounts: set[UUID | None]) -> dict[UUID, str]:
    found = sa.select(Account).where(Account.id.in_(accounts))
    return {each.id: each.name or "" for each in db.scalars(found)}
