"""Somebody is here, and has left again."""

from uuid import UUID

from bookings.day.models import Arrival, Ending, Outcome
from bookings.visits.actions.change import cancel
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.access import OPERATOR, Role
from tests.bookings.day.board.morning import Morning, at
from tests.bookings.day.door.saying import arrival, post, recorded, standing, visit
from tests.browsing import parse


def come(morning: Morning, visit_id: UUID, role: Role = Role.RECEPTIONIST) -> int:
    return post(morning.signed_in(role), f"/door/{visit_id}/here").status_code


def test_is_here_gives_the_next_number_once(morning: Morning) -> None:
    robin, kim = morning.book("Robin", "housing"), morning.book("Kim", "legal")
    assert come(morning, robin) == 303
    assert come(morning, kim, Role.COORDINATOR) == 303
    assert come(morning, robin) == 303
    assert (arrival(morning, robin).number, arrival(morning, kim).number) == (1, 2)
    assert arrival(morning, robin).arrived_at == morning.watch.now
    assert arrival(morning, robin).welcomed_at is None
    assert recorded(morning, "arrived") == [robin, kim]


def test_s_56_whoever_cancelled_and_comes_all_the_same_is_taken_in(morning: Morning) -> None:
    """S-56: she stands on the door's list, has a number, and is given a plan."""
    robin = morning.book("Robin", "housing", asks='{"needs": ["housing"], "typed": {}}')
    with morning.town.writing() as db:
        cancel(db, db.get_one(Visit, robin), by=OPERATOR, at=morning.watch.now)
    assert standing(morning, robin) == []
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert "honoured all the same" in coordinator.get("/door").text
    assert come(morning, robin) == 303
    assert visit(morning, robin).status is VisitStatus.BOOKED
    address = f"/door/{robin}/plan"
    page = parse(post(coordinator, address, {"need": ["housing"], "gone_by": ""}).text)
    first = next(b.get("value") for b in page.all("button") if b.get("name") == "take")
    answer = post(coordinator, address, {"need": ["housing"], "gone_by": "", "take": first})
    assert answer.status_code == 303
    (slot,) = [each for each in standing(morning, robin) if each.cells > 2]
    assert slot.starts_at >= morning.watch.now


def test_s_45_whoever_was_put_down_as_absent_and_comes_is_not_absent_any_more(
    morning: Morning,
) -> None:
    robin = morning.book("Robin", "housing")
    row = Outcome(
        visit_id=robin, ending=Ending.DID_NOT_COME, number_given=False, at=at("10:15"), held_by=None
    )
    morning.add(row)
    assert come(morning, robin) == 303
    with morning.town.reading() as db:
        assert db.query(Outcome).count() == 0


def test_nobody_arrives_on_another_day(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    morning.watch.now = at("10:20").replace(day=24)
    assert come(morning, robin, Role.COORDINATOR) == 409
    assert come(morning, robin) == 404
    with morning.town.reading() as db:
        assert db.query(Arrival).count() == 0


def test_whoever_leaves_gives_back_what_she_had_still_to_come(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", since="11:00")
    morning.arrive(robin, "10:05")
    before = [slot.id for slot in standing(morning, robin)]
    receptionist = morning.signed_in(Role.RECEPTIONIST)
    assert post(receptionist, f"/door/{robin}/left").status_code == 303
    assert arrival(morning, robin).left_at == morning.watch.now
    assert standing(morning, robin) == []
    kim = morning.book("Kim", "housing", since="11:00")
    assert [slot.id for slot in standing(morning, kim)] == before
    assert come(morning, robin) == 303
    assert arrival(morning, robin).left_at is None
    assert arrival(morning, robin).number == 1


def test_whoever_leaves_in_the_middle_of_a_stop_ends_it(morning: Morning) -> None:
    robin = morning.book("Robin", "housing", since="10:20")
    morning.arrive(robin, "10:05")
    (stop,) = morning.stops(robin)
    coordinator = morning.signed_in(Role.COORDINATOR)
    assert coordinator.press(coordinator.page("/board"), stop, "begin").status_code == 303
    assert post(coordinator, f"/door/{robin}/left").status_code == 303
    with morning.town.reading() as db:
        over = db.get_one(Appointment, stop)
        assert (over.status, over.ended_at) == (AppointmentStatus.SEEN, morning.watch.now)


def test_s_57_whoever_is_not_here_is_given_no_plan_of_those_who_are(morning: Morning) -> None:
    robin = morning.book("Robin", "housing")
    coordinator = morning.signed_in(Role.COORDINATOR)
    address = f"/door/{robin}/plan"
    assert coordinator.get(address).status_code == 404
    assert post(coordinator, address, {"need": ["housing"]}).status_code == 404
    assert come(morning, robin) == 303
    assert coordinator.get(address).status_code == 200
