"""Calling, beginning, ending, missing and undoing: one step at a time, and nobody in two places."""

from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.visits.models import AppointmentStatus, Visit, VisitStatus
from portal.access import Role
from portal.record.models import Entry
from services_directory.sessions.models import Claim, ServiceSession
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning


@pytest.fixture
def robin(morning: Morning) -> UUID:
    visit = morning.book("Robin", "welcome", "housing", since="10:20")
    morning.arrive(visit, "10:15")
    return visit


@pytest.fixture
def coordinator(morning: Morning) -> Desk:
    return morning.signed_in(Role.COORDINATOR)


def press(coordinator: Desk, stop: UUID, go: str) -> int:
    page = coordinator.page("/board")
    try:
        return int(coordinator.press(page, stop, go).status_code)
    except LookupError:
        return int(
            coordinator.press(coordinator.page(f"/session/stop/{stop}"), stop, go).status_code
        )


def test_a_stop_is_called_begun_and_ended_and_each_step_can_be_undone(
    morning: Morning, robin: UUID, coordinator: Desk
) -> None:
    stop = morning.stops(robin)[0]
    told: list[Any] = []
    for go in ("call", "begin", "end", "undo", "undo", "undo"):
        assert press(coordinator, stop, go) == 303, go
        now = morning.stop(stop)
        told.append((now.status, *map(bool, (now.called_at, now.began_at, now.ended_at))))
    booked, seen = AppointmentStatus.BOOKED, AppointmentStatus.SEEN
    assert told == [
        (booked, True, False, False),
        (booked, True, True, False),
        (seen, True, True, True),
        (booked, True, True, False),
        (booked, True, False, False),
        (booked, False, False, False),
    ]


def test_each_step_is_recorded_and_shown_to_whoever_watches(
    morning: Morning, robin: UUID, coordinator: Desk
) -> None:
    stop = morning.stops(robin)[0]
    with morning.town.reading() as db:
        before = db.get_one(ServiceSession, morning.session_id).changes
    press(coordinator, stop, "call")
    with morning.town.reading() as db:
        assert db.get_one(ServiceSession, morning.session_id).changes == before + 1
        told = db.execute(sa.select(Entry.verb, Entry.who).where(Entry.about == stop)).all()
    who = f"coordinator:{coordinator.actor.account_id}"
    assert [tuple(each) for each in told] == [("stop: call", who)]


def test_with_scripts_a_step_is_answered_with_the_rows_as_they_are_now(
    morning: Morning, robin: UUID, coordinator: Desk
) -> None:
    stop = morning.stops(robin)[0]
    answer = coordinator.press(coordinator.page("/board"), stop, "begin", scripts=True)
    assert answer.status_code == 200
    assert "With Asha" in answer.text
    assert "<html" not in answer.text


def test_nobody_is_in_two_places(morning: Morning, robin: UUID, coordinator: Desk) -> None:
    welcome, housing = morning.stops(robin)
    press(coordinator, welcome, "begin")
    page = coordinator.page(f"/session/stop/{housing}")
    answer = coordinator.press(page, housing, "begin")
    assert answer.status_code == 422
    assert "still with somebody else" in answer.text
    assert morning.stop(housing).began_at is None
    press(coordinator, welcome, "end")
    assert press(coordinator, housing, "begin") == 303


def test_no_desk_has_two_people(morning: Morning, coordinator: Desk) -> None:
    one, two = (morning.book(name, "legal", since="10:20") for name in ("Robin", "Kim"))
    for visit in (one, two):
        morning.arrive(visit, "10:15")
    (first,), (second,) = morning.stops(one), morning.stops(two)
    assert press(coordinator, first, "begin") == 303
    assert press(coordinator, second, "begin") == 422
    assert press(coordinator, first, "end") == 303
    assert press(coordinator, second, "begin") == 303
    assert press(coordinator, first, "undo") == 422, "she would be in the room with the second"


def test_nobody_is_called_who_is_not_here_or_not_welcomed(
    morning: Morning, coordinator: Desk
) -> None:
    absent = morning.book("Robin", "housing", since="10:20")
    waits = morning.book("Kim", "legal", since="10:20")
    morning.arrive(waits, "10:19", welcomed=False)
    for visit in (absent, waits):
        (stop,) = morning.stops(visit)
        page = coordinator.page(f"/session/stop/{stop}")
        version = coordinator_version(page)
        answer = coordinator.post(f"/session/stop/{stop}", go="call", was=version)
        assert answer.status_code == 422
        assert "has not been welcomed" in answer.text
        assert morning.stop(stop).called_at is None


def coordinator_version(page: Any) -> str:
    return str(next(each for each in page.all("input") if each.get("name") == "was").get("value"))


def test_a_missed_stop_frees_its_time_and_counts_against_nobody(
    morning: Morning, robin: UUID, coordinator: Desk
) -> None:
    """S-45: the visit stays booked, with its phrase; only the time is somebody else's to have."""
    housing = morning.stops(robin)[1]
    with morning.town.writing() as db:
        db.get_one(Visit, robin).phrase = b"p" * 32
    assert press(coordinator, housing, "miss") == 303
    with morning.town.reading() as db:
        visit = db.get_one(Visit, robin)
        assert (visit.status, visit.phrase) == (VisitStatus.BOOKED, b"p" * 32)
        assert db.scalars(sa.select(Claim).where(Claim.appointment_id == housing)).all() == []
    assert morning.stop(housing).status is AppointmentStatus.MISSED
    assert "Robin" in coordinator.get("/board").text
    assert press(coordinator, housing, "undo") == 303
    with morning.town.reading() as db:
        assert db.scalars(sa.select(Claim).where(Claim.appointment_id == housing)).all()


def test_a_missed_stop_whose_time_has_gone_stays_missed(
    morning: Morning, coordinator: Desk
) -> None:
    robin = morning.book("Robin", "legal", since="10:20")
    (stop,) = morning.stops(robin)
    morning.arrive(robin, "10:10")
    press(coordinator, stop, "miss")
    morning.book("Kim", "legal", since="10:20")
    page = coordinator.page(f"/session/stop/{stop}")
    answer = coordinator.press(page, stop, "undo")
    assert answer.status_code == 409
    assert "just gone" in answer.text
    assert morning.stop(stop).status is AppointmentStatus.MISSED


def test_a_step_that_there_is_not_does_nothing(
    morning: Morning, robin: UUID, coordinator: Desk
) -> None:
    stop = morning.stops(robin)[0]
    version = coordinator_version(coordinator.page(f"/session/stop/{stop}"))
    for go in ("end", "undo", "dance", ""):
        answer = coordinator.post(f"/session/stop/{stop}", go=go, was=version)
        assert answer.status_code == 409, go
    assert morning.stop(stop).ended_at is None


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.LEAD, Role.TECHNICIAN, Role.REVIEWER])
def test_nobody_runs_a_stop_who_may_not(morning: Morning, robin: UUID, role: Role) -> None:
    stop = morning.stops(robin)[0]
    somebody = morning.signed_in(role)
    assert somebody.post(f"/session/stop/{stop}", go="call", was="").status_code == 403
    assert somebody.post(f"/session/stop/{stop}/move", slot="", was="").status_code == 403
    assert morning.stop(stop).called_at is None
