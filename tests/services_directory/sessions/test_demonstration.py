"""What a new install begins with, and the made-up mornings that the portal is shown with."""

from datetime import date

import pytest
import sqlalchemy as sa

from portal.db.engine import Database
from services_directory.listings.models import ServiceKind
from services_directory.sessions.actions import plan_sessions, standard
from services_directory.sessions.actions.demonstration import furnish
from services_directory.sessions.models import Desk, Presence, Purpose, Seat, Worker
from services_directory.sessions.queries import coming_sessions
from tests.services_directory.scene import MONDAY, all_free, lay_scene


def test_the_standard_desks_are_the_eight_services_and_the_welcome() -> None:
    full = [each.kind for each in standard.STANDARD_DESKS if each.purpose is Purpose.FULL]
    assert full == [kind for kind in ServiceKind if kind is not ServiceKind.OTHER]
    (welcome,) = (each for each in standard.STANDARD_DESKS if each.purpose is Purpose.WELCOME)
    assert (welcome.kind, welcome.slot_minutes) == (ServiceKind.IDVA, 10)


def test_nobody_can_be_seated_at_a_desk_that_a_session_does_not_have(database: Database) -> None:
    with database.writing() as db:
        scene = lay_scene(db)
        room = scene.schedule.desks[0].seats[0].room
        with pytest.raises(KeyError):
            standard.seat(scene.schedule, standard.STANDARD_DESKS[-1], scene.tom, room)


def test_the_demonstration_offers_every_service_and_several_mornings(database: Database) -> None:
    with database.writing() as db:
        furnish(db, valid_from=date(2026, 1, 1))
        report = plan_sessions(db, at=MONDAY, weeks=2)
        assert len(report.made) == 4
        assert report.left == report.notes == []
        free = all_free(db, online=True)
        assert {slot.kind for slot in free} == set(ServiceKind) - {ServiceKind.OTHER}
        sessions = coming_sessions(db, MONDAY, limit=9)
        assert {f"{each.starts_at:%a} {each.city}" for each in sessions} == {
            "Wed Hounslow",
            "Sat Feltham",
        }
        assert db.scalar(sa.select(sa.func.count()).select_from(Worker)) == 11


def test_the_demonstration_has_a_desk_of_two_and_one_on_call(database: Database) -> None:
    with database.writing() as db:
        wednesday, _saturday = furnish(db, valid_from=date(2026, 1, 1))
        plan_sessions(db, at=MONDAY, weeks=1)
        assert sorted(len(desk.seats) for desk in wednesday.desks) == [1] * 8 + [2]
        on_call = db.scalars(sa.select(Desk).where(Desk.presence == Presence.ON_CALL)).one()
        assert on_call.minutes_to_reach == 20
        assert db.scalar(sa.select(sa.func.count()).select_from(Seat)) == 15
