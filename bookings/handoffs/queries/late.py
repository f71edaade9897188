"""What is late, by what has run out, and by whose side it climbs: found by the clock's own columns,
so that a hundred thousand closed ones cost nothing (C-14, C-15)."""

from collections.abc import Mapping
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
from bookings.handoffs.queries.teams import (
    IS_OFF_THE_TEAM,
    presence_of,
    presence_of_holder,
    receivers_ladder,
    senders_ladder,
)
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
from bookings.handoffs.rules.stages import UNANSWERED, WITH_THEM
from portal.staff.models import Account, Standing

_THERE = frozenset({Presence.AT_WORK, Presence.AWAY})


class Lateness(NamedTuple):
    """What is late, since when, how many rungs' time has passed, and who must hear of it now:
    nobody where all of them have."""

    handoff_id: UUID
    over: Over
    due_at: datetime
    number: int
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
    """How late a handoff is, where it has come further than anybody was told, or where all who
    heard have left; None where it can rest."""
    db.refresh(handoff)
    number = _number_of(db, handoff, now)
    if number is None or handoff.due_at is None:
        return None
    late = Lateness(handoff.id, Over.LATE, handoff.due_at, number, [])
    if handoff.rung >= number and _is_known(db, late, now):
        return None
    return _with_names(db, late, _ladder_of(db, handoff), now)


def lateness_of_review(db: Session, decision: HandoffDecision, now: datetime) -> Lateness | None:
    """The same of a decision that one person made, and nobody else has looked at: those who sent
    it hear, and not whoever decided (C-23)."""
    db.refresh(decision)
    number = rung_at(decision.review_due, now, A_RUNG)
    if number is None or decision.review_due is None:
        return None
    late = Lateness(decision.handoff_id, Over.REVIEW, decision.review_due, number, [])
    if decision.rung >= number and _is_known(db, late, now):
        return None
    handoff = db.get_one(Handoff, decision.handoff_id)
    ladder = senders_ladder(db, handoff, without=decision.decided_by)
    return _with_names(db, late, ladder, now)


def _may_be_late(db: Session, now: datetime) -> list[Handoff]:
    """Handoffs of which somebody may have to hear: past their time, or held by somebody who is not
    there. How late, `lateness_of` says."""
    gone = sa.select(Account.id).where(
        sa.or_(Account.standing != Standing.ACTIVE, Account.ends_at <= now)
    )
    away = sa.select(ServiceTeam.account_id).where(ServiceTeam.away_until > now)
    not_there = sa.or_(Handoff.holder.in_(gone), Handoff.holder.in_(away), IS_OFF_THE_TEAM)
    found = sa.select(Handoff).where(
        Handoff.due_at.is_not(None), sa.or_(Handoff.due_at <= now, not_there)
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
        .where(HandoffDecision.review_due <= now, Handoff.sent_at.is_not(None))
    )
    return list(db.scalars(found.order_by(HandoffDecision.review_due, HandoffDecision.id)))


def _number_of(db: Session, handoff: Handoff, now: datetime) -> int | None:
    """How many rungs' time has passed; None where it can rest with its holder."""
    stake = db.get_one(HandoffNeed, handoff.need_id).stake
    presence = presence_of_holder(db, handoff, now)
    each = A_GRAVE_RUNG if stake.is_grave else A_RUNG
    return rung_now(presence, handoff.due_at, now, each, is_grave=stake.is_grave)


def _heard_by(db: Session, late: Lateness) -> set[UUID | None]:
    """Who has heard of this lateness."""
    rows = sa.select(HandoffEscalation.account_id).where(
        HandoffEscalation.handoff_id == late.handoff_id,
        HandoffEscalation.over == late.over,
        HandoffEscalation.due_at == late.due_at,
    )
    return set(db.scalars(rows))


def _is_known(db: Session, late: Lateness, now: datetime) -> bool:
    """Whether somebody who has heard is still there."""
    heard = [each for each in _heard_by(db, late) if each is not None]
    return any(each in _THERE for each in presence_of(db, heard, now).values())


def _ladder_of(db: Session, handoff: Handoff) -> Ladder | None:
    """Whoever sent it stands above those who have it, so that it always comes back to somebody who
    knows her; where one side has nobody left, the other hears at once."""
    sender, receiver = senders_ladder(db, handoff), receivers_ladder(db, handoff)
    if sender is None or receiver is None:
        return sender or receiver
    return ladder_for(handoff.stage, sender=sender, receiver=receiver)


def _with_names(
    db: Session, late: Lateness, ladder: Ladder | None, now: datetime
) -> Lateness | None:
    """With who must hear of it and has not. Where everybody who was named has left, that itself is
    written down, once: whoever sees to accounts must name somebody."""
    heard = _heard_by(db, late)
    told = _told(ladder, late.number, _presence(db, ladder, now))
    names = [each for each in told if each not in heard]
    return late._replace(names=names) if names or told != [None] else None


def _told(
    ladder: Ladder | None, number: int, presence: Mapping[UUID, Presence]
) -> list[UUID | None]:
    """All up to this rung: none below is left out where nobody looked for a while. Above the last
    there is nobody."""
    if ladder is None:
        return [None]
    rungs = range(min(number, len(ladder.rungs) - 1) + 1)
    try:
        told = [told_of_it(ladder, each, presence) for each in rungs]
    except NobodyIsNamed:
        return [None]
    return list(dict.fromkeys(each for names in told for each in names))


def _presence(db: Session, ladder: Ladder | None, now: datetime) -> dict[UUID, Presence]:
    rungs = ladder.rungs if ladder else ()
    return presence_of(db, [each for names in rungs for each in names], now)
