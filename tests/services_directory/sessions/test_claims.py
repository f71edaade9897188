"""What is scarce is had by one appointment at a time, all of it or none."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.db.engine import Database
from services_directory.sessions.actions import (
    SlotJustTaken,
    claim,
    keep,
    plan_sessions,
    release,
)
from services_directory.sessions.models import Claim
from services_directory.sessions.queries import coming_sessions, run_out
from services_directory.sessions.rules.cells import run_of
from tests.services_directory.scene import MONDAY, all_free, lay_scene, take

SOON = MONDAY + timedelta(minutes=10)


@pytest.fixture
def session_id(database: Database) -> UUID:
    with database.writing() as db:
        lay_scene(db)
        plan_sessions(db, at=MONDAY, weeks=1)
        return coming_sessions(db, MONDAY, limit=1)[0].id


def claimed(db: Session) -> set[tuple[UUID, int, UUID, datetime | None]]:
    rows = db.execute(sa.select(Claim.thing_id, Claim.cell, Claim.appointment_id, Claim.held_until))
    return {(row[0], row[1], row[2], row[3]) for row in rows}


def test_a_claim_takes_every_cell_for_its_appointment(database: Database, session_id: UUID) -> None:
    worker, appointment = uuid4(), uuid4()
    with database.writing() as db:
        claim(db, session_id, {appointment: run_of(worker, 7, 3)}, held_until=SOON)
    with database.reading() as db:
        assert claimed(db) == {(worker, cell, appointment, SOON) for cell in (7, 8, 9)}


@pytest.mark.parametrize("held_until", [None, SOON])
def test_what_is_taken_is_refused_whole_and_the_transaction_goes_on(
    database: Database, session_id: UUID, held_until: datetime | None
) -> None:
    worker, room, first, second = uuid4(), uuid4(), uuid4(), uuid4()
    with database.writing() as db:
        claim(db, session_id, {first: run_of(worker, 7, 3)}, held_until=held_until)
        before = claimed(db)
        overlapping = [*run_of(room, 5, 3), *run_of(worker, 5, 3)]
        with pytest.raises(SlotJustTaken):
            claim(db, session_id, {second: overlapping}, held_until=None)
        assert claimed(db) == before
        claim(db, session_id, {second: run_of(worker, 10, 3)}, held_until=None)
    with database.reading() as db:
        assert len(claimed(db)) == 6


def test_a_claim_in_no_session_is_a_fault_and_not_a_lost_race(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as db:
        claim(db, uuid4(), {uuid4(): run_of(uuid4(), 7, 3)}, held_until=None)


def test_what_is_released_can_be_taken_again(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        slot, other = all_free(db)[:2]
        gone, stays = take(db, [slot]), take(db, [other])
        release(db, [gone])
        assert {row[2] for row in claimed(db)} == {stays}
        take(db, [slot])


def test_what_is_kept_does_not_run_out(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        slot, other = all_free(db)[:2]
        kept, held = take(db, [slot], SOON), take(db, [other], SOON)
        keep(db, [kept])
        assert run_out(db, [session_id], SOON) == [held]


def test_what_was_released_meanwhile_cannot_be_kept_and_nothing_with_it_is(
    database: Database, session_id: UUID
) -> None:
    with database.writing() as db:
        slot, other = all_free(db)[:2]
        gone, stays = take(db, [slot], SOON), take(db, [other], SOON)
        release(db, [gone])
        with pytest.raises(SlotJustTaken):
            keep(db, [gone, stays])
        assert run_out(db, [session_id], SOON) == [stays]


def test_a_hold_runs_out_at_its_moment_and_not_before(database: Database, session_id: UUID) -> None:
    with database.writing() as db:
        slot, other = all_free(db)[:2]
        held = take(db, [slot], SOON)
        take(db, [other], None)
        assert run_out(db, [session_id], SOON - timedelta(seconds=1)) == []
        assert run_out(db, [session_id], SOON) == [held]
        assert run_out(db, [uuid4()], SOON) == []
