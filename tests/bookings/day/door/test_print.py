"""The morning on paper: initials, times and rooms, and nothing that leads to anybody."""

import sqlalchemy as sa

from portal.access import Role
from services_directory.listings.models import Location
from services_directory.sessions.actions.standard import SERVICE_NAMES
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.saying import recorded


def test_c_28_the_sheet_has_initials_times_and_rooms_and_asks_to_be_shredded(
    morning: Morning,
) -> None:
    """C-28: no name, no address, no service."""
    robin = morning.book("Robin Quillfeather", "housing", since="11:00", gone_by=at("11:45"))
    morning.book("Kim", "legal", since="10:40")
    morning.arrive(robin, "10:10")
    answer = morning.signed_in(Role.COORDINATOR).get(f"/session/{morning.session_id}/print")
    assert answer.status_code == 200
    page = answer.text
    assert "Shred this sheet" in page
    assert ">R 1<" in page
    assert ">K<" in page
    assert "11:45" in page
    assert "Room 4" in page
    for word in ("Robin", "Quillfeather", "Kim", *SERVICE_NAMES.values()):
        assert word not in page, word
    with morning.town.reading() as db:
        places = db.scalars(sa.select(Location)).all()
        told = [word for place in places for word in (place.address_1, place.postal_code) if word]
    assert told
    assert [word for word in told if word in page] == []
    assert recorded(morning, "print view seen") == [morning.session_id]


def test_whoever_has_left_and_whatever_is_over_is_not_on_the_sheet(morning: Morning) -> None:
    gone = morning.book("Xanthe", "housing", since="11:00")
    morning.arrive(gone, "10:05", left_at=at("10:15"))
    page = morning.signed_in(Role.COORDINATOR).get(f"/session/{morning.session_id}/print").text
    assert ">X 1<" not in page
