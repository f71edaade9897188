"""Every refuge's places for whoever looks for one: what is space today, and what is none."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from services_directory.listings.models import Service
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
_AVOIDED: sa.BindParameter[Any] = sa.bindparam("avoided", expanding=True)
_NOT_AVOIDED = Service.organization_id.not_in(_AVOIDED)
_SPACE = KNOWN.where(_IS_SPACE, _NOT_AVOIDED)
_NO_SPACE = (
    KNOWN.where(sa.not_(_IS_SPACE), _NOT_AVOIDED)
    .order_by(
        sa.case((PlaceHold.need_id == sa.bindparam("need"), 0), else_=1),
        Place.confirmed_at.desc(),
        Place.code,
    )
    .limit(sa.bindparam("most"))
)
_ALL = (
    sa.select(sa.func.count(Place.id))
    .join(Service, Service.id == Place.service_id)
    .where(Place.ended_at.is_(None), _NOT_AVOIDED)
)


@dataclass(frozen=True, slots=True)
class Looking:
    """For which need somebody looks, at an aware moment; the organisations that `avoided` names
    are none to be asked, and nothing of them is seen (S-28)."""

    need: UUID
    now: datetime
    avoided: Collection[UUID] = ()

    @property
    def named(self) -> dict[str, object]:
        """As parameters of the statements here."""
        return {
            "need": self.need,
            "now": self.now,
            "fresh_from": self.now - FRESH_FOR,
            "avoided": list(self.avoided),
        }


def space(db: Session, looking: Looking) -> list[KnownPlace]:
    """The places that are free, were said within the day, and are held for nobody else (R-09)."""
    return list(known_places(db, _SPACE, looking.named))


def no_space(db: Session, looking: Looking, *, most: int) -> list[KnownPlace]:
    """Of all others, what this need itself holds, and those of which anything was heard last."""
    return list(known_places(db, _NO_SPACE, {**looking.named, "most": most}))


def count_all(db: Session, looking: Looking) -> int:
    """How many places there are, space or none."""
    return db.scalar(_ALL, {"avoided": list(looking.avoided)}) or 0
