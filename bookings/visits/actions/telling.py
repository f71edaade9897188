"""Word of a place that is held is asked for with the hold, where it can come in time for an answer,
and goes no more once the hold is answered or over."""

from datetime import datetime

from sqlalchemy.orm import Session

from bookings.contact.rules.choices import Kind
from bookings.contact.rules.verdicts import Wait, Withhold
from bookings.visits.models import Visit, WaitingOffer, WaitingPlace
from bookings.visits.queries.telling import offer_verdict
from bookings.visits.queries.waiting import open_offer
from bookings.visits.rules.telling import last_word
from portal.outbox.actions.queueing import cancel_about, move_about, queue


def tell_of_offer(db: Session, place: WaitingPlace, *, at: datetime) -> bool:
    """Ask for word of what is held for this place, unless none can come before it is too late to
    answer; whether it was asked for. It is judged again when it is sent (S-01, S-03)."""
    offer = open_offer(db, place)
    return offer is not None and _ask_for(db, place, offer, at)


def _ask_for(db: Session, place: WaitingPlace, offer: WaitingOffer, at: datetime) -> bool:
    verdict = offer_verdict(db, place, offer, at)
    if isinstance(verdict, Withhold):
        return False
    since = verdict.until if isinstance(verdict, Wait) else at
    late = last_word(offer.held_until)
    kind = Kind.OFFER.value
    return queue(db, kind, place.client_id, place.id, since, late, at) is not None


def tell_no_more(db: Session, place: WaitingPlace, *, at: datetime) -> None:
    """What is held was answered, or is over: no word of it goes out."""
    cancel_about(db, place.id, at)


def count_for_visit(db: Session, place: WaitingPlace, visit: Visit, *, at: datetime) -> None:
    """The place has become this visit: whatever told of it counts among the visit's messages from
    now on (S-15)."""
    tell_no_more(db, place, at=at)
    move_about(db, place.id, visit.id)
