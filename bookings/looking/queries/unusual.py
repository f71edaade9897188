"""Unusual reading as an organisation's lead sees it: account, day, kind and how many, and never who
was read (P-01, P-02)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.looking.models import LookReason, SettledReading
from bookings.looking.queries.looks import looks_of
from bookings.looking.rules.unusual import Kind, Limits, Unusual, latest_first, unusual
from portal.access import Actor, Permission
from portal.staff.models import Account

LATELY = timedelta(days=28)


class Raised(NamedTuple):
    """Something to ask about; with the reasons that were given, where it is about these."""

    what: Unusual
    name: str
    reasons: Sequence[str]


class Asked(NamedTuple):
    """What was asked about already, by whom."""

    row: SettledReading
    name: str
    by: str


def visible_to(actor: Actor) -> sa.Select[Account]:
    """The accounts whose reading this actor sees to: those of the own organisation."""
    if not actor.may(Permission.READING_SEE) or actor.organization_id is None:
        return sa.select(Account).where(sa.false())
    return sa.select(Account).where(Account.organization_id == actor.organization_id)


def is_colleague(db: Session, actor: Actor, account_id: UUID | None) -> bool:
    """Whether this is an account whose reading the actor sees to."""
    return db.scalar(visible_to(actor).where(Account.id == account_id)) is not None


def to_ask_about(
    db: Session, actor: Actor, at: datetime, limits: Limits, zone: tzinfo
) -> list[Raised]:
    """What was unusual in the last four weeks and nobody has asked about yet, the latest first."""
    accounts = {each.id: each for each in db.scalars(visible_to(actor))}
    since = at - LATELY
    reasons = _reasons(db, accounts, since, zone)
    found = unusual(looks_of(db, accounts.values(), since, limits, zone), limits, zone)
    found += [Unusual(*key, Kind.REASON, len(words)) for key, words in reasons.items()]
    covered = _covered(db, accounts)
    return [
        _raised(each, accounts, reasons)
        for each in latest_first(found)
        if each.how_many > covered.get((each.account, each.day, each.kind), 0)
    ]


def asked_about(db: Session, actor: Actor, at: datetime) -> list[Asked]:
    """What was asked about in the last four weeks, the latest first."""
    accounts = {each.id: each.name or "" for each in db.scalars(visible_to(actor))}
    rows = db.scalars(
        sa.select(SettledReading)
        .where(SettledReading.account_id.in_(list(accounts)), SettledReading.at > at - LATELY)
        .order_by(SettledReading.at.desc())
    )
    return [Asked(row, accounts[row.account_id], accounts.get(row.by, "")) for row in rows]


def _raised(
    each: Unusual,
    accounts: Mapping[UUID, Account],
    reasons: Mapping[tuple[UUID, date], list[str]],
) -> Raised:
    words = reasons[each.account, each.day] if each.kind is Kind.REASON else ()
    return Raised(each, accounts[each.account].name or "", words)


def _reasons(
    db: Session, accounts: Mapping[UUID, Account], since: datetime, zone: tzinfo
) -> dict[tuple[UUID, date], list[str]]:
    given = sa.select(LookReason).where(
        LookReason.account_id.in_(list(accounts)), LookReason.at >= since
    )
    found: dict[tuple[UUID, date], list[str]] = {}
    for each in db.scalars(given.order_by(LookReason.at)):
        key = each.account_id, each.at.astimezone(zone).date()
        found.setdefault(key, []).append(each.words or "")
    return found


def _covered(db: Session, accounts: Mapping[UUID, Account]) -> dict[tuple[UUID, date, Kind], int]:
    rows = db.execute(
        sa.select(
            SettledReading.account_id,
            SettledReading.day,
            SettledReading.kind,
            sa.func.max(SettledReading.count),
        )
        .where(SettledReading.account_id.in_(list(accounts)))
        .group_by(SettledReading.account_id, SettledReading.day, SettledReading.kind)
    )
    return {(account, day, kind): count for account, day, kind, count in rows}
