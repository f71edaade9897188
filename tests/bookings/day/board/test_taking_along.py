"""A stop that is moved on the board takes its interpreter along, or says that none is arranged."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.day.actions import giving, things
from bookings.day.models import Attendance, GivenThing, Interpreter
from bookings.day.queries.things import given_to
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from portal.access import Role
from services_directory.sessions.models import Claim, Gender, Slot
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.morning import Morning
from tests.bookings.day.board.test_moving import offered, version

NOT_ARRANGED = "The interpreter is with somebody else then: not arranged."


@pytest.fixture
def coordinator(morning: Morning) -> Desk:
    return morning.signed_in(Role.COORDINATOR)


@pytest.fixture
def zainab(morning: Morning, coordinator: Desk) -> UUID:
    """The one interpreter of the session."""
    row = Interpreter(
        name="Zainab",
        language="Urdu",
        dialect="",
        gender=Gender.WOMAN,
        from_outside=True,
        signs=False,
    )
    by, at = coordinator.actor, morning.watch.now
    with morning.town.writing() as db:
        things.list_interpreter(db, morning.session_id, row, Attendance.PRESENT, by=by, at=at)
        return row.id


def give(morning: Morning, visit_id: UUID, interpreter_id: UUID, by: Desk) -> None:
    with morning.town.writing() as db:
        visit = db.get_one(Visit, visit_id)
        giving.give_interpreter(db, visit, interpreter_id, by=by.actor, at=morning.watch.now)


def move(morning: Morning, by: Desk, visit_id: UUID, wall: str = "") -> str:
    """Her first stop, to the last time that is offered or to the one so called; what is said."""
    stop = morning.stops(visit_id)[0]
    page = by.page(f"/session/stop/{stop}")
    chosen = [key for key, text in offered(page).items() if wall in text][-1]
    address = f"/session/stop/{stop}/move"
    answer = by.post(address, slot=chosen, was=version(page), scripts=True)
    assert answer.status_code == 200
    return answer.text


def standing(morning: Morning, visit_id: UUID) -> Slot:
    with morning.town.reading() as db:
        mine = sa.select(Slot).join(Appointment, Appointment.slot_id == Slot.id)
        booked = Appointment.status == AppointmentStatus.BOOKED
        found = db.scalars(mine.where(Appointment.visit_id == visit_id, booked)).one()
        db.expunge(found)
        return found


def given(morning: Morning, visit_id: UUID) -> list[GivenThing]:
    with morning.town.reading() as db:
        found = list(given_to(db, visit_id))
        db.expunge_all()
        return found


def claimed(morning: Morning, interpreter_id: UUID) -> set[int]:
    with morning.town.reading() as db:
        mine = sa.select(Claim.cell).where(Claim.thing_id == interpreter_id)
        return set(db.scalars(mine))


def test_an_interpreter_who_is_free_then_comes_along(
    morning: Morning, coordinator: Desk, zainab: UUID
) -> None:
    robin = morning.book("Robin", "housing", since="10:20")
    give(morning, robin, zainab, coordinator)
    before = standing(morning, robin).cell
    assert NOT_ARRANGED not in move(morning, coordinator, robin)
    slot, (row,) = standing(morning, robin), given(morning, robin)
    assert slot.cell != before
    assert (row.thing_id, row.cell, row.cells) == (zainab, slot.cell, slot.cells)
    assert claimed(morning, zainab) == set(range(slot.cell, slot.cell + slot.cells))


def test_one_who_is_with_somebody_else_then_stays_there_and_the_board_says_so(
    morning: Morning, coordinator: Desk, zainab: UUID
) -> None:
    robin = morning.book("Robin", "housing", since="10:20")
    kim = morning.book("Kim", "legal", since="11:00")
    for each in (robin, kim):
        give(morning, each, zainab, coordinator)
    taken = standing(morning, kim)
    wall = f"{taken.starts_at:%H:%M}"
    said = move(morning, coordinator, robin, wall)
    assert NOT_ARRANGED in said
    assert "Robin was moved." in said
    assert given(morning, robin) == []
    assert claimed(morning, zainab) == set(range(taken.cell, taken.cell + taken.cells))
    assert [each.thing_id for each in given(morning, kim)] == [zainab]


def test_of_somebody_without_an_interpreter_nothing_is_said(
    morning: Morning, coordinator: Desk
) -> None:
    robin = morning.book("Robin", "housing", since="10:20")
    assert NOT_ARRANGED not in move(morning, coordinator, robin)
