"""The planner brings what is free to its pattern, and leaves and names what is taken."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.db.engine import Database
from services_directory.sessions.actions import PatternRefused, plan_sessions, release
from services_directory.sessions.actions.words import Planned
from services_directory.sessions.models import (
    DeskPattern,
    ExceptionKind,
    Nation,
    Purpose,
    Room,
    Schedule,
    ScheduleException,
    Seat,
    ServiceSession,
    SessionStatus,
)
from services_directory.sessions.queries import coming_sessions
from services_directory.sessions.rules.cells import NotInFiveMinutes
from services_directory.sessions.rules.dates import NoSuchWeekday
from services_directory.sessions.rules.wall_clock import NoSuchZone
from tests.services_directory.scene import (
    MONDAY,
    WEDNESDAY,
    Scene,
    all_free,
    lay_scene,
    take,
)

NEXT_WEDNESDAY = WEDNESDAY + timedelta(weeks=1)
THURSDAY = WEDNESDAY + timedelta(days=1)


def plan(db: Session, weeks: int = 2, at: datetime = MONDAY) -> Planned:
    db.flush()
    return plan_sessions(db, at=at, weeks=weeks)


def days(db: Session, at: datetime = MONDAY) -> list[date]:
    return [session.starts_at.date() for session in coming_sessions(db, at, limit=100)]


def hours(db: Session) -> list[str]:
    """The hours of the free times of Farah's housing desk on the first coming date, in UTC."""
    first = coming_sessions(db, MONDAY, limit=1)[0].id
    found = [slot for slot in all_free(db) if slot.session_id == first]
    return [
        f"{slot.starts_at:%H:%M}"
        for slot in found
        if slot.purpose is Purpose.FULL and "ur" in slot.languages
    ]


def status(db: Session) -> SessionStatus:
    return db.scalars(sa.select(ServiceSession.status)).one()


def housing(scene: Scene) -> DeskPattern:
    return next(desk for desk in scene.schedule.desks if desk.purpose is Purpose.FULL)


def except_on(scene: Scene, day: date, kind: ExceptionKind, **values: Any) -> ScheduleException:
    exception = ScheduleException(pattern_date=day, kind=kind, **values)
    scene.schedule.exceptions.append(exception)
    return exception


def test_the_coming_weeks_are_made_with_every_time_of_every_worker(database: Database) -> None:
    with database.writing() as db:
        lay_scene(db)
        made = plan(db).lines()
        assert days(db) == [WEDNESDAY, NEXT_WEDNESDAY]
        assert hours(db) == ["09:00", "09:30", "10:00", "10:30"]
        assert made == [
            "Made: Advice morning, Wednesday 3 June 2026, 10:00 to 12:00: 20 times added.",
            "Made: Advice morning, Wednesday 10 June 2026, 10:00 to 12:00: 20 times added.",
        ]


def test_twice_run_changes_nothing(database: Database) -> None:
    with database.writing() as db:
        lay_scene(db)
        plan(db)
        before = all_free(db)
        again = plan(db)
        assert again.changed_nothing
        assert again.lines() == ["Nothing to change: every coming session is as its pattern says."]
        assert all_free(db) == before


def test_a_longer_look_ahead_adds_only_what_was_missing_and_a_shorter_takes_nothing_away(
    database: Database,
) -> None:
    with database.writing() as db:
        lay_scene(db)
        plan(db, weeks=1)
        before = all_free(db)
        assert len(plan(db, weeks=3).made) == 2
        assert all_free(db)[: len(before)] == before
        assert plan(db, weeks=1).changed_nothing
        assert len(days(db)) == 3


def test_several_sessions_in_several_places_are_planned_together(database: Database) -> None:
    with database.writing() as db:
        lay_scene(db)
        lay_scene(db, "Saturday advice", byday="SA", opens_at=time(9, 30), closes_at=time(12, 30))
        plan(db, weeks=1)
        sessions = coming_sessions(db, MONDAY, limit=9)
        assert [session.name for session in sessions] == ["Advice morning", "Saturday advice"]
        assert len({session.location_id for session in sessions}) == 2
        assert len(all_free(db)) == 20 + (18 + 6 + 6)


def test_bank_holidays_of_the_nation_are_left_out(database: Database) -> None:
    with database.writing() as db:
        lay_scene(db, "Mondays", byday="MO", bank_holidays=Nation.ENGLAND)
        plan(db, weeks=4, at=datetime(2026, 8, 10, 6, tzinfo=UTC))
        assert days(db) == [date(2026, 8, 10), date(2026, 8, 17), date(2026, 8, 24)]
        lay_scene(db, "Scottish Mondays", byday="MO", bank_holidays=Nation.SCOTLAND)
        report = plan(db, weeks=4, at=datetime(2026, 8, 24, 6, tzinfo=UTC))
        assert any("Monday 31 August 2026" in line for line in report.made)


def test_every_session_of_ten_years_opens_at_ten_on_the_wall(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db, byday="SU")
        scene.schedule.desks = [housing(scene)]
        housing(scene).slot_minutes = 120
        january = datetime(2026, 1, 1, tzinfo=UTC)
        plan(db, weeks=574, at=january)
        starts = db.scalars(sa.select(ServiceSession.starts_at))
        found = {(moment.year, moment.hour) for moment in starts}
    assert found == {(year, hour) for year in range(2026, 2037) for hour in (9, 10)}


def test_a_session_whose_hours_the_clock_skips_is_not_held_and_is_named(
    database: Database,
) -> None:
    with database.writing() as db:
        lay_scene(db, "Nights", byday="SU", opens_at=time(1, 15), closes_at=time(2))
        report = plan(db, weeks=2, at=datetime(2026, 3, 23, tzinfo=UTC))
        assert days(db, datetime(2026, 3, 23, tzinfo=UTC)) == [date(2026, 4, 5)]
        assert "Nights, Sunday 29 March 2026" in report.notes[0]
        assert report.notes[0].endswith("is not held: the clock skips these hours.")


def test_a_changed_rhythm_changes_free_times_and_leaves_a_taken_one(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db)
        slot = next(each for each in all_free(db) if "ur" in each.languages)
        taken = take(db, [slot])
        housing(scene).slot_minutes = 35
        report = plan(db)
        assert hours(db) == ["09:40", "10:20"]
        assert report.left == [
            "Advice morning, Wednesday 3 June 2026, 10:00 to 12:00: 10:00 to 10:25, "
            "Housing with Farah, is taken and stays as it was."
        ]
        release(db, [taken])
        assert "09:00" not in hours(db)
        assert plan(db).left == []
        assert hours(db) == ["09:00", "09:40", "10:20"]


def test_what_was_changed_and_changed_back_is_as_it_was(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db)
        before = all_free(db)
        taken = take(db, [before[3]])
        housing(scene).slot_minutes = 35
        plan(db)
        housing(scene).slot_minutes = 25
        assert plan(db).left == []
        release(db, [taken])
        assert all_free(db) == before


def test_a_worker_who_leaves_leaves_only_what_is_taken(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        toms = [slot for slot in all_free(db) if slot.worker_id == scene.tom.id]
        take(db, [toms[0]])
        housing(scene).seats = [
            seat for seat in housing(scene).seats if seat.worker_id != scene.tom.id
        ]
        report = plan(db, weeks=1)
        assert scene.tom.id not in {slot.worker_id for slot in all_free(db)}
        assert len(toms) == 4
        assert ["Housing with Tom" in line for line in report.left] == [True]


def test_a_worker_may_change_desks_and_is_never_at_two(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        ashas = [slot for slot in all_free(db) if slot.worker_id == scene.asha.id]
        take(db, [ashas[0]])
        welcome, full = sorted(scene.schedule.desks, key=lambda each: each.slot_minutes)
        room_id = welcome.seats.pop().room_id
        db.flush()
        full.seats.append(Seat(worker_id=scene.asha.id, room_id=room_id))
        report = plan(db, weeks=1)
        ashas = [slot for slot in all_free(db) if slot.worker_id == scene.asha.id]
        assert [f"{slot.starts_at:%H:%M}" for slot in ashas] == ["09:30", "10:00", "10:30"]
        assert len(report.left) == 1


def test_a_new_room_is_given_to_free_times_and_a_taken_one_stays_in_its_own(
    database: Database,
) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        first, *rest = [slot for slot in all_free(db) if slot.worker_id == scene.tom.id]
        take(db, [first])
        seat = next(seat for seat in housing(scene).seats if seat.worker_id == scene.tom.id)
        seat.room = Room(location_id=scene.schedule.location_id, name="Room 9")
        assert len(plan(db, weeks=1).left) == 1
        found = [slot for slot in all_free(db) if slot.worker_id == scene.tom.id]
        assert [slot.id for slot in found] == [slot.id for slot in rest]
        assert {slot.room_id for slot in found} == {seat.room.id}


def test_s57_a_larger_share_is_kept_from_what_is_free(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        housing(scene).walk_in_percent = 0
        plan(db, weeks=1)
        toms = [slot for slot in all_free(db, online=True) if slot.worker_id == scene.tom.id]
        assert len(toms) == 4
        take(db, [toms[1]])
        housing(scene).walk_in_percent = 50
        plan(db, weeks=1)
        online = [slot for slot in all_free(db, online=True) if slot.worker_id == scene.tom.id]
        assert len(online) == 1


@pytest.mark.parametrize("how", ["skipped", "over", "another weekday"])
def test_a_date_that_the_pattern_no_longer_gives_is_cancelled_and_comes_back_with_it(
    database: Database, how: str
) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db)
        before = all_free(db)
        if how == "skipped":
            except_on(scene, WEDNESDAY, ExceptionKind.SKIPPED)
        elif how == "over":
            scene.schedule.valid_from = NEXT_WEDNESDAY
        else:
            scene.schedule.byday = "TH"
        report = plan(db)
        assert "Advice morning, Wednesday 3 June 2026, 10:00 to 12:00." in report.cancelled
        assert WEDNESDAY not in days(db)
        assert plan(db).changed_nothing
        scene.schedule.exceptions.clear()
        scene.schedule.valid_from, scene.schedule.byday = date(2026, 1, 1), "WE"
        plan(db)
        assert all_free(db) == before


def test_a_skipped_date_that_somebody_has_a_time_on_stays_for_them_and_is_named(
    database: Database,
) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        appointment = take(db, [all_free(db)[0]])
        except_on(scene, WEDNESDAY, ExceptionKind.SKIPPED)
        report = plan(db, weeks=1)
        assert report.cancelled == []
        assert report.left[-1] == (
            "Advice morning, Wednesday 3 June 2026, 10:00 to 12:00: the pattern no longer gives "
            "this date, but somebody has 1 time there. Nothing more is offered."
        )
        assert status(db) is SessionStatus.WITHDRAWN
        assert all_free(db) == []
        release(db, [appointment])
        plan(db, weeks=1)
        assert status(db) is SessionStatus.CANCELLED


def test_a_moved_date_moves_and_moves_back(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        before = all_free(db)
        except_on(scene, WEDNESDAY, ExceptionKind.MOVED, moved_to=THURSDAY, opens_at=time(9))
        changed = plan(db, weeks=1).changed
        assert days(db) == [THURSDAY]
        assert "Thursday 4 June 2026, 09:00 to 12:00: day, hours or place" in changed[0]
        scene.schedule.exceptions.clear()
        plan(db, weeks=1)
        assert all_free(db) == before


def test_a_moved_date_that_somebody_has_a_time_on_stays_where_it_is(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        take(db, [all_free(db)[0]])
        except_on(scene, WEDNESDAY, ExceptionKind.MOVED, moved_to=THURSDAY)
        assert len(plan(db, weeks=1).left) == 2
        session = db.scalars(sa.select(ServiceSession)).one()
        assert session.starts_at.date() == WEDNESDAY
        assert status(db) is SessionStatus.WITHDRAWN


def test_an_extra_date_is_made(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        except_on(scene, THURSDAY, ExceptionKind.EXTRA, opens_at=time(11))
        plan(db, weeks=1)
        assert days(db) == [WEDNESDAY, THURSDAY]


def test_a_hold_that_has_run_out_holds_nothing_up(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        take(db, [all_free(db)[0]], held_until=MONDAY)
        except_on(scene, WEDNESDAY, ExceptionKind.SKIPPED)
        assert plan(db, weeks=1).left == []
        assert days(db) == []


def test_a_session_that_has_begun_is_left_alone(database: Database) -> None:
    during = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
    with database.writing() as db:
        scene = lay_scene(db)
        plan(db, weeks=1)
        before = all_free(db, during)
        scene.schedule.opens_at = time(8)
        housing(scene).slot_minutes = 5
        except_on(scene, WEDNESDAY, ExceptionKind.SKIPPED)
        assert plan(db, weeks=1, at=during).changed_nothing
        assert all_free(db, during) == before


def test_a_worker_at_two_desks_of_one_session_is_refused(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        for desk in scene.schedule.desks:
            if scene.asha.id not in {seat.worker_id for seat in desk.seats}:
                desk.seats.append(Seat(worker=scene.asha, room=desk.seats[0].room))
        with pytest.raises(PatternRefused, match="Asha cannot be in two places at once"):
            plan(db, weeks=4)
        assert days(db) == []


def test_a_worker_in_two_sessions_at_the_same_time_is_refused_and_one_after_the_other_is_not(
    database: Database,
) -> None:
    with database.writing() as db:
        here = lay_scene(db)
        there = lay_scene(db, "Noon advice", opens_at=time(11, 30), closes_at=time(13))
        housing(there).seats[0].worker = here.tom
        with pytest.raises(PatternRefused) as refused:
            plan(db, weeks=4)
        assert refused.value.problems == (
            "Tom cannot be in two places at once: Housing at Advice morning, Wednesday 3 June "
            "2026, 10:00 to 12:00; Housing at Noon advice, Wednesday 3 June 2026, 11:30 to 13:00.",
        )
        assert days(db) == []
        there.schedule.opens_at = time(12)
        plan(db, weeks=4)
        assert len(days(db)) == 8


def test_a_room_in_two_sessions_at_the_same_time_is_refused(database: Database) -> None:
    with database.writing() as db:
        here, there = lay_scene(db), lay_scene(db, "Also advice")
        here_rooms = {seat.worker_id: seat.room for seat in housing(here).seats}
        place = here.schedule.location_id
        there.schedule.location_id = place
        for desk in there.schedule.desks:
            desk.service_at_location.location_id = place
            for seat in desk.seats:
                seat.room.location_id = place
                seat.room.name = f"Also {seat.room.name}"
        plan(db, weeks=1)
        housing(there).seats[0].room = here_rooms[here.tom.id]
        with pytest.raises(PatternRefused, match=r"Room 3 cannot be in two places at once"):
            plan(db, weeks=1)


def test_a_desk_or_a_room_that_is_elsewhere_is_refused(database: Database) -> None:
    with database.writing() as db:
        here, there = lay_scene(db), lay_scene(db, "Saturday advice", byday="SA")
        housing(here).seats[0].room = housing(there).seats[0].room
        here.schedule.desks[0].service_at_location = there.schedule.desks[0].service_at_location
        with pytest.raises(PatternRefused) as refused:
            plan(db)
        problems = "\n".join(refused.value.problems)
        assert "not at Rooms of Advice morning." in problems
        assert "is not listed at Rooms of Advice morning." in problems


def test_a_desk_without_a_time_to_book_is_noted_once(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        housing(scene).slot_minutes = 120
        notes = plan(db, weeks=4).notes
        assert len(notes) == 1
        assert notes[0].startswith("Advice morning, Housing: every time is kept for walk-ins")
        housing(scene).slot_minutes = 125
        notes = plan(db, weeks=4).notes
        assert len(notes) == 1
        assert "no time that fits" in notes[0]


def test_odd_minutes_and_unknown_days_and_zones_are_refused_where_they_are_written() -> None:
    with pytest.raises(NotInFiveMinutes):
        DeskPattern(slot_minutes=17)
    with pytest.raises(NotInFiveMinutes):
        DeskPattern(gap_minutes=3)
    with pytest.raises(NotInFiveMinutes):
        Schedule(opens_at=time(10, 7))
    with pytest.raises(NotInFiveMinutes):
        ScheduleException(closes_at=time(10, 7))
    with pytest.raises(NoSuchWeekday):
        Schedule(byday="Wednesday")
    with pytest.raises(NoSuchZone):
        Schedule(timezone="Hounslow")
