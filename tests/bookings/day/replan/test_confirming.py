"""C-05: nothing happens until it is confirmed; then all of it, or nothing at all."""

from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa

from bookings.day.actions.arriving import arrive
from bookings.day.actions.replanning import PlanHasChanged, is_back
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.models import Closing, WorkerAway
from bookings.visits.models import Appointment, AppointmentStatus, Visit, VisitStatus
from portal.record.models import Entry
from services_directory.sessions.actions import claim, plan_sessions
from services_directory.sessions.models import Claim, Slot
from services_directory.sessions.rules.cells import cell_at, run_of
from tests.bookings.day.replan.wednesday import TEN, Wednesday
from tests.bookings.visits.rows import dump


def test_c_05_to_look_at_a_plan_changes_nothing(wednesday: Wednesday) -> None:
    wednesday.book("Robin", ("Tom", "10:00"), ("Simran", "10:25"))
    before = dump(wednesday.town)
    assert wednesday.draw("Tom", 10).proposal.moves
    assert dump(wednesday.town) == before


def test_c_05_confirmed_it_moves_who_was_shown_and_nobody_else(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    sam = wednesday.book("Sam", ("Farah", "10:00"))
    wednesday.book("Alex", ("Farah", "10:25"))
    wednesday.book("Kim", ("Farah", "10:50"))
    wednesday.replan("Tom", 10)
    assert wednesday.stops(robin) == [("Tom", "10:10")]
    assert wednesday.stops(sam) == [("Farah", "10:00")]


def test_c_05_each_visit_that_changed_is_in_the_record(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    sam = wednesday.book("Sam", ("Farah", "10:25"))
    wednesday.replan("Tom", 10)
    with wednesday.town.reading() as db:
        verbs = dict(db.execute(sa.select(Entry.about, Entry.verb).order_by(Entry.number)).all())
        who = db.scalars(sa.select(Entry.who).where(Entry.verb == "visit replanned")).all()
    assert verbs[robin] == "visit replanned"
    assert verbs[sam] == "visit booked"
    assert who == [f"coordinator:{wednesday.by.account_id}"]


def test_c_05_what_changed_meanwhile_is_never_overwritten(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    shown = wednesday.draw("Tom", 10).mark
    wednesday.book("Sam", ("Farah", "10:00"))
    before = dump(wednesday.town)
    with pytest.raises(PlanHasChanged):
        wednesday.confirm("Tom", 10, shown)
    assert dump(wednesday.town) == before
    fresh = wednesday.draw("Tom", 10).mark
    assert fresh != shown
    wednesday.confirm("Tom", 10, fresh)
    assert wednesday.stops(robin) != [("Tom", "10:00")]


def test_c_05_a_change_that_does_not_matter_does_not_disturb(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    shown = wednesday.draw("Tom", 10).mark
    wednesday.book("Sam", ("Ioana", "10:25"))
    wednesday.confirm("Tom", 10, shown)
    assert wednesday.stops(robin) == [("Farah", "10:00")]


def test_c_05_a_time_taken_at_the_last_moment_leaves_all_as_it_was(wednesday: Wednesday) -> None:
    """What only the database knows of, such as what somebody left behind, refuses all of it."""
    wednesday.book("Robin", ("Tom", "10:00"), gone_by=TEN + timedelta(minutes=30))
    drawn = wednesday.draw("Tom", 10)
    (move,) = drawn.proposal.moves
    assert move.new is not None
    with wednesday.writing() as db:
        cells, ran_out = run_of(move.new.room, move.new.starts, 1), TEN - timedelta(minutes=1)
        claim(db, wednesday.id(db), {uuid4(): list(cells)}, held_until=ran_out)
    before = dump(wednesday.town)
    with pytest.raises(PlanHasChanged):
        wednesday.confirm("Tom", 10, drawn.mark)
    assert dump(wednesday.town) == before


def test_c_05_whoever_is_being_seen_stays_and_the_next_one_waits(wednesday: Wednesday) -> None:
    robin = wednesday.book("Robin", ("Tom", "10:00"))
    sam = wednesday.book("Sam", ("Tom", "10:25"))
    with wednesday.writing() as db:
        wednesday.stop(db, robin, "Tom").began_at = TEN
    wednesday.now = TEN + timedelta(minutes=18)
    wednesday.book("Alex", ("Farah", "10:25"))
    wednesday.replan("Tom", 15)
    assert wednesday.stops(robin) == [("Tom", "10:00")]
    assert wednesday.stops(sam) == [("Tom", "10:35")]


def test_c_05_nobody_who_is_not_here_yet_has_to_come_sooner(wednesday: Wednesday) -> None:
    sam = wednesday.book("Sam", ("Tom", "11:15"))
    wednesday.book("Alex", ("Farah", "11:15"))
    wednesday.now = TEN + timedelta(minutes=20)
    (move,) = wednesday.draw("Tom", None).proposal.moves
    assert move.new is not None
    assert move.new.starts == cell_at(TEN + timedelta(minutes=100))
    with wednesday.writing() as db:
        arrive(db, wednesday.visit(db, sam), by=wednesday.by, at=wednesday.now)
    (move,) = wednesday.draw("Tom", None).proposal.moves
    assert move.new is not None
    assert move.new.starts == cell_at(TEN + timedelta(minutes=50))


def test_c_05_where_a_stop_was_shorter_she_is_not_promised_the_rest(wednesday: Wednesday) -> None:
    """Her own time is hers until the stop was to end, and a plan never runs into it."""
    robin = wednesday.book("Robin", ("Simran", "10:00"), ("Tom", "10:25"))
    with wednesday.writing() as db:
        arrive(db, wednesday.visit(db, robin), by=wednesday.by, at=TEN)
        stop = wednesday.stop(db, robin, "Simran")
        stop.began_at = TEN
        stop.ended_at, stop.status = TEN + timedelta(minutes=6), AppointmentStatus.SEEN
    wednesday.now = TEN + timedelta(minutes=7)
    wednesday.replan("Tom", None)
    assert wednesday.stops(robin) == [("Simran", "10:00"), ("Farah", "10:25")]


def test_c_05_somebody_who_comes_back_to_a_screen_is_not_booked_with_who_has_gone(
    wednesday: Wednesday,
) -> None:
    assert wednesday.free_names() >= {"Tom", "Farah"}
    wednesday.replan("Tom", None)
    assert "Tom" not in wednesday.free_names()
    with wednesday.writing() as db:
        away = db.scalars(sa.select(WorkerAway)).one()
        is_back(db, away, by=wednesday.by, at=wednesday.now)
    assert "Tom" in wednesday.free_names()


def test_c_05_what_was_only_held_there_is_let_go(wednesday: Wednesday) -> None:
    """Whoever is booking on a phone just then chooses another time."""
    held = wednesday.book("Robin", ("Tom", "10:25"))
    with wednesday.writing() as db:
        visit = wednesday.visit(db, held)
        visit.status, visit.held_until = VisitStatus.HELD, TEN + timedelta(minutes=9)
        until = sa.update(Claim).values(held_until=visit.held_until)
        db.execute(until.where(Claim.thing_id == held))
    wednesday.replan("Tom", None)
    with wednesday.town.reading() as db:
        assert db.get(Visit, held) is None
        bound = sa.select(Claim.cell).where(Claim.thing_id == wednesday.worker(db, "Tom"))
        assert set(db.scalars(bound)) == set(range(cell_at(TEN), cell_at(TEN) + 24))


def test_c_05_the_planner_changes_nothing_of_a_new_plan(wednesday: Wednesday) -> None:
    """A worker rings in the evening before: what the new plan gave stays through any planning."""
    wednesday.now = TEN - timedelta(hours=14)
    wednesday.book("Robin", ("Tom", "10:00"))
    wednesday.book("Sam", ("Farah", "10:00"))
    wednesday.book("Alex", ("Farah", "10:25"))
    wednesday.replan("Tom", 10)
    with wednesday.town.reading() as db:
        moved = sa.select(Slot).join(Appointment, Appointment.slot_id == Slot.id)
        tens = [slot for slot in db.scalars(moved) if f"{slot.starts_at:%H:%M}" == "10:10"]
        assert [(slot.withdrawn, slot.cells) for slot in tens] == [(True, 4)]
    before = dump(wednesday.town)
    with wednesday.writing() as db:
        plan_sessions(db, at=wednesday.now, weeks=1)
    assert dump(wednesday.town) == before


def test_c_05_the_planner_offers_nothing_with_who_has_gone(wednesday: Wednesday) -> None:
    wednesday.now = TEN - timedelta(hours=14)
    wednesday.book("Robin", ("Tom", "10:00"))
    wednesday.replan("Tom", None)
    before = dump(wednesday.town)
    with wednesday.writing() as db:
        plan_sessions(db, at=wednesday.now, weeks=1)
    assert dump(wednesday.town) == before
    assert "Tom" not in wednesday.free_names()


def test_c_05_a_closed_session_is_not_replanned(wednesday: Wednesday) -> None:
    wednesday.book("Robin", ("Tom", "10:00"))
    mark = wednesday.draw("Tom", 10).mark
    with wednesday.writing() as db:
        account = wednesday.by.account_id
        db.add(Closing(session_id=wednesday.id(db), at=TEN, by=account))
    with pytest.raises(SessionIsClosed):
        wednesday.confirm("Tom", 10, mark)
