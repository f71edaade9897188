"""Lists of cases: one's own, or all of one's organisation, by the name that somebody chose."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.models import CaseRecord, Client
from bookings.people.queries.records import is_theirs
from portal.access import Actor
from portal.staff.models import Account
from services_directory.listings.models import Organization


class CaseLine(NamedTuple):
    """One case on a list."""

    id: UUID
    name: str
    opened_at: datetime
    held_by: str
    is_own: bool


def cases_of(db: Session, actor: Actor, *, own: bool) -> list[CaseLine]:
    """The cases that this actor holds, or all that they may see; the latest first. There is no
    search by name, here or anywhere (P-01)."""
    found = (
        sa.select(CaseRecord, Client, Account)
        .join(Client, Client.id == CaseRecord.client_id)
        .join(Account, Account.id == CaseRecord.holder)
        .where(is_theirs(actor))
        .order_by(CaseRecord.opened_at.desc())
    )
    if own:
        found = found.where(CaseRecord.holder == actor.account_id)
    return [_line(actor, *row) for row in db.execute(found)]


def case_names(db: Session, actor: Actor) -> dict[UUID, str]:
    """By case, the name to call them by, of all that this actor may see."""
    return {each.id: each.name for each in cases_of(db, actor, own=False)}


def names_of(db: Session, accounts: Iterable[UUID | None]) -> dict[UUID | None, str]:
    """The names that colleagues use, by account."""
    ids = {each for each in accounts if each is not None}
    rows = db.scalars(sa.select(Account).where(Account.id.in_(ids)))
    return {row.id: row.name or "" for row in rows}


def _line(actor: Actor, case: CaseRecord, client: Client, holder: Account) -> CaseLine:
    is_own = case.holder == actor.account_id
    name = client.chosen_name or ""
    return CaseLine(case.id, name, case.opened_at, holder.name or "", is_own)


def organization_name(db: Session, organization_id: UUID) -> str:
    """What an organisation is called in the directory."""
    found = db.get(Organization, organization_id)
    return found.name if found else ""
