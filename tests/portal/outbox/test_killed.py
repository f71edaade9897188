"""The delivering process is killed at any point, again and again: nothing is lost, nothing goes
twice, nothing goes late, after it was called off, or to whom it may not."""

import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from portal.outbox.actions.queueing import cancel_one
from portal.outbox.models import Message
from portal.outbox.queries.due import callback_of, fingerprint_of
from portal.outbox.rules.states import State
from tests.portal.outbox.killing import BY_HOURS, CLOSES, NEVER, OPENS, kind_of
from tests.portal.outbox.post import NOON
from tests.provider import Provider

ROOT = Path(__file__).parents[3]
KILLED = -9
# Statements, commits and calls of one message, both sides of each: about so many.
POINTS_OF_ONE = 34
SHORT = timedelta(minutes=30)
LONG = timedelta(hours=3)
STEP = timedelta(minutes=3)


@dataclass
class Farm:
    """A program that delivers in children, and what its carriers took."""

    url: str
    ledger: Path
    provider: Provider
    program: "subprocess.Popen[str]"
    now: datetime = NOON
    taken: list[tuple[UUID, datetime]] = field(default_factory=list)
    seen: int = 0

    def round(self, points: int) -> int:
        """Deliver what is due now; the answer is how the child ended."""
        assert self.program.stdin is not None
        assert self.program.stdout is not None
        told = {"url": self.url, "ledger": str(self.ledger), "port": self.provider.port}
        line = json.dumps({**told, "now": self.now.isoformat(), "points": points})
        self.program.stdin.write(line + "\n")
        self.program.stdin.flush()
        ended = int(self.program.stdout.readline())
        self._read()
        return ended

    def _read(self) -> None:
        """All that left in this round: noted by the one carrier, asked for at the other."""
        self.taken += [
            (UUID(words[0]), datetime.fromisoformat(words[1]))
            for words in map(str.split, self.ledger.read_text().splitlines())
        ]
        self.ledger.write_text("")
        self.taken += [
            (UUID(asked["Body"]), self.now) for asked in self.provider.asked[self.seen :]
        ]
        self.seen = len(self.provider.asked)


@pytest.fixture
def farm(database_url: str, tmp_path: Path, provider: Provider) -> Iterator[Farm]:
    (tmp_path / "ledger").touch()
    command = [sys.executable, "-m", "tests.portal.outbox.killing"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as program:
        yield Farm(database_url, tmp_path / "ledger", provider, program)
        assert program.stdin is not None
        program.stdin.close()


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


def call_off_some(database: Database, now: datetime, chance: random.Random) -> set[UUID]:
    """A few that wait: from this moment on none of them may leave."""
    waiting = sa.select(Message.id).where(Message.state == State.QUEUED).order_by(Message.id)
    with database.writing() as db:
        found = list(db.scalars(waiting))
        chosen = set(chance.sample(found, min(3, len(found))))
        for message_id in chosen:
            cancel_one(db, message_id, "called off", now)
    return chosen


def test_killed_anywhere_it_loses_nothing_and_sends_nothing_twice(
    farm: Farm, database: Database, rounds: Callable[[int, int], int]
) -> None:
    """S-02, S-03, S-07 and S-15 under the hardest of ends: so often on each of the databases."""
    count, kills = rounds(400, 50_000), rounds(10, 250)
    chance = random.Random(kills)
    fill(database, count)
    called_off: dict[UUID, int] = {}
    for kill in range(kills):
        points = count * POINTS_OF_ONE // (2 * kills) + kill
        assert farm.round(points) == KILLED
        farm.now += STEP if kill % 4 == 0 else timedelta(seconds=1)
        for message_id in call_off_some(database, farm.now, chance):
            called_off[message_id] = len(farm.taken)
    for _ in range(4):
        farm.now += timedelta(hours=1)
        assert farm.round(0) == 0
    check(farm, database, count, kills, called_off)


def check(
    farm: Farm, database: Database, count: int, kills: int, called_off: dict[UUID, int]
) -> None:
    with database.reading() as db:
        messages = {message.id: message for message in db.scalars(sa.select(Message))}
        db.expunge_all()
    left = Counter(message_id for message_id, _ in farm.taken)
    assert len(messages) == count, "none is lost"
    assert max(left.values()) == 1, "none goes twice"
    states = Counter(message.state for message in messages.values())
    assert states[State.QUEUED] == states[State.IN_FLIGHT] == 0, "each came to an end"
    assert 0 < states[State.UNCLEAR] <= kills, "only what was in hand at a kill is unclear"
    for message_id, message in messages.items():
        if message.state is State.SENT:
            assert left[message_id] == 1
        elif message.state is not State.UNCLEAR:
            assert left[message_id] == 0, message.state
    for place, (message_id, at) in enumerate(farm.taken):
        message = messages[message_id]
        assert kind_of(message) != NEVER, "none to whom it may not"
        assert at < message.useful_until, "none late"
        assert kind_of(message) != BY_HOURS or OPENS <= at < CLOSES, "none outside its hours"
        assert place < called_off.get(message_id, len(farm.taken)), "none after it was called off"
    assert {State.SENT, State.WITHHELD, State.CANCELLED} <= set(states)
