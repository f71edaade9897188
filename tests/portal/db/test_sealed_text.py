"""A sealed text opens in its own row and column, and nowhere else."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from portal.keyring import CannotOpen
from tests.portal.db.scratch import Note

WORDS = "Sunita کے ساتھ 👩‍👧"


def test_whoever_reads_the_attribute_gets_the_text(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(words=WORDS, others=""))
    with scratch.reading() as db:
        note = db.scalars(sa.select(Note)).one()
        assert (note.words, note.others) == (WORDS, "")


def test_nothing_sealed_reads_as_none(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(words=None))
    with scratch.reading() as db:
        note = db.scalars(sa.select(Note)).one()
        assert (note.words, note.others) == (None, None)


def test_a_text_can_be_replaced_and_taken_away(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(words=WORDS))
    for text in ("another", None):
        with scratch.writing() as db:
            db.scalars(sa.select(Note)).one().words = text
        with scratch.reading() as db:
            assert db.scalars(sa.select(Note)).one().words == text


def test_the_database_sees_bytes_that_say_nothing(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add_all([Note(words="yes"), Note(words="yes"), Note(words=""), Note(words="x" * 60)])
    with scratch.reading() as db:
        kept = [bytes(each) for each in db.scalars(sa.text("SELECT words FROM notes"))]
    assert len(set(kept)) == 4
    assert len({len(each) for each in kept}) == 1
    assert not any(b"yes" in each or b"xx" in each for each in kept)


def test_a_value_moved_to_another_row_does_not_open(scratch: Database) -> None:
    here, there = Note(words=WORDS), Note(words="another")
    ids = here.id, there.id
    with scratch.writing() as db:
        db.add_all([here, there])
    table = Note.metadata.tables["notes"]
    taken = sa.select(table.c.words).where(table.c.id == ids[0]).scalar_subquery()
    with scratch.writing() as db:
        db.execute(sa.update(table).where(table.c.id == ids[1]).values(words=taken))
    with scratch.reading() as db:
        assert db.get_one(Note, ids[0]).words == WORDS
        with pytest.raises(CannotOpen):
            _ = db.get_one(Note, ids[1]).words


def test_a_value_moved_to_another_column_does_not_open(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(words=WORDS))
    with scratch.writing() as db:
        db.execute(sa.text("UPDATE notes SET others = words"))
    with scratch.reading() as db:
        note = db.scalars(sa.select(Note)).one()
        assert note.words == WORDS
        with pytest.raises(CannotOpen):
            _ = note.others


def test_a_new_row_cannot_take_over_what_an_erased_one_held(scratch: Database) -> None:
    with scratch.writing() as db:
        db.add(Note(words=WORDS))
    with scratch.writing() as db:
        db.execute(sa.update(Note).values(id=uuid4()))
    with scratch.reading() as db, pytest.raises(CannotOpen):
        _ = db.scalars(sa.select(Note)).one().words
