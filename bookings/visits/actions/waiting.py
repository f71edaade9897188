"""Waiting for a morning that is full: standing in line, taking what is offered or not, going. Each
reads the place again under its session's lock: a colleague or another phone may have been quicker.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.contact.actions.forgetting import forget
from bookings.people.models import Client
from bookings.visits.actions.book import Particulars, make_booked
from bookings.visits.actions.drafts import end_journeys_of
from bookings.visits.actions.find import end_phrase
from bookings.visits.actions.hold import held_by, let_go
from bookings.visits.actions.offering import close_offer, offer_what_is_free
from bookings.visits.actions.reminding import plan_reminder
from bookings.visits.actions.telling import count_for_visit
from bookings.visits.models import (
    AgeBand,
    Draft,
    OfferAnswer,
    Visit,
    WaitingOffer,
    WaitingPlace,
    WaitingState,
)
from bookings.visits.queries.waiting import open_offer
from bookings.visits.rules.waiting import Wanted, read_wanted, write_wanted
from portal.access import Actor
from portal.record.actions import note
from services_directory.sessions.actions import SlotJustTaken, lock_sessions, mark_changed
from services_directory.sessions.queries import ComingSession


class NotWaiting(Exception):
    """The place has been taken or given up, or its morning has begun."""


class OfferIsOver(Exception):
    """What was held has run out, or has been answered already."""


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody said who waits: `asks` is sealed text, as a visit keeps it, and `phrase` the
    fingerprint of what opens the place."""

    called: str
    wanted: Wanted
    asks: str
    phrase: bytes


def join(
    db: Session,
    draft: Draft,
    session: ComingSession,
    said: Joining,
    *,
    set_aside: bool,
    by: Actor,
    at: datetime,
) -> WaitingPlace:
    """Stand in line for a session, behind whoever waits already. With `set_aside`, behind whoever
    comes later too, until a person has looked at it (S-57)."""
    lock_sessions(db, [session.id])
    client = Client(made_at=at)
    client.chosen_name = said.called
    place = WaitingPlace(
        client_id=client.id,
        session_id=session.id,
        state=WaitingState.WAITING,
        made_at=at,
        over_at=session.ends_at,
        set_aside_at=at if set_aside else None,
        phrase=said.phrase,
    )
    place.asks, place.wanted = said.asks, write_wanted(said.wanted)
    db.add(client)
    db.flush()
    db.add(place)
    draft.waiting_id = place.id
    _changed(db, place, "waiting begun", by, at)
    return place


def look_again(db: Session, place: WaitingPlace, *, by: Actor, at: datetime) -> None:
    """Whoever looks is in line again, where they stood, and is offered what is free for them."""
    lock_sessions(db, [place.session_id])
    db.refresh(place)
    offer_what_is_free(db, place.session_id, by=by, at=at)
    if place.state is WaitingState.PASSED:
        place.state = WaitingState.WAITING
        _changed(db, place, "waiting again", by, at)


def take_offer(
    db: Session,
    place: WaitingPlace,
    offer_id: UUID,
    *,
    draft: Draft | None = None,
    by: Actor,
    at: datetime,
) -> Visit:
    """Book what is held, under the phrase of the place; a `draft` then holds the visit. What was
    said of reaching whoever waits goes on as it stands, and no wider (S-07).

    Raises NotWaiting, and OfferIsOver for another offer than the one that stands.
    """
    before = held_by(db, draft) if draft is not None else ()
    offer = _standing_offer(db, place, offer_id, at, *(each.session_id for each in before))
    visit, said = db.get(Visit, offer.visit_id), _particulars(db, place)
    set_aside = place.set_aside_at is not None
    try:
        if visit is None:
            raise OfferIsOver
        make_booked(db, visit, said, set_aside=set_aside, by=by, at=at)
    except SlotJustTaken:
        raise OfferIsOver from None
    offer.answer, phrase = OfferAnswer.TAKEN, place.phrase
    place.end(WaitingState.TAKEN)
    visit.phrase = phrase
    count_for_visit(db, place, visit, at=at)
    plan_reminder(db, visit, at=at)
    if draft is not None:
        draft.visit_id, draft.is_holder, draft.waiting_id = visit.id, True, None
        let_go(db, [each.id for each in before])
    note(db, "place taken", place.id, by=by, at=at)
    return visit


def decline_offer(
    db: Session, place: WaitingPlace, offer_id: UUID, *, by: Actor, at: datetime
) -> None:
    """Give it to the next one. Whoever declines keeps their place, and is not offered those hours
    again. Raises as `take_offer` does."""
    offer = _standing_offer(db, place, offer_id, at)
    close_offer(db, place, offer, OfferAnswer.DECLINED, WaitingState.WAITING, at=at)
    _changed(db, place, "place declined", by, at)


def count_as_any(db: Session, place: WaitingPlace, *, by: Actor, at: datetime) -> None:
    """A person has looked at a place that was set aside: from here on it stands where it came
    (S-57). Raises NotWaiting."""
    _lock(db, place)
    place.set_aside_at = None
    _changed(db, place, "place looked at", by, at)


def stop_waiting(
    db: Session, place: WaitingPlace, *, reason: str = "", by: Actor, at: datetime
) -> None:
    """Leave the line; what was held goes to the next one, and what was said is forgotten. Raises
    NotWaiting."""
    _lock(db, place)
    offer = open_offer(db, place)
    if offer is not None:
        close_offer(db, place, offer, OfferAnswer.DECLINED, WaitingState.WAITING, at=at)
    place.end(WaitingState.WITHDRAWN)
    forget(db, place.client_id)
    place.reason = reason or None
    _changed(db, place, "waiting ended", by, at)


def end_words(db: Session, place: WaitingPlace, *, by: Actor, at: datetime) -> None:
    """Somebody else may have the phone: no words open this place any more, and no page that is open
    goes on with it (S-07). The place stays in line. Raises NotWaiting."""
    _lock(db, place)
    end_phrase(db, place, by=by, at=at)
    end_journeys_of(db, place)
    mark_changed(db, place.session_id)


def _lock(db: Session, place: WaitingPlace, *others: UUID) -> None:
    lock_sessions(db, {place.session_id, *others})
    db.refresh(place)
    if not place.still_waits:
        raise NotWaiting


def _standing_offer(
    db: Session, place: WaitingPlace, offer_id: UUID, at: datetime, *others: UUID
) -> WaitingOffer:
    """The offer that is meant, with `others` locked too: sessions of which something is let go."""
    _lock(db, place, *others)
    offer = open_offer(db, place)
    if offer is None or offer.id != offer_id or offer.held_until <= at:
        raise OfferIsOver
    return offer


def _particulars(db: Session, place: WaitingPlace) -> Particulars:
    wanted = read_wanted(place.wanted or "")
    limit = wanted.wish.gone_by
    return Particulars(
        chosen_name=db.get_one(Client, place.client_id).chosen_name or "",
        needs=wanted.needs,
        age_band=AgeBand.SIXTEEN_OR_SEVENTEEN if wanted.young else AgeBand.ADULT,
        children=wanted.children,
        gone_by=None if limit is None else datetime.fromtimestamp(limit * 60, UTC),
        asks=place.asks or "",
    )


def _changed(db: Session, place: WaitingPlace, verb: str, by: Actor, at: datetime) -> None:
    db.flush()
    mark_changed(db, place.session_id)
    note(db, verb, place.id, by=by, at=at)
    offer_what_is_free(db, place.session_id, by=by, at=at)
