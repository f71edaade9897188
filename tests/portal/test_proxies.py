"""Whose word is taken for where a request comes from: the named proxies' and nobody else's."""

import os
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send
from uvicorn.config import Config

from portal import serving
from portal.settings import read_settings

CLAIMED = {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, logs_as_before: None) -> dict[str, Any]:
    """With what the server was started; it was not."""
    said: dict[str, Any] = {}

    def start(_app: str, **options: Any) -> None:
        said.update(options)

    monkeypatch.setattr("uvicorn.run", start)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    return said


async def who_asks(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(scope["client"][0])(scope, receive, send)


def seen_from(address: str, options: dict[str, Any]) -> str:
    """The network that the portal sees when this address claims to forward for another."""
    config = Config(who_asks, **{**options, "factory": False, "loop": "none"})
    config.load()
    return TestClient(config.loaded_app, client=(address, 1)).get("/", headers=CLAIMED).text


@pytest.mark.parametrize(
    ("proxies", "address", "seen"),
    [
        ("", "127.0.0.1", "127.0.0.1"),
        ("", "10.0.0.2", "10.0.0.2"),
        ("10.0.0.2", "10.0.0.2", "203.0.113.9"),
        ("10.0.0.2", "10.0.0.3", "10.0.0.3"),
        ("10.0.0.2", "127.0.0.1", "127.0.0.1"),
        ("10.0.0.7/24, ::1", "10.0.0.2", "203.0.113.9"),
        ("10.0.0.7/24, ::1", "::1", "203.0.113.9"),
        ("10.0.0.7/24, ::1", "10.0.1.2", "10.0.1.2"),
    ],
)
def test_a_forwarded_address_is_believed_of_named_proxies_alone(
    started: dict[str, Any], proxies: str, address: str, seen: str
) -> None:
    serving.run(read_settings({"PORTAL_TRUSTED_PROXIES": proxies}), processes=1)
    assert seen_from(address, started) == seen
