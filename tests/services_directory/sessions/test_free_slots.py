"""Which times are free, for whom, and what must be claimed to have one."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from services_directory.listings.models import ServiceKind
from services_directory.sessions.actions import claim, plan_sessions, release
from services_directory.sessions.models import (
    Gender,
    Purpose,
    Schedule,
    Seat,
    ServiceSession,
    SessionStatus,
    Slot,
)
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.services_directory.scene import MONDAY, all_free, lay_scene, take

SOON = MONDAY + timedelta(minutes=10)


@pytest.fixture
def session_id(database: Database) -> UUID:
    with database.writing() as db:
        lay_scene(db)
        plan_sessions(db, at=MONDAY, weeks=1)
        return coming_sessions(db, MONDAY, limit=1)[0].id


def test_a_free_time_says_who_gives_what_when_and_in_which_languages(
    database: Database, session_id: UUID
) -> None:
    with database.reading() as db:
        found = free_slots(db, [session_id], MONDAY, online=False)
    first = next(slot for slot in found if slot.purpose is Purpose.WELCOME)
    whole = [slot for slot in found if slot.purpose is Purpose.FULL]
    assert (first.kind, first.service_name) == (ServiceKind.IDVA, "Domestic abuse adviser (IDVA)")
    assert (first.gender, first.languages) == (Gender.WOMAN, frozenset({"en", "pa"}))
    assert first.ends_at - first.starts_at == timedelta(minutes=10)
    assert f"{first.starts_at:%H:%M}" == "09:00"
    assert {slot.kind for slot in whole} == {ServiceKind.HOUSING}
    assert {slot.gender for slot in whole} == {Gender.WOMAN, Gender.MAN}


def test_s57_what_is_booked_online_leaves_out_the_walk_in_reserve(
    database: Database, session_id: UUID
) -> None:
    with database.reading() as db:
        everything = free_slots(db, [session_id], MONDAY, online=False)
        online = free_slots(db, [session_id], MONDAY, online=True)
    reserve = {slot for slot in everything if slot.for_walk_ins}
    assert len(everything) == 12 + 4 + 4
    assert len(reserve) == 5 + 2 + 2
    assert set(online) == set(everything) - reserve


def test_s57_what_is_left_of_the_reserve_is_everybodys_from_the_sessions_start(
    database: Database, session_id: UUID
) -> None:
    with database.reading() as db:
        starts = coming_sessions(db, MONDAY, limit=1)[0].starts_at
        before = free_slots(db, [session_id], starts - timedelta(seconds=1), online=True)
        assert not any(slot.for_walk_ins for slot in before)
        since = free_slots(db, [session_id], starts, online=True)
        assert any(slot.for_walk_ins for slot in since)
        assert since == free_slots(db, [session_id], starts, online=False)


def test_a_taken_time_is_not_free_and_no_other_is_gone(
    database: Database, session_id: UUID
) -> None:
    with database.writing() as db:
        before = all_free(db)
        for slot in (before[0], before[-1]):
            take(db, [slot], SOON)
        assert all_free(db) == before[1:-1]


def test_a_hold_that_has_run_out_counts_as_free(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        before = all_free(db)
        take(db, [before[0]], SOON)
        assert all_free(db, SOON - timedelta(seconds=1)) == before[1:]
        assert all_free(db, SOON) == before


def test_a_time_whose_room_is_taken_is_not_free(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        before = all_free(db)
        room = [each for each in before[0].claims if each.thing_id == before[0].room_id]
        claim(db, session_id, {uuid4(): room[:1]}, held_until=None)
        assert all_free(db) == before[1:]


def test_two_desks_that_share_a_room_have_it_one_at_a_time(
    database: Database, session_id: UUID
) -> None:
    with database.writing() as db:
        seats = db.scalars(sa.select(Seat)).all()
        for seat in seats:
            seat.room_id = seats[0].room_id
        plan_sessions(db, at=MONDAY, weeks=1)
        before = all_free(db)
        welcome = next(slot for slot in before if slot.purpose is Purpose.WELCOME)
        appointment = take(db, [welcome])
        gone = {slot for slot in before if slot.cell < welcome.cell + 2}
        assert len(gone) == 3
        assert set(all_free(db)) == set(before) - gone
        release(db, [appointment])
        assert all_free(db) == before


def test_a_time_that_has_begun_is_not_free(database: Database, session_id: UUID) -> None:
    with database.reading() as db:
        before = all_free(db)
        late = before[0].starts_at + timedelta(seconds=1)
        assert all_free(db, before[0].starts_at) == before
        assert all(slot.starts_at > late for slot in all_free(db, late))


def test_a_time_that_was_withdrawn_is_not_free(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        before = all_free(db)
        db.execute(sa.update(Slot).where(Slot.id == before[0].id).values(withdrawn=True))
        assert all_free(db) == before[1:]


def test_other_sessions_are_left_out(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        plan_sessions(db, at=MONDAY, weeks=2)
        found = free_slots(db, [session_id], MONDAY, online=False)
        assert {slot.session_id for slot in found} == {session_id}
        assert len(all_free(db)) == 2 * len(found)
        assert free_slots(db, [], MONDAY, online=False) == []


def test_the_coming_sessions_are_those_that_are_planned_and_not_over(
    database: Database, session_id: UUID
) -> None:
    with database.writing() as db:
        plan_sessions(db, at=MONDAY, weeks=4)
        first, second, third, fourth = coming_sessions(db, MONDAY, limit=9)
        assert coming_sessions(db, MONDAY, limit=2) == [first, second]
        assert coming_sessions(db, first.ends_at - timedelta(seconds=1), limit=1) == [first]
        assert coming_sessions(db, first.ends_at, limit=1) == [second]
        gone = sa.update(ServiceSession).where(ServiceSession.id == second.id)
        for status in (SessionStatus.CANCELLED, SessionStatus.WITHDRAWN):
            db.execute(gone.values(status=status))
            assert coming_sessions(db, MONDAY, limit=9) == [first, third, fourth]
            assert free_slots(db, [second.id], MONDAY, online=False) == []


def test_a_coming_session_says_where_and_when(database: Database, session_id: UUID) -> None:
    with database.reading() as db:
        session = coming_sessions(db, MONDAY, limit=1)[0]
        location_id = db.scalars(sa.select(Schedule.location_id)).one()
    assert (session.name, session.area) == ("Advice morning", "Hounslow")
    assert session.location_name == "Rooms of Advice morning"
    assert (session.timezone, session.location_id) == ("Europe/London", location_id)
    assert f"{session.starts_at:%d %H:%M}" == "03 09:00"
    assert f"{session.ends_at:%d %H:%M}" == "03 11:00"


def test_what_an_appointment_has_is_free_for_whoever_would_give_it_back(
    database: Database, session_id: UUID
) -> None:
    with database.writing() as db:
        before = all_free(db)
        own, _other = take(db, [before[0]]), take(db, [before[1]])
        assert free_slots(db, [session_id], MONDAY, online=False) == before[2:]
        found = free_slots(db, [session_id], MONDAY, online=False, besides=[own])
        assert found == [before[0], *before[2:]]
