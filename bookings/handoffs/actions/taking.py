"""The one way from one stage to the next: nothing else writes where a handoff stands (S-43)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.actions.introducing import end_introductions
from bookings.handoffs.actions.on_visits import keep_with_visits
from bookings.handoffs.models import NO_RUNG, Handoff, HandoffField, HandoffNeed, HandoffStep
from bookings.handoffs.queries.attempts import attempts_of
from bookings.handoffs.queries.teams import working_of_sender, working_of_service
from bookings.handoffs.rules.limits import due_at
from bookings.handoffs.rules.outcomes import NotTold, Told
from bookings.handoffs.rules.parallel import NeedStands, need_stands
from bookings.handoffs.rules.stages import HELD_BY, NOT_SENT, UNANSWERED, Side, Stage
from bookings.handoffs.rules.state import Said, State, take
from bookings.handoffs.rules.steps import STEPS, Step, Who
from bookings.handoffs.rules.tray import ranks_at
from bookings.handoffs.rules.working_time import Working
from portal.access import Actor
from portal.record.actions import note

_FRESH = {"populate_existing": True}


def take_step(
    db: Session, handoff: Handoff, step: Step, said: Said, *, who: Who, by: Actor, at: datetime
) -> None:
    """Take a step and write down who took it, with whom it is then, and by when the next is due.

    Raises NotDeclared, NotTheirs, Lacks, before anything is written. The caller has the handoff
    through one of `queries.seeing`, and builds `said` from what stands in the database.
    """
    take(handoff.state, step, who, said)
    # The record's line comes first: whoever takes a step waits there, and not for each other's row.
    note(db, f"handoff: {step.value}", handoff.id, by=by, at=at)
    db.refresh(handoff, with_for_update=True)
    after = take(handoff.state, step, who, said)
    _write(handoff, step, after, said)
    _set_clock(db, handoff, step, at)
    handoff.changes += 1
    db.add(_written_step(handoff, step, said, who, by, at))
    _forget_fields(db, handoff)
    _see_to_need(db, handoff)
    if handoff.is_shut or handoff.stage is Stage.CLOSED:
        end_introductions(db, handoff, at)
    keep_with_visits(db, handoff, at)
    db.flush()


def locked_need(db: Session, handoff: Handoff) -> HandoffNeed:
    """The need of a handoff, for whoever changes what its attempts mean to each other."""
    of_it = sa.select(HandoffNeed).where(HandoffNeed.id == handoff.need_id)
    return db.scalars(of_it.with_for_update(), execution_options=_FRESH).one()


def _write(handoff: Handoff, step: Step, after: State, said: Said) -> None:
    handoff.sender, handoff.receiver = after.sender, after.receiver
    handoff.holder = after.holder
    handoff.outside = after.outside or None
    handoff.stage, handoff.is_shut = after.stage, after.is_shut
    handoff.outcome, handoff.reason = after.outcome, after.reason or None
    _write_told(handoff, after.told)
    if said.declined is not None:
        handoff.declined = said.declined
    if said.next_step is not None:
        handoff.next_step = said.next_step
    if STEPS[step].to is not None:
        handoff.meanwhile = handoff.held_until = None


def _write_told(handoff: Handoff, told: Told | NotTold | None) -> None:
    handoff.told_how = told.how if isinstance(told, Told) else None
    handoff.why_not_told = told.why if isinstance(told, NotTold) else None
    handoff.told_at = told.at if told else None
    handoff.told_by = told.by if told else None
    handoff.told_second = told.second if isinstance(told, NotTold) else None


def _set_clock(db: Session, handoff: Handoff, step: Step, at: datetime) -> None:
    """From when the time counts and until when; a step that stays where it is moves neither."""
    if STEPS[step].to is None:
        return
    if step is Step.SEND:
        handoff.sent_at = at
    since = handoff.sent_at if handoff.stage in UNANSWERED and handoff.sent_at else at
    begin_clock(db, handoff, since)


def begin_clock(db: Session, handoff: Handoff, since: datetime) -> None:
    """By when the next thing must have happened, and where that stands in a tray (C-14)."""
    stake = db.get_one(HandoffNeed, handoff.need_id).stake
    due = due_at(
        handoff.stage,
        since,
        desk=handoff.desk,
        stake=stake,
        working=_working(db, handoff, since),
    )
    handoff.rung, handoff.since, handoff.due_at = NO_RUNG, since, due
    handoff.ranks_at = ranks_at(due, stake) if due else None


def _working(db: Session, handoff: Handoff, since: datetime) -> Working:
    """Of the place that is waited for: the service's until it has answered and while it is theirs.
    What was sent outside is the sender's to ring about."""
    is_theirs = handoff.stage is Stage.SENT or HELD_BY[handoff.stage] is Side.RECEIVER
    if is_theirs and handoff.service_id is not None:
        return working_of_service(db, handoff.service_id, since)
    return working_of_sender(db, handoff.organization_id, since)


def _written_step(
    handoff: Handoff, step: Step, said: Said, who: Who, by: Actor, at: datetime
) -> HandoffStep:
    row = HandoffStep(
        handoff_id=handoff.id,
        number=handoff.changes,
        step=step,
        who=who,
        stage=handoff.stage,
        holder=handoff.holder,
        by=by.account_id,
        at=at,
    )
    row.words = said.reason or None
    return row


def _forget_fields(db: Session, handoff: Handoff) -> None:
    """What she kept back is nowhere once nothing is being drawn up any more (S-32)."""
    if handoff.stage not in NOT_SENT | {Stage.ASKED}:
        db.execute(sa.delete(HandoffField).where(HandoffField.handoff_id == handoff.id))


def _see_to_need(db: Session, handoff: Handoff) -> None:
    """Whether the need is met is read from its attempts alone."""
    db.flush()
    need = locked_need(db, handoff)
    need.is_met = need_stands(attempts_of(db, need)) is NeedStands.MET
