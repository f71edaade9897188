"""A pattern that nobody could keep to is refused, and what nobody could book is noted."""

from datetime import time

import pytest

from portal.db.engine import Database
from services_directory.sessions.actions import PatternRefused
from services_directory.sessions.models import (
    DeskPattern,
    Schedule,
    ScheduleException,
    Seat,
)
from services_directory.sessions.rules.cells import NotInFiveMinutes
from services_directory.sessions.rules.dates import NoSuchWeekday
from services_directory.sessions.rules.wall_clock import NoSuchZone
from tests.services_directory.planning import (
    days,
    housing,
    plan,
)
from tests.services_directory.scene import (
    lay_scene,
)


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
