"""Stop everything, at once and whoever asks; only a person who has spoken with her lifts it."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.actions.rows import close
from bookings.contact.actions.saying import NotHerself
from bookings.contact.models import ContactStop
from bookings.contact.queries import clients_with, open_stops
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Stop
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits

# Known to whoever has her phone; said anew in person before anything goes again.
KNOWN_TO_OTHERS = (Field.ROUTES, Field.OUR_PHRASE, Field.HER_PHRASE)


class StopAll(Protocol):
    """Whatever else holds something for her, and lets go of all of it in this transaction."""

    def __call__(self, db: Session, client_id: UUID, reason: str, at: datetime, /) -> object: ...


def stop(
    db: Session,
    client_id: UUID,
    why: Stop,
    *,
    by: Actor,
    at: datetime,
    also: Collection[StopAll] = (),
) -> None:
    """Nothing reaches her from now on, and she stands on the coordinator's list (S-07). What is
    queued is let go by each of `also`; it would be withheld when its turn comes in any case."""
    note(db, "contact stopped", client_id, by=by, at=at)
    if why not in {row.why for row in open_stops(db, client_id)}:
        db.add(ContactStop(client_id=client_id, why=why, at=at, stopped_by=by.account_id))
        db.flush()
        something_waits(db, at=at)
    for let_go in also:
        let_go(db, client_id, why.value, at)


def phone_not_safe(
    db: Session, client_id: UUID, *, by: Actor, at: datetime, also: Collection[StopAll] = ()
) -> None:
    """Her phone is not safe: everything stops, no way to her is safe, and our phrases are known to
    others. Hers to press, or a worker's."""
    stop(db, client_id, Stop.PHONE_NOT_SAFE, by=by, at=at, also=also)
    close(db, client_id, KNOWN_TO_OTHERS, at)


def withdraw(
    db: Session, client_id: UUID, *, by: Actor, at: datetime, also: Collection[StopAll] = ()
) -> None:
    """She wants nothing to reach her any more; her place at the session stays (V-17)."""
    stop(db, client_id, Stop.SHE_SAID_STOP, by=by, at=at, also=also)


def stop_word(
    db: Session, number: str, *, by: Actor, at: datetime, also: Collection[StopAll] = ()
) -> list[UUID]:
    """A stop word came from a number, written with its country: whoever said that it is theirs has
    no text any more. Gives them; nobody may be among them."""
    found = clients_with(db, number)
    for client_id in found:
        stop(db, client_id, Stop.STOP_WORD, by=by, at=at, also=also)
    return found


def lift(db: Session, row: ContactStop, *, by: Actor, at: datetime) -> None:
    """Somebody has spoken with her in person, or on a call that she made from another phone, and
    she may be reached again, in the ways that she says now. Raises NotHerself."""
    if by.account_id is None:
        raise NotHerself
    note(db, "contact stop lifted", row.client_id, by=by, at=at)
    db.refresh(row)
    if row.lifted_at is None:
        row.lifted_at, row.lifted_by = at, by.account_id
        db.flush()
