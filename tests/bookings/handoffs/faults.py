"""What must never be found among handoffs, whatever happened to them."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.handoffs.models import (
    Handoff,
    HandoffEscalation,
    HandoffField,
    HandoffNeed,
    HandoffStep,
    Over,
    ServiceTeam,
)
from bookings.handoffs.queries.attempts import attempts_of
from bookings.handoffs.queries.packets import packet_for
from bookings.handoffs.rules.outcomes import is_told_or_why, says_something
from bookings.handoffs.rules.parallel import Answer, NeedStands, need_stands
from bookings.handoffs.rules.stages import CAME_BACK, NOT_SENT, Stage
from bookings.handoffs.rules.steps import Step, Who
from portal.record.models import Entry
from portal.staff.actions.attendance import actor_of
from portal.staff.models import Account


def faults(db: Session, now: datetime) -> list[str]:
    """Each in a word or two; none where all is well."""
    found: list[str] = []
    kept = set(db.scalars(sa.select(HandoffField.handoff_id)))
    steps = _last_steps(db)
    for handoff in db.scalars(sa.select(Handoff)):
        wrong = [*_of(handoff, kept), *_lost(handoff, steps.get(handoff.id, []))]
        wrong += _read(db, handoff, now)
        found += [f"{each}: {handoff.stage.value}" for each in wrong]
    for need in db.scalars(sa.select(HandoffNeed)):
        found += _of_need(db, need)
    return found


def unheard(db: Session, now: datetime) -> list[str]:
    """What is late and of which nobody has heard who is still there; asked after the clock has
    looked."""
    late = sa.select(Handoff).where(Handoff.due_at <= now)
    return [
        f"late: {each.stage.value}" for each in db.scalars(late) if not _is_heard(db, each, now)
    ]


def _of(handoff: Handoff, kept: set[UUID]) -> Iterator[str]:
    state = handoff.state
    if handoff.holder != state.holder:
        yield "held by nobody"
    if (handoff.due_at is None) is not (handoff.stage is Stage.CLOSED):
        yield "no time"
    if handoff.stage is Stage.CLOSED and not (
        state.outcome and says_something(state.reason) and is_told_or_why(state.told)
    ):
        yield "closed without a word"
    if handoff.stage in CAME_BACK and not handoff.is_shut:
        yield "came back open"
    if handoff.stage not in NOT_SENT | {Stage.ASKED} and handoff.id in kept:
        yield "fields kept"


def _lost(handoff: Handoff, steps: list[HandoffStep]) -> Iterator[str]:
    """As many steps, and as many entries of the record, as it counts."""
    if [each.number for each in steps] != [*range(1, handoff.changes + 1)]:
        yield "steps lost"
    if steps and (steps[-1].stage, steps[-1].holder) != (handoff.stage, handoff.holder):
        yield "another stage"


def _last_steps(db: Session) -> dict[UUID, list[HandoffStep]]:
    found: dict[UUID, list[HandoffStep]] = {}
    for each in db.scalars(sa.select(HandoffStep).order_by(HandoffStep.number)):
        found.setdefault(each.handoff_id, []).append(each)
    return found


def _read(db: Session, handoff: Handoff, now: datetime) -> Iterator[str]:
    """Nobody but whoever received it by name reads it, and only while it is theirs."""
    team = sa.select(ServiceTeam.account_id).where(ServiceTeam.service_id == handoff.service_id)
    for account in db.scalars(sa.select(Account).where(Account.id.in_(team))):
        if packet_for(db, actor_of(account), handoff, Who.RECEIVER, now) is None:
            continue
        is_theirs = account.id == handoff.receiver and account.stands(now)
        if not is_theirs or handoff.is_shut or handoff.stage is Stage.CLOSED:
            yield "read by another"


def _of_need(db: Session, need: HandoffNeed) -> Iterator[str]:
    attempts = attempts_of(db, need)
    if [each.answer for each in attempts].count(Answer.ACCEPTED) > 1:
        yield "taken twice"
    if need.is_met is not (need_stands(attempts) is NeedStands.MET):
        yield "met or not"


def unrecorded(db: Session) -> list[str]:
    """Steps of which the record knows nothing."""
    steps = sa.select(HandoffStep.handoff_id, sa.func.count()).group_by(HandoffStep.handoff_id)
    taken = dict([*db.execute(steps)])
    verbs = [f"handoff: {each.value}" for each in Step]
    told = sa.select(Entry.about, sa.func.count()).where(Entry.verb.in_(verbs))
    known = dict([*db.execute(told.group_by(Entry.about))])
    return [f"not in the record: {each}" for each in taken if known.get(each) != taken[each]]


def _is_heard(db: Session, handoff: Handoff, now: datetime) -> bool:
    rows = sa.select(HandoffEscalation.account_id).where(
        HandoffEscalation.handoff_id == handoff.id,
        HandoffEscalation.over == Over.LATE,
        HandoffEscalation.due_at == handoff.due_at,
    )
    accounts = [db.get_one(Account, each) for each in db.scalars(rows) if each is not None]
    return any(each.stands(now) for each in accounts)
