"""Asks an application as starlette's test client does, but in one loop for the whole process: to
begin a thread and a loop for each request, and to go to and fro between them ten times, took longer
than to answer it."""

import asyncio
import threading
from functools import cache
from typing import Any
from urllib.parse import unquote

import httpx2
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Scope

PORTS = {"http": 80, "https": 443}
SOMEBODY = ("testclient", 50_000)


class Asks(TestClient):
    """A test client of an application that sends whole answers. What it raises is raised here."""

    def __init__(self, app: ASGIApp, *, client: tuple[str, int] = SOMEBODY, **options: Any) -> None:
        super().__init__(app, client=client, **options)
        self._transport = _InOneLoop(app, client)


class _InOneLoop(httpx2.BaseTransport):
    def __init__(self, app: ASGIApp, client: tuple[str, int]) -> None:
        self._app, self._client = app, client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        body = request.read()
        asked = _answers(self._app, self._scope(request), body)
        begun, *rest = asyncio.run_coroutine_threadsafe(asked, _loop()).result()
        whole = b"".join(bytes(each.get("body", b"")) for each in rest)
        return httpx2.Response(
            begun["status"],
            headers=[(name.decode(), value.decode()) for name, value in begun["headers"]],
            stream=httpx2.ByteStream(b"" if request.method == "HEAD" else whole),
            request=request,
        )

    def _scope(self, request: httpx2.Request) -> Scope:
        path, _, query = request.url.raw_path.partition(b"?")
        headers = request.headers.multi_items()
        return {
            "type": "http",
            "http_version": "1.1",
            "method": request.method,
            "path": unquote(request.url.path),
            "raw_path": path,
            "root_path": "",
            "scheme": request.url.scheme,
            "query_string": query,
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
            "client": self._client,
            "server": [request.url.host, request.url.port or PORTS[request.url.scheme]],
            "extensions": {},
            "state": {},
        }


async def _answers(app: ASGIApp, scope: Scope, body: bytes) -> list[Message]:
    """What the application sends, its beginning first; whoever listens on hears of the end."""
    sent: list[Message] = []
    asked = [{"type": "http.request", "body": body}]
    is_whole = asyncio.Event()

    async def receive() -> Message:
        if asked:
            return asked.pop()
        await is_whole.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        assert not is_whole.is_set(), "nothing is sent after the end"
        sent.append(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            is_whole.set()

    await app(scope, receive, send)
    assert is_whole.is_set(), "an answer that comes to its end"
    return sent


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """It runs until the process ends, within one task: the threads of its work are kept so."""
    made: list[asyncio.AbstractEventLoop] = []
    is_there = threading.Event()

    async def run_on() -> None:
        made.append(asyncio.get_running_loop())
        is_there.set()
        await asyncio.Event().wait()

    threading.Thread(target=asyncio.run, args=(run_on(),), daemon=True).start()
    is_there.wait()
    return made[0]
