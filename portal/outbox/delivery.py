"""The only way out: each message is judged at the moment of sending, marked as on its way, sent
outside of any transaction, and never twice by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from portal.clock import Clock
from portal.db.engine import Database
from portal.outbox.actions.claiming import Claimed, Decide, Unjudged, claim_next, put_aside
from portal.outbox.actions.counting import forget_counts
from portal.outbox.actions.settling import Flag, forgotten, give_up_on, settle, take_back
from portal.outbox.queries.due import is_still_wanted, next_to_forget
from portal.outbox.rules.limits import FRESH, Limits
from portal.outbox.rules.outcomes import Doubtful, Outcome
from portal.outbox.rules.verdicts import Channel, Send


class Carrier(Protocol):
    """Who carries messages by one channel."""

    def carry(self, send: Send, word: str) -> Outcome:
        """Hand it over once, and say what is certain about that."""

    def forget(self, reference: str) -> bool:
        """Have the provider erase it. Whether nothing of it is left there."""


@dataclass(frozen=True, slots=True)
class PostRoom:
    """All that sending needs: who decides, who carries, and how much may go."""

    database: Database
    decide: Decide
    carriers: Mapping[Channel, Carrier]
    limits: Limits
    clock: Clock
    flags: tuple[Flag, ...] = ()


def deliver_next(room: PostRoom) -> bool:
    """Judge the message that is due longest and send it if it may go; whether any was due.

    An error on the way is raised again once the message cannot stand in the others' way, nor be
    sent a second time.
    """
    try:
        with room.database.writing() as db:
            claimed = claim_next(db, room.decide, room.limits, room.clock())
    except Unjudged as unjudged:
        with room.database.writing() as db:
            put_aside(db, unjudged.message_id, room.clock())
        raise
    if isinstance(claimed, bool):
        return claimed
    _send(room, claimed)
    return True


def tidy(room: PostRoom) -> None:
    """Give up on what nobody has in hand any more, forget counts of past days, and have providers
    forget what is settled."""
    with room.database.writing() as db:
        give_up_on(db, room.clock())
        forget_counts(db, room.clock())
    while _forget_next(room):
        pass


def _send(room: PostRoom, claimed: Claimed) -> None:
    if not _may_still_go(room, claimed):
        with room.database.writing() as db:
            take_back(db, claimed.message_id, room.clock())
        return
    outcome: Outcome = Doubtful()
    try:
        outcome = room.carriers[claimed.send.carrier].carry(claimed.send, claimed.word)
    finally:
        with room.database.writing() as db:
            settle(db, claimed.message_id, outcome, room.clock(), room.flags)


def _may_still_go(room: PostRoom, claimed: Claimed) -> bool:
    """Whoever was held up between judging and sending has judged another moment (S-02)."""
    if not claimed.at <= room.clock() <= claimed.at + FRESH:
        return False
    with room.database.reading() as db:
        return is_still_wanted(db, claimed.message_id)


def _forget_next(room: PostRoom) -> bool:
    with room.database.reading() as db:
        found = next_to_forget(db, room.clock())
    if found is None:
        return False
    done = False
    try:
        done = room.carriers[found.channel].forget(found.reference)
    finally:
        with room.database.writing() as db:
            forgotten(db, found.message_id, room.clock(), done=done)
    return True
