"""What a coordinator does with a whole visit from the board, and what was called off today."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from bookings.day.models import Arrival, CalledOff, Closing
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.access import Role
from services_directory.sessions.models import ServiceSession, SessionStatus
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.looking import read
from tests.bookings.day.board.morning import Morning, at


@pytest.fixture
def coordinator(morning: Morning) -> Desk:
    return morning.signed_in(Role.COORDINATOR)


def leaving(visit_id: UUID) -> str:
    return f"/session/visit/{visit_id}/leaving"


def left_at(morning: Morning, visit_id: UUID) -> object:
    with morning.town.reading() as db:
        return db.query(Arrival).filter_by(visit_id=visit_id).one().left_at


def statuses(morning: Morning, visit_id: UUID) -> set[AppointmentStatus]:
    with morning.town.reading() as db:
        return {each.status for each in db.query(Appointment).filter_by(visit_id=visit_id)}


def set_aside_at(morning: Morning, visit_id: UUID) -> object:
    with morning.town.reading() as db:
        return db.get_one(Visit, visit_id).set_aside_at


def test_whoever_does_not_stay_frees_what_was_still_to_come(
    morning: Morning, coordinator: Desk
) -> None:
    robin = morning.book("Robin", "housing", "legal", since="10:30")
    morning.arrive(robin, "10:15")
    board = coordinator.get("/board").text
    assert leaving(robin) in board
    page = coordinator.page(leaving(robin))
    assert "Robin does not stay" in page.text
    assert page.text.count("Legal advice") == 1
    assert statuses(morning, robin) == {AppointmentStatus.BOOKED}
    answer = coordinator.post(leaving(robin))
    assert answer.headers["location"] == f"/board/{morning.session_id}"
    assert left_at(morning, robin) == morning.watch.now
    assert statuses(morning, robin) == {AppointmentStatus.CANCELLED}
    assert read(morning, "left") == 1


def test_pressed_by_two_it_is_done_once(morning: Morning, coordinator: Desk) -> None:
    robin = morning.book("Robin", "housing", since="10:30")
    morning.arrive(robin, "10:15")
    coordinator.post(leaving(robin))
    then = left_at(morning, robin)
    morning.watch.now += timedelta(minutes=1)
    assert morning.signed_in(Role.COORDINATOR).post(leaving(robin)).status_code == 303
    assert left_at(morning, robin) == then
    assert read(morning, "left") == 1


def test_nobody_is_sent_away_who_is_not_here_or_after_the_session_has_closed(
    morning: Morning, coordinator: Desk
) -> None:
    robin, kim = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    morning.arrive(kim, "10:15")
    assert leaving(robin) not in coordinator.get("/board").text
    assert coordinator.get(leaving(robin)).status_code == 303
    morning.add(Closing(session_id=morning.session_id, at=morning.watch.now, by=UUID(int=1)))
    assert coordinator.get(leaving(kim)).status_code == 303
    answer = coordinator.post(leaving(kim))
    assert answer.status_code == 409
    assert "This session has been closed" in answer.text
    assert left_at(morning, kim) is None


def test_s_57_a_booking_that_was_set_aside_counts_once_somebody_has_looked_at_it(
    morning: Morning, coordinator: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:45", set_aside_at=at("09:00"))
    assert "Set aside: look at it first" in coordinator.get("/board").text
    before = morning.watch.now
    answer = coordinator.post(f"/session/visit/{robin}/looked-at", scripts=True)
    assert answer.status_code == 200
    assert "Set aside" not in answer.text
    assert "Expected" in answer.text
    assert set_aside_at(morning, robin) is None
    assert read(morning, "set aside lifted") == 1
    coordinator.post(f"/session/visit/{robin}/looked-at")
    assert read(morning, "set aside lifted") == 1
    assert morning.watch.now == before


def test_s_57_in_a_closed_session_nothing_is_lifted(morning: Morning, coordinator: Desk) -> None:
    robin = morning.book("Robin", "housing", since="10:45", set_aside_at=at("09:00"))
    morning.add(Closing(session_id=morning.session_id, at=morning.watch.now, by=UUID(int=1)))
    assert "looked-at" not in coordinator.get(f"/board/{morning.session_id}").text
    answer = coordinator.post(f"/session/visit/{robin}/looked-at")
    assert answer.status_code == 409
    assert set_aside_at(morning, robin) == at("09:00")


@pytest.fixture
def called_off(morning: Morning) -> Morning:
    """Today's session does not take place; Lena is at its door."""
    with morning.town.writing() as db:
        db.get_one(ServiceSession, morning.session_id).status = SessionStatus.CANCELLED
        row = CalledOff(session_id=morning.session_id, at_the_door="Lena", at=at("08:00"))
        row.instead = date(2026, 11, 27)
        db.add(row)
    return morning


@pytest.mark.parametrize("address", ["/door", "/board"])
def test_s_56_door_and_board_show_what_was_called_off_today_and_who_is_there(
    called_off: Morning, address: str
) -> None:
    shown = called_off.signed_in(Role.COORDINATOR).get(address).text
    assert "Does not take place today: Advice morning, Hounslow, 10:00 to 12:00" in shown
    assert "Whoever comes all the same is met at the door by Lena." in shown
    assert "Held instead: 2026-11-27" in shown
    assert "Feltham" in shown, "beside the next session"


def test_s_56_reception_sees_it_and_a_desk_and_another_day_do_not(called_off: Morning) -> None:
    assert "by Lena" in called_off.signed_in(Role.RECEPTIONIST).get("/door").text
    desk = called_off.signed_in(Role.DESK_WORKER, worker_id=UUID(int=5))
    assert "Lena" not in desk.get("/desk").text
    called_off.watch.now += timedelta(days=1)
    assert "Lena" not in called_off.signed_in(Role.RECEPTIONIST).get("/door").text
