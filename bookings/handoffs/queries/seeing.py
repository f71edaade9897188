"""Who sees which handoffs: those who sent them, those who receive them, and whoever leads a team
(S-28, P-01, R-16). Everything else of this part begins with one of these selects."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import Handoff, HandoffNeed, ServiceTeam
from bookings.handoffs.rules.stages import NOT_SENT, Stage
from bookings.people.models import CaseRecord
from bookings.people.queries.records import is_theirs
from bookings.people.queries.shut_out import not_shut_out, who
from portal.access import STRANGER, Actor, Permission
from portal.db.built_once import built_once
from services_directory.listings.models import Service

# Built once: it is asked of everybody who could hear of something, at each look of the clock.
_OPEN_TO = (
    sa.select(CaseRecord.id)
    .join(HandoffNeed, HandoffNeed.case_id == CaseRecord.id)
    .where(HandoffNeed.id == sa.bindparam("need", type_=sa.Uuid()), not_shut_out(STRANGER))
)

_NOT_THEIRS_YET = NOT_SENT | {Stage.CLOSED}


def needs_visible_to(actor: Actor) -> sa.Select[HandoffNeed]:
    """The needs of cases that this actor may see, for whoever may pass something on."""
    if not actor.may(Permission.HANDOFFS_SEND):
        return sa.select(HandoffNeed).where(sa.false())
    of_case = CaseRecord.id == HandoffNeed.case_id
    return sa.select(HandoffNeed).join(CaseRecord, of_case).where(is_theirs(actor))


@built_once
def sent_visible_to(actor: Actor) -> sa.Select[Handoff]:
    """What the actor's organisation passes on or has passed on, of cases that are theirs to see."""
    if not actor.may(Permission.HANDOFFS_SEND) or actor.organization_id is None:
        return _with_case().where(sa.false())
    return _with_case().where(Handoff.organization_id == actor.organization_id, is_theirs(actor))


@built_once
def received_visible_to(actor: Actor) -> sa.Select[Handoff]:
    """What was sent to a service for which this account receives, until it comes back or is closed
    (R-16, R-17). What of it they may read, `packets.packet_for` says."""
    if not actor.may(Permission.HANDOFFS_RECEIVE) or actor.account_id is None:
        return _with_case().where(sa.false())
    return _with_case().where(_is_in_their_tray(actor), not_shut_out(actor))


@built_once
def overseen_by(actor: Actor) -> sa.Select[Handoff]:
    """What lies with services of the actor's organisation: for a team's lead, who sees of it what
    a tray shows and never a packet."""
    if not actor.may(Permission.HANDOFFS_OVERSEE) or actor.organization_id is None:
        return _with_case().where(sa.false())
    ours = sa.select(Service.id).where(Service.organization_id == actor.organization_id)
    return _with_case().where(
        Handoff.service_id.in_(ours),
        Handoff.ranks_at.is_not(None),
        Handoff.is_outside.is_(False),
        Handoff.is_shut.is_(False),
        Handoff.stage.not_in(_NOT_THEIRS_YET),
        not_shut_out(actor),
    )


def need_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> HandoffNeed | None:
    """The need that the address names, where it is this actor's to see."""
    return db.scalar(needs_visible_to(actor).where(HandoffNeed.id == path["need_id"]))


def sent_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Handoff | None:
    """The handoff that the address names, for those who sent it."""
    return db.scalar(sent_visible_to(actor).where(Handoff.id == path["handoff_id"]))


def received_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Handoff | None:
    """The handoff that the address names, for those to whom it was sent."""
    return db.scalar(received_visible_to(actor).where(Handoff.id == path["handoff_id"]))


def overseen_in(db: Session, actor: Actor, path: Mapping[str, Any]) -> Handoff | None:
    """The handoff that the address names, for the lead of those to whom it was sent."""
    return db.scalar(overseen_by(actor).where(Handoff.id == path["handoff_id"]))


def needs_of(db: Session, actor: Actor, case: CaseRecord) -> list[HandoffNeed]:
    """The needs of a case, the latest first."""
    of_case = needs_visible_to(actor).where(HandoffNeed.case_id == case.id)
    return list(db.scalars(of_case.order_by(HandoffNeed.written_at.desc())))


def handoffs_of(db: Session, need: HandoffNeed) -> list[Handoff]:
    """Every attempt of a need that the caller may see, in the order in which they were made."""
    of_need = sa.select(Handoff).where(Handoff.need_id == need.id)
    return list(
        db.scalars(
            of_need.order_by(Handoff.made_at, Handoff.id),
            execution_options={"populate_existing": True},
        )
    )


def case_of_need(db: Session, need: HandoffNeed) -> CaseRecord:
    """The case that a need is of."""
    return db.get_one(CaseRecord, need.case_id)


def may_know(db: Session, need_id: UUID, actor: Actor) -> bool:
    """Whether this actor is not shut out of the case that a need is of (S-28)."""
    return db.scalar(_OPEN_TO, {"need": need_id, **who(actor)}) is not None


def _with_case() -> sa.Select[Handoff]:
    return (
        sa.select(Handoff)
        .join(HandoffNeed, HandoffNeed.id == Handoff.need_id)
        .join(CaseRecord, CaseRecord.id == HandoffNeed.case_id)
    )


def _is_in_their_tray(actor: Actor) -> sa.ColumnElement[bool]:
    """Sent to a service of the actor's own organisation, in whose team the account stands."""
    theirs = (
        sa.select(ServiceTeam.service_id)
        .join(Service, Service.id == ServiceTeam.service_id)
        .where(
            ServiceTeam.account_id == actor.account_id,
            Service.organization_id == actor.organization_id,
            ServiceTeam.receives,
        )
    )
    return sa.and_(
        Handoff.service_id.in_(theirs),
        Handoff.ranks_at.is_not(None),
        Handoff.is_outside.is_(False),
        Handoff.is_shut.is_(False),
        Handoff.stage.not_in(_NOT_THEIRS_YET),
    )
