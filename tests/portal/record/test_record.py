"""The record (S-37): whoever looked or changed stays in it, and another hand in it shows."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal import keyring
from portal.access import STRANGER, Actor, Role
from portal.db.engine import Database
from portal.record.actions import note
from portal.record.models import Entry, Head
from portal.record.queries import first_break

NOON = datetime(2026, 6, 3, 12, 0, 0, 123456, tzinfo=UTC)
ABOUT = uuid4()

# How a hand that owns the whole database gets past its refusals.
PAST_REFUSALS = {
    "sqlite": (
        "DROP TRIGGER record_entries_no_update",
        "DROP TRIGGER record_entries_no_delete",
        "DROP TRIGGER record_entries_no_replace",
    ),
    "postgresql": ("SET LOCAL session_replication_role = replica",),
}


ON_BOTH = (
    "UPDATE record_entries SET who = 'x' WHERE number = 2",
    "UPDATE record_entries SET number = 9 WHERE number = 2",
    "DELETE FROM record_entries WHERE number = 5",
    "DELETE FROM record_entries",
    "INSERT INTO record_entries SELECT number, at, 'x', verb, about, digest FROM record_entries"
    " WHERE true ON CONFLICT (number) DO UPDATE SET who = 'x'",
)
ON_SQLITE = "INSERT OR REPLACE INTO record_entries SELECT * FROM record_entries WHERE number = 2"
ON_POSTGRESQL = "TRUNCATE record_entries"


def write(database: Database, count: int = 5) -> None:
    for number in range(count):
        with database.writing() as db:
            note(db, f"look {number}", ABOUT, by=STRANGER, at=NOON + timedelta(hours=number))


def broken_at(database: Database) -> int | None:
    with database.reading() as db:
        return first_break(db)


@pytest.fixture
def tamper(database: Database) -> Callable[..., None]:
    """Do something to the entries in one change, as a hand that owns the database could."""
    on_sqlite = iter((PAST_REFUSALS["sqlite"],))

    def past(*statements: sa.Executable) -> None:
        first = next(on_sqlite, ()) if database.is_sqlite else PAST_REFUSALS["postgresql"]
        with database.writing() as db:
            for refusal in first:
                db.execute(sa.text(refusal))
            for statement in statements:
                db.execute(statement)

    return past


def test_an_entry_says_who_did_what_to_which_row_and_when(database: Database) -> None:
    visitor = Actor(Role.VISITOR, draft_id=UUID(int=7))
    with database.writing() as db:
        note(db, "visit booked", ABOUT, by=visitor, at=NOON)
        note(db, "visit opened", ABOUT, by=STRANGER, at=NOON)
    with database.reading() as db:
        first, second = db.scalars(sa.select(Entry).order_by(Entry.number))
        assert (first.number, first.verb, first.about) == (1, "visit booked", ABOUT)
        assert first.who == f"visitor:{UUID(int=7)}"
        assert first.at == NOON
        assert (second.number, second.who) == (2, "stranger")
    assert broken_at(database) is None


def test_an_empty_record_is_whole(database: Database) -> None:
    assert broken_at(database) is None


def test_an_entry_goes_with_the_change_that_it_speaks_of(database: Database) -> None:
    with database.writing() as db:
        note(db, "look", ABOUT, by=STRANGER, at=NOON)
        db.rollback()
    write(database, 2)
    with database.reading() as db:
        assert db.scalars(sa.select(Entry.number)).all() == [1, 2]
    assert broken_at(database) is None


def test_the_database_itself_refuses_to_change_an_entry(database: Database) -> None:
    write(database)
    own = ON_SQLITE if database.is_sqlite else ON_POSTGRESQL
    for change in (*ON_BOTH, own):
        with pytest.raises(DBAPIError, match="append-only"), database.writing() as db:
            db.execute(sa.text(change))
    assert broken_at(database) is None
    with database.reading() as db:
        assert len(db.scalars(sa.select(Entry)).all()) == 5


@pytest.mark.parametrize(
    "values",
    [
        {"who": "x"},
        {"verb": "x"},
        {"about": uuid4()},
        {"at": NOON},
        {"digest": b"d" * 32},
    ],
)
def test_a_changed_entry_shows(
    database: Database, tamper: Callable[..., None], values: dict[str, object]
) -> None:
    write(database)
    assert broken_at(database) is None
    tamper(sa.update(Entry).where(Entry.number == 3).values(values))
    assert broken_at(database) == 3


def test_an_entry_cut_out_shows(database: Database, tamper: Callable[..., None]) -> None:
    write(database)
    tamper(sa.delete(Entry).where(Entry.number == 2))
    assert broken_at(database) == 2


def test_a_gap_that_was_closed_up_shows(database: Database, tamper: Callable[..., None]) -> None:
    write(database)
    tamper(
        sa.delete(Entry).where(Entry.number == 2),
        *(sa.update(Entry).where(Entry.number == n).values(number=n - 1) for n in (3, 4, 5)),
        sa.update(Head).values(number=4),
    )
    assert broken_at(database) == 2


@pytest.mark.parametrize("kept", [0, 2, 4])
def test_entries_cut_from_the_end_show(
    database: Database, tamper: Callable[..., None], kept: int
) -> None:
    write(database)
    tamper(sa.delete(Entry).where(Entry.number > kept))
    assert broken_at(database) == kept + 1


def forged(db: Session, number: int) -> sa.Executable:
    """An entry that another hand chains to the last one, as well as it can without our key."""
    last = db.get_one(Entry, number - 1)
    entry = Entry(number=number, at=NOON, who="x", verb="x", about=ABOUT)
    mine = keyring.current()
    keyring.use(keyring.Keyring({1: b"x" * 32}, b"x" * 32))
    digest = entry.chained_to(last.digest)
    keyring.use(mine)
    return sa.insert(Entry).values(
        number=number, at=NOON, who="x", verb="x", about=ABOUT, digest=digest
    )


def test_an_entry_put_at_the_end_shows(database: Database, tamper: Callable[..., None]) -> None:
    write(database)
    with database.reading() as db:
        entry = forged(db, 6)
    tamper(entry)
    assert broken_at(database) == 6


def test_an_entry_put_at_the_end_shows_even_where_the_head_was_told(
    database: Database, tamper: Callable[..., None]
) -> None:
    """The digests take our key, which is not in the database."""
    write(database)
    with database.reading() as db:
        entry = forged(db, 6)
    tamper(entry)
    digest = sa.select(Entry.digest).where(Entry.number == 6).scalar_subquery()
    tamper(sa.update(Head).values(number=6, digest=digest))
    assert broken_at(database) == 6


def test_an_entry_of_another_history_shows(database: Database, tamper: Callable[..., None]) -> None:
    """As a backup may hold one: ours in every way, but not after what stands before it here."""
    write(database)
    other = {"at": NOON, "who": "x", "verb": "x", "about": ABOUT}
    digest = Entry(number=3, **other).chained_to(b"another".ljust(32))
    tamper(sa.update(Entry).where(Entry.number == 3).values(digest=digest, **other))
    assert broken_at(database) == 3


def test_entries_that_changed_places_show(database: Database, tamper: Callable[..., None]) -> None:
    write(database)
    tamper(
        sa.update(Entry).where(Entry.number == 2).values(number=99),
        sa.update(Entry).where(Entry.number == 3).values(number=2),
        sa.update(Entry).where(Entry.number == 99).values(number=3),
    )
    assert broken_at(database) == 2


def test_the_record_goes_on_after_a_break_and_the_break_stays(
    database: Database, tamper: Callable[..., None]
) -> None:
    write(database)
    tamper(sa.update(Entry).where(Entry.number == 3).values(who="x"))
    write(database, 2)
    assert broken_at(database) == 3


def test_writers_at_the_same_moment_keep_one_chain(database: Database, database_url: str) -> None:
    doors = [database, Database(database_url)]

    def one(number: int) -> None:
        with doors[number % 2].writing() as db:
            note(db, f"look {number}", uuid4(), by=STRANGER, at=NOON)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, range(64)))
    doors[1].close()
    assert broken_at(database) is None
    with database.reading() as db:
        assert db.scalars(sa.select(Entry.number).order_by(Entry.number)).all() == [*range(1, 65)]
