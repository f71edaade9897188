"""What a coordinator may do about messages: call one off, and say that she has looked. There is
nothing here that sends (C-11, S-17)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.access import Actor
from portal.outbox.actions.queueing import CalledOff, cancel_one
from portal.outbox.models import InboundText, Message, ShutWay
from portal.outbox.queries.due import BY_A_PERSON
from portal.record.actions import note


def call_off(db: Session, message: Message, *, by: Actor, at: datetime) -> CalledOff:
    """It does not go; where it was on its way just then, the answer says so."""
    done = cancel_one(db, message.id, BY_A_PERSON, at)
    note(db, "message called off", message.id, by=by, at=at)
    return done


def look_at(db: Session, message: Message, *, by: Actor, at: datetime) -> None:
    """A person has seen what became of it. It is not sent again by that."""
    message.seen_at = at
    note(db, "message looked at", message.id, by=by, at=at)


def see_to(db: Session, text: InboundText, *, by: Actor, at: datetime) -> None:
    """Somebody has seen to a text that came in."""
    text.seen_at = at
    note(db, "text seen to", text.id, by=by, at=at)


def open_way(db: Session, way: ShutWay, *, by: Actor, at: datetime) -> None:
    """Its settings are mended: what waits may go this way again, each when it is judged anew."""
    about = by.account_id or by.sign_in_id
    db.delete(way)
    if about is not None:
        note(db, "way opened", about, by=by, at=at)
