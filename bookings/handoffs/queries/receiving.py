"""What a receiver's pages read beside the tray: what they may open now, who sent it, the names of
services, and how much waits (R-04, R-16, S-36)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffNeed, HousingApplication
from bookings.handoffs.queries.packets import packet_for
from bookings.handoffs.queries.seeing import overseen_by, received_in, received_visible_to
from bookings.handoffs.rules.packet import Packet
from bookings.handoffs.rules.stages import Stage
from bookings.handoffs.rules.steps import Who
from bookings.people.models import CaseRecord
from portal.access import Actor, Permission
from portal.db.built_once import built_once
from portal.db.columns import UtcDateTime
from portal.staff.models import Account
from services_directory.listings.models import Organization, Service

_NOW = sa.bindparam("now", type_=UtcDateTime())


class Opened(NamedTuple):
    """A handoff that this receiver may read at this moment, and what it says."""

    handoff: Handoff
    packet: Packet


class Sender(NamedTuple):
    """Who answers for it on the side that sent it, and where they work."""

    name: str
    email: str
    organization: str


def opened_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Opened | None:
    """The handoff that the address names, where its packet is this actor's to read now. What was
    withdrawn, ran out, came back or was closed is not there any more (S-36, R-17)."""
    handoff = received_in(db, actor, path)
    if handoff is None or actor.at is None:
        return None
    packet = packet_for(db, actor, handoff, Who.RECEIVER, actor.at)
    return Opened(handoff, packet) if packet else None


def sender_of(db: Session, handoff: Handoff) -> Sender:
    """Whom a receiver rings about it."""
    account = db.get_one(Account, handoff.sender)
    organization = db.get(Organization, handoff.organization_id)
    named = organization.name if organization else ""
    return Sender(account.name or "", account.email or "", named)


def client_of(db: Session, handoff: Handoff) -> UUID:
    """Whom it is about, for the rules of calls alone."""
    of_it = (
        sa.select(CaseRecord.client_id)
        .join(HandoffNeed, HandoffNeed.case_id == CaseRecord.id)
        .where(HandoffNeed.id == handoff.need_id)
    )
    return db.scalars(of_it).one()


def application_of(db: Session, handoff: Handoff) -> HousingApplication | None:
    """What a council desk has written down so far."""
    of_it = sa.select(HousingApplication).where(HousingApplication.handoff_id == handoff.id)
    return db.scalar(of_it, execution_options={"populate_existing": True})


def services_named(db: Session, ids: Collection[UUID | None]) -> dict[UUID, str]:
    """What services are called."""
    rows = db.execute(sa.select(Service.id, Service.name).where(Service.id.in_(_known(ids))))
    return {row.id: row.name for row in rows}


def organizations_named(db: Session, ids: Collection[UUID | None]) -> dict[UUID, str]:
    """What organisations are called."""
    found = sa.select(Organization.id, Organization.name).where(Organization.id.in_(_known(ids)))
    return {row.id: row.name for row in db.execute(found)}


def waits_in_tray(db: Session, actor: Actor, at: datetime) -> int:
    """How much of the tray needs this one: what nobody has received, and what is late of their own.
    As flat as the tray is: closed ones are not looked at (R-03)."""
    if not actor.may(Permission.HANDOFFS_RECEIVE):
        return 0
    return db.scalar(_waits(actor), {"now": at}) or 0


def late_in_team(db: Session, actor: Actor, at: datetime) -> int:
    """How much lies late with the services that this one oversees (C-15)."""
    if not actor.may(Permission.HANDOFFS_OVERSEE):
        return 0
    return db.scalar(_late(actor), {"now": at}) or 0


@built_once
def _waits(actor: Actor) -> sa.Select[int]:
    is_late_of_theirs = sa.and_(Handoff.holder == actor.account_id, Handoff.due_at <= _NOW)
    waits = sa.or_(Handoff.stage == Stage.SENT, is_late_of_theirs)
    return _count(received_visible_to(actor).where(waits))


@built_once
def _late(actor: Actor) -> sa.Select[int]:
    return _count(overseen_by(actor).where(Handoff.due_at <= _NOW))


def _count(which: sa.Select[Handoff]) -> sa.Select[int]:
    still = which.where(Handoff.ranks_at.is_not(None))
    ids = still.with_only_columns(Handoff.id, maintain_column_froms=True).subquery()
    return sa.select(sa.func.count()).select_from(ids)


def _known(ids: Collection[UUID | None]) -> list[UUID]:
    return [each for each in ids if each is not None]
