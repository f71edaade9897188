"""What has not changed is not sent again; what has is told by number, and never loses its name."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa

from portal.access import Role
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.models import ExceptionKind, Schedule, ScheduleException
from tests.bookings.day.board.morning import Morning
from tests.bookings.feeds.reading import Reader, desk_pattern, made, of_worker
from tests.bookings.feeds.test_what_it_says import WEDNESDAY, housing


def test_c_26_what_is_known_already_is_not_sent_again(morning: Morning, reader: Reader) -> None:
    morning.book("Robin", "legal")
    address = of_worker(morning, "Simran")
    first = reader.get(address)
    morning.watch.on(minutes=40)
    again = reader.get(address, known=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    for known in ('"other", ' + first.headers["etag"], "*", first.headers["etag"][2:]):
        assert reader.get(address, known=known).status_code == 304, known
    assert reader.get(address, known='"other"').status_code == 200


def test_c_26_a_booking_is_told_with_a_higher_number(morning: Morning, reader: Reader) -> None:
    address = of_worker(morning, "Simran")
    known, before = reader.get(address).headers["etag"], reader.event(address, WEDNESDAY)
    morning.book("Robin", "legal")
    morning.add()
    answer = reader.get(address, known=known)
    assert answer.status_code == 200
    assert answer.headers["etag"] != known
    after = reader.event(address, WEDNESDAY)
    assert after["uid"] == before["uid"]
    assert after.sequence > before.sequence


def test_c_26_names_of_events_are_the_same_at_every_address_and_lead_nowhere(
    morning: Morning, reader: Reader
) -> None:
    coordinator = morning.signed_in(Role.COORDINATOR)
    own = morning.signed_in(Role.DESK_WORKER, worker_id=morning.worker("Farah"))
    farah = morning.worker("Farah")
    one, two = made(coordinator, farah), made(own, farah)
    desk = made(coordinator, desk_pattern(morning.town, housing(morning)))
    names = [[str(event["uid"]) for event in reader.calendar(each).events] for each in (one, two)]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0]) > 4
    assert not set(names[0]) & {str(event["uid"]) for event in reader.calendar(desk).events}
    assert morning.session_id.hex not in "".join(names[0])


def test_c_26_a_morning_that_is_cancelled_is_marked(morning: Morning, reader: Reader) -> None:
    address = of_worker(morning, "Farah")
    before = reader.event(address, "2026-12-02")
    assert (before["status"], before["summary"]) == ("CONFIRMED", "0 booked, Room 2")
    change(morning, date(2026, 12, 2), ExceptionKind.SKIPPED)
    after = reader.event(address, "2026-12-02")
    assert (after["status"], after["summary"]) == ("CANCELLED", "Cancelled, Room 2")
    assert after["uid"] == before["uid"]
    assert after.sequence > before.sequence
    assert reader.event(address, "2026-12-09")["status"] == "CONFIRMED"


def test_a_morning_that_is_moved_keeps_its_name(morning: Morning, reader: Reader) -> None:
    address = of_worker(morning, "Farah")
    before = reader.event(address, "2026-12-02")
    change(morning, date(2026, 12, 2), ExceptionKind.MOVED, moved_to=date(2026, 12, 3))
    after = reader.event(address, "2026-12-03")
    assert after["uid"] == before["uid"]
    assert after.sequence > before.sequence


def change(
    morning: Morning, day: date, kind: ExceptionKind, *, moved_to: date | None = None
) -> None:
    with morning.town.writing() as db:
        schedule = db.scalars(sa.select(Schedule).where(Schedule.name == "Advice morning")).one()
        schedule.exceptions.append(
            ScheduleException(pattern_date=day, kind=kind, moved_to=moved_to)
        )
        plan_sessions(db, at=morning.watch.now, weeks=4)


def test_it_goes_two_weeks_back_and_as_far_as_is_planned(morning: Morning, reader: Reader) -> None:
    address = of_worker(morning, "Tom")
    ends = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    for after, is_there in ((timedelta(days=14, seconds=-1), True), (timedelta(days=14), False)):
        morning.watch.now = ends + after
        days = [each.start.isoformat()[:10] for each in reader.calendar(address).events]
        assert (WEDNESDAY in days) == is_there
        assert days[-1] == "2026-12-16"


def test_a_calendar_with_nothing_in_it_is_one_still(morning: Morning, reader: Reader) -> None:
    address = of_worker(morning, "Tom")
    morning.watch.now += timedelta(weeks=30)
    assert reader.calendar(address).events == []
