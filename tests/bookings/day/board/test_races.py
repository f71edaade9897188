"""Two coordinators in the very same moment: one of them is told."""

import threading
from uuid import UUID

from portal.access import Role
from tests.bookings.day.board.at_a_desk import Desk, was
from tests.bookings.day.board.morning import Morning


def at_once(*presses: tuple[Desk, UUID, str]) -> list[int]:
    """What each is answered who presses “begin” on the same signal, in order of size."""
    line, answers = threading.Barrier(len(presses)), list[int]()

    def press(desk: Desk, stop: UUID, version: str) -> None:
        line.wait(10)
        answers.append(desk.post(f"/session/stop/{stop}", go="begin", was=version).status_code)

    threads = [threading.Thread(target=press, args=each) for each in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(answers)


def test_two_who_take_the_same_step_at_once_take_it_once(morning: Morning) -> None:
    robin = morning.book("Robin", "legal", since="10:20")
    morning.arrive(robin, "10:15")
    (stop,) = morning.stops(robin)
    bea, mina = (morning.signed_in(Role.COORDINATOR, name) for name in ("Bea", "Mina"))
    version = was(bea.page("/board"), stop, "begin")
    assert at_once((bea, stop, version), (mina, stop, version)) == [303, 409]


def test_two_who_let_somebody_in_at_one_desk_at_once_let_in_one(morning: Morning) -> None:
    one, two = (morning.book(name, "legal", since="10:20") for name in ("Robin", "Kim"))
    for visit in (one, two):
        morning.arrive(visit, "10:15")
    (first,), (second,) = morning.stops(one), morning.stops(two)
    bea, mina = (morning.signed_in(Role.COORDINATOR, name) for name in ("Bea", "Mina"))
    page = bea.page("/board")
    presses = [(bea, first, was(page, first, "begin")), (mina, second, was(page, second, "begin"))]
    assert at_once(*presses) == [303, 422]
    begun = [morning.stop(stop).began_at is not None for stop in (first, second)]
    assert sorted(begun) == [False, True]


def test_nobody_is_taken_into_two_rooms_at_once(morning: Morning) -> None:
    robin = morning.book("Robin", "legal", "housing", since="10:20")
    morning.arrive(robin, "10:15")
    legal, housing = morning.stops(robin)
    bea, mina = (morning.signed_in(Role.COORDINATOR, name) for name in ("Bea", "Mina"))
    presses = [
        (desk, stop, was(desk.page(f"/session/stop/{stop}"), stop, "begin"))
        for desk, stop in ((bea, legal), (mina, housing))
    ]
    assert at_once(*presses) == [303, 422]
