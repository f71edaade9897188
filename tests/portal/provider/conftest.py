"""A portal that was told of a provider, and that provider's way of signing what it posts."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from portal.db.engine import Database
from portal.outbox.queries.due import callback_of
from portal.web.headers import GuardedApplication
from tests.bookings.visits.town import open_house
from tests.portal.outbox.post import Post
from tests.provider import ACCOUNT, ORIGIN, SENDER, TOKEN


@dataclass
class Signer:
    """Posts as the provider does, or as somebody who would like to be it."""

    client: TestClient
    post: Post

    def send(
        self, path: str, fields: dict[str, str], *, token: str = TOKEN, **headers: str
    ) -> Response:
        signature = RequestValidator(token).compute_signature(ORIGIN + path, fields)
        return self.client.post(
            path, data=fields, headers={"X-Twilio-Signature": signature, **headers}
        )

    def status(self, word: str, status: str, code: str = "", **more: Any) -> int:
        fields = {"MessageSid": "SM77", "MessageStatus": status, "To": "+447400999001"}
        if code:
            fields["ErrorCode"] = code
        return int(self.send(f"/hook/status/{word}", fields, **more).status_code)

    def said(self, words: str, told_as: str = "SM88", **more: Any) -> int:
        fields = {"From": "+447400999001", "Body": words, "MessageSid": told_as, "To": SENDER}
        return int(self.send("/hook/said", {**fields, **more}).status_code)

    def word(self) -> str:
        return callback_of(self.post.one().id)


@pytest.fixture(scope="session")
def token_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("secret") / "token"
    path.touch(0o600)
    path.write_text(f"{TOKEN}\n")
    return path


@pytest.fixture
def listening(token_file: Path, post: Post, database: Database) -> GuardedApplication:
    chosen = {
        "PORTAL_PUBLIC_URL": ORIGIN,
        "PORTAL_CARRIER": "twilio",
        "PORTAL_TWILIO_ACCOUNT": ACCOUNT,
        "PORTAL_TWILIO_SENDER": SENDER,
        "PORTAL_TWILIO_TOKEN_FILE": str(token_file),
    }
    return open_house(database, post.watch, settings=chosen)  # type: ignore[arg-type]


@pytest.fixture
def signer(listening: GuardedApplication, post: Post) -> Iterator[Signer]:
    with TestClient(listening, base_url=ORIGIN) as client:
        yield Signer(client, post)


@pytest.fixture
def post(database: Database) -> Post:
    return Post(database)
