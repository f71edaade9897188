"""Looking changes nothing; a change is kept whole or not at all; of sixteen who race, one wins."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from portal.db.engine import Database
from tests.portal.db.scratch import Note, Place

THREADS = 16


@pytest.fixture
def doors(scratch: Database, bare_database_url: str) -> Iterator[list[Database]]:
    """Two ways into one database, as two processes have them."""
    other = Database(bare_database_url)
    yield [scratch, other]
    other.close()


def count(database: Database) -> int:
    with database.reading() as db:
        return db.scalars(sa.select(sa.func.count()).select_from(Place)).one()


class Stopped(Exception):
    """Something that goes wrong in the middle of a change."""


def add(database: Database, *numbers: int, stops: bool = False) -> None:
    """Add places one by one, all in one change."""
    with database.writing() as db:
        for number in numbers:
            db.add(Place(number=number))
            db.flush()
        if stops:
            raise Stopped


def test_what_is_written_while_looking_is_rolled_back(scratch: Database) -> None:
    with scratch.reading() as db:
        db.add(Place(number=1))
        db.flush()
        assert db.scalars(sa.select(Place.number)).one() == 1
    assert count(scratch) == 0
    add(scratch, 1)
    assert count(scratch) == 1


def test_a_change_is_kept_when_its_block_ends_well(doors: list[Database]) -> None:
    add(doors[0], 1, 2)
    assert [count(door) for door in doors] == [2, 2]


def test_a_change_is_kept_whole_or_not_at_all(scratch: Database) -> None:
    add(scratch, 1)
    with pytest.raises(IntegrityError):
        add(scratch, 2, 1)
    with pytest.raises(Stopped):
        add(scratch, 3, stops=True)
    assert count(scratch) == 1


def test_a_change_that_its_block_rolls_back_is_not_kept(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Place(number=1))
        db.flush()
        db.rollback()
    assert count(scratch) == 0
    add(scratch, 1)
    assert count(scratch) == 1


def test_a_change_that_was_refused_leaves_the_next_one_free(scratch: Database) -> None:
    for _ in range(20):
        with pytest.raises(Stopped):
            add(scratch, 1, stops=True)
    add(scratch, 1)
    assert count(scratch) == 1


def test_one_who_looks_does_not_wait_for_one_who_changes(doors: list[Database]) -> None:
    with doors[0].writing() as db:
        db.add(Place(number=1))
        db.flush()
        assert count(doors[0]) == count(doors[1]) == 0
    assert count(doors[1]) == 1


def test_a_row_that_points_nowhere_is_refused(scratch: Database) -> None:
    note = Note()
    with scratch.writing() as db:
        db.add(note)
        db.flush()
        db.add(Place(number=1, note_id=note.id))
    with pytest.raises(IntegrityError), scratch.writing() as db:
        db.add(Place(number=2, note_id=uuid4()))


def test_of_sixteen_who_race_for_one_row_exactly_one_gets_it(doors: list[Database]) -> None:
    start = Barrier(THREADS)

    def run(number: int) -> str:
        start.wait()
        try:
            with doors[number % 2].writing() as db:
                if db.scalar(sa.select(Place.id).where(Place.number == 7)) is None:
                    db.add(Place(number=7))
                    return "free"
                return "seen taken"
        except IntegrityError:
            return "refused"

    with ThreadPoolExecutor(THREADS) as pool:
        ends = Counter(pool.map(run, range(THREADS)))
    assert count(doors[0]) == 1
    assert ends["free"] == 1
    assert ends["seen taken"] + ends["refused"] == THREADS - 1


def test_sixteen_who_count_on_what_they_read_never_lose_a_step(doors: list[Database]) -> None:
    with doors[0].writing() as db:
        db.add(Place(number=0))
    start = Barrier(THREADS)

    def run(which: int) -> None:
        start.wait()
        with doors[which % 2].writing() as db:
            place = db.scalars(sa.select(Place).with_for_update()).one()
            place.number += 1

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(run, range(THREADS)))
    with doors[0].reading() as db:
        assert db.scalars(sa.select(Place.number)).one() == THREADS


def test_an_error_does_not_quote_what_was_to_be_kept(scratch: Database) -> None:
    """P-07. PostgreSQL's own detail does: no error's words go to a log."""
    with scratch.writing() as db:
        db.add(Note())
    colour = sa.text("UPDATE notes SET colour = :colour")
    with pytest.raises(IntegrityError) as refusal, scratch.writing() as db:
        db.execute(colour, {"colour": "canary"})
    said, _, rest = str(refusal.value).partition("DETAIL")
    assert "UPDATE notes" in said + rest
    assert "canary" not in said + rest.partition("[SQL")[2]


def test_every_thread_gets_a_connection(scratch: Database) -> None:
    with ExitStack() as stack:
        sessions = [stack.enter_context(scratch.reading()) for _ in range(8)]
        assert [db.scalar(sa.select(1)) for db in sessions] == [1] * 8
