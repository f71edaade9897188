"""What is late, by what has run out, and by whose side it climbs: found by the clock's own columns,
so that a hundred thousand closed ones cost nothing (C-14, C-15)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from bookings.handoffs.models import (
    Handoff,
    HandoffDecision,
    HandoffEscalation,
    HandoffNeed,
    HandoffPacket,
    Over,
    ServiceTeam,
)
from bookings.handoffs.queries.teams import presence_of, receivers_ladder, senders_ladder
from bookings.handoffs.rules.clock import (
    A_GRAVE_RUNG,
    A_RUNG,
    Ladder,
    NobodyIsNamed,
    Presence,
    ladder_for,
    rung_at,
    rung_now,
    told_of_it,
)
from bookings.handoffs.rules.stages import NOT_SENT, UNANSWERED, WITH_THEM
from portal.staff.models import Account, Standing

_THERE = frozenset({Presence.AT_WORK, Presence.AWAY})


class Rung(NamedTuple):
    """To which rung something has come, 0 first, and who stands on the ladder; None where nobody
    is left who may hear of it."""

    number: int
    ladder: Ladder | None


class Lateness(NamedTuple):
    """What is late, since when, to which rung it has come, and who must hear of it now."""

    handoff_id: UUID
    over: Over
    due_at: datetime
    rung: Rung
    names: list[UUID | None]


def due_now(db: Session, now: datetime) -> list[UUID]:
    """What the clock must see to at this moment, by the ids of handoffs and of decisions: what has
    run out, and of what somebody must hear who has not."""
    late = [each for each in _may_be_late(db, now) if lateness_of(db, each, now)]
    reviews = [each for each in _unreviewed(db, now) if lateness_of_review(db, each, now)]
    return [*_run_out(db, now), *(each.id for each in (*late, *reviews))]


def has_run_out(db: Session, handoff: Handoff, now: datetime) -> bool:
    """Whether it is with them while what carries its packet is over."""
    return handoff.id in _run_out(db, now, handoff.id)


def lateness_of(db: Session, handoff: Handoff, now: datetime) -> Lateness | None:
    """How late a handoff is, where somebody must hear of it now who has not."""
    db.refresh(handoff)
    rung = _rung_of(db, handoff, now)
    if rung is None or handoff.due_at is None:
        return None
    return _late(db, handoff.id, Over.LATE, handoff.due_at, rung, handoff.rung, now)


def lateness_of_review(db: Session, decision: HandoffDecision, now: datetime) -> Lateness | None:
    """The same of a decision that one person made, and nobody else has looked at (C-23)."""
    db.refresh(decision)
    handoff = db.get_one(Handoff, decision.handoff_id)
    rung = _rung_of_review(db, handoff, decision, now)
    if rung is None or decision.review_due is None:
        return None
    due = decision.review_due
    return _late(db, handoff.id, Over.REVIEW, due, rung, decision.rung, now)


def _may_be_late(db: Session, now: datetime) -> list[Handoff]:
    """Handoffs of which somebody may have to hear: past their time, or held by somebody who is not
    there. Which rung it has come to, `_rung_of` says."""
    gone = sa.select(Account.id).where(
        sa.or_(Account.standing != Standing.ACTIVE, Account.ends_at <= now)
    )
    away = sa.select(ServiceTeam.account_id).where(ServiceTeam.away_until > now)
    found = sa.select(Handoff).where(
        Handoff.due_at.is_not(None),
        sa.or_(Handoff.due_at <= now, Handoff.holder.in_(gone), Handoff.holder.in_(away)),
    )
    return list(db.scalars(found.order_by(Handoff.due_at, Handoff.id)))


def _run_out(db: Session, now: datetime, only: UUID | None = None) -> list[UUID]:
    """Handoffs that are with them while what carries their packet is over."""
    others = aliased(HandoffPacket)
    newest = sa.select(sa.func.max(others.number)).where(others.handoff_id == Handoff.id)
    found = (
        sa.select(Handoff.id)
        .join(HandoffPacket, HandoffPacket.handoff_id == Handoff.id)
        .where(
            HandoffPacket.until <= now,
            HandoffPacket.number == newest.scalar_subquery(),
            Handoff.stage.in_(UNANSWERED | WITH_THEM),
        )
    )
    if only is not None:
        found = found.where(Handoff.id == only)
    return list(db.scalars(found.order_by(Handoff.id)))


def _unreviewed(db: Session, now: datetime) -> list[HandoffDecision]:
    """Decisions of one person alone whose day is over, of what went."""
    found = (
        sa.select(HandoffDecision)
        .join(Handoff, Handoff.id == HandoffDecision.handoff_id)
        .where(HandoffDecision.review_due <= now, Handoff.stage.not_in(NOT_SENT))
    )
    return list(db.scalars(found.order_by(HandoffDecision.review_due, HandoffDecision.id)))


def _rung_of(db: Session, handoff: Handoff, now: datetime) -> Rung | None:
    """The rung that must hear of it by now; None where it can rest with its holder."""
    need = db.get_one(HandoffNeed, handoff.need_id)
    presence = presence_of(db, [handoff.holder], now).get(handoff.holder, Presence.LEFT)
    each = A_GRAVE_RUNG if need.stake.is_grave else A_RUNG
    number = rung_now(presence, handoff.due_at, now, each, is_grave=need.stake.is_grave)
    return None if number is None else _within(number, _ladder_of(db, handoff))


def _rung_of_review(
    db: Session, handoff: Handoff, decision: HandoffDecision, now: datetime
) -> Rung | None:
    """The rung of those who sent it that must hear that nobody has looked at a decision yet; not
    whoever decided (C-23)."""
    number = rung_at(decision.review_due, now, A_RUNG)
    if number is None:
        return None
    ladder = senders_ladder(db, handoff, without=decision.decided_by)
    return _within(number, ladder)


def _heard_by(db: Session, handoff_id: UUID, over: Over, due_at: datetime) -> Sequence[UUID | None]:
    """Who has heard of this lateness."""
    rows = sa.select(HandoffEscalation.account_id).where(
        HandoffEscalation.handoff_id == handoff_id,
        HandoffEscalation.over == over,
        HandoffEscalation.due_at == due_at,
    )
    return db.scalars(rows).all()


def _ladder_of(db: Session, handoff: Handoff) -> Ladder | None:
    """Whoever sent it stands above those who have it, so that it always comes back to somebody who
    knows her; where one side has nobody left, the other hears at once."""
    sender, receiver = senders_ladder(db, handoff), receivers_ladder(db, handoff)
    if sender is None or receiver is None:
        return sender or receiver
    return ladder_for(handoff.stage, sender=sender, receiver=receiver)


def _within(number: int, ladder: Ladder | None) -> Rung:
    """Above the last rung there is nobody: it stays there."""
    last = len(ladder.rungs) - 1 if ladder else 0
    return Rung(min(number, last), ladder)


def _late(
    db: Session,
    handoff_id: UUID,
    over: Over,
    due_at: datetime,
    rung: Rung,
    reached: int,
    now: datetime,
) -> Lateness | None:
    """Who must hear of it now and has not. Nobody where it has come no further and somebody of the
    ladder who has heard is still there; where everybody who was named has left, that itself is
    written down, once: whoever sees to accounts must name somebody."""
    heard = set(_heard_by(db, handoff_id, over, due_at))
    presence = _presence(db, rung.ladder, now)
    is_known = any(presence.get(each) in _THERE for each in heard if each is not None)
    if reached >= rung.number and is_known:
        return None
    names = [each for each in _of_rung(rung, presence) if each not in heard]
    return Lateness(handoff_id, over, due_at, rung, names) if names else None


def _of_rung(rung: Rung, presence: Mapping[UUID, Presence]) -> list[UUID | None]:
    """All up to this rung: none below is left out where nobody looked for a while."""
    if rung.ladder is None:
        return [None]
    try:
        told = [told_of_it(rung.ladder, each, presence) for each in range(rung.number + 1)]
    except NobodyIsNamed:
        return [None]
    return list(dict.fromkeys(each for names in told for each in names))


def _presence(db: Session, ladder: Ladder | None, now: datetime) -> dict[UUID, Presence]:
    rungs = ladder.rungs if ladder else ()
    return presence_of(db, [each for names in rungs for each in names], now)
