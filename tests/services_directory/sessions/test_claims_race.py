"""Many want one time at the same moment: exactly one gets it, and the others are told."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from services_directory.sessions.actions import (
    SlotJustTaken,
    lock_sessions,
    plan_sessions,
    release,
)
from services_directory.sessions.models import Claim, Purpose
from services_directory.sessions.queries import FreeSlot, run_out
from tests.services_directory.scene import MONDAY, all_free, lay_scene, take

THREADS = 8


@pytest.fixture
def doors(database: Database, database_url: str) -> Iterator[list[Database]]:
    """Two ways into one database, as two processes have them."""
    other = Database(database_url)
    yield [database, other]
    other.close()


@pytest.fixture
def slots(database: Database) -> list[FreeSlot]:
    with database.writing() as db:
        lay_scene(db)
        plan_sessions(db, at=MONDAY, weeks=1)
        return all_free(db)


def race(doors: list[Database], attempt: Callable[[Database, int], None]) -> Counter[str]:
    """Let every thread try at once; count what came of it, by the name of the refusal."""
    start = Barrier(THREADS)

    def run(number: int) -> str:
        start.wait()
        try:
            attempt(doors[number % 2], number)
        except Exception as refusal:  # noqa: BLE001 - whatever it is, it is counted
            return type(refusal).__name__
        return "taken"

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(pool.map(run, range(THREADS)))


ONE_OF_THEM = {"taken": 1, SlotJustTaken.__name__: THREADS - 1}


def test_one_time_is_taken_exactly_once(
    doors: list[Database], slots: list[FreeSlot], rounds: Callable[[int, int], int]
) -> None:
    def attempt(door: Database, _number: int) -> None:
        with door.writing() as db:
            taken.append(take(db, slots[:1]))

    for _ in range(rounds(5, 500)):
        taken: list[UUID] = []
        assert race(doors, attempt) == ONE_OF_THEM
        with doors[0].writing() as db:
            assert set(db.scalars(sa.select(Claim.appointment_id))) == set(taken)
            release(db, taken)


def test_times_taken_in_opposite_orders_do_not_wait_for_each_other(
    doors: list[Database], slots: list[FreeSlot], rounds: Callable[[int, int], int]
) -> None:
    session_id = slots[0].session_id
    three = slots[:3]

    def attempt(door: Database, number: int) -> None:
        with door.writing() as db:
            lock_sessions(db, [session_id])
            release(db, run_out(db, [session_id], MONDAY))
            for slot in three if number % 2 else reversed(three):
                take(db, [slot], MONDAY)

    for _ in range(rounds(5, 200)):
        # Everything held has run out at once: each releases the one before, and all succeed.
        assert race(doors, attempt) == {"taken": THREADS}
    with doors[0].reading() as db:
        assert len(run_out(db, [session_id], MONDAY)) == len(three)


def test_a_whole_visit_is_taken_by_one_or_by_nobody(
    doors: list[Database], slots: list[FreeSlot]
) -> None:
    welcomes = [slot for slot in slots if slot.purpose is Purpose.WELCOME]
    wanted_by_all = next(slot for slot in slots if slot.purpose is Purpose.FULL)

    def attempt(door: Database, number: int) -> None:
        with door.writing() as db:
            lock_sessions(db, [wanted_by_all.session_id])
            take(db, [welcomes[number]])
            take(db, [wanted_by_all])

    assert race(doors, attempt) == ONE_OF_THEM
    with doors[0].reading() as db:
        free = {slot.id for slot in all_free(db)}
    assert wanted_by_all.id not in free
    assert sum(slot.id not in free for slot in welcomes) == 1
