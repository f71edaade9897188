"""What became of a message: by the carrier's answer, by later news, or by nobody's."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.outbox.actions.claiming import settle_unsent, wait_or_drop
from portal.outbox.models import Message, ShutWay
from portal.outbox.queries.due import fingerprint_of
from portal.outbox.rules.limits import FORGET_AGAIN, GIVEN_UP, LATER, SILENCE
from portal.outbox.rules.outcomes import (
    Accepted,
    Busy,
    Doubtful,
    Kept,
    Meaning,
    Outcome,
    Refused,
    meaning_of,
)
from portal.outbox.rules.states import State, after, news_of
from portal.outbox.rules.verdicts import Wait

# Her number turned out to be wrong for texts: whose message, by which code, when.
Flag: TypeAlias = Callable[[Session, UUID, int | None, datetime], None]

NOT_KNOWN = "nobody knows whether it was sent"
REASONS = {
    Meaning.FLAG: "the number cannot be texted",
    Meaning.ASK: "ask her whether it came",
    Meaning.CONFIGURATION: "way is shut",
    Meaning.UNKNOWN: "it did not go",
}
_OPEN = (State.IN_FLIGHT, State.UNCLEAR)


def settle(
    db: Session, message_id: UUID, outcome: Outcome, at: datetime, flags: tuple[Flag, ...] = ()
) -> None:
    """Note what the carrier answered. News that came sooner stands."""
    message = _locked(db, message_id)
    if isinstance(outcome, Accepted):
        _accept(message, outcome.reference, at)
    if message.state not in _OPEN:
        return
    match outcome:
        case Accepted():
            _move(message, State.SENT, at)
        case Kept():
            settle_unsent(message, State.WITHHELD, "no provider", at)
        case Refused(meaning, code):
            _refuse(db, message, meaning, code, at, flags)
        case Busy(wait):
            back_to_queue(message, Wait(at + wait, "the provider was busy"), at)
        case Doubtful():
            settle_unsent(message, State.UNCLEAR, NOT_KNOWN, at)


def back_to_queue(message: Message, wait: Wait, at: datetime) -> None:
    """Certainly not sent: it may go later, unless somebody called it off or gave it up."""
    if message.state is not State.IN_FLIGHT:
        return
    if message.called_off_at is not None:
        settle_unsent(message, State.CANCELLED, message.reason or "called off", at)
    else:
        wait_or_drop(message, wait, at)


def take_back(db: Session, message_id: UUID, at: datetime) -> None:
    """It was claimed and not sent, since the moment that was judged has passed or somebody called
    it off in between."""
    back_to_queue(_locked(db, message_id), Wait(at, "held up on its way"), at)


def hear_of(
    db: Session,
    word: str,
    status: str,
    code: int | None,
    reference: str,
    at: datetime,
    flags: tuple[Flag, ...] = (),
) -> bool:
    """News from the provider, late, twice or out of order. False where the word is nobody's."""
    found = sa.select(Message).where(Message.callback == fingerprint_of(word)).with_for_update()
    message = db.scalar(found.execution_options(populate_existing=True))
    if message is None or not message.tries:
        return False
    news = news_of(status)
    if news is not None:
        before = message.state
        _move(message, after(before, news), at)
        if message.state is State.FAILED and before is not State.FAILED:
            _fail(db, message, meaning_of(code), code, at, flags)
        _learn(message, reference, at)
    return True


def give_up_on(db: Session, at: datetime) -> int:
    """Whoever had these in hand is gone: nobody knows whether they were sent, a person looks, and
    none is sent again by itself. Gives how many."""
    lost = sa.update(Message).where(
        Message.state == State.IN_FLIGHT, Message.claimed_at <= at - GIVEN_UP
    )
    unclear = {"state": State.UNCLEAR, "reason": NOT_KNOWN, "settled_at": at}
    return len(db.scalars(lost.values(unclear).returning(Message.id)).all())


def forgotten(db: Session, message_id: UUID, at: datetime, *, done: bool) -> None:
    """The provider has no trace of it any more, and neither have we of the provider's name for it;
    where that did not succeed it is tried again later (S-50)."""
    message = _locked(db, message_id)
    if done:
        message.reference, message.forget_after = None, None
    else:
        message.forget_after = at + FORGET_AGAIN


def _locked(db: Session, message_id: UUID) -> Message:
    which = sa.select(Message).where(Message.id == message_id).with_for_update()
    return db.scalars(which.execution_options(populate_existing=True)).one()


def _accept(message: Message, reference: str, at: datetime) -> None:
    if reference and message.reference is None:
        _learn(message, reference, at)


def _learn(message: Message, reference: str, at: datetime) -> None:
    """By which name the provider knows it, to be forgotten once nothing more will be told."""
    if reference:
        message.reference = reference
    if message.reference is not None:
        is_over = message.state in (State.DELIVERED, State.FAILED)
        message.forget_after = at if is_over else at + SILENCE


def _move(message: Message, state: State, at: datetime) -> None:
    if message.state is not state:
        message.state, message.settled_at, message.reason = state, at, None


def _refuse(
    db: Session,
    message: Message,
    meaning: Meaning,
    code: int | None,
    at: datetime,
    flags: tuple[Flag, ...],
) -> None:
    if meaning is Meaning.CONFIGURATION:
        _shut(db, message, code, at)
        back_to_queue(message, Wait(at + LATER, REASONS[meaning]), at)
    else:
        _move(message, State.FAILED, at)
        _fail(db, message, meaning, code, at, flags)


def _fail(
    db: Session,
    message: Message,
    meaning: Meaning,
    code: int | None,
    at: datetime,
    flags: tuple[Flag, ...],
) -> None:
    message.reason, message.code = REASONS[meaning], code
    if meaning is Meaning.FLAG:
        for flag in flags:
            flag(db, message.client_id, code, at)


def _shut(db: Session, message: Message, code: int | None, at: datetime) -> None:
    if message.channel is not None and db.get(ShutWay, message.channel) is None:
        db.add(ShutWay(channel=message.channel, code=code, since=at))
