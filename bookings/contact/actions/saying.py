"""She says how she may be reached: in person anything, with a phrase only less (S-07)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.actions.rows import Heard, anew, kept, put
from bookings.contact.models import ContactAnswer, ContactStop
from bookings.contact.queries import standing, value_of
from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import SURELY_HERSELF, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.rules.narrower import widened
from bookings.contact.rules.preference import LIFE
from portal.access import Actor
from portal.record.actions import note


class OnlyNarrower(Exception):
    """These fields would be wider: they wait until a worker has confirmed them with her in person,
    or on a call that she made from another phone (S-07)."""

    def __init__(self, fields: list[Field]) -> None:
        super().__init__(", ".join(field.value for field in fields))
        self.fields = fields


class NotHerself(Exception):
    """Nobody has heard it from her: only a member of staff to whom she speaks can write it down."""


def say_in_person(
    db: Session,
    client_id: UUID,
    said: Mapping[Field, Value | None],
    *,
    said_by: SaidBy = SaidBy.IN_PERSON,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what she tells a coordinator; fields that are not in `said` stay as they are, and
    None is "not known". A stop stays until it is lifted.

    Raises NotHerself where it is not heard from her; NotANumber.
    """
    if said_by not in SURELY_HERSELF or by.account_id is None:
        raise NotHerself
    _put_all(db, client_id, kept(said), anew(said_by, by.account_id, at, LIFE), by=by)


def say_online(
    db: Session,
    client_id: UUID,
    said: Mapping[Field, Value | None],
    *,
    at_booking: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what she says on her own phone. At booking, before any phrase exists, that may be
    anything; afterwards, and once anybody heard her in person or stopped it, only less (S-07).

    Less is no confirmation: it lives as long as what it takes the place of. Raises OnlyNarrower,
    and then nothing has changed; NotANumber.
    """
    if at_booking and not _is_in_hand(db, client_id):
        _put_all(db, client_id, kept(said), anew(SaidBy.ONLINE, None, at, LIFE), by=by)
    else:
        _narrow(db, client_id, said, SaidBy.ONLINE, by=by, at=at)


def say_for_her(
    db: Session, client_id: UUID, said: Mapping[Field, Value | None], *, by: Actor, at: datetime
) -> None:
    """A worker who has not heard it from her can only make it less. Raises OnlyNarrower."""
    _narrow(db, client_id, said, SaidBy.WORKER, by=by, at=at)


def _put_all(
    db: Session, client_id: UUID, said: Mapping[Field, Value | None], heard: Heard, *, by: Actor
) -> None:
    note(db, "contact said", client_id, by=by, at=heard.at)
    for field, value in said.items():
        put(db, client_id, field, value, heard)


def _narrow(
    db: Session,
    client_id: UUID,
    said: Mapping[Field, Value | None],
    said_by: SaidBy,
    *,
    by: Actor,
    at: datetime,
) -> None:
    changes = kept(said)
    with db.begin_nested():
        note(db, "contact narrowed", client_id, by=by, at=at)
        rows = {row.field: row for row in standing(db, client_id)}
        old = {field: value_of(row) for field, row in rows.items()}
        new = {field: value for field, value in {**old, **changes}.items() if value is not None}
        wider = widened(old, new)
        if wider:
            raise OnlyNarrower(wider)
        soonest = min((row.expires_at for row in rows.values()), default=at + LIFE)
        for field in Field:
            if old.get(field) != new.get(field):
                was = rows.get(field)
                since = (was.confirmed_at, was.expires_at) if was else (at, soonest)
                heard = Heard(said_by, by.account_id, at, *since)
                put(db, client_id, field, new.get(field), heard)


def _is_in_hand(db: Session, client_id: UUID) -> bool:
    """Whether a person has seen to her choices, or they were ever stopped."""
    heard = sa.exists().where(
        ContactAnswer.client_id == client_id, ContactAnswer.said_by != SaidBy.ONLINE
    )
    stopped = sa.exists().where(ContactStop.client_id == client_id)
    return db.scalar(sa.select(sa.or_(heard, stopped))) is True
