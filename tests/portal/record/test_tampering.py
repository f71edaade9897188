"""A hand that owns the whole database, but not the keys, changes the record in every way of one or
two edits: each of them shows (S-37)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from typing import Any, NamedTuple
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.access import STRANGER
from portal.db.base import Base
from portal.db.engine import Database
from portal.proving import verify
from portal.record.actions import note
from portal.record.models import Entry, Head
from portal.record.queries import first_break, followed, head_of
from portal.record.rules import BEGINNING, Mark
from tests.portal.record.test_record import PAST_REFUSALS

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)
LENGTH = 3
ENTRIES, HEAD = (Base.metadata.tables[each.__tablename__] for each in (Entry, Head))

Row = dict[str, Any]


class Edit(NamedTuple):
    """One thing that is done to the tables, and how it is told when nothing showed."""

    told: str
    statements: tuple[sa.Executable, ...]


@pytest.fixture
def chain(database: Database) -> Iterator[tuple[Session, list[Row]]]:
    """A small record whose refusals were taken away; whatever is done to it is undone."""
    for number in range(LENGTH):
        with database.writing() as db:
            about = UUID(int=number // 2)
            note(db, f"look {number}", about, by=STRANGER, at=NOON + timedelta(hours=number))
    with database.engine.connect() as connection, connection.begin() as all_of_it:
        for refusal in PAST_REFUSALS[connection.dialect.name]:
            connection.execute(sa.text(refusal))
        with Session(connection, join_transaction_mode="create_savepoint") as db:
            rows = db.execute(sa.select(ENTRIES).order_by(ENTRIES.c.number)).mappings()
            yield db, [dict(row) for row in rows]
        all_of_it.rollback()


def edits(rows: list[Row]) -> list[Edit]:
    """Every single edit that this test knows."""
    return [*_changes(rows), *_moves(rows), *_cuts(rows), *_additions(rows), *_heads(rows)]


def _changed(of: int, **values: Any) -> sa.Executable:
    return sa.update(ENTRIES).where(ENTRIES.c.number == of).values(**values)


def _changes(rows: list[Row]) -> Iterator[Edit]:
    for row in rows:
        others: dict[str, list[Any]] = {
            "at": [row["at"] + timedelta(microseconds=1), NOON - timedelta(days=9)],
            "who": ["", "stranger ", "coordinator:x"],
            "verb": ["", "look 9"],
            "about": [UUID(int=9), UUID(int=1 - row["number"] // 4)],
            "digest": [b"d" * 32, b"", *(other["digest"] for other in rows if other is not row)],
        }
        for name, values in others.items():
            for value in values:
                if value != row[name]:
                    told = f"{name} of {row['number']} to {value!r}"
                    yield Edit(told, (_changed(row["number"], **{name: value}),))


def _moves(rows: list[Row]) -> Iterator[Edit]:
    for one, other in product(rows, rows):
        if one["number"] < other["number"]:
            first, second = one["number"], other["number"]
            steps = (first, 99), (second, first), (99, second)
            yield Edit(f"{first} and {second} change places", tuple(_renumbered(*s) for s in steps))
            for kept in ("digest", "at"):
                left = {k: v for k, v in one.items() if k not in ("number", kept)}
                right = {k: v for k, v in other.items() if k not in ("number", kept)}
                both = (_changed(first, **right), _changed(second, **left))
                yield Edit(f"{first} and {second} change all but {kept}", both)
    for row, number in product(rows, (-1, 0, LENGTH + 1, LENGTH + 2)):
        yield Edit(f"{row['number']} becomes {number}", (_renumbered(row["number"], number),))


def _renumbered(number: int, to: int) -> sa.Executable:
    return _changed(number, number=to)


def _cuts(rows: list[Row]) -> Iterator[Edit]:
    for row in rows:
        number = row["number"]
        cut = sa.delete(ENTRIES).where(ENTRIES.c.number == number)
        yield Edit(f"{number} is cut out", (cut,))
        yield Edit(f"all from {number} on are cut", (_all_from(number),))
        rest = range(number + 1, LENGTH + 1)
        closed = (_renumbered(each, each - 1) for each in rest)
        yield Edit(f"{number} is cut out and the gap closed", (cut, *closed))


def _all_from(number: int) -> sa.Executable:
    return sa.delete(ENTRIES).where(ENTRIES.c.number >= number)


def _additions(rows: list[Row]) -> Iterator[Edit]:
    for row, number in product(rows, (0, LENGTH + 1)):
        copy = {**row, "number": number}
        yield Edit(f"{row['number']} again as {number}", (sa.insert(ENTRIES).values(copy),))


def _heads(rows: list[Row]) -> Iterator[Edit]:
    digests = [BEGINNING, b"h" * 32, *(row["digest"] for row in rows)]
    for number in (0, 1, LENGTH - 1, LENGTH + 1):
        yield Edit(f"the head counts {number}", (sa.update(HEAD).values(number=number),))
    for digest in digests:
        yield Edit(f"the head is {digest[:4].hex()}", (sa.update(HEAD).values(digest=digest),))
    ends = ((row["number"], row["digest"]) for row in rows[:-1])
    for number, digest in ((0, BEGINNING), *ends):
        both = sa.update(HEAD).values(number=number, digest=digest)
        yield Edit(f"the head goes back to {number}", (both,))
    yield Edit("the head is gone", (sa.delete(HEAD),))
    yield Edit("the head is another's", (sa.update(HEAD).values(only=2),))


def picture(db: Session) -> list[Any]:
    """All that stands in the two tables."""
    entries = db.execute(sa.select(ENTRIES).order_by(ENTRIES.c.number)).all()
    return [*entries, *db.execute(sa.select(HEAD)).all()]


def unseen(db: Session, tried: Sequence[tuple[Edit, ...]], kept: list[Mark]) -> Iterator[list[str]]:
    """The edits that changed something and did not show."""
    before = picture(db)
    for together in tried:
        undone = db.begin_nested()
        try:
            for edit in together:
                for statement in edit.statements:
                    db.execute(statement)
        except IntegrityError:
            undone.rollback()
            continue
        if picture(db) != before and verify(db, kept).is_whole:
            yield [edit.told for edit in together]
        undone.rollback()
        db.expire_all()


def test_s_37_every_way_of_one_edit_shows(chain: tuple[Session, list[Row]]) -> None:
    db, rows = chain
    assert first_break(db) is None
    ways = edits(rows)
    assert len(ways) > 70
    assert [*unseen(db, [(each,) for each in ways], [])] == []
    assert first_break(db) is None


def test_s_37_every_way_of_two_edits_shows_beside_a_mark_that_was_kept(
    chain: tuple[Session, list[Row]], rounds: Callable[[int, int], int]
) -> None:
    """Without a mark, only a record that was emptied whole looks like one that was never begun."""
    db, rows = chain
    kept, ways = [head_of(db)], edits(rows)
    some = [*product(ways, ways)][:: rounds(397, 1)]
    assert [*unseen(db, some, kept)] == []
    grave = [edit for edit in ways if "are cut" in edit.told or "the head" in edit.told]
    pairs = list(combinations(grave, 2))
    alone = [*unseen(db, pairs, [])]
    assert alone == [["all from 1 on are cut", "the head goes back to 0"]]
    emptied = [pair for pair in pairs if [edit.told for edit in pair] in alone]
    assert [*unseen(db, emptied, kept)] == []


def test_s_37_a_copy_from_before_shows_beside_the_mark_of_after(database: Database) -> None:
    """A whole older database is whole; only what was kept elsewhere knows that there was more."""
    marks = []
    for number in range(LENGTH):
        with database.writing() as db:
            note(db, "look", UUID(int=number), by=STRANGER, at=NOON)
        with database.reading() as db:
            marks.append(head_of(db))
    with database.reading() as db:
        assert verify(db, marks).is_whole
        assert [followed(db, {3}).marks[3]] == [marks[2].digest]
        later = Mark(LENGTH + 1, b"m" * 32)
        assert verify(db, [later]).line.startswith(f"Cut: it ends at entry {LENGTH}")
        other = Mark(2, b"m" * 32)
        assert verify(db, [marks[0], other]).line.startswith("Another history: entry 2")


@pytest.mark.parametrize(
    "values", ["at = 'noon'", "about = 'nobody'", "digest = 'x'", "who = x'ff00'"]
)
def test_s_37_what_cannot_even_be_read_shows_where_it_is(
    fresh_sqlite: Database, values: str
) -> None:
    """SQLite takes any kind of value in any column."""
    for number in range(LENGTH):
        with fresh_sqlite.writing() as db:
            note(db, "look", UUID(int=number), by=STRANGER, at=NOON)
    with fresh_sqlite.engine.connect() as connection:
        for refusal in PAST_REFUSALS["sqlite"]:
            connection.exec_driver_sql(refusal)
        connection.exec_driver_sql(f"UPDATE record_entries SET {values} WHERE number = 2")
        connection.commit()
    with fresh_sqlite.reading() as db:
        assert first_break(db) == 2
