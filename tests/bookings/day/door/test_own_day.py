"""The door's list is of its own day: whoever is there reads no other one."""

from datetime import timedelta

import pytest

from portal.access import Role
from services_directory.sessions.models import ServiceSession
from tests.bookings.day.board.morning import Morning, at


def test_s_58_whoever_is_at_the_door_sees_no_other_days_list(morning: Morning) -> None:
    morning.book("Robin", "housing", since="10:40")
    door = morning.signed_in(Role.RECEPTIONIST)
    beth = morning.signed_in(Role.COORDINATOR)
    with morning.town.reading() as db:
        starts_at = db.get_one(ServiceSession, morning.session_id).starts_at
    assert "Robin" in door.get(f"/session/{morning.session_id}/door").text
    for days in (-3, 3):
        morning.watch.now = starts_at + timedelta(days=days)
        door, beth = (morning.signed_in(role) for role in (Role.RECEPTIONIST, Role.COORDINATOR))
        for page in ("door", "alert"):
            assert door.get(f"/session/{morning.session_id}/{page}").status_code == 404, page
            assert beth.get(f"/session/{morning.session_id}/{page}").status_code == 200, page
        assert "Robin" not in door.get("/door").text


@pytest.mark.parametrize("clock", ["9:00", "11:55"])
def test_the_whole_day_long_the_list_is_there(morning: Morning, clock: str) -> None:
    morning.book("Robin", "housing", since="10:40")
    morning.watch.now = at(clock)
    assert "Robin" in morning.signed_in(Role.RECEPTIONIST).get("/door").text
