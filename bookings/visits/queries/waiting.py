"""Places on a waiting list and what is offered there, each reached only through who asks."""

from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.people.queries.shut_out import is_shut_out_of
from bookings.visits.models import (
    STILL_WAITS,
    OfferAnswer,
    WaitingOffer,
    WaitingPlace,
    WaitingState,
)
from portal.access import Actor, Role
from portal.db.built_once import built_once

_OPENED_BY_PHRASE = (*STILL_WAITS, WaitingState.OVER)


@built_once
def places_visible_to(actor: Actor) -> sa.Select[WaitingPlace]:
    """To a coordinator every place but of those whose case is shut to them (S-28); to whoever
    waits their own, and no other."""
    places = sa.select(WaitingPlace)
    if actor.role in (Role.COORDINATOR, Role.OPERATOR):
        return places.where(~is_shut_out_of(actor, WaitingPlace.client_id))
    return places.where(WaitingPlace.id == actor.waiting_id)


def own_place(db: Session, actor: Actor) -> WaitingPlace | None:
    """The place that this journey made or opened."""
    return db.scalar(places_visible_to(actor)) if actor.waiting_id else None


def open_offer(db: Session, place: WaitingPlace) -> WaitingOffer | None:
    """What is held for this place, if anything; it may have run out a moment ago."""
    mine = sa.select(WaitingOffer).filter_by(place_id=place.id, answer=OfferAnswer.OPEN)
    return db.scalar(mine)


def waited_under(db: Session, phrase: bytes, at: datetime) -> UUID | None:
    """The place that a phrase opens now; one that was taken or given up is opened by none."""
    return db.scalar(
        sa.select(WaitingPlace.id).where(
            WaitingPlace.phrase == phrase,
            WaitingPlace.state.in_(_OPENED_BY_PHRASE),
            WaitingPlace.over_at > at,
        )
    )


def waited_for(db: Session) -> list[UUID]:
    """The sessions for which anybody waits, in an order of their own."""
    waits = WaitingPlace.state.in_(STILL_WAITS)
    found = sa.select(WaitingPlace.session_id).where(waits).distinct()
    return sorted(db.scalars(found))
