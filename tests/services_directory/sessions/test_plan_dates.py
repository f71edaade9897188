"""A date that its pattern moves, drops or gives back: what is taken of it stays and is named."""

from datetime import UTC, date, datetime, time

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from services_directory.sessions.actions import release
from services_directory.sessions.models import (
    ExceptionKind,
    Nation,
    ServiceSession,
    SessionStatus,
)
from tests.services_directory.planning import (
    NEXT_WEDNESDAY,
    THURSDAY,
    days,
    except_on,
    housing,
    plan,
    status,
)
from tests.services_directory.scene import (
    MONDAY,
    WEDNESDAY,
    all_free,
    lay_scene,
    take,
)


def test_a_bank_holiday_that_is_taken_up_or_dropped_cancels_the_date_or_gives_it_back(
    database: Database,
) -> None:
    august = datetime(2026, 8, 24, 6, tzinfo=UTC)
    with database.writing() as db:
        scene = lay_scene(db, byday="MO")
        plan(db, at=august)
        before = all_free(db, august)
        scene.schedule.bank_holidays = Nation.ENGLAND
        cancelled = plan(db, at=august).cancelled
        assert cancelled == ["Advice morning, Monday 31 August 2026, 10:00 to 12:00."]
        assert days(db, august) == [date(2026, 8, 24)]
        scene.schedule.bank_holidays = None
        plan(db, at=august)
        assert all_free(db, august) == before


def test_a_session_whose_hours_the_clock_skips_is_not_held_and_is_named(
    database: Database,
) -> None:
    with database.writing() as db:
        lay_scene(db, "Nights", byday="SU", opens_at=time(1, 15), closes_at=time(2))
        report = plan(db, weeks=2, at=datetime(2026, 3, 23, tzinfo=UTC))
        assert days(db, datetime(2026, 3, 23, tzinfo=UTC)) == [date(2026, 4, 5)]
        assert "Nights, Sunday 29 March 2026" in report.notes[0]
        assert report.notes[0].endswith("is not held: it would close before it opens.")


def test_an_exception_that_turns_the_hours_round_is_not_held_and_is_named(
    database: Database,
) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        except_on(scene, WEDNESDAY, ExceptionKind.EXTRA, opens_at=time(14))
        assert len(plan(db).notes) == 1
        assert days(db) == [NEXT_WEDNESDAY]


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
            "this, but 1 appointment stands."
        )
        assert not report.changed_nothing
        assert plan(db, weeks=1).lines() == [
            "Nothing to change.",
            *(f"Left as it is: {sentence}" for sentence in report.left),
        ]
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
