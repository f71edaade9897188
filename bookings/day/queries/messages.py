"""What waits to be sent, what became of the rest, and what came in: for coordinators alone.

Whoever she avoids sees no message of hers either (C-09).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import AvoidedWorker
from bookings.day.queries.visible import may_see
from bookings.people.models import Client
from bookings.people.queries.shut_out import is_shut_out_of
from bookings.visits.models import STILL_WAITS, Visit, WaitingPlace
from bookings.visits.queries.waiting import places_visible_to
from portal.access import Actor, Permission
from portal.outbox.models import InboundText, Message, ShutWay
from portal.outbox.rules.states import State
from portal.outbox.rules.verdicts import Channel

WAITING = (State.QUEUED, State.IN_FLIGHT)
TO_LOOK_AT = (State.UNCLEAR, State.FAILED, State.DROPPED, State.WITHHELD)
# What ended longer ago is no news for a morning.
RECENT = timedelta(days=14)
MOST = 200


class Told(NamedTuple):
    """One message, and the name of whom it is for."""

    message: Message
    name: str | None


def visible_to(actor: Actor) -> sa.Select[Message, Client]:
    """Messages about people whom this actor may see, with whom each is for."""
    seen = sa.exists().where(Visit.client_id == Message.client_id, may_see(actor))
    avoided = sa.exists().where(
        AvoidedWorker.visit_id == Visit.id,
        Visit.client_id == Message.client_id,
        AvoidedWorker.worker_id == actor.worker_id,
    )
    found = sa.select(Message, Client).join(Client, Client.id == Message.client_id)
    if not actor.may(Permission.MESSAGES):
        return found.where(sa.false())
    hidden = sa.or_(avoided, is_shut_out_of(actor, Message.client_id))
    return found.where(sa.or_(seen, _in_line(actor)), ~hidden).limit(MOST)


def _in_line(actor: Actor) -> sa.ColumnElement[bool]:
    """Whether it is for somebody who waits: what is held for them is no visit yet."""
    ids = places_visible_to(actor).with_only_columns(WaitingPlace.client_id)
    return Message.client_id.in_(ids.where(WaitingPlace.state.in_(STILL_WAITS)))


def waiting(db: Session, actor: Actor) -> list[Told]:
    """What may still go, by when it is asked about next (C-11)."""
    which = visible_to(actor).where(Message.state.in_(WAITING))
    return _told(db, which.order_by(Message.send_after, Message.id))


def to_look_at(db: Session, actor: Actor, now: datetime) -> list[Told]:
    """What did not go, or may not have gone, and nobody has looked at; latest first."""
    which = visible_to(actor).where(
        Message.state.in_(TO_LOOK_AT), Message.seen_at.is_(None), Message.settled_at > now - RECENT
    )
    return _told(db, which.order_by(Message.settled_at.desc(), Message.id))


def texts(db: Session, actor: Actor) -> list[InboundText]:
    """What came in and nobody has seen to, oldest first (C-12)."""
    if not actor.may(Permission.MESSAGES):
        return []
    unseen = sa.select(InboundText).where(InboundText.seen_at.is_(None))
    return list(db.scalars(unseen.order_by(InboundText.heard_at, InboundText.id).limit(MOST)))


def shut_ways(db: Session) -> list[ShutWay]:
    """Ways out that refuse everything until their settings are mended."""
    return list(db.scalars(sa.select(ShutWay).order_by(ShutWay.since)))


def message_of(db: Session, actor: Actor, path: Mapping[str, Any]) -> Message | None:
    """The message that an address names."""
    found = db.execute(visible_to(actor).where(Message.id == path["message_id"])).first()
    return found[0] if found else None


def text_of(db: Session, actor: Actor, path: Mapping[str, Any]) -> InboundText | None:
    """The text that an address names, while nobody has seen to it."""
    wanted: UUID = path["text_id"]
    return next((each for each in texts(db, actor) if each.id == wanted), None)


def way_of(db: Session, _actor: Actor, path: Mapping[str, Any]) -> ShutWay | None:
    """The way that an address names, while it is shut."""
    known = {channel.value: channel for channel in Channel}
    channel = known.get(path["channel"])
    return db.get(ShutWay, channel) if channel else None


def _told(db: Session, statement: sa.Select[Message, Client]) -> list[Told]:
    return [Told(message, client.chosen_name) for message, client in db.execute(statement)]
