"""The delivering process is killed at any point, again and again, while the provider misbehaves:
nothing is lost, nothing goes twice, late, after it was called off, or to whom it may not."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from portal.outbox.actions.queueing import cancel_about, cancel_all_of, cancel_one
from portal.outbox.models import Message
from portal.outbox.queries.due import callback_of, fingerprint_of
from portal.outbox.rules.states import State
from tests.portal.outbox.farm import Caller, Farm, calls_back, mend, misbehave
from tests.portal.outbox.killing import BY_HOURS, CLOSES, NEVER, OPENS, kind_of, number_of
from tests.portal.outbox.post import NOON
from tests.provider import Provider

ROOT = Path(__file__).parents[3]
KILLED = -9
# Statements, commits and calls of one message, both sides of each: about so many.
POINTS_OF_ONE = 34
SHORT = timedelta(minutes=30)
LONG = timedelta(hours=3)
STEP = timedelta(minutes=3)


@pytest.fixture
def farm(database_url: str, tmp_path: Path, provider: Provider) -> Iterator[Farm]:
    (tmp_path / "ledger").touch()
    command = [sys.executable, "-m", "tests.portal.outbox.killing"]
    pipe = subprocess.PIPE
    provider.hang_seconds = 0.6
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as program:
        yield Farm(database_url, tmp_path / "ledger", provider, program)
        assert program.stdin is not None
        program.stdin.close()


@pytest.fixture
def chance() -> random.Random:
    return random.Random(10)


@pytest.fixture
def caller(database: Database, chance: random.Random) -> Iterator[Caller]:
    yield from calls_back(database, chance)


def fill(database: Database, count: int) -> None:
    """Messages that are due now, one in three useful for a short time only."""
    rows = [
        {
            "id": UUID(int=number),
            "kind": "note",
            "client_id": UUID(int=number),
            "about_id": UUID(int=number),
            "queued_at": NOON,
            "send_after": NOON,
            "useful_until": NOON + (SHORT if number % 3 == 0 else LONG),
            "state": State.QUEUED,
            "tries": 0,
            "callback": fingerprint_of(callback_of(UUID(int=number))),
        }
        for number in range(1, count + 1)
    ]
    with database.writing() as db:
        db.execute(sa.insert(Message), rows)


def waiting(database: Database) -> list[UUID]:
    found = sa.select(Message.id).where(Message.state == State.QUEUED).order_by(Message.id)
    with database.reading() as db:
        return list(db.scalars(found))


def call_off_some(farm: Farm, database: Database, chosen: list[UUID]) -> None:
    """A worker does, she does, and what it tells is not so any more: from now on none may leave."""
    with database.writing() as db:
        for number, message_id in enumerate(chosen):
            if number % 3 == 0:
                cancel_one(db, message_id, "called off", farm.now)
            elif number % 3 == 1:
                cancel_all_of(db, message_id, "she said so", farm.now)
            else:
                cancel_about(db, message_id, farm.now)


def test_killed_anywhere_it_loses_nothing_and_sends_nothing_twice(
    farm: Farm,
    database: Database,
    caller: Caller,
    chance: random.Random,
    rounds: Callable[[int, int], int],
) -> None:
    """S-01 to S-03, S-07 and S-15 under the hardest of ends: so often on each of the databases."""
    count, kills = rounds(1_000, 50_000), rounds(10, 250)
    fill(database, count)
    called_off: dict[UUID, int] = {}
    for kill in range(kills):
        misbehave(farm.provider, chance)
        assert farm.round(count * POINTS_OF_ONE // (2 * kills) + kill) == KILLED
        mend(database)
        caller.tell([left.message_id for left in farm.left if left.taken])
        farm.now += STEP if kill % 4 == 0 else timedelta(seconds=1)
        left_over = waiting(database)
        caller.forge(left_over)
        chosen = chance.sample(left_over, min(3, len(left_over)))
        call_off_some(farm, database, chosen)
        called_off |= dict.fromkeys(chosen, len(farm.left))
    for _ in range(4):
        farm.now += timedelta(hours=1)
        assert farm.round(0) == 0
        mend(database)
    check_where_each_is(farm, database, count, kills, caller)
    check_what_left(farm, database, called_off)


def all_of(database: Database) -> dict[UUID, Message]:
    with database.reading() as db:
        found = {message.id: message for message in db.scalars(sa.select(Message))}
        db.expunge_all()
    return found


def check_where_each_is(
    farm: Farm, database: Database, count: int, kills: int, caller: Caller
) -> None:
    messages = all_of(database)
    taken = Counter(left.message_id for left in farm.left if left.taken)
    doubtful = sum(farm.provider.answered.count(how) for how in ("hang", "cut", "500", "slow"))
    assert len(messages) == count, "none is lost"
    assert max(taken.values()) == 1, "none goes twice"
    states = Counter(message.state for message in messages.values())
    assert states[State.QUEUED] == states[State.IN_FLIGHT] == 0, "each came to an end"
    assert 0 < states[State.UNCLEAR] <= kills + doubtful, "only what nobody can know is unclear"
    for message_id, message in messages.items():
        if message.state in (State.SENT, State.DELIVERED):
            assert taken[message_id] == 1
        elif message.state not in (State.UNCLEAR, State.FAILED):
            assert taken[message_id] == 0, message.state
    assert caller.ended, "news came"
    assert {key: messages[key].state for key in caller.ended} == caller.ended
    assert set(State) - set(states) == {State.QUEUED, State.IN_FLIGHT}, "every end was seen"


def check_what_left(farm: Farm, database: Database, called_off: dict[UUID, int]) -> None:
    messages = all_of(database)
    assert max(Counter(left.message_id for left in farm.left).values()) <= 2, "retries count"
    for place, left in enumerate(farm.left):
        message = messages[left.message_id]
        assert kind_of(message) != NEVER, "none to whom it may not"
        assert left.to == number_of(message.client_id.int), "none to another number"
        assert left.at < message.useful_until, "none late"
        assert kind_of(message) != BY_HOURS or OPENS <= left.at < CLOSES, "none outside its hours"
        assert place < called_off.get(message.id, len(farm.left)), "none after it was called off"
