"""A provider of the tests' own: a real server on loopback, asked through the real client."""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response

ACCOUNT = "AC" + "0a" * 16
TOKEN = "not-a-real-token"
SENDER = "+447400123456"
ORIGIN = "https://mornings.example"


@dataclass
class Provider:
    """What was asked of it, and how it answers next: `accept` unless something else is said.

    `hang` accepts and answers too late; `cut` accepts and hangs up; a number is a refusal by that
    code; `429`, `500` and `garbage` are answers of their own. `answered` says how, one by one.
    """

    port: int = 0
    next: deque[str] = field(default_factory=deque)
    always: str = "accept"
    hang_seconds: float = 1.0
    asked: list[dict[str, str]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    delete_status: int = 204

    def answer(self) -> str:
        return self.next.popleft() if self.next else self.always


class Loopback(TwilioHttpClient):  # type: ignore[misc] # it comes without types
    """The real client, but that its line ends at this machine."""

    def __init__(self, port: int, timeout: float = 5.0) -> None:
        super().__init__(timeout=timeout)
        self._port = port

    def request(self, method: str, url: str, *given: Any, **named: Any) -> Response:
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert parts.hostname == "api.twilio.com"
        here = parts._replace(scheme="http", netloc=f"127.0.0.1:{self._port}")
        return super().request(method, here.geturl(), *given, **named)


@contextmanager
def provider_on_loopback() -> Iterator[Provider]:
    """A provider that answers until the block ends."""
    told = Provider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (_Answering,), {"told": told}))
    server.daemon_threads = True
    told.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    told: Provider

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        how = self.told.answer()
        self.told.answered.append(how)
        self.told.asked.append({**dict(parse_qsl(body)), "": self.path + repr(self.headers)})
        if how in ("accept", "slow", "hang"):
            time.sleep({"accept": 0.0, "slow": 0.2, "hang": self.told.hang_seconds}[how])
            self._send(201, {"sid": f"SM{len(self.told.asked):032x}", "status": "accepted"})
        elif how == "cut":
            self.close_connection = True
        elif how == "garbage":
            self._send(201, None)
        elif how in ("429", "500"):
            self._send(int(how), {"code": 20000 + int(how), "message": "x", "status": int(how)})
        else:
            self._send(400, {"code": int(how), "message": "x", "status": 400})

    def do_DELETE(self) -> None:
        self.told.deleted.append(self.path.rpartition("/")[2].removesuffix(".json"))
        self._send(self.told.delete_status, {"code": 20404, "status": self.told.delete_status})

    def _send(self, status: int, said: dict[str, Any] | None) -> None:
        body = b"" if status == 204 else json.dumps(said).encode() if said else b"<html>"
        head = f"HTTP/1.1 {status} x\r\ncontent-type: application/json\r\n"
        try:
            self.wfile.write(f"{head}content-length: {len(body)}\r\n\r\n".encode() + body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_line: Any) -> None:
        """Nobody reads it."""
