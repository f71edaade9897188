"""The sealing key changes while the portal runs: nothing is lost, wherever it is killed."""

import json
import os
import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bookings.people.models import Child, Client
from portal import keyring, rotating
from portal.__main__ import main
from portal.clock import utc_now
from portal.db.base import Base
from portal.db.engine import Database
from portal.db.sealed import sealed_columns
from portal.keyring import CannotOpen, UnsafeKeys
from portal.keys_file import add_key, retire_key
from portal.rotating import Refused, retire, rotate, seal_all_anew, status
from tests.house_rules.test_column_dictionary import sealed_texts
from tests.portal.rotating.conftest import NOON
from tests.schema import every_table

SMALL = 3
LATER = timedelta(days=1)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "AT_ONCE", SMALL)
    monkeypatch.setattr(rotating, "PAUSE_SECONDS", 0.01)


def names(database: Database) -> list[str]:
    with database.reading() as db:
        return sorted(each.chosen_name or "" for each in db.scalars(sa.select(Client)))


def tomorrow() -> datetime:
    return utc_now() + LATER


def test_every_sealed_column_of_the_portal_is_sealed_anew() -> None:
    places = [each.place for each in sealed_columns(every_table())]
    assert places == sorted({place for place, _ in sealed_texts()})
    assert len(places) > 20


def test_everything_is_under_the_new_key_and_the_old_one_can_go(
    database: Database, keys: Path, people: int
) -> None:
    before = names(database)
    assert status(database, keys) == [f"key 1: {people} values, and seals"]
    said = rotate(database, keys)
    assert said[1:] == [f"{people} values were sealed anew.", "None is left under an older key."]
    assert status(database, keys) == [f"key 2: {people} values, and seals", "key 1: 0 values"]
    retire(database, keys, 1, at=tomorrow())
    assert list(keyring.load_keys(keys).sealing) == [2]
    assert names(database) == before


def test_a_value_keeps_its_length_so_that_it_still_says_nothing(
    database: Database, keys: Path, people: int
) -> None:
    lengths = sa.select(sa.func.length(sa.text("chosen_name"))).select_from(Client)
    with database.reading() as db:
        before = set(db.scalars(lengths))
    rotate(database, keys)
    with database.reading() as db:
        assert set(db.scalars(lengths)) == before


def test_what_was_not_told_stays_untold(database: Database, keys: Path) -> None:
    with database.writing() as db:
        db.add(Client(made_at=NOON, chosen_name=None))
    rotate(database, keys)
    with database.reading() as db:
        assert db.scalars(sa.select(Client)).one().chosen_name is None


def test_killed_between_any_two_batches_it_goes_on_with_writers_beside_it(
    database: Database, keys: Path, people: int
) -> None:
    """Each round is a run that ends after one batch. Between them somebody who still has the old
    keys alone writes, changes and reads: they pick the new key up by themselves."""
    old = keyring.current()
    add_key(keys)
    expected, rounds = Counter(names(database)), 0
    while next(seal_all_anew(database, keyring.load_keys(keys)), None):
        keyring.use(old)
        rounds += 1
        with database.writing() as db:
            changed = db.scalars(sa.select(Client).order_by(Client.id.desc()).limit(1)).one()
            expected[changed.chosen_name or ""] -= 1
            changed.chosen_name = f"Kim {rounds}"
            db.add(Client(made_at=NOON, chosen_name=f"Alex {rounds}"))
        expected += Counter({f"Kim {rounds}": 1, f"Alex {rounds}": 1})
        assert names(database) == sorted(expected.elements())
        assert keyring.current().newest == 2
    assert rounds > people // SMALL - 2
    assert rotate(database, keys)[0].startswith("Key 3")
    assert status(database, keys)[1:] == ["key 2: 0 values", "key 1: 0 values"]
    assert names(database) == sorted(expected.elements())


def test_a_run_that_was_cut_short_is_finished_and_adds_no_other_key(
    database: Database, keys: Path, people: int
) -> None:
    add_key(keys)
    next(seal_all_anew(database, keyring.load_keys(keys)))
    assert rotate(database, keys)[0].startswith("A rotation was under way.")
    assert status(database, keys) == [f"key 2: {people} values, and seals", "key 1: 0 values"]


@pytest.mark.parametrize("dies_at", [1, 5])
def test_a_process_that_is_killed_at_any_statement_leaves_each_value_whole(
    database: Database, database_url: str, keys: Path, people: int, dies_at: int
) -> None:
    before = names(database)
    add_key(keys)
    child = os.fork()
    if not child:
        _seal_until_killed(database_url, keys, dies_at)
    _, ended = os.waitpid(child, 0)
    assert os.WTERMSIG(ended) == signal.SIGKILL
    assert names(database) == before
    assert rotate(database, keys)[0].startswith("A rotation was under way.")
    assert names(database) == before
    assert status(database, keys) == [f"key 2: {people} values, and seals", "key 1: 0 values"]


def _seal_until_killed(url: str, keys: Path, dies_at: int) -> None:
    """A process of its own, which counts the statements that change something."""
    try:
        own, left = Database(url), iter(range(dies_at - 1))

        @sa.event.listens_for(own.engine, "after_cursor_execute")
        def die(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if statement.startswith("UPDATE") and next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        list(seal_all_anew(own, keyring.load_keys(keys)))
    finally:
        os._exit(1)


def test_a_key_that_sealed_something_that_is_there_cannot_go(
    database: Database, keys: Path, people: int
) -> None:
    add_key(keys)
    next(seal_all_anew(database, keyring.load_keys(keys)))
    with pytest.raises(Refused, match=f"{people - SMALL} values are still sealed by key 1"):
        retire(database, keys, 1, at=tomorrow())
    for number in (2, 3):
        with pytest.raises(Refused, match="holds no old key"):
            retire(database, keys, number, at=tomorrow())
    assert set(keyring.load_keys(keys).sealing) == {1, 2}


def test_a_key_stays_while_somebody_may_still_write_what_it_sealed(
    database: Database, keys: Path, people: int
) -> None:
    rotate(database, keys)
    with pytest.raises(Refused, match="has just changed"):
        retire(database, keys, 1, at=utc_now())
    retire(database, keys, 1, at=tomorrow())


def test_on_postgresql_a_key_is_not_taken_away_while_somebody_writes(
    database: Database, keys: Path, people: int
) -> None:
    rotate(database, keys)
    if database.is_sqlite:
        pytest.skip("there is one turn to write, and retiring waits for it")
    with database.writing() as db:
        db.add(Client(made_at=NOON, chosen_name="Sam"))
        db.flush()
        with pytest.raises(Refused, match="somebody is writing"):
            retire(database, keys, 1, at=tomorrow())
    retire(database, keys, 1, at=tomorrow())


def test_what_does_not_open_is_left_as_it_is_and_said(
    database: Database, keys: Path, people: int
) -> None:
    """One value was moved here from another row."""
    with database.writing() as db:
        first, second = db.scalars(sa.select(Client.id).order_by(Client.id).limit(2))
        taken = sa.text("SELECT chosen_name FROM clients WHERE id = :id")
        value = db.execute(taken.bindparams(sa.bindparam("id", first, sa.Uuid()))).scalar_one()
        table = Base.metadata.tables["clients"]
        db.execute(sa.update(table).where(table.c.id == second).values(chosen_name=value))
    with pytest.raises(Refused, match="1 values were left: they do not open, or are busy"):
        rotate(database, keys)
    assert status(database, keys)[1] == "key 1: 1 values"
    with pytest.raises(Refused, match="1 values are still sealed by key 1"):
        retire(database, keys, 1, at=tomorrow())


def test_a_row_that_somebody_holds_is_passed_by_and_done_later(
    database: Database, keys: Path, people: int, database_url: str
) -> None:
    if database.is_sqlite:
        pytest.skip("nobody holds a row there without holding the turn")
    add_key(keys)
    beside = Database(database_url)
    with beside.writing() as db:
        db.scalars(sa.select(Child).limit(3).with_for_update()).all()
        anew = sum(batch.anew for batch in seal_all_anew(database, keyring.load_keys(keys)))
        assert anew == people - 3
    beside.close()
    assert rotate(database, keys)[0].startswith("A rotation was under way.")


def test_whoever_holds_old_keys_opens_what_the_new_one_sealed(keys: Path) -> None:
    row = uuid4()
    old = keyring.load_keys(keys)
    add_key(keys)
    sealed = keyring.load_keys(keys).seal("Robin", "clients.chosen_name", row)
    assert sealed[0] == 2
    assert old.open(sealed, "clients.chosen_name", row) == "Robin"
    assert old.seal("Kim", "clients.chosen_name", row)[0] == 2


def test_a_keys_file_that_cannot_be_read_any_more_stops_nothing(keys: Path) -> None:
    row = uuid4()
    old = keyring.load_keys(keys)
    sealed = old.seal("Robin", "clients.chosen_name", row)
    unknown = bytes([9]) + sealed[1:]
    for change in (lambda: keys.chmod(0o644), lambda: keys.write_text("{}"), keys.unlink):
        change()
        assert old.open(sealed, "clients.chosen_name", row) == "Robin"
        assert old.seal("Kim", "clients.chosen_name", row)[0] == 1
        with pytest.raises(CannotOpen):
            old.open(unknown, "clients.chosen_name", row)


def test_another_portals_keys_put_in_its_place_are_not_taken_up(keys: Path) -> None:
    row = uuid4()
    old = keyring.load_keys(keys)
    keys.unlink()
    keyring.make_keys(keys)
    sealed = old.seal("Robin", "clients.chosen_name", row)
    assert old.open(sealed, "clients.chosen_name", row) == "Robin"
    with pytest.raises(CannotOpen):
        keyring.load_keys(keys).open(sealed, "clients.chosen_name", row)


def test_the_file_is_changed_whole_and_stays_its_owners_alone(keys: Path) -> None:
    left_behind = keys.with_name("portal.keys.new")
    left_behind.write_text("half a fi")
    assert add_key(keys) == 2
    assert keys.stat().st_mode & 0o777 == 0o600
    assert not left_behind.exists()
    assert set(keyring.load_keys(keys).sealing) == {1, 2}


def test_there_are_255_keys_and_no_more(keys: Path) -> None:
    written = json.loads(keys.read_text())
    keys.write_text(json.dumps({**written, "sealing": {"254": written["sealing"]["1"]}}))
    assert add_key(keys) == 255
    with pytest.raises(UnsafeKeys, match="no number for another"):
        add_key(keys)
    with pytest.raises(UnsafeKeys, match="is the one that seals"):
        retire_key(keys, 255)


def test_the_command_line_rotates_says_how_it_stands_and_retires(
    database: Database,
    database_url: str,
    keys: Path,
    people: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("PORTAL_DATABASE_URL", database_url)
    monkeypatch.setenv("PORTAL_KEYS_FILE", str(keys))
    assert main(["keys", "rotate"]) == 0
    assert "None is left under an older key." in capsys.readouterr().out
    assert main(["keys", "retire", "1"]) == 2
    assert "has just changed" in capsys.readouterr().err
    os.utime(keys, (0, 0))
    assert main(["keys", "retire", "1"]) == 0
    assert main(["keys", "status"]) == 0
    assert capsys.readouterr().out.endswith(f"key 2: {people} values, and seals\n")
    assert main(["keys"]) == 2
    assert "keys are never overwritten" in capsys.readouterr().err
