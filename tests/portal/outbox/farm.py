"""A program that delivers in children that are killed, and all that left them: noted by a carrier
that costs nothing, or asked for at the provider, which behaves as providers do."""

import json
import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from starlette.applications import Starlette
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from portal.db.engine import Database
from portal.outbox.carriers.twilio import Genuine
from portal.outbox.models import ShutWay
from portal.outbox.queries.due import callback_of
from portal.outbox.rules.states import State
from portal.provider.pages import SIGNATURE, Listener
from portal.provider.routes import routes
from tests.portal.outbox.post import NOON, Watch
from tests.portal.outbox.test_rules import ASKED, CONFIGURED, FLAGGED
from tests.provider import ORIGIN, TOKEN, Provider

# It has the message, or may have it; anything else is a refusal.
TAKES = ("accept", "slow", "hang", "cut", "500")
CODES = [str(code) for code in (*FLAGGED, *ASKED, *CONFIGURED, 21999)]
NEWS = ("queued", "sent", "delivered", "undelivered", "failed", "no word that it knows")
AT_LAST = {
    **dict.fromkeys(("delivered",), State.DELIVERED),
    **dict.fromkeys(("undelivered", "failed"), State.FAILED),
}


@dataclass(frozen=True)
class Left:
    """One request that went out; `taken` unless it was certainly refused."""

    message_id: UUID
    to: str
    at: datetime
    taken: bool


@dataclass
class Farm:
    """Delivers round by round, each in a child of its own."""

    url: str
    ledger: Path
    provider: Provider
    program: "subprocess.Popen[str]"
    now: datetime = NOON
    left: list[Left] = field(default_factory=list)
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
        self.left += [*self._noted(), *self._asked()]
        return ended

    def _noted(self) -> list[Left]:
        lines = [line.split() for line in self.ledger.read_text().splitlines()]
        self.ledger.write_text("")
        return [Left(UUID(a), to, datetime.fromisoformat(at), True) for a, to, at in lines]

    def _asked(self) -> list[Left]:
        new = slice(self.seen, len(self.provider.asked))
        self.seen = new.stop
        both = zip(self.provider.asked[new], self.provider.answered[new], strict=True)
        return [Left(UUID(a["Body"]), a["To"], self.now, how in TAKES) for a, how in both]


def misbehave(provider: Provider, chance: random.Random) -> None:
    """How it answers the next fifty: now and then busy or slow, by any code, or not at all."""
    odd = ["429", "429", "slow", "hang", "cut", "cut", "500", *chance.sample(CODES, 3)]
    provider.next.clear()
    provider.next.extend(
        chance.choice(odd) if chance.random() < 0.5 else "accept" for _ in range(50)
    )


def mend(database: Database) -> None:
    """A person has seen to what the provider said of its settings."""
    with database.writing() as db:
        db.execute(sa.delete(ShutWay))


@dataclass
class Caller:
    """The provider telling how messages fared: late, twice, out of order; and somebody who would
    like to be the provider. `ended` is what each of its true words came to, the first for good."""

    client: TestClient
    chance: random.Random
    ended: dict[UUID, State] = field(default_factory=dict)

    def tell(self, taken: list[UUID]) -> None:
        """Of a few of these, the last ones and others."""
        for message_id in {*taken[-2:], *self.chance.sample(taken, min(2, len(taken)))}:
            words = self.chance.choices(NEWS, k=2)
            for status in (*words, self.chance.choice(words)):
                assert self._posted(message_id, status, "forged") == 403
                assert self._posted(message_id, status, TOKEN) == 204
                if status in AT_LAST:
                    self.ended.setdefault(message_id, AT_LAST[status])

    def forge(self, waiting: list[UUID]) -> None:
        """Of what has not gone: nothing comes of it."""
        for message_id in waiting[:2]:
            assert self._posted(message_id, "delivered", "forged") == 403

    def _posted(self, message_id: UUID, status: str, token: str) -> int:
        path = f"/hook/status/{callback_of(message_id)}"
        fields = {"MessageSid": f"SM{message_id.hex}", "MessageStatus": status}
        signed = RequestValidator(token).compute_signature(ORIGIN + path, fields)
        answer = self.client.post(path, data=fields, headers={SIGNATURE: signed})
        return answer.status_code


def calls_back(database: Database, chance: random.Random) -> Iterator[Caller]:
    """The addresses that a provider posts to, as the portal has them."""

    @dataclass
    class Listening:
        database: Database
        clock: Watch

    app = Starlette(routes=routes(Listener(Genuine(TOKEN, ORIGIN))))
    app.state.house = Listening(database, Watch())
    with TestClient(app, base_url=ORIGIN) as client:
        yield Caller(client, chance)
