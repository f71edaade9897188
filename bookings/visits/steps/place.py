"""Her place in line: what is kept for her is shown when she looks, told by a text or not."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from bookings.contact.rules.choices import Kind
from bookings.visits import forms
from bookings.visits.actions import waiting as actions
from bookings.visits.actions.waiting import NotWaiting, OfferIsOver
from bookings.visits.models import WaitingOffer, WaitingPlace
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import actor_of
from bookings.visits.queries.waiting import open_offer, own_place
from bookings.visits.rules.waiting import FREE_AGAIN_BEFORE, read_wanted
from bookings.visits.steps.choosing import short
from bookings.visits.steps.less import standing_view
from bookings.visits.steps.step import Asked
from services_directory.sessions.models import ServiceSession, SessionStatus

LOOKED, DECLINED, OFFER_GONE, TAKEN = "looked", "declined", "offer_gone", "taken"


def show_place(asked: Asked) -> None:
    """Coming back: whoever looks is in line again, and sees at once what is free for them."""
    look_again(asked, forms.Nothing())
    asked.subject.journey.notice = ""
    asked.subject.journey.start_over_at("place")


def look_again(asked: Asked, _form: forms.Nothing) -> None:
    place = own(asked)
    if place is not None and place.still_waits:
        actions.look_again(asked.db, place, by=asked.actor, at=asked.now)
    asked.subject.journey.notice = LOOKED


def place_view(asked: Asked) -> dict[str, Any]:
    """Whether she waits, what is kept for her and until when; nothing of what she had said."""
    place = own(asked)
    if place is None:
        return {"place": None}
    session = asked.db.get_one(ServiceSession, place.session_id)
    return {
        "place": place,
        "session": session,
        "takes_place": session.status is not SessionStatus.CANCELLED,
        "has_begun": session.starts_at <= asked.now,
        "last": session.starts_at - FREE_AGAIN_BEFORE,
        "where": openings.place_of(asked.db, session.id),
        **_offer_view(asked, place),
        **_contact_view(asked, place),
    }


def _contact_view(asked: Asked, place: WaitingPlace) -> dict[str, Any]:
    """What may reach her, and whether a text may tell of a place; nothing once she left."""
    if not place.still_waits:
        return {"contact": None, "is_told": False}
    shown = standing_view(asked)
    stands = shown["contact"]
    over = stands.stopped or stands.ran_out
    return {
        **shown,
        "waits": True,
        "is_told": stands.texts and Kind.OFFER in stands.kinds and not over,
    }


def take(asked: Asked, code: str) -> None:
    """Book what is kept, and no other than the one that she saw."""
    journey, draft = asked.subject.journey, asked.subject.kept
    place, offer_id = _meant(asked, code)
    if place is None or offer_id is None:
        journey.notice = OFFER_GONE
        return
    try:
        actions.take_offer(asked.db, place, offer_id, draft=draft, by=asked.actor, at=asked.now)
    except (NotWaiting, OfferIsOver):
        journey.notice = OFFER_GONE
        return
    journey.start_over_at("visit")
    journey.notice = TAKEN


def decline(asked: Asked, code: str) -> None:
    """Not this one: it goes to the next, and she waits on where she stood."""
    place, offer_id = _meant(asked, code)
    asked.subject.journey.notice = OFFER_GONE
    if place is not None and offer_id is not None:
        with suppress(NotWaiting, OfferIsOver):
            actions.decline_offer(asked.db, place, offer_id, by=asked.actor, at=asked.now)
            asked.subject.journey.notice = DECLINED


def to_stop(asked: Asked, _what: str) -> None:
    asked.subject.journey.go_to("stop_waiting")


def stop(asked: Asked, _form: forms.Nothing) -> None:
    place = own(asked)
    with suppress(NotWaiting):
        if place is not None:
            actions.stop_waiting(asked.db, place, by=asked.actor, at=asked.now)
    asked.subject.kept.waiting_id = None
    asked.subject.journey.forget_what_was_typed()
    asked.subject.journey.start_over_at("waited")


def own(asked: Asked) -> WaitingPlace | None:
    """The place of this journey as it stands now: it may just have been opened."""
    return own_place(asked.db, actor_of(asked.subject.kept))


def _offer_view(asked: Asked, place: WaitingPlace) -> dict[str, Any]:
    offer = _live_offer(asked, place)
    if offer is None:
        return {"offer": None}
    stops = openings.planned_stops(asked.db, offer.visit_id)
    met = {stop.need for stop in stops}
    wanted = read_wanted(place.wanted or "")
    whole = met.issuperset(wanted.needs)
    return {"offer": offer, "code": short(offer.id.hex), "stops": stops, "is_whole": whole}


def _live_offer(asked: Asked, place: WaitingPlace) -> WaitingOffer | None:
    offer = open_offer(asked.db, place)
    if offer is None or offer.held_until <= asked.now:
        return None
    return offer if openings.planned_stops(asked.db, offer.visit_id) else None


def _meant(asked: Asked, code: str) -> tuple[WaitingPlace | None, UUID | None]:
    """Her place, and the open offer that a button named."""
    place = own(asked)
    offer = None if place is None else open_offer(asked.db, place)
    if offer is None or short(offer.id.hex) != code:
        return place, None
    return place, offer.id
