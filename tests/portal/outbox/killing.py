"""Delivers in a process that is killed at a given point: before or after any statement, commit or
call. Run as a program; each line that it reads is one round, in a child of its own.

The child is told when it is and after how many points to die. It says of each message that left, in
a file that outlives it, which one it was and when: that is what the carrier knows.
"""

import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.db.engine import Database
from portal.outbox.carriers.twilio import Twilio
from portal.outbox.delivery import PostRoom, deliver_next, tidy
from portal.outbox.models import Message
from portal.outbox.rules.limits import Limits
from portal.outbox.rules.outcomes import Accepted, Outcome
from portal.outbox.rules.verdicts import Channel, Send, Verdict, Wait, Withhold
from tests.conftest import TEST_KEYS
from tests.portal.outbox.post import NOON
from tests.provider import ACCOUNT, ORIGIN, SENDER, TOKEN, Loopback

OPENS, CLOSES = NOON + timedelta(minutes=10), NOON + timedelta(minutes=80)
NEVER, BY_HOURS, BY_PROVIDER = 0, 1, 2
LIMITS = Limits(10**8, 10**8, 2)
# Longer than an answer takes here, and shorter than one that comes too late.
PATIENCE = 0.4


def kind_of(message: Message) -> int:
    """Every tenth may never be sent, every tenth only in its hours, every tenth goes by the real
    client; the others may go at any time, noted by a carrier that costs nothing."""
    return message.client_id.int % 10


def decide(_db: Session, message: Message, at: datetime) -> Verdict:
    kind = kind_of(message)
    if kind == NEVER:
        return Withhold("not allowed")
    if kind == BY_HOURS and at < OPENS:
        return Wait(OPENS)
    if kind == BY_HOURS and at >= CLOSES:
        return Withhold("outside her hours")
    channel = Channel.TEXT if kind == BY_PROVIDER else Channel.EMAIL
    to = number_of(message.client_id.int)
    return Send(channel, to, str(message.id), "", timedelta(minutes=5))


def number_of(client: int) -> str:
    """The one number that this client allowed."""
    return f"+44{client}"


@dataclass(eq=False)
class Ticks:
    """Counts points, and kills this process at one of them."""

    left: int

    def __call__(self, *_event: Any) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Ledger:
    """A carrier that notes what it took, at once and for good, and may then die with its caller."""

    path: str
    now: datetime
    tick: Ticks
    inner: Twilio | None = None

    def carry(self, send: Send, word: str) -> Outcome:
        self.tick()
        if self.inner is None:
            self._note(send)
            outcome: Outcome = Accepted("SM1")
        else:
            outcome = self.inner.carry(send, word)
        self.tick()
        return outcome

    def forget(self, reference: str) -> bool:
        return True

    def _note(self, send: Send) -> None:
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(file, f"{send.text} {send.to} {self.now.isoformat()}\n".encode())
        os.close(file)


def deliver(url: str, ledger: str, port: int, now: datetime, points: int) -> None:
    """Deliver all that is due at this moment; not to the end, where `points` are fewer."""
    tick = Ticks(points)
    database = Database(url, connections=2)
    for event in ("before_cursor_execute", "after_cursor_execute", "commit", "rollback", "begin"):
        sa.event.listen(database.engine, event, tick)
    http = Loopback(port, timeout=PATIENCE)
    real = Ledger(ledger, now, tick, Twilio(ACCOUNT, TOKEN, SENDER, f"{ORIGIN}/hook/status/", http))
    carriers = {Channel.TEXT: real, Channel.EMAIL: Ledger(ledger, now, tick)}
    room = PostRoom(database, decide, carriers, LIMITS, lambda: now)
    tidy(room)
    while deliver_next(room):
        pass
    database.close()


def main() -> None:
    keyring.use(TEST_KEYS)
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            given = json.loads(line)
            given["now"] = datetime.fromisoformat(given["now"])
            deliver(**given)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
