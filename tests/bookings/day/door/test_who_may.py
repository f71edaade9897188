"""Who may do what at the door, in one table that anybody can read."""

from typing import Any

from bookings.day.routes import door
from portal.access import STAFF, Role
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.door.saying import post

SESSION, VISIT = "/session/{session_id:uuid}", "/door/{visit_id:uuid}"
COORDINATOR = {Role.COORDINATOR}
AT_THE_DOOR = COORDINATOR | {Role.RECEPTIONIST}
AT_THE_SESSION = AT_THE_DOOR | {Role.DESK_WORKER, Role.COVER}

WHO_MAY: dict[tuple[str, str], set[Role]] = {
    ("GET", "/door"): AT_THE_DOOR,
    ("GET", f"{SESSION}/door"): AT_THE_DOOR,
    ("GET", f"{SESSION}/door/rows"): AT_THE_DOOR,
    ("POST", f"{SESSION}/door"): AT_THE_DOOR,
    ("POST", f"{VISIT}/here"): AT_THE_DOOR,
    ("POST", f"{VISIT}/left"): AT_THE_DOOR,
    ("GET", f"{VISIT}/welcome"): COORDINATOR,
    ("POST", f"{VISIT}/welcome"): COORDINATOR,
    ("GET", f"{SESSION}/walk-in"): AT_THE_DOOR,
    ("POST", f"{SESSION}/walk-in"): AT_THE_DOOR,
    ("GET", "/door/ahead"): COORDINATOR,
    ("POST", "/door/ahead"): COORDINATOR,
    ("GET", f"{VISIT}/next"): COORDINATOR,
    ("POST", f"{VISIT}/next"): COORDINATOR,
    ("GET", f"{VISIT}/plan"): COORDINATOR,
    ("POST", f"{VISIT}/plan"): COORDINATOR,
    ("GET", f"{VISIT}/apart"): COORDINATOR,
    ("POST", f"{VISIT}/apart"): COORDINATOR,
    ("GET", f"{VISIT}/phrase"): COORDINATOR,
    ("POST", f"{VISIT}/phrase"): COORDINATOR,
    ("GET", f"{SESSION}/alert"): AT_THE_SESSION,
    ("GET", f"{SESSION}/alert/rows"): AT_THE_SESSION,
    ("POST", f"{SESSION}/alert"): AT_THE_SESSION,
    ("POST", f"{SESSION}/alert/over"): COORDINATOR,
    ("GET", f"{SESSION}/close"): COORDINATOR,
    ("POST", f"{SESSION}/close"): COORDINATOR,
    ("POST", f"{SESSION}/close/{{visit_id:uuid}}"): COORDINATOR,
    ("GET", f"{SESSION}/print"): COORDINATOR,
}


def test_every_address_at_the_door_stands_in_the_table() -> None:
    found = {
        (method, route.path)
        for route in door.routes
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert found == set(WHO_MAY)


def test_every_role_is_answered_as_the_table_says(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", "legal")
    morning.arrive(robin, "10:10", welcomed=False)
    stop, to_come = morning.stops(robin)[0], morning.book("Sam", "legal", since="11:00")
    own: dict[Role, dict[str, Any]] = {
        Role.DESK_WORKER: {"worker_id": morning.worker_of(stop)},
        Role.COVER: {"desk_id": morning.desk_of(stop)},
    }
    desks = {role: morning.signed_in(role, **own.get(role, {})) for role in STAFF}
    # Leaving comes last: after it she is not here any more.
    for (method, path), roles in sorted(WHO_MAY.items(), key=lambda each: "left" in each[0][1]):
        address = path.replace("{session_id:uuid}", str(morning.session_id))
        # Only a visit of somebody who has not come can be moved to another day.
        visit_id = to_come if path.endswith("/apart") else robin
        address = address.replace("{visit_id:uuid}", str(visit_id))
        for role, desk in desks.items():
            answer = desk.get(address) if method == "GET" else post(desk, address)
            if role in roles:
                assert answer.status_code not in (403, 404, 500), (method, path, role)
            else:
                assert answer.status_code == 403, (method, path, role)


def test_whoever_is_not_signed_in_is_shown_the_way_to_sign_in(morning: Morning) -> None:
    desk = morning.signed_in(Role.COORDINATOR)
    desk.client.cookies.clear()
    for address in ("/door", f"/session/{morning.session_id}/close"):
        answer = desk.get(address)
        assert (answer.status_code, answer.headers["location"]) == (303, "/staff")
