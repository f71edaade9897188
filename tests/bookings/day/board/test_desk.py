"""A desk's own page: its own rows, nobody whom it may not see, and nothing of other services."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from bookings.day.models import AvoidedWorker, Closing
from portal.access import Role
from services_directory.listings.models import Service
from tests.bookings.day.board.at_a_desk import Desk, rows
from tests.bookings.day.board.looking import poll_of, read
from tests.bookings.day.board.morning import Morning, at


@pytest.fixture
def simran(morning: Morning) -> Desk:
    """The solicitor at the one legal desk."""
    return morning.signed_in(Role.DESK_WORKER, "Simran", worker_id=morning.worker("Simran"))


def test_a_desk_sees_its_own_rows_and_no_other_service(morning: Morning, simran: Desk) -> None:
    """S-58, P-01: who comes to me, and nothing of where else she goes."""
    robin = morning.book("Robin Quillfeather", "housing", "legal", since="10:20")
    kim = morning.book("Kim", "refuge", since="10:20")
    for visit in (robin, kim):
        morning.arrive(visit, "10:15")
    text = simran.get("/desk").text
    assert "Robin" in text
    assert "Quillfeather" not in text
    assert "Kim" not in text
    with morning.town.reading() as db:
        for name in db.scalars(sa.select(Service.name)):
            assert name not in text
    housing, legal = morning.stops(robin)
    assert str(legal) in text
    assert str(housing) not in text
    (theirs,) = morning.stops(kim)
    for stop in (housing, theirs):
        assert simran.post(f"/session/stop/{stop}", go="call", was="").status_code == 404
        assert morning.stop(stop).called_at is None


def test_a_desk_calls_begins_and_ends_its_own_stops(morning: Morning, simran: Desk) -> None:
    robin = morning.book("Robin", "legal", since="10:20")
    morning.arrive(robin, "10:15")
    (stop,) = morning.stops(robin)
    for go, told in (
        ("call", "Called"),
        ("begin", "With me"),
        ("end", "Seen"),
        ("undo", "With me"),
    ):
        answer = simran.press(simran.page("/desk"), stop, go)
        assert (answer.status_code, answer.headers["location"]) == (303, "/desk")
        assert told in rows(simran.page("/desk"))[0].text
    scripted = simran.press(simran.page("/desk"), stop, "end", scripts=True)
    assert scripted.status_code == 200
    assert "<html" not in scripted.text


def test_nobody_is_named_at_a_desk_before_the_welcome(morning: Morning, simran: Desk) -> None:
    """C-06, C-09: whom she avoids is asked first; until then the desk knows a time, no more."""
    robin = morning.book("Robin", "legal", since="10:20")
    expected = simran.get("/desk").text
    assert "Robin" not in expected
    assert "Taken, not here yet" in expected
    morning.arrive(robin, "10:15", welcomed=False)
    waiting = simran.get("/desk").text
    assert "Robin" not in waiting
    assert "At the door" in waiting
    (stop,) = morning.stops(robin)
    assert str(stop) not in waiting
    assert simran.post(f"/session/stop/{stop}", go="call", was="").status_code == 404


def test_whom_she_avoids_sees_nothing_of_her(morning: Morning, simran: Desk) -> None:
    """C-09 at the desk: neither her row nor that her time is taken."""
    robin = morning.book("Robin", "legal", since="10:20")
    (stop,) = morning.stops(robin)
    morning.add(AvoidedWorker(visit_id=robin, worker_id=morning.worker("Simran")))
    assert "Taken" not in simran.get("/desk").text
    morning.arrive(robin, "10:15")
    text = simran.get("/desk").text
    assert "Robin" not in text
    assert str(stop) not in text
    assert simran.post(f"/session/stop/{stop}", go="call", was="").status_code == 404


def test_a_cover_sees_the_one_desk_of_the_pass(morning: Morning) -> None:
    robin = morning.book("Robin", "legal", since="10:20")
    kim = morning.book("Kim", "refuge", since="10:20")
    for visit in (robin, kim):
        morning.arrive(visit, "10:15")
    (stop,), (other,) = morning.stops(robin), morning.stops(kim)
    cover = morning.signed_in(Role.COVER, desk_id=morning.desk_of(stop))
    page = cover.page("/desk")
    assert [row.text.split()[3] for row in rows(page)] == ["Robin"]
    assert cover.press(page, stop, "begin").status_code == 303
    assert cover.post(f"/session/stop/{other}", go="begin", was="").status_code == 404


def test_a_desk_is_told_that_she_is_elsewhere_and_not_where(morning: Morning, simran: Desk) -> None:
    robin = morning.book("Robin", "housing", "legal", since="10:20")
    morning.arrive(robin, "10:15")
    housing, legal = morning.stops(robin)
    coordinator = morning.signed_in(Role.COORDINATOR)
    coordinator.press(coordinator.page("/board"), housing, "begin")
    page = simran.page("/desk")
    assert "with somebody else now" in rows(page)[0].text
    answer = simran.press(page, legal, "begin")
    assert answer.status_code == 422
    assert "still with somebody else" in answer.text
    assert "Housing" not in answer.text
    assert "Farah" not in answer.text


def test_a_desk_sees_how_late_it_runs(morning: Morning, simran: Desk) -> None:
    robin = morning.book("Robin", "legal", since="10:00")
    morning.arrive(robin, "09:55")
    simran.press(simran.page("/desk"), morning.stops(robin)[0], "begin")
    morning.watch.now = at("10:34")
    later = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Simran"))
    assert "You are 20 minutes late" in later.get("/desk").text, "begun twenty minutes late"


def test_a_desk_polls_its_own_session_only_and_readings_are_recorded(
    morning: Morning, simran: Desk
) -> None:
    """P-02."""
    robin = morning.book("Robin", "legal", since="10:20")
    page = simran.get("/desk").text
    assert read(morning, "desk seen") == 1
    assert simran.get(poll_of(page), scripts=True).status_code == 204
    morning.arrive(robin, "10:15")
    changed = simran.get(poll_of(page), scripts=True)
    assert "Robin" in changed.text
    assert read(morning, "desk seen") == 2
    assert simran.get(f"/desk/{uuid4()}/rows", scripts=True).status_code == 404


def test_nothing_is_left_at_a_desk_when_the_session_has_closed(
    morning: Morning, simran: Desk
) -> None:
    robin = morning.book("Robin", "legal", since="10:20")
    morning.arrive(robin, "10:15")
    assert "Robin" in simran.get("/desk").text
    morning.add(Closing(session_id=morning.session_id, at=at("12:00"), by=uuid4()))
    assert "Robin" not in simran.get("/desk").text
    assert stop_answer(simran, morning.stops(robin)[0]) == 404


def stop_answer(desk: Desk, stop: UUID) -> int:
    return int(desk.post(f"/session/stop/{stop}", go="call", was="").status_code)


@pytest.mark.parametrize("role", [Role.LEAD, Role.TECHNICIAN, Role.REVIEWER, Role.RECEPTIONIST])
def test_who_has_no_desk_has_no_desk_page(morning: Morning, role: Role) -> None:
    assert morning.signed_in(role).get("/desk").status_code == 403
