"""Moving one stop on the day: only to what is free, reserve and all, and only where she can be."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.day.models import AvoidedWorker
from bookings.visits.models import Appointment, AppointmentStatus
from portal.access import Role
from services_directory.sessions.models import Claim, Slot
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning, at
from tests.browsing import Element


@pytest.fixture
def coordinator(morning: Morning) -> Desk:
    return morning.signed_in(Role.COORDINATOR)


def offered(page: Element) -> dict[str, str]:
    """The times that a page offers: what is read on each button, by its slot."""
    return {
        button.get("value"): button.text
        for button in page.all("button")
        if button.get("name") == "slot"
    }


def version(page: Element) -> str:
    (form,) = [form for form in page.all("form") if form.get("id") == "offered"]
    return next(each.get("value") for each in form.all("input") if each.get("name") == "was")


def slot(morning: Morning, slot_id: str) -> Slot:
    with morning.town.reading() as db:
        found = db.get_one(Slot, UUID(slot_id))
        db.expunge(found)
        return found


def test_a_stop_moves_to_a_free_time_and_its_old_one_is_free(
    morning: Morning, coordinator: Desk
) -> None:
    """C-04 on the day; the walk-in reserve is a coordinator's to give (S-57)."""
    robin = morning.book("Robin", "welcome", "housing", since="10:20")
    morning.arrive(robin, "10:15")
    stop = morning.stops(robin)[1]
    page = coordinator.page(f"/session/stop/{stop}")
    times = offered(page)
    assert any("kept for walk-ins" in text for text in times.values())
    chosen = next(key for key, text in times.items() if "kept for walk-ins" in text)
    answer = coordinator.post(f"/session/stop/{stop}/move", slot=chosen, was=version(page))
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/board/{morning.session_id}",
    )
    with morning.town.reading() as db:
        assert db.get_one(Appointment, stop).status is AppointmentStatus.CANCELLED
        assert db.scalars(sa.select(Claim).where(Claim.appointment_id == stop)).all() == []
        standing = db.scalars(
            sa.select(Appointment.slot_id).where(
                Appointment.visit_id == robin, Appointment.status == AppointmentStatus.BOOKED
            )
        ).all()
    assert UUID(chosen) in standing


def test_no_time_is_offered_past_her_limit_or_beside_another_stop(
    morning: Morning, coordinator: Desk
) -> None:
    robin = morning.book("Robin", "legal", "housing", since="10:20", gone_by=at("11:30"))
    legal, housing = morning.stops(robin)
    other = slot(morning, str(morning.stop(legal).slot_id))
    times = offered(coordinator.page(f"/session/stop/{housing}"))
    assert times
    for key in times:
        each = slot(morning, key)
        assert each.ends_at <= at("11:30")
        assert each.ends_at <= other.starts_at or other.ends_at <= each.starts_at


def test_no_time_is_offered_with_a_worker_whom_she_avoids(
    morning: Morning, coordinator: Desk
) -> None:
    """C-09 in the search."""
    robin = morning.book("Robin", "housing", since="10:20")
    (stop,) = morning.stops(robin)
    tom = morning.worker("Tom")
    assert tom in {
        slot(morning, key).worker_id for key in offered(coordinator.page(f"/session/stop/{stop}"))
    }
    morning.add(AvoidedWorker(visit_id=robin, worker_id=tom))
    times = offered(coordinator.page(f"/session/stop/{stop}"))
    assert times
    assert tom not in {slot(morning, key).worker_id for key in times}


def test_what_was_not_offered_is_not_taken(morning: Morning, coordinator: Desk) -> None:
    robin = morning.book("Robin", "housing", since="10:20", gone_by=at("11:00"))
    kim = morning.book("Kim", "housing", since="11:00")
    (stop,), (theirs,) = morning.stops(robin), morning.stops(kim)
    page = coordinator.page(f"/session/stop/{stop}")
    with morning.town.reading() as db:
        late = (
            db.scalars(
                sa.select(Slot)
                .where(Slot.session_id == morning.session_id)
                .order_by(Slot.cell.desc())
            )
            .all()[0]
            .id
        )
    before, taken = (morning.stop(each).slot_id for each in (stop, theirs))
    for wrong in (str(taken), str(late), "nonsense"):
        answer = coordinator.post(f"/session/stop/{stop}/move", slot=wrong, was=version(page))
        assert answer.status_code == 409
        assert "just gone" in answer.text
    assert morning.stop(stop).slot_id == before
    assert morning.stop(stop).status is AppointmentStatus.BOOKED


def test_a_stop_that_has_begun_stays(morning: Morning, coordinator: Desk) -> None:
    robin = morning.book("Robin", "housing", since="10:20")
    morning.arrive(robin, "10:15")
    (stop,) = morning.stops(robin)
    page = coordinator.page(f"/session/stop/{stop}")
    coordinator.press(coordinator.page("/board"), stop, "begin")
    assert offered(coordinator.page(f"/session/stop/{stop}")) == {}
    chosen = next(iter(offered(page)))
    answer = coordinator.post(f"/session/stop/{stop}/move", slot=chosen, was=version(page))
    assert answer.status_code == 409
    assert morning.stop(stop).began_at is not None
