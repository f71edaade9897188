"""A text that came in is kept for a person. Nothing is answered and nothing is changed (S-13)."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal import keyring
from portal.outbox.models import InboundText
from portal.outbox.rules.stopping import asks_to_stop

# Somebody at this number wants no more: the number, and when they said so.
Ending: TypeAlias = Callable[[Session, str, datetime], None]


def hear(
    db: Session,
    number: str,
    words: str,
    told_as: str,
    at: datetime,
    *,
    opted_out: str = "",
    endings: tuple[Ending, ...] = (),
) -> InboundText | None:
    """Keep what was said for a coordinator (C-12). None where it was told before.

    A stop word also runs every one of `endings`: it can only ever narrow.
    """
    text = InboundText(
        heard_at=at,
        asks_to_stop=asks_to_stop(words, opted_out),
        sender=keyring.fingerprint(number, "inbound_texts.sender"),
        told_as=keyring.fingerprint(told_as, "inbound_texts.told_as"),
    )
    text.number, text.words = number, words
    try:
        with db.begin_nested():
            db.add(text)
    except IntegrityError:
        return None
    for ending in endings if text.asks_to_stop else ():
        ending(db, number, at)
    return text
