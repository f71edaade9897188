"""Asks over kept-alive connections as fast as it is answered: one thread, and no library."""

import select
import socket
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from itertools import count
from time import perf_counter, process_time
from typing import NamedTuple, TypeAlias

# No window waits longer than this for an answer that does not come.
PATIENCE = 20
READ_AT_ONCE = 256 * 1024
NO_CONTENT = 204


class Unanswered(Exception):
    """The server closed a connection, kept silent, or answered other than was expected."""


class Answer(NamedTuple):
    """One response, its body as it came over the wire."""

    status: int
    head: bytes
    body: bytes

    @property
    def length(self) -> int:
        """Bytes over the wire, with the blank line between head and body."""
        return len(self.head) + 4 + len(self.body)


# What one client says: it is sent each answer, and gives the next request, until it has done.
Talk: TypeAlias = Generator[bytes, Answer, None]


@dataclass(frozen=True, slots=True)
class Window:
    """What was answered in one stretch of time, and how busy the asking side was (0 to 1)."""

    answers: int
    seconds: float
    busy: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds


@dataclass(slots=True)
class Line:
    """One connection, and the client on it."""

    wire: socket.socket
    talk: Talk
    received: bytes = b""

    def hear(self) -> bool:
        """Read what came. True once an answer was whole and the next request is on its way.

        Raises StopIteration where the client has done.
        """
        part = self.wire.recv(READ_AT_ONCE)
        if not part:
            raise Unanswered("the connection was closed")
        self.received += part
        answer = whole(self.received)
        if answer is None:
            return False
        self.received = b""
        self.wire.sendall(self.talk.send(answer))
        return True


def whole(received: bytes) -> Answer | None:
    """The response in these bytes; None while a part of it is still to come."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    status = int(received[9:12])
    if status == NO_CONTENT:
        return Answer(status, received[:end], b"")
    at = received.find(b"content-length: ", 0, end) + 16
    if at < 16:
        raise Unanswered("an answer did not say how long it is")
    line = received.find(b"\r\n", at)
    if len(received) < end + 4 + int(received[at:line]):
        return None
    return Answer(status, received[:end], received[end + 4 :])


def converse(port: int, talks: Iterable[Talk], *, seconds: float | None = None) -> Window:
    """Let all clients talk at once, each on a connection of its own, until they have done.

    With `seconds`, until so long has passed and there was an answer for each. Raises Unanswered.
    """
    lines = [_opened(port, talk) for talk in talks]
    try:
        return _listen({line.wire.fileno(): line for line in lines}, seconds)
    finally:
        for line in lines:
            line.wire.close()


def _opened(port: int, talk: Talk) -> Line:
    wire = socket.create_connection(("127.0.0.1", port), PATIENCE)
    wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Line(wire, talk)


def _listen(lines: dict[int, Line], seconds: float | None) -> Window:
    answers, least = 0, len(lines)
    began, worked = perf_counter(), process_time()
    ends = began + (seconds or float("inf"))
    with select.epoll() as ready:
        for number, line in lines.items():
            ready.register(number, select.EPOLLIN)
            line.wire.sendall(next(line.talk))
        while lines and (answers < least or perf_counter() < ends):
            for number, _ in _ready(ready):
                try:
                    answers += lines[number].hear()
                except StopIteration:
                    answers += 1
                    ready.unregister(number)
                    del lines[number]
    taken = perf_counter() - began
    return Window(answers, taken, (process_time() - worked) / taken)


def _ready(ready: select.epoll) -> list[tuple[int, int]]:
    found = ready.poll(PATIENCE)
    if not found:
        raise Unanswered(f"nothing came for {PATIENCE} seconds")
    return found


def repeating(request: bytes, times: Iterable[object] = count(), *, status: int = 200) -> Talk:
    """The same request once for each of `times`, which many clients may share; without it, until
    the window ends. Every answer must be a 200, or of the `status` that is said."""
    for _ in times:
        answer = yield request
        if answer.status != status:
            raise Unanswered(f"{answer.status} instead of {status}")
