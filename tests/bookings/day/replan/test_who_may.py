"""Who may open and press what of a new plan, of things, and at the creche: every role, every
route."""

import pytest

from bookings.day.routes.replan import routes
from portal.access import STAFF, Role
from tests.bookings.day.replan.at_the_desk import at_the_desk
from tests.bookings.day.replan.wednesday import Wednesday

RUNS_THE_DAY = {Role.COORDINATOR}
AT_THE_DOOR = {Role.COORDINATOR, Role.RECEPTIONIST}

# Each route, who may use it, and what an empty form of theirs is answered.
WHO_MAY: dict[tuple[str, str], tuple[set[Role], int]] = {
    ("GET", "/session/{session_id:uuid}/replan"): (RUNS_THE_DAY, 200),
    ("POST", "/session/{session_id:uuid}/replan"): (RUNS_THE_DAY, 303),
    ("POST", "/session/{session_id:uuid}/replan/back"): (RUNS_THE_DAY, 303),
    ("GET", "/session/{session_id:uuid}/things"): (RUNS_THE_DAY, 200),
    ("POST", "/session/{session_id:uuid}/things"): (RUNS_THE_DAY, 303),
    ("GET", "/creche"): (AT_THE_DOOR, 200),
    ("GET", "/creche/{session_id:uuid}"): (AT_THE_DOOR, 200),
    ("POST", "/creche/{session_id:uuid}"): (AT_THE_DOOR, 404),
}


def test_every_route_stands_in_the_table() -> None:
    found = {(method, route.path) for route in routes for method in (route.methods or ())}
    assert {each for each in found if each[0] != "HEAD"} == set(WHO_MAY)


@pytest.mark.parametrize("role", sorted(STAFF, key=str))
def test_each_role_is_answered_as_the_table_says(wednesday: Wednesday, role: Role) -> None:
    desk = at_the_desk(wednesday, role)
    for (method, path), (may, status) in WHO_MAY.items():
        address = path.replace("{session_id:uuid}", desk.session_id)
        answer = desk.browser.request(method, address)
        assert answer.status_code == (status if role in may else 403), (method, path)


def test_who_is_not_signed_in_is_led_to_the_door_of_the_staff(wednesday: Wednesday) -> None:
    desk = at_the_desk(wednesday)
    desk.browser.cookies.clear()
    for method, path in WHO_MAY:
        address = path.replace("{session_id:uuid}", desk.session_id)
        answer = desk.browser.request(method, address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/staff")
