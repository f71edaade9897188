"""Things are given within the session's hours, and once it has closed nothing of them changes."""

from uuid import UUID

import pytest
import sqlalchemy as sa

from bookings.day.models import Closing, Collector, OfferedInterpreter, QuietRoom
from services_directory.sessions.models import Claim, Room, ServiceSession
from services_directory.sessions.rules.cells import cell_at
from tests.bookings.day.replan.at_the_desk import AtTheDesk, at_the_desk
from tests.bookings.day.replan.test_things import child_of
from tests.bookings.day.replan.wednesday import Wednesday
from tests.bookings.visits.rows import count


def quiet_room(wednesday: Wednesday, desk: AtTheDesk) -> str:
    """A room that the session has for whoever needs quiet."""
    with wednesday.town.reading() as db:
        at = db.get_one(ServiceSession, UUID(desk.session_id)).location_id
        room = str(db.scalars(sa.select(Room.id).where(Room.location_id == at)).first())
    assert desk.things(go="room", thing=room).status_code == 303
    return room


def hours(wednesday: Wednesday, desk: AtTheDesk) -> tuple[int, int]:
    with wednesday.town.reading() as db:
        session = db.get_one(ServiceSession, UUID(desk.session_id))
        return cell_at(session.starts_at), cell_at(session.ends_at)


@pytest.mark.parametrize("beyond", [(-1, 0), (0, 1), (0, 40_000_000)])
def test_a_room_is_given_within_the_session_and_not_for_years(
    wednesday: Wednesday, beyond: tuple[int, int]
) -> None:
    visit = wednesday.book("Robin", ("Tom", "10:00"))
    desk = at_the_desk(wednesday)
    room = quiet_room(wednesday, desk)
    first, end = hours(wednesday, desk)
    wrong = {"starts": str(end - 1 + beyond[0]), "ends": str(end + beyond[1])}
    if beyond[0]:
        wrong = {"starts": str(first - 1), "ends": str(first + 1)}
    asked = {"go": "quiet", "visit": str(visit), "thing": room}
    before = count(wednesday.town, Claim)
    assert desk.things(**asked, **wrong).status_code == 422
    assert count(wednesday.town, Claim) == before
    assert desk.things(**asked, starts=str(end - 1), ends=str(end)).status_code == 303
    assert count(wednesday.town, Claim) == before + 1


def test_c_27_a_closed_session_is_offered_nothing_and_nobody_is_named_there(
    wednesday: Wednesday,
) -> None:
    visit = wednesday.book("Robin", ("Tom", "10:00"))
    child = child_of(wednesday, visit)
    desk = at_the_desk(wednesday)
    with wednesday.town.writing() as db:
        session = db.get_one(ServiceSession, UUID(desk.session_id))
        room = db.scalars(sa.select(Room.id).where(Room.location_id == session.location_id)).first()
        db.add(Closing(session_id=session.id, at=wednesday.now, by=UUID(int=1)))
    named = desk.creche(go="name", child=str(child), name="Alex")
    assert named.status_code == 409
    assert desk.things(go="room", thing=str(room)).status_code == 409
    listed = desk.things(go="list", name="Ana", language="Polish")
    assert listed.status_code == 409
    assert [count(wednesday.town, each) for each in (Collector, QuietRoom, OfferedInterpreter)] == [
        0,
        0,
        0,
    ]
