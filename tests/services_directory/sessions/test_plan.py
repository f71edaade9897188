"""The planner makes the coming sessions of every pattern, and does it once."""

from datetime import UTC, date, datetime, time

import sqlalchemy as sa

from portal.db.engine import Database
from services_directory.sessions.models import (
    Nation,
    ServiceSession,
)
from services_directory.sessions.queries import coming_sessions
from tests.services_directory.planning import (
    NEXT_WEDNESDAY,
    days,
    hours,
    housing,
    plan,
)
from tests.services_directory.scene import (
    MONDAY,
    WEDNESDAY,
    all_free,
    lay_scene,
)


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
        assert again.lines() == ["Nothing to change."]
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
