"""The room's screen: bound to one session, dark when that closes, and never a service."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from bookings.day.models import Closing, ScreenPass
from portal.access import Role
from portal.record.models import Entry
from portal.staff.models import SignIn
from services_directory.listings.models import Service
from services_directory.sessions.models import Worker
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.looking import poll_of
from tests.bookings.day.board.morning import Morning, at


@pytest.fixture
def screen(morning: Morning) -> Desk:
    """A browser that a coordinator has made the room's screen."""
    desk = morning.signed_in(Role.COORDINATOR)
    answer = desk.post(f"/session/{morning.session_id}/screen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/screen")
    return desk


def names_of(morning: Morning) -> list[str]:
    """Every service's and every worker's name."""
    with morning.town.reading() as db:
        return [*db.scalars(sa.select(Service.name)), *db.scalars(sa.select(Worker.name))]


def fill(morning: Morning) -> None:
    robin = morning.book("Robin Quillfeather", "housing", "legal", since="10:20")
    morning.arrive(robin, "10:15")
    morning.book("Kim", "refuge", since="10:40")
    casey = morning.book("Casey", "police", since="10:40")
    morning.arrive(casey, "10:19", welcomed=False)
    coordinator = morning.signed_in(Role.COORDINATOR)
    coordinator.press(coordinator.page("/board"), morning.stops(robin)[0], "call")


@pytest.mark.parametrize("address", ["/screen", "/rooms"])
def test_chosen_names_rooms_and_times_and_never_a_service(
    morning: Morning, screen: Desk, address: str
) -> None:
    """S-48, S-58; and whoever has not come is on no screen (S-27)."""
    fill(morning)
    looking = screen if address == "/screen" else morning.signed_in(Role.RECEPTIONIST)
    text = looking.get(address).text
    assert "Robin" in text
    assert "Please go to Room" in text
    assert "Quillfeather" not in text
    assert "Kim" not in text
    assert "Casey" not in text
    for name in names_of(morning):
        assert name not in text, name


def test_the_screen_is_recorded_once_when_it_is_opened(morning: Morning, screen: Desk) -> None:
    fill(morning)
    for _ in range(3):
        page = screen.get("/screen").text
        morning.watch.on(minutes=1)
        assert screen.get(poll_of(page), scripts=True).status_code == 200
    with morning.town.reading() as db:
        whos = db.scalars(sa.select(Entry.who).where(Entry.verb.like("%screen%"))).all()
        assert len(whos) == 1
        assert db.scalars(sa.select(Entry).where(Entry.who.like("screen%"))).all() == []


def test_the_screen_sees_nothing_else_and_changes_nothing(morning: Morning, screen: Desk) -> None:
    robin = morning.book("Robin", "housing", since="10:20")
    morning.arrive(robin, "10:15")
    (stop,) = morning.stops(robin)
    for address in ("/board", "/desk", f"/board/{morning.session_id}", f"/session/stop/{stop}"):
        assert screen.get(address).status_code == 403, address
    assert screen.post(f"/session/stop/{stop}", go="call", was="").status_code == 403
    other = next(each for each in sessions(morning) if each != morning.session_id)
    assert screen.get(f"/rooms/{other}").status_code == 404


def sessions(morning: Morning) -> list[object]:
    from services_directory.sessions.models import ServiceSession

    with morning.town.reading() as db:
        return list(db.scalars(sa.select(ServiceSession.id)))


def test_whoever_opened_it_is_signed_out_there(morning: Morning, screen: Desk) -> None:
    with morning.town.reading() as db:
        mine = sa.select(SignIn).where(SignIn.account_id == screen.actor.account_id)
        assert db.scalars(mine).all() == []
    assert screen.get("/board").status_code == 403


def test_the_screen_goes_dark_when_the_session_closes(morning: Morning, screen: Desk) -> None:
    fill(morning)
    assert "Robin" in screen.get("/screen").text
    morning.add(Closing(session_id=morning.session_id, at=at("10:30"), by=uuid4()))
    answer = screen.get("/screen")
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")
    assert "Robin" not in answer.text
    poll = screen.get("/screen/rows?seen=0-0", scripts=True)
    assert poll.headers["hx-redirect"] == "/staff"


def test_the_screen_goes_dark_by_itself_two_hours_after_the_end(
    morning: Morning, screen: Desk
) -> None:
    morning.watch.now = at("13:59")
    assert screen.get("/screen").status_code == 200
    morning.watch.now = at("14:00")
    assert screen.get("/screen").status_code == 303


def test_a_coordinator_turns_every_screen_off(morning: Morning, screen: Desk) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert "Turn off the 1 screen" in coordinator.get("/board").text
    coordinator.post(f"/session/{morning.session_id}/screen/end")
    assert screen.get("/screen").status_code == 303
    with morning.town.reading() as db:
        assert db.scalars(sa.select(ScreenPass)).all() == []


@pytest.mark.parametrize("role", [Role.RECEPTIONIST, Role.DESK_WORKER, Role.TECHNICIAN])
def test_nobody_else_opens_a_screen(morning: Morning, role: Role) -> None:
    somebody = morning.signed_in(role)
    assert somebody.post(f"/session/{morning.session_id}/screen").status_code == 403
    with morning.town.reading() as db:
        assert db.scalars(sa.select(ScreenPass)).all() == []


@pytest.mark.parametrize("role", [Role.DESK_WORKER, Role.COVER, Role.LEAD, Role.TECHNICIAN])
def test_the_rooms_are_for_the_door(morning: Morning, role: Role) -> None:
    assert morning.signed_in(role).get("/rooms").status_code == 403
    assert morning.signed_in(Role.RECEPTIONIST).get("/rooms").status_code == 200
    assert morning.signed_in(Role.COORDINATOR).get("/screen").status_code == 404
