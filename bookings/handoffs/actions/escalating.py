"""What is late is told to a named person, and on to the next, whether anybody looks at a page or
not; and what has run out comes back (C-15, S-36). Each step is a transaction of its own, and what
was done is read from what stands: broken off at any moment, the next look goes on (S-43)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.handoffs.actions.taking import take_step
from bookings.handoffs.models import Handoff, HandoffDecision, HandoffEscalation
from bookings.handoffs.queries.late import (
    Lateness,
    has_run_out,
    lateness_of,
    lateness_of_review,
)
from bookings.handoffs.rules.state import Said
from bookings.handoffs.rules.steps import Step, Who
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits


def expire(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """What carried its packet is over: it comes back to whoever sent it. Said twice it is once."""
    if has_run_out(db, handoff, at):
        take_step(db, handoff, Step.EXPIRE, Said(), who=Who.CLOCK, by=by, at=at)
        something_waits(db, at=at)


def escalate(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> bool:
    """Tell whoever stands on the rung that it has come to, once, and again only where all of them
    have left since; says whether anybody was told."""
    found = lateness_of(db, handoff, at)
    if found is not None and found.names:
        note(db, "handoff escalated", handoff.id, by=by, at=at)
        # Somebody else may have told them while this one waited in the record's line.
        found = lateness_of(db, handoff, at)
    if found is None:
        return False
    handoff.rung = max(handoff.rung, found.number)
    return _tell(db, found, at)


def ask_for_review(db: Session, decision: HandoffDecision, *, by: Actor, at: datetime) -> bool:
    """Nobody has looked within a day at what one person decided alone: a colleague hears of it, and
    then their lead (C-23)."""
    found = lateness_of_review(db, decision, at)
    if found is not None and found.names:
        note(db, "review escalated", decision.handoff_id, by=by, at=at)
        found = lateness_of_review(db, decision, at)
    if found is None:
        return False
    decision.rung = max(decision.rung, found.number)
    return _tell(db, found, at)


def see_to(db: Session, about: UUID, *, by: Actor, at: datetime) -> None:
    """What `due_now` found, in one transaction of its own: it runs out first, and is told to
    somebody after."""
    handoff = db.get(Handoff, about)
    if handoff is not None:
        expire(db, handoff, by=by, at=at)
        escalate(db, handoff, by=by, at=at)
        return
    decision = db.get(HandoffDecision, about)
    if decision is not None:
        ask_for_review(db, decision, by=by, at=at)


def _tell(db: Session, late: Lateness, at: datetime) -> bool:
    """Whether there was anybody who had not heard."""
    for account_id in late.names:
        db.add(
            HandoffEscalation(
                handoff_id=late.handoff_id,
                over=late.over,
                due_at=late.due_at,
                rung=late.number,
                account_id=account_id,
                at=at,
            )
        )
    db.flush()
    if late.names:
        something_waits(db, at=at)
    return bool(late.names)
