"""What asks for the bench hears whole answers, and does not count what is none."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.load import Unanswered, converse, repeating, whole

ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"


@contextmanager
def answering(*parts: bytes) -> Iterator[int]:
    """A server that takes one connection and answers each request with these parts; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=_answer, args=(listening, parts))
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


def _answer(listening: socket.socket, parts: tuple[bytes, ...]) -> None:
    wire, _ = listening.accept()
    with wire:
        while wire.recv(4096):
            for part in parts:
                wire.sendall(part)
            if not parts:
                return


def test_an_answer_is_whole_with_its_last_byte() -> None:
    assert all(whole(ANSWER[:end]) is None for end in range(len(ANSWER)))
    answer = whole(ANSWER)
    assert answer is not None
    assert (answer.status, answer.body, answer.length) == (200, b"hello", len(ANSWER))


def test_an_answer_of_unknown_length_is_refused() -> None:
    with pytest.raises(Unanswered):
        whole(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n")


def test_an_answer_without_content_is_whole_with_its_head() -> None:
    answer = whole(b"HTTP/1.1 204 No Content\r\nserver: x\r\n\r\n")
    assert answer is not None
    assert (answer.status, answer.body) == (204, b"")


def test_each_client_asks_until_it_has_done() -> None:
    with answering(ANSWER[:10], ANSWER[10:]) as port:
        window = converse(port, [repeating(b"x", range(3))])
    assert window.answers == 3


def test_anything_but_a_200_is_no_answer() -> None:
    with answering(ANSWER.replace(b"200", b"503")) as port, pytest.raises(Unanswered):
        converse(port, [repeating(b"x", range(3))])


def test_a_closed_connection_is_no_answer() -> None:
    with answering() as port, pytest.raises(Unanswered):
        converse(port, [repeating(b"x", range(3))])
