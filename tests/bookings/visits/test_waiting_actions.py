"""What frees is offered in the transaction that frees it, held, answered or passed on; two at once
never offer one time twice, nor one person two."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bookings.people.models import Child, Client
from bookings.visits.actions import waiting
from bookings.visits.actions.change import cancel
from bookings.visits.actions.hold import hold, let_go, let_go_of_run_out
from bookings.visits.actions.offering import offer_what_is_free
from bookings.visits.actions.waiting import NotWaiting, OfferIsOver
from bookings.visits.models import (
    AgeBand,
    OfferAnswer,
    Visit,
    VisitChild,
    VisitNeed,
    VisitStatus,
    WaitingOffer,
    WaitingPlace,
    WaitingState,
)
from bookings.visits.queries.openings import free_times, session_ahead
from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.plans import Wish
from bookings.visits.rules.waiting import Wanted, write_wanted
from portal.access import OPERATOR
from portal.db.engine import Database
from portal.record.models import Entry
from portal.sweeping import sweep
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.models import ServiceSession, SessionStatus
from tests.bookings.visits.consistency import faults
from tests.bookings.visits.full import (
    LEGAL,
    WEDNESDAY,
    draft,
    fill,
    free_up,
    join,
    open_offers,
    places,
    the_session,
)
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import Watch


def states(town: Database) -> list[WaitingState]:
    return [place.state for place in places(town)]


def offered_to(town: Database) -> list[UUID]:
    return [offer.place_id for offer in open_offers(town)]


def answer(town: Database, watch: Watch, place_id: UUID, *, take: bool) -> None:
    (offer,) = [each for each in open_offers(town) if each.place_id == place_id]
    act = waiting.take_offer if take else waiting.decline_offer
    with town.writing() as db:
        place = db.get_one(WaitingPlace, place_id)
        act(db, place, offer.id, by=OPERATOR, at=watch.now)


def test_what_is_cancelled_is_held_for_the_first_in_line_in_the_same_transaction(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    first, _second = join(town, watch), join(town, watch)
    assert open_offers(town) == [], "nothing is free yet"
    free_up(town, booked[0], watch.now)
    (offer,) = open_offers(town)
    assert offer.place_id == first
    assert offer.held_until == watch.now + timedelta(hours=24)
    assert states(town) == [WaitingState.OFFERED, WaitingState.WAITING]
    assert count(town, Entry, Entry.verb == "place offered") == 1
    assert faults(town) == []


def test_s_57_what_is_offered_is_never_of_the_walk_in_reserve(town: Database, watch: Watch) -> None:
    """The reserve is free all the while, and nobody in line is offered it."""
    fill(town, watch.now)
    session_id = the_session(town, watch.now)
    join(town, watch)
    with town.reading() as db:
        reserve = free_times(db, [session_id], watch.now, own_visit=None, online=False)
    assert [each for each in reserve[session_id] if each.opening.need == "legal"]
    sweep(town, watch)
    assert open_offers(town) == []


def test_offering_again_changes_nothing(town: Database, watch: Watch) -> None:
    booked = fill(town, watch.now)
    join(town, watch)
    free_up(town, booked[0], watch.now)
    before = open_offers(town)[0].id
    for _ in range(2):
        sweep(town, watch)
    assert [each.id for each in open_offers(town)] == [before]
    assert count(town, Visit, Visit.status == VisitStatus.HELD) == 1


def test_silence_passes_it_on_to_the_next_and_holds_nothing_more_for_whoever_was_silent(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    first, second = join(town, watch), join(town, watch)
    free_up(town, booked[0], watch.now)
    watch.on(hours=23, minutes=59)
    sweep(town, watch)
    assert offered_to(town) == [first]
    watch.on(minutes=1)
    sweep(town, watch)
    assert offered_to(town) == [second]
    watch.on(hours=24)
    sweep(town, watch)
    assert (states(town), open_offers(town)) == ([WaitingState.PASSED] * 2, [])
    with town.writing() as db:
        place = db.get_one(WaitingPlace, first)
        waiting.look_again(db, place, by=OPERATOR, at=watch.now)
    assert offered_to(town) == [first], "whoever looks is in line again"
    assert faults(town) == []


def test_whoever_declines_keeps_the_place_and_the_time_goes_on(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    first, second = join(town, watch), join(town, watch)
    free_up(town, booked[0], watch.now)
    answer(town, watch, first, take=False)
    assert offered_to(town) == [second]
    answer(town, watch, second, take=False)
    assert open_offers(town) == [], "nobody is asked twice about the same hours"
    free_up(town, booked[1], watch.now)
    assert offered_to(town) == [first]
    assert faults(town) == []


def test_taking_it_books_all_that_was_said_under_the_same_phrase(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    children = (ChildComing(None, wants_creche=False), ChildComing(4, wants_creche=True))
    wish = Wish(("legal",), gone_by=int((WEDNESDAY + timedelta(hours=2)).timestamp()) // 60)
    place_id = join(town, watch, Wanted(("legal", "isva"), wish, young=True, children=children))
    phrase = places(town)[0].phrase
    free_up(town, booked[0], watch.now)
    answer(town, watch, place_id, take=True)
    with town.reading() as db:
        visit = db.scalars(sa.select(Visit).where(Visit.phrase.is_not(None))).one()
        assert (visit.phrase, visit.status) == (phrase, VisitStatus.BOOKED)
        assert visit.age_band is AgeBand.SIXTEEN_OR_SEVENTEEN
        assert visit.gone_by == WEDNESDAY + timedelta(hours=2)
        assert db.get_one(Client, visit.client_id).chosen_name == "Quillana"
        needs = db.scalars(sa.select(VisitNeed.need).order_by(VisitNeed.position)).all()
        assert needs == ["legal", "isva"]
    assert [count(town, table) for table in (Child, VisitChild)] == [2, 2]
    assert states(town) == [WaitingState.TAKEN]
    assert faults(town) == []


def test_an_offer_is_answered_once_and_not_after_its_time(town: Database, watch: Watch) -> None:
    booked = fill(town, watch.now)
    place_id = join(town, watch)
    free_up(town, booked[0], watch.now)
    (offer,) = open_offers(town)
    watch.on(hours=24)
    for act in (waiting.take_offer, waiting.decline_offer):
        with town.writing() as db:
            place = db.get_one(WaitingPlace, place_id)
            with pytest.raises(OfferIsOver):
                act(db, place, offer.id, by=OPERATOR, at=watch.now)
    watch.on(hours=-1)
    with town.writing() as db:
        place = db.get_one(WaitingPlace, place_id)
        with pytest.raises(OfferIsOver):
            waiting.take_offer(db, place, uuid4(), by=OPERATOR, at=watch.now)
    answer(town, watch, place_id, take=True)
    with town.writing() as db:
        place = db.get_one(WaitingPlace, place_id)
        with pytest.raises(NotWaiting):
            waiting.take_offer(db, place, offer.id, by=OPERATOR, at=watch.now)


def test_whoever_stops_waiting_leaves_nothing_behind_but_the_reason(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    first, second = join(town, watch), join(town, watch)
    free_up(town, booked[0], watch.now)
    with town.writing() as db:
        place = db.get_one(WaitingPlace, first)
        waiting.stop_waiting(db, place, reason="rang us", by=OPERATOR, at=watch.now)
    assert offered_to(town) == [second]
    gone = places(town)[0]
    assert (gone.state, gone.phrase, gone.asks, gone.wanted, gone.reason) == (
        WaitingState.WITHDRAWN,
        None,
        None,
        None,
        "rang us",
    )
    with town.writing() as db, pytest.raises(NotWaiting):
        waiting.stop_waiting(db, db.get_one(WaitingPlace, first), by=OPERATOR, at=watch.now)
    assert faults(town) == []


def test_s_57_one_of_a_burst_comes_behind_until_a_person_has_looked(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    burst, other = join(town, watch, set_aside=True), join(town, watch)
    free_up(town, booked[0], watch.now)
    assert offered_to(town) == [other]
    with town.writing() as db:
        waiting.count_as_any(db, db.get_one(WaitingPlace, burst), by=OPERATOR, at=watch.now)
    answer(town, watch, other, take=False)
    assert offered_to(town) == [burst]


def test_nothing_is_offered_for_a_session_that_has_begun_or_is_about_to(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    join(town, watch)
    watch.now = WEDNESDAY - timedelta(hours=2)
    free_up(town, booked[0], watch.now)
    assert open_offers(town) == []
    watch.now = WEDNESDAY
    sweep(town, watch)
    assert (states(town), open_offers(town)) == ([WaitingState.OVER], [])
    assert faults(town) == []


def test_an_offer_that_falls_through_by_itself_costs_nobody_their_place(
    town: Database, watch: Watch
) -> None:
    """A worker who falls ill, or a date that is called off and held after all."""
    booked = fill(town, watch.now)
    join(town, watch)
    free_up(town, booked[0], watch.now)
    with town.writing() as db:
        let_go(db, [open_offers(town)[0].visit_id])
    sweep(town, watch)
    assert states(town) == [WaitingState.OFFERED], "offered anew"
    with town.writing() as db:
        session = db.scalars(sa.select(ServiceSession).join(WaitingPlace)).one()
        session.status = SessionStatus.CANCELLED
    sweep(town, watch)
    assert (states(town), open_offers(town)) == ([WaitingState.WAITING], [])
    with town.writing() as db:
        session = db.scalars(sa.select(ServiceSession).join(WaitingPlace)).one()
        session.status = SessionStatus.PLANNED
    sweep(town, watch)
    assert states(town) == [WaitingState.OFFERED]
    assert count(town, WaitingOffer, WaitingOffer.answer == OfferAnswer.GONE) == 2


def test_a_hold_that_ran_out_is_offered_by_the_sweep(town: Database, watch: Watch) -> None:
    """Nobody cancels anything: somebody left the page."""
    booked = fill(town, watch.now)
    join(town, watch)
    with town.writing() as db:
        db.get_one(Visit, booked[0]).status = VisitStatus.BOOKED
        cancel(db, db.get_one(Visit, booked[0]), by=OPERATOR, at=WEDNESDAY - timedelta(hours=1))
        _hold_what_is_free(db, town, watch)
    watch.on(minutes=9)
    sweep(town, watch)
    assert open_offers(town) == []
    watch.on(minutes=1)
    sweep(town, watch)
    assert len(open_offers(town)) == 1


def _hold_what_is_free(db: Session, town: Database, watch: Watch) -> None:
    session = session_ahead(db, the_session(town, watch.now), watch.now)
    assert session is not None
    free = free_times(db, [session.id], watch.now, own_visit=None)[session.id]
    journey = draft(watch)
    db.add(journey)
    db.flush()
    legal = [each.slot for each in free if each.opening.need == "legal"]
    hold(db, journey, session, legal, at=watch.now)


def test_two_who_cancel_at_once_offer_each_time_once_and_nobody_two(
    town: Database, watch: Watch
) -> None:
    booked = fill(town, watch.now)
    waiting_places = {join(town, watch), join(town, watch)}
    start = Barrier(2)

    def let_go_of(visit_id: UUID) -> None:
        start.wait(20)
        free_up(town, visit_id, watch.now)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(let_go_of, booked[:2]))
    assert sorted(offered_to(town)) == sorted(waiting_places)
    assert len({offer.arrives_at for offer in open_offers(town)}) == 2
    assert faults(town) == []


def test_of_an_offer_and_a_booking_at_once_one_gets_the_time(town: Database, watch: Watch) -> None:
    """A sweep offers what somebody on the page of times is just pressing."""
    booked = fill(town, watch.now)
    late = WEDNESDAY - timedelta(hours=1)
    with town.writing() as db:
        cancel(db, db.get_one(Visit, booked[0]), by=OPERATOR, at=late)
    session_id = the_session(town, watch.now)
    with town.reading() as db:
        session = session_ahead(db, session_id, watch.now)
        free = free_times(db, [session_id], watch.now, own_visit=None)[session_id]
        legal = [each.slot for each in free if each.opening.need == "legal"]
    assert session is not None
    assert len(legal) == 1
    place_id, start = _join_unnoticed(town, watch, session_id), Barrier(2)

    def press() -> bool:
        start.wait(20)
        try:
            with town.writing() as db:
                journey = draft(watch)
                db.add(journey)
                db.flush()
                hold(db, journey, session, legal, at=watch.now)
        except SlotJustTaken:
            return False
        return True

    def offer() -> None:
        start.wait(20)
        with town.writing() as db:
            offer_what_is_free(db, session_id, by=OPERATOR, at=watch.now)

    with ThreadPoolExecutor(2) as pool:
        pressed, swept = pool.submit(press), pool.submit(offer)
        swept.result()
        got = pressed.result()
    assert offered_to(town) == ([] if got else [place_id])
    assert faults(town) == []


def _join_unnoticed(town: Database, watch: Watch, session_id: UUID) -> UUID:
    """In line a moment before anything looks at what is free."""
    with town.writing() as db:
        client = Client(made_at=watch.now)
        place = WaitingPlace(
            client_id=client.id,
            session_id=session_id,
            state=WaitingState.WAITING,
            made_at=watch.now,
            over_at=WEDNESDAY + timedelta(hours=2),
        )
        place.wanted = write_wanted(LEGAL)
        db.add(client)
        db.flush()
        db.add(place)
        return place.id


def test_the_database_lets_nobody_have_two_open_offers(town: Database, watch: Watch) -> None:
    booked = fill(town, watch.now)
    place_id = join(town, watch)
    free_up(town, booked[0], watch.now)
    again = WaitingOffer(
        place_id=place_id,
        visit_id=uuid4(),
        arrives_at=WEDNESDAY,
        leaves_at=WEDNESDAY,
        offered_at=watch.now,
        held_until=watch.now,
    )
    with pytest.raises(IntegrityError), town.writing() as db:
        db.add(again)


def test_whoever_erases_what_ran_out_keeps_whoever_waits(town: Database, watch: Watch) -> None:
    """The next one who books clears an offer that ran out before any sweep has seen it."""
    booked = fill(town, watch.now)
    join(town, watch)
    free_up(town, booked[0], watch.now)
    watch.on(hours=24)
    with town.writing() as db:
        let_go_of_run_out(db, the_session(town, watch.now), at=watch.now)
    assert count(town, Visit, Visit.status == VisitStatus.HELD) == 0
    assert places(town)[0].wanted
    sweep(town, watch)
    assert states(town) == [WaitingState.PASSED]
    assert faults(town) == []
