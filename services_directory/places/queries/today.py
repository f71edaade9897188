"""Every refuge's places for whoever looks for one: what is space today, and what is none."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services_directory.places.models import Place, PlaceHold
from services_directory.places.queries.rows import KNOWN, KnownPlace, known_places
from services_directory.places.rules import FRESH_FOR

_NOBODY_ELSE_HOLDS_IT = sa.or_(
    PlaceHold.place_id.is_(None),
    PlaceHold.need_id == sa.bindparam("need"),
    PlaceHold.until <= sa.bindparam("now"),
)
_IS_SPACE = sa.and_(
    Place.is_free, Place.confirmed_at > sa.bindparam("fresh_from"), _NOBODY_ELSE_HOLDS_IT
)
_SPACE = KNOWN.where(_IS_SPACE)
_NO_SPACE = (
    KNOWN.where(sa.not_(_IS_SPACE))
    .order_by(
        sa.case((PlaceHold.need_id == sa.bindparam("need"), 0), else_=1),
        Place.confirmed_at.desc(),
        Place.code,
    )
    .limit(sa.bindparam("most"))
)
_ALL = sa.select(sa.func.count(Place.id)).where(Place.ended_at.is_(None))


def space(db: Session, need: UUID, now: datetime) -> list[KnownPlace]:
    """The places that are free, were said within the day, and are held for nobody else (R-09)."""
    return list(known_places(db, _SPACE, _at(need, now)))


def no_space(db: Session, need: UUID, now: datetime, *, most: int) -> list[KnownPlace]:
    """Of all others, what this need itself holds, and those of which anything was heard last."""
    return list(known_places(db, _NO_SPACE, {**_at(need, now), "most": most}))


def count_all(db: Session) -> int:
    """How many places there are, space or none."""
    return db.scalar(_ALL) or 0


def _at(need: UUID, now: datetime) -> dict[str, object]:
    return {"need": need, "now": now, "fresh_from": now - FRESH_FOR}
