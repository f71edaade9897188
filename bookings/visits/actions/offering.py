"""What frees is offered to whoever waits for it, in their order, and held for a time. It may be
asked for at any moment and any number of times: what is offered already stays as it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.contact.actions.forgetting import forget
from bookings.visits.actions.hold import let_go, let_go_of_run_out, take
from bookings.visits.actions.telling import tell_no_more, tell_of_offer
from bookings.visits.models import (
    OVER_AFTER,
    STILL_WAITS,
    OfferAnswer,
    Visit,
    VisitStatus,
    WaitingOffer,
    WaitingPlace,
    WaitingState,
)
from bookings.visits.queries.openings import FreeTime, free_times
from bookings.visits.queries.waiting import open_offer
from bookings.visits.rules.plans import Plan
from bookings.visits.rules.waiting import Hours, Waiting, next_offer, offer_ends, read_wanted
from portal.access import Actor
from portal.record.actions import note
from portal.staff.actions.notices import something_waits
from services_directory.sessions.actions import SlotJustTaken, lock_sessions, mark_changed
from services_directory.sessions.models import ServiceSession, SessionStatus

# Whose offer ran out is not in the line until they look again.
_IN_LINE = (WaitingState.WAITING, WaitingState.OFFERED)


def offer_what_is_free(db: Session, session_id: UUID, *, by: Actor, at: datetime) -> None:
    """Close what has run out, then offer each free time to the first whom it suits.

    Call it in the transaction that frees a time, after it is freed; the offers are made and held
    there. Where nobody waits it is one select.
    """
    if not _places(db, session_id):
        return
    lock_sessions(db, [session_id])
    let_go_of_run_out(db, session_id, at=at)
    session = db.get_one(ServiceSession, session_id, populate_existing=True)
    places = {place.id: place for place in _places(db, session_id)}
    for place in places.values():
        _close_what_ran_out(db, place, session, at)
    ends = offer_ends(at, session.starts_at)
    line = [_waiting(db, each) for each in places.values() if each.state in _IN_LINE]
    while ends and (served := _offer_next(db, places, line, session, until=ends, by=by, at=at)):
        line = [replace(each, is_offered=True) if each.id == served else each for each in line]
        mark_changed(db, session_id)


def close_offer(
    db: Session,
    place: WaitingPlace,
    offer: WaitingOffer,
    answer: OfferAnswer,
    state: WaitingState,
    *,
    at: datetime,
) -> None:
    """Give back what was held for this place; whoever waits then stands at `state`."""
    offer.answer, place.state = answer, state
    tell_no_more(db, place, at=at)
    db.flush()
    let_go(db, [offer.visit_id])
    mark_changed(db, place.session_id)


def _places(db: Session, session_id: UUID) -> Sequence[WaitingPlace]:
    waits = WaitingPlace.state.in_(STILL_WAITS)
    mine = sa.select(WaitingPlace).where(WaitingPlace.session_id == session_id, waits)
    return db.scalars(mine.execution_options(populate_existing=True)).all()


def _close_what_ran_out(
    db: Session, place: WaitingPlace, session: ServiceSession, at: datetime
) -> None:
    """Silence passes an offer on; one that fell through by itself costs nobody their place."""
    offer = open_offer(db, place)
    if offer is not None and offer.held_until <= at:
        close_offer(db, place, offer, OfferAnswer.PASSED, WaitingState.PASSED, at=at)
    elif offer is not None and not _still_stands(db, offer, session):
        close_offer(db, place, offer, OfferAnswer.GONE, WaitingState.WAITING, at=at)
    if session.starts_at <= at:
        place.end(WaitingState.OVER)
        forget(db, place.client_id)
        mark_changed(db, session.id)


def _still_stands(db: Session, offer: WaitingOffer, session: ServiceSession) -> bool:
    held = sa.select(Visit.id).where(Visit.id == offer.visit_id, Visit.status == VisitStatus.HELD)
    return session.status is SessionStatus.PLANNED and db.scalar(held) is not None


def _offer_next(
    db: Session,
    places: dict[UUID, WaitingPlace],
    line: Sequence[Waiting],
    session: ServiceSession,
    *,
    until: datetime,
    by: Actor,
    at: datetime,
) -> UUID | None:
    """Offer one visit, never from the walk-in reserve (S-57), and tell whose place it was; None
    where nothing suits anybody."""
    free = free_times(db, [session.id], at, own_visit=None).get(session.id, [])
    found = next_offer(line, [each.opening for each in free])
    if found is None:
        return None
    place, plan = places[found[0].id], found[1]
    try:
        with db.begin_nested():
            _hold_for(db, place, session, plan, free, until=until, at=at)
    except SlotJustTaken:
        return None
    note(db, "place offered", place.id, by=by, at=at)
    if not tell_of_offer(db, place, at=at):
        something_waits(db, at=at)
    return place.id


def _waiting(db: Session, place: WaitingPlace) -> Waiting:
    wanted = read_wanted(place.wanted or "")
    return Waiting(
        id=place.id,
        since=place.made_at,
        wish=wanted.wish,
        part=wanted.part,
        set_aside=place.set_aside_at is not None,
        is_offered=place.state is WaitingState.OFFERED,
        refused=_refused(db, place.id),
    )


def _refused(db: Session, place_id: UUID) -> frozenset[Hours]:
    said_no = sa.select(WaitingOffer.arrives_at, WaitingOffer.leaves_at).where(
        WaitingOffer.place_id == place_id, WaitingOffer.answer == OfferAnswer.DECLINED
    )
    return frozenset((_minute(arrives), _minute(leaves)) for arrives, leaves in db.execute(said_no))


def _hold_for(
    db: Session,
    place: WaitingPlace,
    session: ServiceSession,
    plan: Plan,
    free: Sequence[FreeTime],
    *,
    until: datetime,
    at: datetime,
) -> None:
    visit = Visit(
        client_id=place.client_id,
        session_id=session.id,
        status=VisitStatus.HELD,
        made_at=at,
        held_until=until,
        over_at=session.ends_at + OVER_AFTER,
    )
    offer = WaitingOffer(
        place_id=place.id,
        visit_id=visit.id,
        arrives_at=_moment(plan.arrive),
        leaves_at=_moment(plan.leave),
        offered_at=at,
        held_until=until,
    )
    db.add_all([visit, offer])
    place.state = WaitingState.OFFERED
    db.flush()
    slots = {each.slot.id: each.slot for each in free}
    take(db, visit, [slots[stop.id] for stop in plan.stops])


def _moment(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // 60
