"""Every answer of every status carries the guard of headers (S-18)."""

import asyncio
from collections.abc import Callable

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from portal.web.headers import MOST_AT_ONCE, GuardedApplication
from tests.looping import in_a_loop
from tests.portal.web.small_house import CANARY, OURS, SmallHouse

FORM = {"content-type": "application/x-www-form-urlencoded"}

ASKED: dict[str, tuple[int, Callable[[TestClient], Response]]] = {
    "a page": (200, lambda c: c.get("/plain")),
    "a ready page": (200, lambda c: c.get("/")),
    "a part": (200, lambda c: c.get("/plain", headers={"hx-request": "true"})),
    "head": (200, lambda c: c.head("/plain")),
    "head of a ready page": (200, lambda c: c.head("/")),
    "a change": (303, lambda c: c.post("/", headers=OURS)),
    "another origin": (403, lambda c: c.post("/")),
    "without permission": (403, lambda c: c.get("/own")),
    "nothing there": (404, lambda c: c.get("/nowhere")),
    "nothing of hers": (404, lambda c: c.get("/gone")),
    "another method": (405, lambda c: c.put("/")),
    "a method of no one": (405, lambda c: c.request("BREW", "/plain")),
    "too much": (413, lambda c: c.post("/", content=b"x" * 40_000, headers={**OURS, **FORM})),
    "another kind of body": (415, lambda c: c.post("/", json={}, headers=OURS)),
    "a mistake": (422, lambda c: c.post("/refuses", headers=OURS)),
    "an error": (500, lambda c: c.get("/breaks")),
    "an error in a change": (500, lambda c: c.post("/breaks", headers=OURS)),
    "no such static file": (404, lambda c: c.get("/static/0123456789/a.css")),
    "head of an error": (500, lambda c: c.head("/breaks")),
}

# Without those whose body is the page's own, or none.
REFUSED = [
    name
    for name, (status, _) in ASKED.items()
    if status >= 400 and name not in ("a mistake", "head of an error")
]

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}

# What makes a browser ask another address, or report to one, past every policy (V-08).
ELSEWHERE = {"link", "nel", "report-to", "reporting-endpoints", "sourcemap"}


def check_guard(answer: Response) -> None:
    headers = answer.headers
    assert ELSEWHERE.isdisjoint(headers)
    assert set(headers["content-security-policy"].split("; ")) == POLICY
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert {"noindex", "nofollow", "noarchive"} <= set(headers["x-robots-tag"].split(", "))
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "clear-site-data" not in headers, "only the exit forgets everything"
    names = [name for name, _ in headers.multi_items() if name != "set-cookie"]
    assert len(names) == len(set(names)), "none is there twice"


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_is_guarded_and_never_stored(house: SmallHouse, name: str) -> None:
    status, ask = ASKED[name]
    answer = ask(house.client())
    assert answer.status_code == status
    check_guard(answer)
    assert answer.headers["cache-control"] == "no-store"
    assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize("name", ASKED)
def test_behind_https_every_answer_asks_for_https_ever_after(
    secure_house: SmallHouse, name: str
) -> None:
    _, ask = ASKED[name]
    answer = ask(secure_house.client(base_url="https://desk.example"))
    check_guard(answer)
    assert "max-age=63072000" in answer.headers["strict-transport-security"]


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_is_a_dull_page_that_repeats_nothing(house: SmallHouse, name: str) -> None:
    _, ask = ASKED[name]
    answer = ask(house.client())
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>Advice morning</title>" in answer.text
    assert 'value="leave"' in answer.text, "the exit is there"
    assert CANARY not in answer.text
    assert "RuntimeError" not in answer.text


def test_a_refusal_never_repeats_what_was_asked_for(house: SmallHouse) -> None:
    answer = house.client().get(f"/{CANARY}?{CANARY}={CANARY}", headers={"cookie": f"s={CANARY}"})
    assert answer.status_code == 404
    assert CANARY not in answer.text + str(answer.headers)


def test_no_redirect_repeats_the_host_or_the_query_as_asked(house: SmallHouse) -> None:
    answer = house.client().get("/plain/?x=1", headers={"host": "elsewhere.example"})
    assert answer.status_code == 404
    assert "location" not in answer.headers
    written = house.client().post("/", headers={**OURS, "host": "elsewhere.example"})
    assert written.headers["location"] == "/"


def asgi_client(app: GuardedApplication) -> TestClient:
    return TestClient(app, base_url="http://localhost:8000")


async def fail_late(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise RuntimeError(CANARY)


async def fail_at_once(_scope: Scope, _receive: Receive, _send: Send) -> None:
    raise RuntimeError(CANARY)


def test_an_error_outside_of_every_page_is_guarded_too() -> None:
    answer = asgi_client(GuardedApplication(fail_at_once, https=False, sorry=b"sorry")).get("/")
    assert (answer.status_code, answer.text) == (500, "sorry")
    check_guard(answer)


@in_a_loop
async def test_an_answer_that_broke_off_is_not_begun_again() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    app = GuardedApplication(fail_late, https=False, sorry=b"sorry")
    await app({"type": "http"}, receive, send)
    assert [message["type"] for message in sent] == ["http.response.start"]


@in_a_loop
async def test_a_crowd_beyond_all_measure_is_asked_to_wait_a_moment() -> None:
    """Whoever is being answered is answered; the guard is on the refusal too."""
    go = asyncio.Event()

    async def wait(_scope: Scope, _receive: Receive, send: Send) -> None:
        await go.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body"})

    statuses: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def receive() -> Message:
        return {"type": "http.request"}

    app = GuardedApplication(wait, https=False, sorry=b"sorry")
    first = [
        asyncio.ensure_future(app({"type": "http"}, receive, send)) for _ in range(MOST_AT_ONCE)
    ]
    await asyncio.sleep(0)
    await asyncio.wait_for(app({"type": "http"}, receive, send), timeout=5)
    assert statuses == [503]
    go.set()
    await asyncio.gather(*first)
    await app({"type": "http"}, receive, send)
    assert statuses == [503, *[200] * (MOST_AT_ONCE + 1)]
