"""Changes the sealing key while the portal runs: a new key is added, everything is sealed anew
under it in small steps, and the old key can go once nothing is left under it.

Killed at any point, the next run goes on: each step is a transaction of its own, and what it did is
told by the values themselves. What runs meanwhile seals with the new key from its next value on.
"""

import time
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal import keyring
from portal.db.engine import Database
from portal.db.sealed import Batch, SealedColumn, counted, seal_some_anew, sealed_columns
from portal.keys_file import add_key, retire_key

AT_ONCE = 100
PASSES = 40
PAUSE_SECONDS = 0.25

# So long after a key was added nobody is left who sealed with the one before and has not written.
SETTLED = timedelta(minutes=10)


class Refused(Exception):
    """This key cannot go, or nothing can be done just now; the text says why."""


def carry_out(database: Database, path: Path, chosen: Namespace, *, at: datetime) -> Sequence[str]:
    """One of `portal keys`'s actions on a portal's keys: the lines to print. Raises Refused."""
    if chosen.action == "rotate":
        return rotate(database, path)
    if chosen.action == "retire":
        return [retire(database, path, chosen.number, at=at)]
    return status(database, path)


def rotate(database: Database, path: Path) -> list[str]:
    """Finish the rotation that is under way, or else add a key and seal everything under it.
    Raises Refused where something is left."""
    lines = []
    if not _all_anew(database, _in_use(path)):
        lines.append(f"Key {add_key(path)} was added to {path}. Keep a copy of the file as before.")
        lines.append(f"{_all_anew(database, _in_use(path))} values were sealed anew.")
    else:
        lines.append("A rotation was under way. It has gone on; no key was added.")
    database.forget_what_was_erased()
    with database.reading() as db:
        left = _older(counted(db, _columns()), _in_use(path).newest)
    if left:
        raise Refused(
            "\n".join([*lines, f"{left} values were left: they do not open, or are busy"])
        )
    return [*lines, "None is left under an older key."]


def seal_all_anew(database: Database, ring: keyring.Keyring) -> Iterator[Batch]:
    """One pass over everything, a batch at a time; each has been written when it is given."""
    for column in _columns():
        yield from _of_column(database, column, ring)


def retire(database: Database, path: Path, number: int, *, at: datetime) -> str:
    """Take an old key away, when nothing is sealed by it any more. Raises Refused, UnsafeKeys."""
    ring = _in_use(path)
    changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    if at < changed + SETTLED:
        raise Refused(f"the keys file has just changed: wait until {SETTLED} have passed")
    if number not in ring.sealing or number == ring.newest:
        raise Refused(f"{path} holds no old key {number}")
    with database.writing() as db:
        _hold_still(db)
        left = counted(db, _columns()).get(number, 0)
        if left:
            raise Refused(
                f"{left} values are still sealed by key {number}: run `portal keys rotate`"
            )
        retire_key(path, number)
    return f"Key {number} is gone. A backup from before needs the copy of the file from before."


def status(database: Database, path: Path) -> list[str]:
    """How much each key has sealed, the newest key first."""
    ring = _in_use(path)
    with database.reading() as db:
        found = counted(db, _columns())
    numbers = sorted({*ring.sealing, *found}, reverse=True)
    return [f"key {each}: {found.get(each, 0)} values{_standing(ring, each)}" for each in numbers]


def _standing(ring: keyring.Keyring, number: int) -> str:
    if number == ring.newest:
        return ", and seals"
    return "" if number in ring.sealing else ", and is not in the file"


def _in_use(path: Path) -> keyring.Keyring:
    keyring.use(keyring.load_keys(path))
    return keyring.current()


def _columns() -> list[SealedColumn]:
    """Of every table: the composition root knows every package."""
    from portal.app import every_table

    return sealed_columns(every_table())


def _older(found: dict[int, int], newest: int) -> int:
    return sum(count for number, count in found.items() if number != newest)


def _all_anew(database: Database, ring: keyring.Keyring) -> int:
    """Pass after pass, until one finds nothing to do but what does not open; how many it were."""
    anew = 0
    for _ in range(PASSES):
        batches = list(seal_all_anew(database, ring))
        anew += sum(batch.anew for batch in batches)
        with database.reading() as db:
            left = _older(counted(db, _columns()), ring.newest)
        if left <= sum(batch.unopened for batch in batches):
            break
        time.sleep(PAUSE_SECONDS)
    return anew


def _of_column(database: Database, column: SealedColumn, ring: keyring.Keyring) -> Iterator[Batch]:
    after = None
    while True:
        with database.writing() as db:
            batch = seal_some_anew(db, column, ring, after, AT_ONCE)
        if batch is None:
            return
        yield batch
        after = batch.last


def _hold_still(db: Session) -> None:
    """Nobody writes a sealed value until this transaction ends. On SQLite it holds the one turn to
    write already. Raises Refused where somebody is writing: nobody is made to wait."""
    if db.connection().dialect.name == "sqlite":
        return
    tables = ", ".join(sorted({column.value.table.name for column in _columns()}))
    try:
        db.execute(sa.text(f"LOCK TABLE {tables} IN SHARE MODE NOWAIT"))
    except DBAPIError:
        raise Refused("somebody is writing at this moment: run it again") from None
