"""Two people of the staff at once: one of them is served, and the other is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import sqlalchemy as sa
from httpx2 import Response

from bookings.day.models import Arrival
from portal.access import Role
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import codes, post, standing
from tests.browsing import parse

TYPED: dict[str, str | list[str]] = {"name": "Robin", "need": ["housing", "legal"]}


def at_once(*calls: Callable[[], Response]) -> list[int]:
    with ThreadPoolExecutor(len(calls)) as threads:
        answers = [threads.submit(call) for call in calls]
        return sorted(each.result().status_code for each in answers)


def test_c_03_the_same_times_are_given_to_one_of_two_who_walk_in(morning: Morning) -> None:
    address = f"/session/{morning.session_id}/walk-in"
    desks = [morning.signed_in(Role.COORDINATOR) for _ in range(2)]
    first = codes(parse(post(desks[0], address, TYPED).text))[0]
    fields = {**TYPED, "take": first}
    told = at_once(lambda: post(desks[0], address, fields), lambda: post(desks[1], address, fields))
    assert told == [303, 409]
    with morning.town.reading() as db:
        (visit_id,) = db.scalars(sa.select(Arrival.visit_id)).all()
    assert [slot.id.hex for slot in standing(morning, visit_id)] == first.split(".")


def test_two_presses_of_is_here_give_one_number(morning: Morning) -> None:
    robin, kim = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    desks = [morning.signed_in(Role.RECEPTIONIST) for _ in range(3)]
    told = at_once(
        lambda: post(desks[0], f"/door/{robin}/here"),
        lambda: post(desks[1], f"/door/{robin}/here"),
        lambda: post(desks[2], f"/door/{kim}/here"),
    )
    assert told == [303, 303, 303]
    with morning.town.reading() as db:
        numbers = db.scalars(sa.select(Arrival.number).order_by(Arrival.number)).all()
    assert numbers == [1, 2]
