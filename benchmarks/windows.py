"""One stretch of work for a server, asked of it by a process of its own, so that the asking takes
nothing from who measures. Every window ends by itself."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TypeAlias

from benchmarks.browser import Phone
from benchmarks.journey import Booking, each_journey, whole_journey
from benchmarks.load import Window, converse, repeating

# The page of times is looked at by people who asked for these.
NEEDS = ("idva", "housing", "legal")
TIMES = "times"

Asker: TypeAlias = ProcessPoolExecutor


@contextmanager
def asking_apart() -> Iterator[Asker]:
    """The one process that asks."""
    with ProcessPoolExecutor(1, get_context("spawn")) as asker:
        yield asker


def look(
    asker: Asker, port: int, requests: Sequence[bytes], seconds: float, *, status: int = 200
) -> Window:
    """Each client asks its own request again and again."""
    return asker.submit(_look, port, requests, seconds, status).result()


def keep(asker: Asker, port: int, path: str, clients: int, most: int) -> Window:
    """So many answers kept by a bare route, each durable before it is answered."""
    return asker.submit(_keep, port, path, clients, most).result()


def book(asker: Asker, port: int, clients: int, bookings: Sequence[Booking]) -> Window:
    """All of these whole journeys, from the first page to the confirmed visit and its phrase."""
    return asker.submit(_book, port, clients, bookings).result()


def come_to_the_times(port: int, clients: int) -> list[bytes]:
    """What so many people, each on a journey of her own, send to look at the times once more."""
    phones = [Phone(network=f"203.0.{number}.7") for number in range(clients)]
    wish = Booking(NEEDS, "")
    converse(port, [whole_journey(phone, wish, until=TIMES) for phone in phones])
    return [phone.look() for phone in phones]


def _look(port: int, requests: Sequence[bytes], seconds: float, status: int) -> Window:
    talks = [repeating(request, status=status) for request in requests]
    return converse(port, talks, seconds=seconds)


def _keep(port: int, path: str, clients: int, most: int) -> Window:
    phone, turns = Phone(), iter(range(most))
    request = phone.press([("step", "name"), ("called", "Robin"), ("go", "next")], path)
    return converse(port, [repeating(request, turns) for _ in range(clients)])


def _book(port: int, clients: int, bookings: Sequence[Booking]) -> Window:
    waiting = iter(bookings)
    return converse(port, [each_journey(waiting) for _ in range(clients)])
