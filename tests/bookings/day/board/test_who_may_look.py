"""Every address of the board, the screen and the desks against every role (P-01)."""

from uuid import UUID

import pytest

from bookings.day.routes.board import routes
from portal.access import STAFF, Role
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning

BOARD = {Role.COORDINATOR}
ROOMS = {Role.COORDINATOR, Role.RECEPTIONIST}
DESKS = {Role.DESK_WORKER, Role.COVER}
NOBODY_ELSES = UUID(int=7)

# Each address: who is not turned away from it. The screen's own has test_screen.py.
ADDRESSES: dict[tuple[str, str], set[Role]] = {
    ("GET", "/board"): BOARD,
    ("GET", "/board/{session_id:uuid}"): BOARD,
    ("GET", "/board/{session_id:uuid}/rows"): BOARD,
    ("GET", "/desk"): DESKS,
    ("GET", "/desk/{session_id:uuid}/rows"): DESKS,
    ("POST", "/session/stop/{stop_id:uuid}"): BOARD | DESKS,
    ("GET", "/session/stop/{stop_id:uuid}"): BOARD,
    ("POST", "/session/stop/{stop_id:uuid}/move"): BOARD,
    ("GET", "/session/visit/{visit_id:uuid}/leaving"): BOARD,
    ("POST", "/session/visit/{visit_id:uuid}/leaving"): BOARD,
    ("POST", "/session/visit/{visit_id:uuid}/looked-at"): BOARD,
    ("GET", "/rooms"): ROOMS,
    ("GET", "/rooms/{session_id:uuid}"): ROOMS,
    ("GET", "/rooms/{session_id:uuid}/rows"): ROOMS,
    ("GET", "/screen"): set(),
    ("GET", "/screen/rows"): set(),
    ("POST", "/session/{session_id:uuid}/screen"): BOARD,
    ("POST", "/session/{session_id:uuid}/screen/end"): BOARD,
}


def ask(desk: Desk, method: str, path: str) -> int:
    """With ids that lead nowhere: whoever may ask is told so."""
    for part in ("{session_id:uuid}", "{stop_id:uuid}", "{visit_id:uuid}"):
        path = path.replace(part, str(NOBODY_ELSES))
    return int(desk.client.request(method, path).status_code)


def test_the_table_has_every_address() -> None:
    found = {
        (method, route.path) for route in routes for method in (route.methods or set()) - {"HEAD"}
    }
    assert found == set(ADDRESSES)
    assert all(route.staffs for route in routes)


def test_p_01_every_role_reaches_what_is_its_own_and_nothing_else(morning: Morning) -> None:
    for role in sorted(STAFF, key=lambda each: each.name):
        desk = morning.signed_in(role)
        for (method, path), who in ADDRESSES.items():
            status = ask(desk, method, path)
            assert (status == 403) == (role not in who), (role, method, path, status)


def test_whoever_is_not_signed_in_is_led_to_the_door(morning: Morning) -> None:
    desk = morning.signed_in(Role.COORDINATOR)
    desk.client.cookies.clear()
    for method, path in ADDRESSES:
        assert ask(desk, method, path) == 303, (method, path)


@pytest.mark.parametrize("part", ["/rows", "/screen"])
def test_what_is_polled_is_no_activity(part: str) -> None:
    """P-03: nobody stays signed in because a page asks by itself."""
    polled = {route.path for route in routes if route._polls}
    assert {path for path in polled if path.endswith(part)}
    assert all(path.endswith("/rows") or path == "/screen" for path in polled)
