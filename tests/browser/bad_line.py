"""A line between a phone and the portal that can be told to fail, in the ways that lines do."""

import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import urlsplit

from tests.browser.server import in_a_thread

READ_AT_ONCE = 64 * 1024
AS_FAR_AS = b"content-length: "
FAILED = (
    b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 20\r\n"
    b"connection: close\r\n\r\n<h1>Bad Gateway</h1>"
)
STRANGE = FAILED.replace(b"502 Bad Gateway", b"200 OK", 1)


class Weather(Enum):
    """What becomes of the next requests, and of their answers."""

    GOOD = auto()
    # Whoever stands before the portal says that it does not answer.
    PROXY_FAILS = auto()
    # The portal does what was asked, and its answer is lost; on its way, or half of it.
    UNHEARD = auto()
    HALF = auto()
    # Half of it without a word of how long it should be, so that it looks whole.
    CUT_SHORT = auto()
    # A page of somebody else's, as from a network that wants a password first.
    STRANGE = auto()


@dataclass(slots=True)
class BadLine:
    """Stands at an address of its own; `weather` holds until it is changed."""

    address: str
    portal: tuple[str, int]
    weather: Weather = Weather.GOOD

    def carry(self, asked: bytes) -> bytes:
        """What of the portal's answer to these bytes comes back."""
        if self.weather in (Weather.PROXY_FAILS, Weather.STRANGE):
            return FAILED if self.weather is Weather.PROXY_FAILS else STRANGE
        answer = self._answer_to(asked)
        if self.weather is Weather.GOOD:
            return answer
        return b"" if self.weather is Weather.UNHEARD else self._half(answer)

    def _half(self, answer: bytes) -> bytes:
        head, _, body = answer.partition(b"\r\n\r\n")
        if self.weather is Weather.CUT_SHORT:
            lines = [each for each in head.split(b"\r\n") if not each.startswith(AS_FAR_AS)]
            head = b"\r\n".join(lines)
        return head + b"\r\n\r\n" + body[: len(body) // 2]

    def _answer_to(self, asked: bytes) -> bytes:
        head, rest = asked.split(b"\r\n", 1)
        with socket.create_connection(self.portal) as wire:
            wire.sendall(head + b"\r\nConnection: close\r\n" + rest)
            return b"".join(iter(lambda: wire.recv(READ_AT_ONCE), b""))


@contextmanager
def bad_line(portal_address: str) -> Iterator[BadLine]:
    """A line to the portal at this address, at a free port of localhost."""
    line = BadLine("", ("127.0.0.1", urlsplit(portal_address).port or 80))
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _carrying_for(line))
    server.daemon_threads = True
    line.address = f"http://localhost:{server.server_address[1]}"
    with in_a_thread(server):
        yield line


def _carrying_for(line: BadLine) -> type[socketserver.StreamRequestHandler]:
    class Carry(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked = self._request()
            if asked:
                self.wfile.write(line.carry(asked))

        def _request(self) -> bytes:
            """One request without the browser's wish to keep the line open."""
            lines = list(iter(self.rfile.readline, b"\r\n"))
            length = next((int(each[16:]) for each in lines if _is_length(each)), 0)
            kept = (each for each in lines if not each.lower().startswith(b"connection:"))
            return b"".join((*kept, b"\r\n", self.rfile.read(length)))

    return Carry


def _is_length(line: bytes) -> bool:
    return line.lower().startswith(AS_FAR_AS)
