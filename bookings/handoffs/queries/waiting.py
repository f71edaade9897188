"""How much waits for one member of staff: as a number for a notice, and never more (R-03)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import (
    Handoff,
    HandoffDecision,
    HandoffEscalation,
    HandoffNeed,
    Over,
)
from bookings.handoffs.queries.seeing import received_visible_to, sent_visible_to
from bookings.handoffs.rules.stages import CAME_BACK, NOT_SENT, Stage
from bookings.people.models import CaseRecord
from bookings.people.queries.shut_out import not_shut_out
from portal.access import Actor
from portal.db.built_once import built_once

# What came back, what was asked, and what she has not been told yet.
_ON_SENDER = CAME_BACK | {Stage.ASKED, Stage.OUTCOME}


def handoffs_waiting(db: Session, actor: Actor, at: datetime) -> int:
    """How many handoffs need this actor: each once, whatever for."""
    if actor.account_id is None:
        return 0
    found = sa.union(
        _ids(_in_inbox(actor)),
        _ids(_with_sender(actor)),
        _ids(_late_and_theirs(actor, at)),
        _ids(_heard_of(actor)),
        _ids(_to_look_at(actor)),
    )
    return db.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0


def to_review(db: Session, actor: Actor) -> list[Handoff]:
    """What one colleague sent without her agreement, and nobody else has looked at (C-23)."""
    gone = _to_look_at(actor).where(Handoff.sent_at.is_not(None))
    return list(db.scalars(gone.order_by(Handoff.sent_at)))


def heard_of(db: Session, actor: Actor) -> list[Handoff]:
    """What this actor was told is late and still is. Whoever only leads sees of it what a tray
    shows."""
    return list(db.scalars(_heard_of_in_order(actor)))


def to_tell(db: Session, actor: Actor) -> list[Handoff]:
    """Where something has come of it and she does not know yet (V-25)."""
    of_it = sent_visible_to(actor).where(Handoff.stage == Stage.OUTCOME)
    return list(db.scalars(of_it.order_by(Handoff.since)))


def _in_inbox(actor: Actor) -> sa.Select[Handoff]:
    """Sent to a team of theirs and not received; or received by them and not answered."""
    is_unread = Handoff.stage == Stage.SENT
    is_mine = sa.and_(Handoff.stage == Stage.RECEIVED, Handoff.receiver == actor.account_id)
    return received_visible_to(actor).where(sa.or_(is_unread, is_mine))


def _with_sender(actor: Actor) -> sa.Select[Handoff]:
    return sent_visible_to(actor).where(
        Handoff.holder == actor.account_id,
        Handoff.due_at.is_not(None),
        Handoff.stage.in_(_ON_SENDER),
    )


def _late_and_theirs(actor: Actor, at: datetime) -> sa.Select[Handoff]:
    return _not_kept_from(actor).where(Handoff.holder == actor.account_id, Handoff.due_at <= at)


@built_once
def _heard_of(actor: Actor) -> sa.Select[Handoff]:
    """A step since then has set another time, and this lateness is over."""
    mine = (
        HandoffEscalation.account_id == actor.account_id,
        HandoffEscalation.over == Over.LATE,
    )
    ever = sa.select(HandoffEscalation.handoff_id).where(*mine)
    of_this = sa.exists().where(
        *mine,
        HandoffEscalation.handoff_id == Handoff.id,
        HandoffEscalation.due_at == Handoff.due_at,
    )
    return _not_kept_from(actor).where(Handoff.id.in_(ever), of_this)


@built_once
def _heard_of_in_order(actor: Actor) -> sa.Select[Handoff]:
    return _heard_of(actor).order_by(Handoff.ranks_at)


def _to_look_at(actor: Actor) -> sa.Select[Handoff]:
    """What waits for a second person before it goes, and what went without one (C-23)."""
    waits = sa.select(HandoffDecision.handoff_id).where(
        HandoffDecision.review_due.is_not(None), HandoffDecision.decided_by != actor.account_id
    )
    went_or_will = sa.or_(Handoff.sent_at.is_not(None), Handoff.stage.in_(NOT_SENT))
    return sent_visible_to(actor).where(Handoff.id.in_(waits), went_or_will)


def _not_kept_from(actor: Actor) -> sa.Select[Handoff]:
    return (
        sa.select(Handoff)
        .join(HandoffNeed, HandoffNeed.id == Handoff.need_id)
        .join(CaseRecord, CaseRecord.id == HandoffNeed.case_id)
        .where(not_shut_out(actor))
    )


def _ids(visible: sa.Select[Handoff]) -> sa.Select[Any]:
    return visible.with_only_columns(Handoff.id)
