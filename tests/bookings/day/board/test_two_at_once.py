"""Two coordinators at one morning: nothing is overwritten silently, and nothing is in the way that
does not matter."""

from uuid import UUID

import pytest

from portal.access import Role
from tests.bookings.day.board.at_a_desk import Desk, rows, was
from tests.bookings.day.board.morning import Morning


@pytest.fixture
def two(morning: Morning) -> tuple[Desk, Desk]:
    return morning.signed_in(Role.COORDINATOR, "Bea"), morning.signed_in(Role.COORDINATOR, "Mina")


@pytest.fixture
def stop(morning: Morning) -> UUID:
    robin = morning.book("Robin", "housing", since="10:20")
    morning.arrive(robin, "10:15")
    return morning.stops(robin)[0]


@pytest.mark.parametrize("scripts", [True, False])
def test_the_second_sees_what_changed_and_by_whom(
    morning: Morning, two: tuple[Desk, Desk], stop: UUID, scripts: bool
) -> None:
    bea, mina = two
    shown = mina.page("/board")
    assert bea.press(bea.page("/board"), stop, "begin").status_code == 303
    began = morning.stop(stop).began_at
    morning.watch.on(minutes=1)
    answer = mina.press(shown, stop, "begin", scripts=scripts)
    assert answer.status_code == 409
    assert "Robin was changed meanwhile, at 10:20 by Bea" in answer.text
    assert "begun." in answer.text
    assert "With " in answer.text, "the row as it is now"
    assert morning.stop(stop).began_at == began


def test_a_change_of_somebody_else_is_not_in_the_way(
    morning: Morning, two: tuple[Desk, Desk], stop: UUID
) -> None:
    bea, mina = two
    kim = morning.book("Kim", "legal", since="10:20")
    morning.arrive(kim, "10:15")
    shown = mina.page("/board")
    assert bea.press(bea.page("/board"), morning.stops(kim)[0], "call").status_code == 303
    assert mina.press(shown, stop, "call").status_code == 303


def test_an_old_page_cannot_undo_what_it_never_saw(
    morning: Morning, two: tuple[Desk, Desk], stop: UUID
) -> None:
    bea, mina = two
    bea.press(bea.page("/board"), stop, "call")
    shown = mina.page("/board")
    bea.press(bea.page("/board"), stop, "begin")
    assert mina.press(shown, stop, "undo").status_code == 409
    assert morning.stop(stop).began_at is not None


def test_a_moved_stop_cannot_be_moved_from_an_old_page(
    morning: Morning, two: tuple[Desk, Desk], stop: UUID
) -> None:
    bea, mina = two
    page = mina.page(f"/session/stop/{stop}")
    times = [
        each
        for form in page.all("form")
        for each in form.all("button")
        if each.get("name") == "slot"
    ]
    (form,) = [form for form in page.all("form") if form.get("id") == "offered"]
    version = next(each.get("value") for each in form.all("input") if each.get("name") == "was")
    first, second = times[0].get("value"), times[1].get("value")
    assert bea.post(f"/session/stop/{stop}/move", slot=first, was=version).status_code == 303
    answer = mina.post(f"/session/stop/{stop}/move", slot=second, was=version)
    assert answer.status_code == 409
    assert "moved to another time" in answer.text
    assert len(rows(mina.page("/board"))) == 1
    with pytest.raises(LookupError):
        was(mina.page("/board"), stop, "call")
