"""A changed pattern changes free times; a taken one keeps its hour, its worker and its room."""

from portal.db.engine import Database
from services_directory.sessions.actions import release
from services_directory.sessions.models import (
    Room,
    Seat,
)
from tests.services_directory.planning import (
    hours,
    housing,
    plan,
)
from tests.services_directory.scene import (
    all_free,
    lay_scene,
    take,
)


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
