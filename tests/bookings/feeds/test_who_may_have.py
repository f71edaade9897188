"""Whose calendar somebody may have, make and stop (C-26, R-16)."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bookings.feeds.models import CalendarFeed
from bookings.feeds.routes import routes
from portal.access import STAFF, Permission, Role
from portal.web.page import PageRoute
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.feeds.reading import Reader, desk_pattern, made
from tests.bookings.feeds.test_what_it_says import housing

HAVE_THEM = {Role.COORDINATOR, Role.DESK_WORKER}
ADDRESSES = (("GET", "/feeds"), ("POST", "/feeds"), ("POST", f"/feeds/{UUID(int=7)}/revoke"))


def feeds(morning: Morning) -> list[UUID]:
    with morning.town.reading() as db:
        return list(db.scalars(sa.select(CalendarFeed.id)))


def ask(desk: Desk, method: str, path: str) -> int:
    return int(desk.client.request(method, path).status_code)


def test_only_the_calendar_itself_is_outside_the_staffs_side() -> None:
    ours = [route for route in routes if isinstance(route, PageRoute)]
    assert len(ours) == len(ADDRESSES) + 1
    open_to_all = [route for route in ours if not route.staffs]
    assert [(each.path, each.needs) for each in open_to_all] == [
        ("/c/{token}.ics", Permission.FEED_READ)
    ]


def test_every_role_reaches_what_is_its_own_and_nothing_else(morning: Morning) -> None:
    for role in sorted(STAFF, key=lambda each: each.name):
        desk = morning.signed_in(role)
        for method, path in ADDRESSES:
            status = ask(desk, method, path)
            assert (status == 403) == (role not in HAVE_THEM), (role, method, path, status)
        assert ("Calendars" in desk.get("/staff/account").text) == (role in HAVE_THEM)
    assert feeds(morning) == []


def test_whoever_is_not_signed_in_is_led_to_the_door(morning: Morning) -> None:
    desk = morning.signed_in(Role.COORDINATOR)
    desk.client.cookies.clear()
    assert [ask(desk, *each) for each in ADDRESSES] == [303, 303, 303]


def test_r_16_a_desk_worker_has_their_own_and_nobody_elses(
    morning: Morning, reader: Reader
) -> None:
    farah = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Farah"))
    for other in (morning.worker("Tom"), desk_pattern(morning.town, housing(morning)), uuid4()):
        assert farah.post("/feeds", whose=str(other)).status_code == 404
    answer = farah.post("/feeds", whose="")
    assert answer.status_code == 422
    assert "Choose one that is on this list." in answer.text
    assert feeds(morning) == []
    page = farah.get("/feeds").text
    assert "Farah" in page
    assert "Tom" not in page
    assert reader.get(made(farah, farah.actor.worker_id)).status_code == 200


def test_a_coordinator_has_that_of_any_worker_and_desk(morning: Morning, reader: Reader) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    for whose in (morning.worker("Tom"), desk_pattern(morning.town, housing(morning))):
        assert reader.calendar(made(coordinator, whose)).events
    page = coordinator.get("/feeds").text
    assert page.count("Stop it") == 2


def test_nobody_stops_the_calendar_of_another(morning: Morning, reader: Reader) -> None:
    farah = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Farah"))
    address = made(farah, farah.actor.worker_id)
    (feed,) = feeds(morning)
    other = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Tom"))
    assert other.post(f"/feeds/{feed}/revoke").status_code == 404
    assert reader.get(address).status_code == 200
    assert farah.post(f"/feeds/{feed}/revoke").status_code == 303
    assert reader.get(address).status_code == 404


def test_a_desk_worker_without_a_desk_is_told_so(morning: Morning) -> None:
    nobody = morning.signed_in(Role.DESK_WORKER)
    assert "You have no desk in the weekly plan yet." in nobody.get("/feeds").text


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_is_told_with_how_to_add_it(morning: Morning, scripts: bool) -> None:
    desk = morning.signed_in(Role.COORDINATOR)
    answer = desk.post("/feeds", whose=str(morning.worker("Tom")), scripts=scripts)
    assert "http://localhost:8000/c/" in answer.text
    assert "Add Subscribed Calendar" in answer.text
    assert ("<!doctype html>" in answer.text) != scripts
