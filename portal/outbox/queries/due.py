"""Which message is next, and how much went out already."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.db.columns import UtcDateTime
from portal.db.flat import flat_rows
from portal.outbox.models import Message, ShutWay
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel

# Why a message that somebody of the staff called off does not go (C-11).
BY_A_PERSON = "a coordinator called it off"

_AT = sa.bindparam("at", type_=UtcDateTime())

# Two loops never wait for each other's row; where there is one writer there is nothing to skip.
_DUE = (
    sa.select(Message)
    .where(Message.state == State.QUEUED, Message.send_after <= _AT)
    .order_by(Message.send_after, Message.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .execution_options(populate_existing=True)
)
_TRIES = sa.select(sa.func.coalesce(sa.func.sum(Message.tries), 0)).where(
    Message.about_id == sa.bindparam("about")
)
_HAD_ONE = sa.select(Message.id).where(
    Message.kind == sa.bindparam("kind"),
    Message.about_id == sa.bindparam("about"),
    sa.or_(Message.tries > 0, Message.reason == sa.bindparam("reason")),
)
_SHUT = sa.select(sa.exists().where(ShutWay.channel == sa.bindparam("channel")))
_WANTED = sa.select(Message.id).where(
    Message.id == sa.bindparam("id"), Message.called_off_at.is_(None)
)
_TO_FORGET = sa.select(Message).where(Message.forget_after <= _AT).limit(1)


class Forgettable(NamedTuple):
    """A message that the provider need not know any more, by the provider's name for it."""

    message_id: UUID
    channel: Channel
    reference: str


def next_due(db: Session, at: datetime) -> Message | None:
    """The message that has been due longest, locked until the transaction ends."""
    return db.scalar(_DUE, {"at": at})


def tries_about(db: Session, about_id: UUID) -> int:
    """How often something about this was tried to be sent, whatever became of it (S-15)."""
    return int(flat_rows(db, _TRIES, {"about": about_id}).scalar_one())


def had_one(db: Session, kind: str, about_id: UUID) -> bool:
    """Whether one of this kind about this was tried already, or called off by itself by a person:
    then no other is asked for unasked."""
    named = {"kind": kind, "about": about_id, "reason": BY_A_PERSON}
    return flat_rows(db, _HAD_ONE, named).first() is not None


def is_shut(db: Session, channel: Channel) -> bool:
    return bool(flat_rows(db, _SHUT, {"channel": channel}).scalar_one())


def is_still_wanted(db: Session, message_id: UUID) -> bool:
    """False once somebody called it off while it was on its way."""
    return flat_rows(db, _WANTED, {"id": message_id}).first() is not None


def next_to_forget(db: Session, at: datetime) -> Forgettable | None:
    """What the provider can be told to forget; None where there is nothing."""
    message = db.scalar(_TO_FORGET, {"at": at})
    if message is None or message.channel is None:
        return None
    return Forgettable(message.id, message.channel, message.reference or "")


def callback_of(message_id: UUID) -> str:
    """The word by which a provider tells of a message: 256 bits that mean nothing to anybody, the
    same whenever the message is tried, so that news of an earlier try is understood too."""
    return keyring.fingerprint(message_id.hex, "outbox_messages.word").hex()


def fingerprint_of(callback: str) -> bytes:
    return keyring.fingerprint(callback, "outbox_messages.callback")
