"""A refuge's worker says what its places can take. Each of it is recorded, and counts from then."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import Actor
from portal.record.actions import note
from services_directory.places.actions.claims import drop_hold, locked
from services_directory.places.models import LETTERS_IN_A_CODE, Place
from services_directory.places.queries.own import last_change, visible_to

# No vowel: no code is ever a word, nor the beginning of a name.
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


class PlaceChanged(Exception):
    """Somebody else changed it after it was looked at: nothing is overwritten unseen."""


def add_place(
    db: Session, service_id: UUID, said: Mapping[str, Any], *, by: Actor, at: datetime
) -> Place:
    """A place of this refuge service, which is the actor's own; `said` are columns by name. Its
    code is made here, so that nothing can be read out of it. Raises NotAnArea (S-29)."""
    place = Place(service_id=service_id, code=_new_code(db), confirmed_at=at, **said)
    db.add(place)
    db.flush()
    note(db, "refuge place added", place.id, by=by, at=at)
    return place


def state_place(
    db: Session, place: Place, seen: int, said: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """What it can take from now on; it counts as confirmed. Raises PlaceChanged where it is not as
    it was at its change number `seen`, and NotAnArea."""
    _lock(db, place)
    if place.changes != seen:
        raise PlaceChanged
    for name, value in said.items():
        setattr(place, name, value)
    _said_now(db, place, "refuge place changed", by=by, at=at)


def confirm(db: Session, place: Place, *, by: Actor, at: datetime) -> None:
    """It is still so. Raises PlaceChanged where it has ended meanwhile."""
    _lock(db, place)
    _said_now(db, place, "refuge place confirmed", by=by, at=at)


def confirm_all(db: Session, seen: int, *, by: Actor, at: datetime) -> None:
    """All of the actor's own are still so. Raises PlaceChanged where one of them is not as it was
    when the number of their last change was `seen`."""
    places = db.scalars(
        visible_to(by)
        .order_by(Place.id)
        .with_for_update(of=Place)
        .execution_options(populate_existing=True)
    ).all()
    if last_change(db, by) != seen:
        raise PlaceChanged
    for place in places:
        _said_now(db, place, "refuge place confirmed", by=by, at=at)


def say_free(db: Session, place: Place, is_free: bool, *, by: Actor, at: datetime) -> None:
    """Free, or taken: then whoever had it held has it no more. Raises PlaceChanged where it has
    ended meanwhile."""
    _lock(db, place)
    place.is_free = is_free
    if not is_free:
        drop_hold(db, place.id)
    _said_now(db, place, "refuge place free" if is_free else "refuge place taken", by=by, at=at)


def end_place(db: Session, place: Place, *, by: Actor, at: datetime) -> None:
    """There is no such place any more; nobody is shown it, nobody has it held. Raises
    PlaceChanged where it has ended meanwhile."""
    _lock(db, place)
    place.ended_at, place.changes = at, place.changes + 1
    drop_hold(db, place.id)
    note(db, "refuge place ended", place.id, by=by, at=at)


def _lock(db: Session, place: Place) -> None:
    if locked(db, place.id) is None:
        raise PlaceChanged


def _said_now(db: Session, place: Place, verb: str, *, by: Actor, at: datetime) -> None:
    place.confirmed_at, place.changes = at, place.changes + 1
    note(db, verb, place.id, by=by, at=at)


def _new_code(db: Session) -> str:
    """Letters that nobody has yet."""
    while True:
        code = "".join(secrets.choice(LETTERS) for _ in range(LETTERS_IN_A_CODE))
        if db.scalar(sa.select(Place.id).where(Place.code == code)) is None:
            return code
