"""One due message is taken and judged; what may go is marked as on its way before it goes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.columns import UtcDateTime
from portal.outbox.actions.counting import OverLimit, count_try
from portal.outbox.models import Message
from portal.outbox.queries.due import callback_of, is_shut, next_due
from portal.outbox.rules.limits import LATER, TO_STAFF, Limits, next_day, next_try, valid_for
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel, Send, Verdict, Wait, Withhold

Decide: TypeAlias = Callable[[Session, Message, datetime], Verdict]

# Whoever else may have it in hand, one alone takes it.
_CLAIM = (
    sa.update(Message)
    .where(Message.id == sa.bindparam("mine"), Message.state == State.QUEUED)
    .values(
        state=State.IN_FLIGHT,
        claimed_at=sa.bindparam("at", type_=UtcDateTime()),
        tries=Message.tries + 1,
        channel=sa.bindparam("by"),
        reason=None,
    )
    .returning(Message.id)
)


class Unjudged(Exception):
    """Whether this message may go could not be found out: an error in the way of it."""

    def __init__(self, message_id: UUID) -> None:
        super().__init__()
        self.message_id = message_id


@dataclass(frozen=True, slots=True)
class Claimed:
    """What goes out now, and nowhere else. `word` is by what the provider tells of it."""

    message_id: UUID
    at: datetime
    send: Send
    word: str = field(repr=False)


def claim_next(db: Session, decide: Decide, limits: Limits, at: datetime) -> Claimed | bool:
    """Judge the message that is due longest. What is to be sent; else whether there was any.

    Raises Unjudged; put it aside in a transaction of its own, or it stands before all others.
    """
    message = next_due(db, at)
    if message is None:
        return False
    verdict = _judged(db, message, decide, limits, at)
    if isinstance(verdict, Send):
        return _claim(db, message, verdict, at)
    if isinstance(verdict, Wait):
        wait_or_drop(message, verdict, at)
    else:
        settle_unsent(message, State.WITHHELD, verdict.reason, at)
    return True


def put_aside(db: Session, message_id: UUID, at: datetime) -> None:
    """It is asked about again later, and the others go on."""
    message = db.get(Message, message_id, with_for_update=True)
    if message is not None and message.state is State.QUEUED:
        wait_or_drop(message, Wait(at + LATER, "could not be judged"), at)


def wait_or_drop(message: Message, wait: Wait, at: datetime) -> None:
    """Back to its place, asked about again at a moment when it is still useful: or never (S-03)."""
    again = next_try(wait.until, at)
    if again >= message.useful_until:
        settle_unsent(message, State.DROPPED, "too late to be useful", at)
    else:
        message.state, message.send_after, message.reason = State.QUEUED, again, wait.reason


def settle_unsent(message: Message, state: State, reason: str, at: datetime) -> None:
    message.state, message.reason, message.settled_at = state, reason, at


def _judged(db: Session, message: Message, decide: Decide, limits: Limits, at: datetime) -> Verdict:
    if message.useful_until <= at:
        return Wait(at)
    try:
        verdict = decide(db, message, at)
    except Exception as error:
        raise Unjudged(message.id) from error
    return _within_limits(db, message, verdict, limits, at)


def _within_limits(
    db: Session, message: Message, verdict: Verdict, limits: Limits, at: datetime
) -> Verdict:
    if not isinstance(verdict, Send):
        return verdict
    if not valid_for(verdict.valid_for, message.useful_until, at):
        return Wait(at)
    if is_shut(db, verdict.carrier):
        return Wait(at + LATER, "way is shut")
    if message.kind == TO_STAFF:
        return verdict
    try:
        with db.begin_nested():
            count_try(db, message.about_id, verdict.to, limits, at)
    except OverLimit as over:
        return Withhold(over.reason) if over.for_good else Wait(next_day(at), over.reason)
    return verdict


def _claim(db: Session, message: Message, send: Send, at: datetime) -> Claimed | bool:
    lasts = valid_for(send.valid_for, message.useful_until, at)
    named = {"mine": message.id, "at": at, "by": send.carrier}
    if db.connection().execute(_CLAIM, named).first() is None:
        return True
    now = Send(Channel(send.carrier), send.to, send.text, send.subject, lasts)
    return Claimed(message.id, at, now, callback_of(message.id))
