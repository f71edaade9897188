"""Asking at a gate from many networks: what the tests of turns have in common."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import sqlalchemy as sa

from portal.db.engine import Database
from portal.limits.actions import Gate, Later, Turn, give_back, take_turn
from portal.limits.models import Try
from portal.limits.rules import EVERYONE, NETWORK

NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HERS = "203.0.113.7"
HIS = "198.51.100.9"


def ask(
    database: Database,
    address: str = HERS,
    *,
    after: timedelta = timedelta(),
    gate: Gate = Gate.LOOK_UP,
    about: str = "",
    place: UUID | None = None,
) -> Turn | Later:
    with database.writing() as db:
        return take_turn(db, gate, address, at=NOW + after, about=about, place=place)


def fail(
    database: Database, address: str = HERS, times: int = 1, *, after: timedelta = timedelta()
) -> None:
    for _ in range(times):
        assert isinstance(ask(database, address, after=after), Turn)


def spend_network(
    database: Database, address: str = HERS, *, after: timedelta = timedelta()
) -> None:
    """All that a network may try at once is spent."""
    with database.writing() as db:
        for _ in range(NETWORK.most):
            assert isinstance(take_turn(db, Gate.LOOK_UP, address, at=NOW + after), Turn)


def wait(database: Database, later: Turn | Later, address: str = HERS) -> timedelta:
    """Ask again whenever told to, until it goes ahead; gives after how long it did."""
    waited = timedelta()
    while isinstance(later, Later):
        assert NOW + waited < later.until <= NOW + waited + MINUTE
        waited = later.until - NOW
        later = ask(database, address, after=waited, place=later.place)
    return waited


def succeed(database: Database, address: str = HERS, *, after: timedelta = timedelta()) -> None:
    turn = ask(database, address, after=after)
    assert isinstance(turn, Turn)
    with database.writing() as db:
        give_back(db, turn)


def many_networks(number: int) -> list[str]:
    return [f"10.{n // 250}.{n % 250}.1" for n in range(number)]


def spend_all(database: Database, *, after: timedelta = timedelta()) -> None:
    """Everybody's tries of this minute are spent, by strangers."""
    with database.writing() as db:
        for address in many_networks(EVERYONE.most):
            take_turn(db, Gate.LOOK_UP, address, at=NOW + after)


def attack(database: Database, *, networks: int) -> None:
    """Each of many networks has used up all that it may try at once, and waits for more."""
    seconds = (*range(1, NETWORK.most + 1), -600)
    rows = (
        {"gate": Gate.LOOK_UP, "network": bytes(28) + n.to_bytes(4), "about": None, "id": uuid4()}
        | {"moment": NOW - timedelta(seconds=ago), "taken": ago > 0}
        for n in range(networks)
        for ago in seconds
    )
    with database.writing() as db:
        db.execute(sa.insert(Try), list(rows))


def tries(database: Database) -> int:
    with database.reading() as db:
        return db.scalar(sa.select(sa.func.count()).select_from(Try)) or 0
