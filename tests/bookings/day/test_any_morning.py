"""A morning in which anything happens in any order: nobody is in two places, nothing is given
twice, nobody is kept past her time or seen by whom she avoids, and nobody vanishes."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from bookings.day.actions import arriving, closing, creche, giving, leaving, moving, running
from bookings.day.actions.replanning import PlanHasChanged, is_back
from bookings.day.actions.still_open import SessionIsClosed
from bookings.day.actions.things import NotOffered, StillGiven
from bookings.day.actions.walking_in import Wanted, walk_in
from bookings.day.models import Alone, Arrival, Ending, Question, Reply, WorkerAway
from bookings.day.queries import things
from bookings.day.queries.board import stop_version
from bookings.day.queries.creche import OfCreche, child_at
from bookings.day.queries.moving import times_that_fit
from bookings.day.queries.running import StopOfHers, whole
from bookings.day.queries.visible import stops_visible_to
from bookings.day.rules.running import Step
from bookings.visits.actions.change import cancel
from bookings.visits.models import Appointment, Visit, VisitIsOver, VisitStatus
from portal.db.engine import Database
from services_directory.sessions.actions import SlotJustTaken
from services_directory.sessions.models import Gender, Slot, Worker
from services_directory.sessions.queries import FreeSlot
from tests.bookings.day.replan.test_things import child_of, creche_of, interpreter
from tests.bookings.day.replan.wednesday import TEN, Wednesday
from tests.bookings.day.replan.whole_morning import faults

FreshTown = Callable[[], Database]

WHICH = st.integers(0, 30)
REFUSED = (
    arriving.DoesNotFit,
    running.ChangedMeanwhile,
    running.NotHere,
    running.AnotherIsGoingOn,
    running.NoSuchStep,
    giving.IsAvoided,
    giving.NothingAhead,
    NotOffered,
    StillGiven,
    creche.IsThereAlready,
    creche.IsNotThere,
    PlanHasChanged,
    SessionIsClosed,
    SlotJustTaken,
    VisitIsOver,
)


class AnyMorning(RuleBasedStateMachine):
    """One Wednesday; whatever a rule refuses has changed nothing, since its transaction is lost."""

    def __init__(self, fresh_town: FreshTown) -> None:
        super().__init__()
        self.day = Wednesday(fresh_town())
        self.day.now = TEN - timedelta(minutes=30)
        self.known: list[UUID] = []
        self.children: list[UUID] = []
        self.is_closed = False
        creche_of(self.day, 2)
        with self.day.writing() as db:
            self.session_id = self.day.id(db)
            self.interpreters = [
                interpreter(self.day, db, "Zainab"),
                interpreter(self.day, db, "Ali", Gender.MAN),
            ]
        self.begin()

    def begin(self) -> None:
        """Some have booked, and some are here and welcomed, so that there is a morning at once."""
        for number in range(6):
            self.book(7 * number, 3, (None, 0, 2)[number % 3])
        for number in range(4):
            self.arrive(number)
            self.welcome(number, None, False, None)
        self.a_child_comes_along(1)

    @rule(which=WHICH, stops=st.integers(1, 3), limit=st.none() | st.integers(0, 8))
    def book(self, which: int, stops: int, limit: int | None) -> None:
        if self.is_over:
            return
        with self.tried() as db:
            slots = self.some_slots(db, which, stops)
            self.keep(self.day.book_slots(db, f"Guest {which}", slots, self.limit(slots, limit)))

    @rule(which=WHICH, stops=st.integers(0, 2), limit=st.none() | st.integers(0, 8))
    def walk_in(self, which: int, stops: int, limit: int | None) -> None:
        if self.is_over:
            return
        with self.tried() as db:
            slots = self.some_slots(db, which, stops)
            wanted = Wanted(f"Walk-in {which}", (), self.limit(slots, limit), "{}")
            coming = self.day.coming(db)
            arrival = walk_in(db, coming, wanted, slots, by=self.day.by, at=self.day.now)
            self.keep(arrival.visit_id)

    @rule(which=WHICH)
    def cancel(self, which: int) -> None:
        with self.tried() as db:
            if visit := self.a_visit(db, which):
                cancel(db, visit, by=self.day.by, at=self.day.now)

    @rule(which=WHICH)
    def arrive(self, which: int) -> None:
        with self.tried() as db:
            if visit := self.a_visit(db, which):
                arriving.arrive(db, visit, by=self.day.by, at=self.day.now)

    @rule(which=WHICH, avoids=st.none() | WHICH, drops=st.booleans(), limit=st.none() | WHICH)
    def welcome(self, which: int, avoids: int | None, drops: bool, limit: int | None) -> None:
        with self.tried() as db:
            arrival = self.an_arrival(db, which)
            if arrival is None:
                return
            stops = db.scalars(
                sa.select(Appointment.id).where(Appointment.visit_id == arrival.visit_id)
            ).all()
            said = self.said(db, avoids, limit)
            arriving.welcome(
                db,
                arrival,
                said,
                dropped=stops if drops else (),
                by=self.day.by,
                at=self.day.now,
            )

    @rule(which=WHICH)
    def leave(self, which: int) -> None:
        with self.tried() as db:
            if arrival := self.an_arrival(db, which):
                arriving.leave(db, arrival, by=self.day.by, at=self.day.now)

    @rule(which=WHICH, step=st.sampled_from(Step))
    def take_step(self, which: int, step: Step) -> None:
        with self.tried() as db:
            if each := self.a_stop(db, which):
                was = stop_version(each.stop)
                running.take_step(db, each, step, was=was, by=self.day.by, at=self.day.now)

    @rule(which=WHICH)
    def see_to_the_next(self, which: int) -> None:
        """Whoever is here is called in: so that mornings come far."""
        for step in (Step.BEGIN, Step.END):
            self.take_step(which, step)

    @rule(which=WHICH, choice=WHICH)
    def move_a_stop(self, which: int, choice: int) -> None:
        with self.tried() as db:
            each = self.a_stop(db, which)
            fitting = times_that_fit(db, self.day.by, each, self.day.now) if each else []
            if each and fitting:
                slot, was = fitting[choice % len(fitting)].slot, stop_version(each.stop)
                moving.move(db, each, slot.id, was=was, by=self.day.by, at=self.day.now)

    @rule(which=WHICH, minutes=st.none() | st.sampled_from((5, 10, 20, 45)))
    def a_desk_is_late_or_gone(self, which: int, minutes: int | None) -> None:
        worker = self.a_worker(which)
        drawn = self.day.draw(worker, minutes)
        concerned = set(drawn.proposal.concerned)
        assert drawn.proposal.moved <= concerned
        before = self.all_stops()
        with suppress(*REFUSED):
            self.day.confirm(worker, minutes, drawn.mark)
        after = self.all_stops()
        touched = {visit for visit in before if before[visit] != after[visit]}
        assert touched <= drawn.proposal.moved

    @rule(which=WHICH, minutes=st.sampled_from((5, 20)))
    def a_plan_is_late_itself(self, which: int, minutes: int) -> None:
        """Between the look and the confirmation somebody books: it is all or nothing."""
        worker = self.a_worker(which)
        mark = self.day.draw(worker, minutes).mark
        self.book(which, 2, None)
        before = self.all_stops()
        fresh = self.day.draw(worker, minutes).mark
        try:
            self.day.confirm(worker, minutes, mark)
        except REFUSED:
            assert self.all_stops() == before
        else:
            assert fresh == mark

    @rule()
    def somebody_is_back(self) -> None:
        with self.tried() as db:
            away = db.scalars(sa.select(WorkerAway).order_by(WorkerAway.id)).first()
            if away:
                is_back(db, away, by=self.day.by, at=self.day.now)

    @rule(which=WHICH, who=WHICH, avoid=st.integers(0, 3))
    def give_an_interpreter(self, which: int, who: int, avoid: int) -> None:
        act = giving.avoid_interpreter if avoid == 0 else giving.give_interpreter
        with self.tried() as db:
            if visit := self.a_booked_visit(db, which):
                chosen = self.interpreters[who % len(self.interpreters)]
                act(db, visit, chosen, by=self.day.by, at=self.day.now)

    @rule(which=WHICH)
    def take_something_back(self, which: int) -> None:
        with self.tried() as db:
            if visit := self.a_visit(db, which):
                mine = things.given_to(db, visit.id)[:1]
                giving.take_back(db, mine, by=self.day.by, at=self.day.now)

    @rule(which=WHICH)
    def a_child_comes_along(self, which: int) -> None:
        if self.known:
            self.children.append(child_of(self.day, self.known[which % len(self.known)]))

    @rule(which=WHICH)
    def a_child_is_brought(self, which: int) -> None:
        with self.tried() as db:
            if each := self.a_child(db, which):
                creche.sign_in(db, each, "Robin", by=self.day.by, at=self.day.now)

    @rule(which=WHICH, to=st.sampled_from(("Robin", "Sam", "")))
    def a_child_is_fetched(self, which: int, to: str) -> None:
        """With Robin, who brought each of them; Sam gets no child."""
        with self.tried(creche.NotNamed) as db:
            if each := self.a_child(db, which):
                creche.release_child(db, each, to, by=self.day.by, at=self.day.now)
                assert to == "Robin"

    @rule()
    def leave_one_after_another(self) -> None:
        with self.tried() as db:
            leaving.stagger(db, self.session_id, 10, by=self.day.by, at=self.day.now)

    @rule(minutes=st.sampled_from((2, 5, 13)))
    def let_time_pass(self, minutes: int) -> None:
        self.day.now += timedelta(minutes=minutes)

    @rule(sure=st.integers(0, 4))
    def close(self, sure: int) -> None:
        """Often refused; seldom with an outcome for everybody, and then it is the end."""
        is_late = sure == 4 and self.day.now > TEN
        with self.tried(closing.NotAllSaid, closing.ChildStillHere) as db:
            if is_late:
                self.say_how_each_ended(db)
            closing.close(db, self.session_id, by=self.day.by, at=self.day.now)
            self.is_closed = True

    @invariant()
    def everything_fits_together(self) -> None:
        with self.day.town.reading() as db:
            assert faults(db, self.session_id, self.known, self.day.by) == []

    def teardown(self) -> None:
        self.day.town.close()

    @contextmanager
    def tried(self, *more: type[Exception]) -> Iterator[Session]:
        """One transaction of its own, in which a refusal is an answer like another."""
        with suppress(*REFUSED, *more), self.day.writing() as db:
            yield db

    @property
    def is_over(self) -> bool:
        return self.is_closed or self.day.now >= TEN + timedelta(hours=2)

    def keep(self, visit_id: UUID) -> None:
        self.known.append(visit_id)

    def some_slots(self, db: Session, which: int, most: int) -> list[FreeSlot]:
        """Times that are free from now on, of different services, one after another."""
        free = [s for s in self.day.free(db) if s.starts_at >= self.day.now]
        found: list[FreeSlot] = []
        for slot in free[which:] + free[:which]:
            apart = all(s.ends_at <= slot.starts_at or slot.ends_at <= s.starts_at for s in found)
            if len(found) < most and apart and slot.kind not in {s.kind for s in found}:
                found.append(slot)
        return found

    def limit(self, slots: Collection[FreeSlot], cells: int | None) -> datetime | None:
        """When she must be gone: so many cells after her last stop."""
        if cells is None or not slots:
            return None
        return max(slot.ends_at for slot in slots) + timedelta(minutes=5 * cells)

    def said(self, db: Session, avoids: int | None, limit: int | None) -> arriving.Welcomed:
        workers = db.scalars(sa.select(Worker.id).order_by(Worker.name)).all()
        avoided = [] if avoids is None else [workers[avoids % len(workers)]]
        asked = (Reply.YES if limit is not None else Reply.NOT_ASKED, "")
        return arriving.Welcomed(
            replies=dict.fromkeys(Question, asked),
            gone_by=None if limit is None else TEN + timedelta(minutes=5 * limit),
            alone=Alone.ALONE,
            why_not_alone="",
            came_with="",
            keep_out="",
            avoided=frozenset(avoided),
        )

    def a_visit(self, db: Session, which: int) -> Visit | None:
        if not self.known:
            return None
        return db.get_one(Visit, self.known[which % len(self.known)])

    def a_booked_visit(self, db: Session, which: int) -> Visit | None:
        visit = self.a_visit(db, which)
        return visit if visit and visit.status is VisitStatus.BOOKED else None

    def an_arrival(self, db: Session, which: int) -> Arrival | None:
        here = db.scalars(
            sa.select(Arrival).where(Arrival.left_at.is_(None)).order_by(Arrival.number)
        ).all()
        return here[which % len(here)] if here else None

    def a_child(self, db: Session, which: int) -> OfCreche | None:
        if not self.children:
            return None
        child = self.children[which % len(self.children)]
        return child_at(db, self.day.by, self.session_id, child)

    def a_stop(self, db: Session, which: int) -> StopOfHers | None:
        visible = stops_visible_to(self.day.by).order_by(Appointment.id)
        stops = db.scalars(visible).all()
        return whole(db, stops[which % len(stops)]) if stops else None

    def a_worker(self, which: int) -> str:
        """Somebody who has people waiting, or else Tom."""
        with self.day.town.reading() as db:
            stops = db.scalars(stops_visible_to(self.day.by)).all()
            waiting = [each.slot_id for each in stops if each.began_at is None]
            busy = sa.select(Worker.name).join(Slot, Slot.worker_id == Worker.id)
            named = busy.where(Slot.id.in_(waiting)).distinct().order_by(Worker.name)
            names = db.scalars(named).all() or ["Tom"]
        return names[which % len(names)]

    def all_stops(self) -> dict[UUID, list[tuple[str, str]]]:
        return {visit: self.day.stops(visit) for visit in self.known}

    def say_how_each_ended(self, db: Session) -> None:
        for visit_id in self.known:
            ended = closing.Ended(
                Ending.SEEN_IN_PART, "said", "safe", "Friday", self.holder(), True
            )
            visit = db.get_one(Visit, visit_id)
            closing.end_visit(db, visit, ended, by=self.day.by, at=self.day.now)

    def holder(self) -> UUID:
        assert self.day.by.account_id is not None
        return self.day.by.account_id


def test_whatever_happens_on_a_morning_everything_fits_together(
    fresh_town: FreshTown, rounds: Callable[[int, int], int]
) -> None:
    """C-04, C-05, C-09, S-46: on both databases."""
    any_order = settings(
        max_examples=rounds(6, 400),
        stateful_step_count=25,
        phases=[Phase.generate, *[Phase.shrink] * rounds(0, 1)],
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    class MorningInTown(AnyMorning):
        def __init__(self) -> None:
            super().__init__(fresh_town)

    run_state_machine_as_test(MorningInTown, settings=any_order)


HARMS = {
    "DELETE FROM claims WHERE cell = (SELECT min(cell) FROM claims)": "not claimed",
    "UPDATE claims SET appointment_id = session_id": "for nobody",
    "UPDATE slots SET cells = 30": "with two",
    "UPDATE visits SET gone_by = made_at": "past her time",
    "UPDATE visits SET status = 'cancelled', phrase = NULL": "does not stand",
    "UPDATE appointments SET began_at = '2026-11-25 10:00:00'": "two at once",
    "UPDATE visits SET status = 'held'": "vanished",
}


def test_the_search_for_faults_sees_each_kind(fresh_town: FreshTown) -> None:
    """A search that has never found anything is no evidence."""
    for harm, told in HARMS.items():
        day = Wednesday(fresh_town())
        known = [day.book("Robin", ("Tom", "10:00"), ("Simran", "10:25"), ("Farah", "10:50"))]
        with day.town.reading() as db:
            assert faults(db, day.id(db), known, day.by) == []
        with day.town.engine.begin() as connection:
            connection.exec_driver_sql(harm)
        with day.town.reading() as db:
            found = faults(db, day.id(db), known, day.by)
        assert [fault for fault in found if told in fault], harm
        day.town.close()
