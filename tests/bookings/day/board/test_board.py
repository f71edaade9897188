"""The board as a coordinator sees it, and as nobody else does."""

from uuid import uuid4

import pytest

from bookings.day.models import AvoidedWorker, Closing
from bookings.visits.actions.change import cancel
from bookings.visits.models import Visit
from portal.access import Role
from tests.bookings.day.board.at_a_desk import rows
from tests.bookings.day.board.looking import read
from tests.bookings.day.board.morning import OPENS, Morning, at


def test_everybody_is_on_one_page_by_chosen_name_or_number_only(morning: Morning) -> None:
    """C-02: here, waiting, with whom, next, gone by; and no surname."""
    robin = morning.book("Robin Quillfeather", "welcome", "housing", gone_by=at("11:30"))
    nameless = morning.book("", "legal")
    morning.book("Kim", "refuge", since="11:00")
    morning.bring(robin, 4, 7)
    morning.arrive(robin, "10:12")
    morning.arrive(nameless, "10:15")
    answer = morning.signed_in(Role.COORDINATOR).get("/board")
    assert answer.status_code == 200
    assert "Robin" in answer.text
    assert "Quillfeather" not in answer.text
    page = morning.signed_in(Role.COORDINATOR).page("/board")
    told = {row.text.split()[0]: row.text for row in rows(page)}
    assert "gone by 11:30" in told["Robin"]
    assert "2 children" in told["Robin"]
    assert "Waiting since 10:12 8 minutes" in told["Robin"]
    assert "Number 2" in told["Number"]
    assert "Expected" in told["Kim"]


def test_the_board_says_with_whom_and_since_when(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", "legal", since="10:20")
    morning.arrive(robin, "10:05")
    coordinator = morning.signed_in(Role.COORDINATOR)
    stop = morning.stops(robin)[0]
    assert coordinator.press(coordinator.page("/board"), stop, "begin").status_code == 303
    morning.watch.on(minutes=7)
    (row,) = rows(coordinator.page("/board"))
    assert "With Farah since 10:20 7 minutes" in row.text or "With Tom since 10:20" in row.text
    assert "Housing" in row.text
    assert "Next" in row.text
    assert "Simran" in row.text


def test_cancelled_with_the_phrase_and_set_aside_stay_to_be_seen(morning: Morning) -> None:
    """S-56: whoever cancelled online is honoured at the door; S-57: a burst is looked at."""
    gone = morning.book("Robin", "housing")
    morning.book("Kim", "legal", set_aside_at=at("09:00"))
    coordinator = morning.signed_in(Role.COORDINATOR)
    with morning.town.writing() as db:
        cancel(db, db.get_one(Visit, gone), by=coordinator.actor, at=at("10:01"))
    told = {row.text.split()[0]: row.text for row in rows(coordinator.page("/board"))}
    assert "honoured all the same" in told["Robin"]
    assert "Set aside" in told["Kim"]


def test_a_desk_twenty_minutes_late_is_told(morning: Morning) -> None:
    first = morning.book("Robin", "legal", since="10:00")
    morning.arrive(first, "09:55")
    coordinator = morning.signed_in(Role.COORDINATOR)
    coordinator.press(coordinator.page("/board"), morning.stops(first)[0], "begin")
    morning.watch.now = at("10:40")
    assert "20 minutes late" in morning.signed_in(Role.COORDINATOR).get("/board").text


def test_who_avoids_the_coordinator_is_not_on_that_board(morning: Morning) -> None:
    """C-09: an adviser whom she avoids sees nothing of her; another one does."""
    robin = morning.book("Robin", "housing")
    asha, beth = morning.worker("Asha"), morning.worker("Beth")
    morning.add(AvoidedWorker(visit_id=robin, worker_id=asha))
    avoided = morning.signed_in(Role.COORDINATOR, worker_id=asha)
    other = morning.signed_in(Role.COORDINATOR, worker_id=beth)
    assert "Robin" not in avoided.get("/board").text
    assert "Robin" in other.get("/board").text
    (stop,) = morning.stops(robin)
    assert avoided.get(f"/session/stop/{stop}").status_code == 404
    assert other.get(f"/session/stop/{stop}").status_code == 200


@pytest.mark.parametrize(
    "role",
    [Role.DESK_WORKER, Role.COVER, Role.RECEPTIONIST, Role.LEAD, Role.TECHNICIAN, Role.REVIEWER],
)
def test_nobody_else_sees_the_board(morning: Morning, role: Role) -> None:
    morning.book("Robin", "housing")
    somebody = morning.signed_in(role)
    for address in ("/board", f"/board/{morning.session_id}", f"/board/{morning.session_id}/rows"):
        answer = somebody.get(address)
        assert answer.status_code == 403, address
        assert "Robin" not in answer.text
    assert read(morning, "board seen") == 0


def test_a_session_that_there_is_not_is_not_found(morning: Morning) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert coordinator.get(f"/board/{uuid4()}").status_code == 404
    assert coordinator.get(f"/board/{uuid4()}/rows").status_code == 404


def test_a_closed_session_says_so_and_stays_to_be_read(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    morning.add(Closing(session_id=morning.session_id, at=at("12:10"), by=uuid4()))
    morning.watch.now = at("12:15")
    coordinator = morning.signed_in(Role.COORDINATOR)
    page = coordinator.page("/board")
    assert "Closed at 12:10" in page.text
    assert "Robin" in page.text
    (stop,) = morning.stops(robin)
    answer = coordinator.press(coordinator.page(f"/session/stop/{stop}"), stop, "miss")
    assert answer.status_code == 409
    assert "has been closed" in answer.text
    coordinator.post(f"/session/{morning.session_id}/screen")
    assert coordinator.get("/board").status_code == 200, "this browser is no screen"


def test_the_next_session_shows_where_none_is_today(morning: Morning) -> None:
    morning.watch.now = OPENS.replace(day=24)
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert "Wednesday 25 November" in coordinator.get("/board").text
    morning.watch.now = OPENS.replace(year=2027)
    late = morning.signed_in(Role.COORDINATOR)
    assert "No session is planned" in late.get("/board").text
