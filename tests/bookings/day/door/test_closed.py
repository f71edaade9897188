"""What ends, and what is only read, once a session is closed; and what it stays open for."""

from pathlib import Path

import sqlalchemy as sa

from bookings.day.models import Alert, Arrival, CrecheStay
from bookings.day.pages import drawn
from bookings.people.models import Child
from bookings.visits.models import Appointment, AppointmentStatus
from portal.access import Role
from portal.staff.models import Account, SignIn
from services_directory.sessions.models import Claim, ServiceSession, SessionStatus
from services_directory.sessions.queries import coming_sessions, free_slots
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.ending import SEEN, account, close, end
from tests.bookings.day.door.saying import (
    SAID,
    Fields,
    arrival,
    post,
    welcome,
)


def test_c_10_at_the_close_whom_to_keep_out_is_erased_from_the_disk_too(
    morning: Morning, settled_url: str
) -> None:
    """C-10: a word in the middle of it is in no file of the database afterwards."""
    came = morning.book("Robin", "housing")
    morning.arrive(came, "10:05", welcomed=False)
    desk = morning.signed_in(Role.COORDINATOR)
    words = {"keep_out_is": "somebody", "keep_out": "Tall"}
    assert welcome(desk, came, **words).status_code == 303
    with morning.town.reading() as db:
        sealed = db.scalars(sa.select(Arrival.keep_out_sealed)).one()  # type: ignore[attr-defined]
    assert sealed
    desk.get(f"/board/{morning.session_id}/rows?seen=none", scripts=True)
    assert drawn._KEPT[morning.town]
    assert end(desk, morning, came) == 303
    assert close(desk, morning) == 303
    assert drawn._KEPT[morning.town] == {}, "nor do the board's rows stay in memory"
    assert arrival(morning, came).keep_out is None
    if settled_url.startswith("sqlite:///"):
        folder = Path(settled_url.removeprefix("sqlite:///")).parent
        files = [path.read_bytes() for path in folder.glob("*.db*")]
        assert files
        assert [file for file in files if sealed in file] == []


def test_at_the_close_screens_passes_and_holds_end(morning: Morning) -> None:
    came, held = morning.book("Robin", "housing"), morning.book("Kim", "legal", since="11:00")
    morning.arrive(came, "10:05")
    cover = morning.signed_in(Role.COVER, desk_id=morning.desk_of(morning.stops(held)[0]))
    assert cover.get("/desk").status_code == 200
    desk = morning.signed_in(Role.COORDINATOR)
    tablet = morning.signed_in(Role.COORDINATOR)
    opened = post(tablet, f"/session/{morning.session_id}/screen")
    assert opened.status_code == 303
    assert end(desk, morning, came) == 303
    assert end(desk, morning, held, ending="did_not_come") == 303
    assert close(desk, morning) == 303
    assert cover.get("/desk").status_code == 303
    with morning.town.reading() as db:
        row = db.scalars(sa.select(Account).where(Account.role_name == "cover")).one()
        assert row.ends_at == morning.watch.now
        assert db.query(SignIn).filter(SignIn.account_id == row.id).count() == 0
        stop = db.scalars(sa.select(Appointment).where(Appointment.visit_id == held)).one()
        assert stop.status is AppointmentStatus.MISSED
        assert db.query(Claim).filter(Claim.appointment_id == stop.id).count() == 0
        assert db.scalars(sa.select(Arrival.left_at)).one() == morning.watch.now


def test_nobody_books_online_at_a_session_that_was_closed_early(morning: Morning) -> None:
    assert close(morning.signed_in(Role.COORDINATOR), morning) == 303
    with morning.town.reading() as db:
        status = db.get_one(ServiceSession, morning.session_id).status
        assert status is SessionStatus.WITHDRAWN
        ids = [each.id for each in coming_sessions(db, morning.watch.now, limit=9)]
        assert morning.session_id not in ids
        assert free_slots(db, [morning.session_id], morning.watch.now, online=True) == []


def test_a_closed_session_is_only_read(morning: Morning) -> None:
    came, other = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    morning.arrive(came, "10:05", welcomed=False)
    desk = morning.signed_in(Role.COORDINATOR)
    assert end(desk, morning, came) == 303
    assert end(desk, morning, other, ending="did_not_come") == 303
    assert close(desk, morning) == 303
    session = f"/session/{morning.session_id}"
    fields = {"name": "Noor", "need": ["housing"], "take": "none"}
    tries: list[tuple[str, Fields]] = [
        (f"/door/{other}/here", {}),
        (f"/door/{came}/welcome", SAID),
        (f"{session}/walk-in", fields),
        (f"{session}/alert", {}),
        (f"{session}/close", {}),
        (f"{session}/close/{came}", {**SEEN, "held_by": account(desk)}),
    ]
    for address, typed in tries:
        assert post(desk, address, typed).status_code == 409, address
    assert desk.get("/door").status_code == 200
    assert desk.get(f"{session}/close").status_code == 200
    with morning.town.reading() as db:
        assert db.query(Arrival).count() == 1
        assert db.query(Alert).count() == 0


def test_no_stop_of_a_closed_session_is_called_or_moved(morning: Morning) -> None:
    came = morning.book("Robin", "housing", since="10:20")
    morning.arrive(came, "10:05")
    desk = morning.signed_in(Role.COORDINATOR)
    stop = morning.stops(came)[0]
    before = desk.page("/board")
    assert desk.press(before, stop, "begin").status_code == 303
    page = desk.page("/board")
    assert end(desk, morning, came) == 303
    assert close(desk, morning) == 303
    answer = desk.press(page, stop, "end")
    assert answer.status_code == 409
    assert "has been closed" in answer.text
    with morning.town.reading() as db:
        over = db.get_one(Appointment, stop)
        assert (over.status, over.ended_at) == (AppointmentStatus.SEEN, morning.watch.now)


def test_a_session_does_not_close_while_an_alert_stands(morning: Morning) -> None:
    desk = morning.signed_in(Role.COORDINATOR)
    address = f"/session/{morning.session_id}/alert"
    assert post(desk, address, {"words": "Blue van"}).status_code == 303
    assert close(desk, morning) == 409
    assert post(desk, f"{address}/over").status_code == 303
    assert close(desk, morning) == 303


def test_a_session_does_not_close_while_a_child_is_in_the_creche(morning: Morning) -> None:
    came = morning.book("Robin", "housing")
    morning.arrive(came, "10:05")
    morning.bring(came, 4)
    with morning.town.writing() as db:
        child = db.scalars(sa.select(Child.id)).one()
        stay = CrecheStay(
            session_id=morning.session_id, visit_id=came, child_id=child, in_at=at("10:10")
        )
        db.add(stay)
        stay_id = stay.id
    desk = morning.signed_in(Role.COORDINATOR)
    assert end(desk, morning, came) == 303
    assert close(desk, morning) == 409
    with morning.town.writing() as db:
        db.get_one(CrecheStay, stay_id).out_at = at("10:19")
    assert close(desk, morning) == 303
