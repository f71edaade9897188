"""A place is held for one need and never for two, on both databases, and a hold runs out."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.access import OPERATOR
from portal.db.engine import Database
from services_directory.places.actions import claims
from services_directory.places.actions.claims import PlaceJustGone
from services_directory.places.actions.demonstration import offer_places
from services_directory.places.actions.stating import add_place, end_place
from services_directory.places.models import Place, PlaceHold
from services_directory.places.queries.today import Looking, count_all, no_space, space
from services_directory.places.rules import FRESH_FOR, HOLD_FOR, Hold
from tests.services_directory.places.refuge import LEAST, another_refuge
from tests.services_directory.scene import MONDAY

NEED, OTHERS = UUID(int=51), UUID(int=52)
LATER = MONDAY + HOLD_FOR
CALLERS = 6


@pytest.fixture
def place_id(database: Database) -> UUID:
    with database.writing() as db:
        return add_place(db, another_refuge(db), LEAST, by=OPERATOR, at=MONDAY).id


def holds(database: Database) -> list[tuple[UUID, UUID]]:
    with database.reading() as db:
        found = db.execute(sa.select(PlaceHold.place_id, PlaceHold.need_id))
        return [(place_id, need_id) for place_id, need_id in found]


def test_r_09_two_callers_never_both_hold_a_place(
    database: Database, database_url: str, place_id: UUID
) -> None:
    barrier, needs = Barrier(CALLERS), [uuid4() for _ in range(CALLERS)]
    with closing(Database(database_url)) as other:

        def attempt(number: int) -> str:
            barrier.wait()
            try:
                with (database, other)[number % 2].writing() as db:
                    claims.hold(db, place_id, needs[number], by=OPERATOR, at=MONDAY)
            except PlaceJustGone:
                return "gone"
            return "held"

        with ThreadPoolExecutor(CALLERS) as callers:
            said = Counter(callers.map(attempt, range(CALLERS)))
    assert said == {"held": 1, "gone": CALLERS - 1}
    ((held, need),) = holds(database)
    assert held == place_id
    assert need in needs


def test_r_09_the_index_refuses_a_second_hold_whatever_was_read(
    database: Database, place_id: UUID
) -> None:
    row = {"place_id": place_id, "until": LATER}
    with database.writing() as db:
        db.execute(sa.insert(PlaceHold), {**row, "need_id": NEED})
    with pytest.raises(IntegrityError), database.writing() as db:
        db.execute(sa.insert(PlaceHold), {**row, "need_id": OTHERS})
    assert holds(database) == [(place_id, NEED)]


def test_r_09_a_hold_runs_out_by_time_and_is_not_made_longer(
    database: Database, place_id: UUID
) -> None:
    with database.writing() as db:
        first = claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY)
        again = claims.hold(db, place_id, NEED, by=OPERATOR, at=LATER - HOLD_FOR / 4)
        assert first == again == Hold(NEED, LATER)
        with pytest.raises(PlaceJustGone):
            claims.hold(db, place_id, OTHERS, by=OPERATOR, at=LATER - HOLD_FOR / 4)
        assert claims.hold(db, place_id, OTHERS, by=OPERATOR, at=LATER).until == LATER + HOLD_FOR
    assert holds(database) == [(place_id, OTHERS)]


def test_r_09_what_is_stale_taken_or_ended_is_not_held(database: Database, place_id: UUID) -> None:
    with database.writing() as db:
        with pytest.raises(PlaceJustGone):
            claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY + FRESH_FOR)
        claims.take(db, place_id, OTHERS, by=OPERATOR, at=MONDAY)
        with pytest.raises(PlaceJustGone):
            claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY)
        end_place(db, db.get_one(Place, place_id), by=OPERATOR, at=MONDAY)
        with pytest.raises(PlaceJustGone):
            claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY)
    assert holds(database) == []


def test_r_09_whoever_is_accepted_has_the_place_and_nobody_else(
    database: Database, place_id: UUID
) -> None:
    with database.writing() as db:
        claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY)
        with pytest.raises(PlaceJustGone):
            claims.take(db, place_id, OTHERS, by=OPERATOR, at=MONDAY)
        claims.take(db, place_id, NEED, by=OPERATOR, at=MONDAY)
        with pytest.raises(PlaceJustGone):
            claims.take(db, place_id, OTHERS, by=OPERATOR, at=LATER)
    assert holds(database) == []


def test_what_is_let_go_is_free_for_others_and_one_s_own_alone(
    database: Database, place_id: UUID
) -> None:
    with database.writing() as db:
        claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY)
        claims.let_go(db, place_id, OTHERS, by=OPERATOR, at=MONDAY)
        with pytest.raises(PlaceJustGone):
            claims.hold(db, place_id, OTHERS, by=OPERATOR, at=MONDAY)
        claims.let_go_all(db, NEED, by=OPERATOR, at=MONDAY)
        claims.hold(db, place_id, OTHERS, by=OPERATOR, at=MONDAY)
    assert holds(database) == [(place_id, OTHERS)]


def test_r_09_accepting_one_takes_what_it_holds_and_lets_go_the_rest(database: Database) -> None:
    with database.writing() as db:
        services = [another_refuge(db, name) for name in ("Safe Rooms", "Other Rooms")]
        places = [add_place(db, each, LEAST, by=OPERATOR, at=MONDAY) for each in services]
        for place in places:
            claims.hold(db, place.id, NEED, by=OPERATOR, at=MONDAY)
        claims.take_held(db, NEED, services[0], by=OPERATOR, at=MONDAY)
        assert [place.is_free for place in places] == [False, True]
    assert holds(database) == []


def test_r_09_a_refusal_ends_the_hold_and_only_a_full_refuge_is_no_space(
    database: Database, place_id: UUID
) -> None:
    with database.writing() as db:
        for was_full in (False, True):
            claims.hold(db, place_id, NEED, by=OPERATOR, at=MONDAY)
            claims.refuse(db, place_id, NEED, was_full=was_full, by=OPERATOR, at=MONDAY)
            assert db.get_one(Place, place_id).is_free is not was_full
    assert holds(database) == []


def test_r_09_the_demo_s_five_places_hold_together_and_two_of_them_are_stale(
    settled: Database,
) -> None:
    with settled.writing() as db:
        offer_places(db, by=OPERATOR, at=MONDAY)
        looking = Looking(NEED, MONDAY)
        assert len(space(db, looking)) == 2
        stale = [each.place.is_free for each in no_space(db, looking, most=9)]
        assert (count_all(db, looking), sorted(stale)) == (5, [False, True, True])
