"""Whoever works by keyboard loses nothing when a page looks again: htmx gives the focus back to
what has the same id, and to nothing else."""

from uuid import UUID

import pytest

from bookings.day.models import Alert
from portal.access import Role
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning, at
from tests.browsing import Element

PAGES = ("/board", "/door", "/desk", "/session/{}/alert")


@pytest.fixture
def lively(morning: Morning) -> Morning:
    """Somebody is expected, somebody waits, somebody has been welcomed, and an alarm stands."""
    morning.book("Robin", "housing")
    for name, welcomed in (("Kim", True), ("Sam", False)):
        morning.arrive(morning.book(name, "housing"), "10:15", welcomed=welcomed)
    morning.add(Alert(session_id=morning.session_id, raised_at=at("10:20"), raised_by=UUID(int=1)))
    return morning


@pytest.mark.parametrize("settled_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("address", PAGES)
def test_all_that_can_be_pressed_in_what_is_put_in_anew_has_an_id(
    lively: Morning, address: str
) -> None:
    page = desk_for(lively, address).page(address.format(lively.session_id))
    (polled,) = [each for each in everything(page) if each.get("hx-trigger") == "every 2s"]
    pressed = [each for name in ("button", "a") for each in polled.all(name)]
    seen = [each for each in pressed if each.text != "Look again"]
    assert len(seen) > 1
    assert [each.text for each in seen if not each.get("id")] == []


def desk_for(morning: Morning, address: str) -> Desk:
    if address == "/desk":
        welcomed = morning.book("Lou", "legal", since="10:30")
        morning.arrive(welcomed, "10:15")
        sits = morning.worker_of(morning.stops(welcomed)[0])
        return morning.signed_in(Role.DESK_WORKER, worker_id=sits)
    return morning.signed_in(Role.COORDINATOR)


def everything(page: Element) -> list[Element]:
    return [each for name in ("section", "div") for each in page.all(name)]
