"""The room's screen: bound to one session, dark when that closes, and never a service."""

from uuid import uuid4

import pytest
import sqlalchemy as sa

from bookings.day.models import Closing, ScreenPass
from portal.access import Role
from portal.record.models import Entry
from portal.staff.models import SignIn
from portal.web.cookie import STAFFS
from services_directory.listings.models import Service
from services_directory.sessions.models import Worker
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.day.board.looking import poll_of
from tests.bookings.day.board.morning import Morning, at
from tests.portal.staff.colleagues import join_as
from tests.staffing import desk_browser


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
    for address in ("", f"/{morning.session_id}", f"/{morning.session_id}/rows"):
        assert screen.get(f"/rooms{address}").status_code == 403, "not even its own"
    assert "Robin" in screen.get("/screen").text


def test_c_10_the_wall_tells_nobody_of_danger(morning: Morning, screen: Desk) -> None:
    """Whoever is dangerous reads it too; the rooms' page of staff says it."""
    door = morning.signed_in(Role.RECEPTIONIST)
    door.post(f"/session/{morning.session_id}/alert")
    assert 'class="alarm"' in door.get("/rooms").text
    assert "alarm" not in screen.get("/screen").text


def test_whoever_opened_it_is_signed_out_there(morning: Morning, screen: Desk) -> None:
    with morning.town.reading() as db:
        mine = sa.select(SignIn).where(SignIn.account_id == screen.actor.account_id)
        assert db.scalars(mine).all() == []
    assert screen.get("/board").status_code == 403


@pytest.mark.parametrize("way", ["/staff", "/staff/leave"])
def test_whoever_signs_in_or_out_at_the_screen_ends_it(
    morning: Morning, screen: Desk, way: str
) -> None:
    """S-48: the cookie that the browser carried opens nothing any more, and the board knows."""
    bea = join_as(morning.town, Role.COORDINATOR, morning.watch.now)
    carried = desk_browser(morning.app, screen.client.cookies[STAFFS])
    assert carried.get("/screen").status_code == 200
    if way == "/staff":
        answer = bea.sign_in(screen.client, bea.code(morning.watch.now))
        assert answer.headers["location"] == "/board"
    else:
        assert screen.post(way).status_code == 303
    assert carried.get("/screen").headers["location"] == "/staff"
    with morning.town.reading() as db:
        assert db.scalars(sa.select(ScreenPass)).all() == []
        ended = sa.select(Entry.who).where(Entry.verb == "screen ended")
        assert db.scalars(ended).all() == [f"screen:{morning.session_id}"]


def test_a_sign_in_elsewhere_leaves_the_screen_on(morning: Morning, screen: Desk) -> None:
    bea = join_as(morning.town, Role.COORDINATOR, morning.watch.now)
    bea.sign_in(desk_browser(morning.app), bea.code(morning.watch.now))
    assert screen.get("/screen").status_code == 200


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
    assert morning.signed_in(Role.COORDINATOR).get("/screen").status_code == 403
