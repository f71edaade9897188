"""Whether word of a place that is held can reach whoever waits, and what has become of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.queries import is_flagged, preference_of
from bookings.contact.rules.choices import Channel, Kind
from bookings.contact.rules.decision import decide
from bookings.contact.rules.fields import Field
from bookings.contact.rules.outgoing import Outgoing
from bookings.contact.rules.preference import NO_WORDS, Preference
from bookings.contact.rules.verdicts import Verdict
from bookings.visits.models import OfferAnswer, WaitingOffer, WaitingPlace
from bookings.visits.queries.waiting import places_visible_to
from bookings.visits.rules.telling import last_word
from portal.access import Actor
from portal.outbox.models import Message
from portal.outbox.queries.due import tries_about


def offer_verdict(db: Session, place: WaitingPlace, offer: WaitingOffer, at: datetime) -> Verdict:
    """What would become of word of this offer, in the words that were approved; whether these are
    still the words of today is asked when it is sent (S-01, S-09)."""
    preference = preference_of(db, place.client_id, at)
    return decide(preference, offer_message(db, place, offer, preference), at)


def offer_message(
    db: Session, place: WaitingPlace, offer: WaitingOffer, preference: Preference
) -> Outgoing:
    """The text about this offer as plain values. Of one place all are counted, whichever offer
    they told of (S-15)."""
    to = preference.text(Field.MOBILE_NUMBER)
    return Outgoing(
        kind=Kind.OFFER,
        channel=Channel.TEXT,
        to=to,
        wording=preference.approved.get((Kind.OFFER, Channel.TEXT), NO_WORDS),
        is_reviewed=True,
        fits_one_part=True,
        useful_until=last_word(offer.held_until),
        begins_at=offer.arrives_at,
        stands=True,
        sent_so_far=tries_about(db, place.id),
        number_is_flagged=bool(to) and is_flagged(db, to),
    )


def kept_untold(db: Session, actor: Actor, at: datetime) -> int:
    """How many places are held of which no word was asked for: somebody tells whoever waits when
    they ring or come, or the hold passes."""
    told = sa.exists().where(_asked_for(WaitingOffer.place_id, WaitingOffer.offered_at))
    places = places_visible_to(actor).with_only_columns(WaitingPlace.id)
    held = sa.select(sa.func.count()).select_from(WaitingOffer)
    is_open = (WaitingOffer.answer == OfferAnswer.OPEN, WaitingOffer.held_until > at)
    return db.scalar(held.where(*is_open, WaitingOffer.place_id.in_(places), ~told)) or 0


def word_of(db: Session, place_id: UUID, offer: WaitingOffer) -> Message | None:
    """The message that was asked for when this was held; None where nothing was."""
    about = sa.select(Message).where(_asked_for(place_id, offer.offered_at))
    return db.scalars(about.order_by(Message.queued_at.desc())).first()


def _asked_for(place_id: Any, offered_at: Any) -> sa.ColumnElement[bool]:
    """Whether a message was asked for when something was held for this place."""
    is_word = sa.and_(Message.kind == Kind.OFFER.value, Message.about_id == place_id)
    return sa.and_(is_word, Message.queued_at >= offered_at)
