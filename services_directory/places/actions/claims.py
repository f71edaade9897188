"""Holding a place for one need, and what becomes of the hold: never two at once, and by itself it
runs out (R-09). Each is recorded in the transaction that it belongs to.

A place is locked before the end of the record is: an action that does more calls these, or `locked`
for all its places in the order of their ids, before it notes anything. Else two may wait for each
other.
"""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from services_directory.places.models import Place, PlaceHold
from services_directory.places.queries.rows import known_place
from services_directory.places.rules import Hold, held_from, is_held_for_another


class PlaceJustGone(Exception):
    """It is no space any more, or somebody else has it: it has just gone."""


def hold(db: Session, place_id: UUID, need_id: UUID, *, by: Actor, at: datetime) -> Hold:
    """Keep a place for this need. One's own hold stays as it is: it is not made longer.

    Raises PlaceJustGone where it is taken, stale, ended, or held for another.
    """
    locked(db, place_id)
    known = known_place(db, place_id)
    made = held_from(known.place, need_id, at) if known else None
    if known is None or made is None:
        raise PlaceJustGone
    if made != known.place.hold:
        drop_hold(db, place_id)
        _keep(db, place_id, made)
        note(db, "refuge place held", place_id, by=by, at=at)
    return made


def let_go(db: Session, place_id: UUID, need_id: UUID, *, by: Actor, at: datetime) -> None:
    """Give back what this need holds; where it holds nothing, nothing is done."""
    if drop_hold(db, place_id, need_id):
        note(db, "refuge place let go", place_id, by=by, at=at)


def let_go_all(db: Session, need_id: UUID, *, by: Actor, at: datetime) -> None:
    """Give back all that this need holds: it was met, or is no more."""
    held = sa.select(PlaceHold.place_id).where(PlaceHold.need_id == need_id)
    for place_id in db.scalars(held.order_by(PlaceHold.place_id)).all():
        let_go(db, place_id, need_id, by=by, at=at)


def take(db: Session, place_id: UUID, need_id: UUID, *, by: Actor, at: datetime) -> None:
    """The refuge accepted this need: the place is taken, as it says itself now.

    Raises PlaceJustGone where it is taken already, ended, or held for another.
    """
    place, known = locked(db, place_id), known_place(db, place_id)
    if place is None or known is None or not known.place.is_free:
        raise PlaceJustGone
    if is_held_for_another(known.place, need_id, at):
        raise PlaceJustGone
    _no_longer_free(db, place, at)
    note(db, "refuge place taken", place_id, by=by, at=at)


def take_held(db: Session, need_id: UUID, service_id: UUID, *, by: Actor, at: datetime) -> None:
    """A refuge service accepted this need: what it holds for it is taken, and what others hold for
    it is let go (R-09)."""
    held = sa.select(Place.id, Place.service_id).join(PlaceHold, PlaceHold.place_id == Place.id)
    found = db.execute(held.where(PlaceHold.need_id == need_id).order_by(Place.id)).all()
    for place_id, _ in found:
        locked(db, place_id)
    for place_id, giver in found:
        settle = take if giver == service_id else let_go
        settle(db, place_id, need_id, by=by, at=at)


def refuse(
    db: Session, place_id: UUID, need_id: UUID, *, was_full: bool, by: Actor, at: datetime
) -> None:
    """The refuge said no to this need, which holds it no more; where it was full, the place is no
    space for anybody. The refusal's own reasons stand with the handoff."""
    place = locked(db, place_id)
    let_go(db, place_id, need_id, by=by, at=at)
    if was_full and place is not None and place.is_free:
        _no_longer_free(db, place, at)
        note(db, "refuge place taken", place_id, by=by, at=at)


def locked(db: Session, place_id: UUID) -> Place | None:
    """The place as it is now; until this transaction ends nobody else changes it or holds it."""
    row = sa.select(Place).where(Place.id == place_id, Place.ended_at.is_(None))
    return db.scalar(row.with_for_update().execution_options(populate_existing=True))


def drop_hold(db: Session, place_id: UUID, need_id: UUID | None = None) -> bool:
    """Take away the hold, of this need or of anybody; whether there was one."""
    mine = sa.delete(PlaceHold).where(PlaceHold.place_id == place_id)
    if need_id is not None:
        mine = mine.where(PlaceHold.need_id == need_id)
    gone = db.scalars(mine.returning(PlaceHold.place_id), execution_options=_PLAIN).all()
    return bool(gone)


_PLAIN = {"synchronize_session": False}


def _no_longer_free(db: Session, place: Place, at: datetime) -> None:
    place.is_free, place.confirmed_at, place.changes = False, at, place.changes + 1
    drop_hold(db, place.id)


def _keep(db: Session, place_id: UUID, made: Hold) -> None:
    """The unique index has the last word, whatever was read before."""
    row = {"place_id": place_id, "need_id": made.need, "until": made.until}
    try:
        # A savepoint, since PostgreSQL gives up a whole transaction for one refused row.
        with db.begin_nested():
            db.connection().execute(sa.insert(PlaceHold), row)
    except IntegrityError:
        raise PlaceJustGone from None
