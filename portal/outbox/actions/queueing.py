"""A message is queued in the transaction of the change that it speaks of, and called off in that of
the change that makes it untrue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.outbox.models import Message
from portal.outbox.queries.due import callback_of, fingerprint_of
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import check_reason

_QUEUE = {
    "sqlite": sqlite.insert(Message).on_conflict_do_nothing().returning(Message.id),
    "postgresql": postgresql.insert(Message).on_conflict_do_nothing().returning(Message.id),
}
_WAITS = Message.state == State.QUEUED
_IS_ON_ITS_WAY = Message.state == State.IN_FLIGHT


@dataclass(frozen=True, slots=True)
class CalledOff:
    """How many will not go, and how many were on their way just then and may still arrive."""

    cancelled: int
    on_their_way: int


def queue(
    db: Session,
    kind: str,
    client_id: UUID,
    about_id: UUID,
    send_after: datetime,
    useful_until: datetime,
    at: datetime,
) -> UUID | None:
    """Ask for a message of a kind, not before `send_after` and never from `useful_until` on. Gives
    its id, or None where one of this kind about this waits, is on its way, or may have gone without
    anybody having looked. Whether it may go is decided when it is due (S-01, S-03)."""
    message_id = uuid4()
    row = {
        "id": message_id,
        "kind": check_reason(kind),
        "client_id": client_id,
        "about_id": about_id,
        "queued_at": at,
        "send_after": send_after,
        "useful_until": useful_until,
        "state": State.QUEUED,
        "tries": 0,
        "callback": fingerprint_of(callback_of(message_id)),
    }
    return db.scalar(_QUEUE[db.get_bind().dialect.name], row)


def cancel_about(db: Session, about_id: UUID, at: datetime) -> CalledOff:
    """What they would have told is not so any more: nothing about it goes out."""
    return _call_off(db, Message.about_id == about_id, "no longer so", at)


def move_about(db: Session, about_id: UUID, to: UUID) -> None:
    """What was about one thing counts as about another, which it has become (S-15)."""
    db.execute(sa.update(Message).where(Message.about_id == about_id).values(about_id=to))


def cancel_all_of(db: Session, client_id: UUID, reason: str, at: datetime) -> CalledOff:
    """Nothing that waits goes to her; `reason` is a few fixed words (S-07)."""
    return _call_off(db, Message.client_id == client_id, check_reason(reason), at)


def cancel_kinds(db: Session, about_id: UUID, kinds: Collection[str], at: datetime) -> CalledOff:
    """What these kinds would have told of it is not so any more; other kinds still are."""
    which = sa.and_(Message.about_id == about_id, Message.kind.in_(kinds))
    return _call_off(db, which, "no longer so", at)


def cancel_one(db: Session, message_id: UUID, reason: str, at: datetime) -> CalledOff:
    """This one does not go (C-11)."""
    return _call_off(db, Message.id == message_id, check_reason(reason), at)


def _call_off(db: Session, which: sa.ColumnElement[bool], reason: str, at: datetime) -> CalledOff:
    gone = {"state": State.CANCELLED, "reason": reason, "settled_at": at, "called_off_at": at}
    cancelled = _count(db, sa.update(Message).where(which, _WAITS).values(gone))
    held = {"called_off_at": at, "reason": reason}
    coming = _count(db, sa.update(Message).where(which, _IS_ON_ITS_WAY).values(held))
    return CalledOff(cancelled, coming)


def _count(db: Session, statement: Any) -> int:
    return len(db.scalars(statement.returning(Message.id)).all())
