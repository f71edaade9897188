"""A post room of the tests' own: a clock that is set, and a carrier that notes what it got."""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.engine import Database
from portal.outbox.actions.queueing import queue
from portal.outbox.delivery import Carrier, PostRoom, deliver_next
from portal.outbox.models import Message
from portal.outbox.rules.limits import Limits
from portal.outbox.rules.outcomes import Accepted, Outcome
from portal.outbox.rules.verdicts import Channel, Send, Verdict

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
HOUR_LATER = NOON + timedelta(hours=1)
TO = "+447400999001"
TEXT = "canary-text-7731"
PLENTY = Limits(10_000, 10_000, 2)


@dataclass
class Watch:
    """The time that it is, until it is set."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def on(self, **span: float) -> datetime:
        self.now += timedelta(**span)
        return self.now


@dataclass
class Notebook:
    """A carrier that keeps what it was given, and answers as it is told."""

    answers: deque[Outcome | Exception] = field(default_factory=deque)
    carried: list[tuple[Send, str]] = field(default_factory=list)
    told_to_forget: list[str] = field(default_factory=list)
    forgets: bool = True
    meanwhile: Callable[[], object] | None = None

    def carry(self, send: Send, word: str) -> Outcome:
        self.carried.append((send, word))
        if self.meanwhile:
            self.meanwhile()
        answer = self.answers.popleft() if self.answers else Accepted("SM" + "1" * 32)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def forget(self, reference: str) -> bool:
        self.told_to_forget.append(reference)
        return self.forgets


def send(to: str = TO, channel: Channel = Channel.TEXT, **span: float) -> Send:
    """A verdict that lets something go."""
    return Send(channel, to, TEXT, "A note", timedelta(**(span or {"hours": 1})))


@dataclass
class Post:
    """A room, what is behind it, and messages in it."""

    database: Database
    watch: Watch = field(default_factory=Watch)
    carrier: Notebook = field(default_factory=Notebook)
    verdict: Verdict | Exception = field(default_factory=send)
    asked: list[UUID] = field(default_factory=list)
    flagged: list[tuple[UUID, int | None]] = field(default_factory=list)
    limits: Limits = PLENTY

    def decide(self, _db: Session, message: Message, _at: datetime) -> Verdict:
        self.asked.append(message.id)
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return self.verdict

    def flag(self, _db: Session, client_id: UUID, code: int | None, _at: datetime) -> None:
        self.flagged.append((client_id, code))

    @property
    def clock(self) -> Watch:
        return self.watch

    def room(self, carriers: Mapping[Channel, Carrier] | None = None) -> PostRoom:
        known = carriers or dict.fromkeys(Channel, self.carrier)
        return PostRoom(
            self.database, self.decide, known, self.limits, self.watch, flags=(self.flag,)
        )

    def deliver(self, carriers: Mapping[Channel, Carrier] | None = None) -> bool:
        return deliver_next(self.room(carriers))

    def queue(self, **given: Any) -> UUID | None:
        """A reminder that is due now and useful for two hours, unless something else is given."""
        now = self.watch.now
        row = {
            "kind": "reminder",
            "client_id": uuid4(),
            "about_id": uuid4(),
            "send_after": now,
            "useful_until": now + timedelta(hours=2),
            "at": now,
        }
        with self.database.writing() as db:
            return queue(db, **{**row, **given})

    def one(self) -> Message:
        """The only message there is."""
        with self.database.reading() as db:
            message = db.scalars(sa.select(Message)).one()
            db.expunge(message)
            return message

    def states(self) -> list[str]:
        with self.database.reading() as db:
            found = sa.select(Message.state).order_by(Message.queued_at, Message.id)
            return [state.value for state in db.scalars(found)]

    def with_limits(self, **limits: int) -> None:
        self.limits = replace(self.limits, **limits)
