"""Whatever is changed and taken, planning keeps its promises (Hypothesis, on both databases)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any, TypeAlias
from uuid import UUID

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from portal.db.base import Base
from portal.db.engine import Database
from services_directory.listings import models as listings
from services_directory.sessions.actions import plan_sessions, release
from services_directory.sessions.models import (
    Claim,
    Desk,
    DeskPattern,
    ExceptionKind,
    Purpose,
    Room,
    Schedule,
    ScheduleException,
    Seat,
    ServiceSession,
    Slot,
    Worker,
)
from tests.services_directory.planning import housing
from tests.services_directory.scene import MONDAY, WEDNESDAY, all_free, lay_scene, take

WEEKS = 2
# Each example plays a whole scene on a real database: a quarter of the usual number.
FEW = settings().max_examples // 4
# Within the two weeks: a session moved beyond them stands, while one never made would not.
DAYS = st.sampled_from([WEDNESDAY + timedelta(days=n) for n in range(-2, 12)])
Step: TypeAlias = tuple[str, Any]
STEPS: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("slot_minutes"), st.sampled_from([10, 20, 25, 40])),
    st.tuples(st.just("gap_minutes"), st.sampled_from([0, 5, 15])),
    st.tuples(st.just("walk_in_percent"), st.sampled_from([0, 20, 40, 100])),
    st.tuples(st.just("opens_at"), st.sampled_from([time(8, 35), time(10), time(11)])),
    st.tuples(st.just("byday"), st.sampled_from(["WE", "TH", "WE,FR"])),
    st.tuples(st.just("tom_sits"), st.booleans()),
    st.tuples(st.just("skip"), DAYS),
    st.tuples(st.just("move"), st.tuples(DAYS, DAYS)),
    st.tuples(st.just("extra"), DAYS),
    st.tuples(st.just("forget"), st.just(None)),
    st.tuples(st.just("take"), st.lists(st.integers(0, 200), min_size=1, max_size=4)),
    st.tuples(st.just("release"), st.integers(0, 200)),
)

# Children first, so that a delete never meets what points at it.
TABLES = (
    Claim, Slot, Desk, ServiceSession, ScheduleException, Seat, DeskPattern, Schedule,
    Room, Worker, listings.ServiceAtLocation, listings.Service, listings.Location,
    listings.Organization,
)  # fmt: skip


class Play:
    """A scene that steps change; what is taken is remembered as it was when it was taken."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.scene = lay_scene(db)
        self.room_of_tom = next(
            seat.room_id
            for seat in housing(self.scene).seats
            if seat.worker_id == self.scene.tom.id
        )
        self.taken: dict[UUID, tuple[Any, ...]] = {}

    def do(self, step: Step) -> None:
        what, value = step
        if what in ("slot_minutes", "gap_minutes", "walk_in_percent"):
            setattr(housing(self.scene), what, value)
        elif what in ("opens_at", "byday"):
            setattr(self.scene.schedule, what, value)
        else:
            getattr(self, what)(value)
        self.db.flush()

    def tom_sits(self, sits: bool) -> None:
        tom, desk = self.scene.tom.id, housing(self.scene)
        desk.seats = [seat for seat in desk.seats if seat.worker_id != tom]
        self.db.flush()
        if sits:
            desk.seats.append(Seat(worker_id=tom, room_id=self.room_of_tom))

    def skip(self, day: Any) -> None:
        self._except(day, ExceptionKind.SKIPPED)

    def extra(self, day: Any) -> None:
        self._except(day, ExceptionKind.EXTRA)

    def move(self, days: Any) -> None:
        # At another hour: moved onto a day that is held, nobody is in two places at once.
        times = {"opens_at": time(14), "closes_at": time(15, 30)}
        if not any(each.moved_to == days[1] for each in self.scene.schedule.exceptions):
            self._except(days[0], ExceptionKind.MOVED, moved_to=days[1], **times)

    def forget(self, _nothing: None) -> None:
        self.scene.schedule.exceptions.clear()

    def take(self, numbers: list[int]) -> None:
        for number in numbers:
            free = all_free(self.db)
            if free:
                slot = free[number % len(free)]
                self.taken[take(self.db, [slot])] = row_of(self.db, slot.id)

    def release(self, number: int) -> None:
        if self.taken:
            appointment_id = sorted(self.taken)[number % len(self.taken)]
            release(self.db, [appointment_id])
            del self.taken[appointment_id]

    def _except(self, day: Any, kind: ExceptionKind, **values: Any) -> None:
        kept = [each for each in self.scene.schedule.exceptions if each.pattern_date != day]
        self.scene.schedule.exceptions = kept
        self.db.flush()
        kept.append(ScheduleException(pattern_date=day, kind=kind, **values))
        self.scene.schedule.exceptions = kept


def row_of(db: Session, slot_id: UUID) -> tuple[Any, ...]:
    columns = (Slot.id, Slot.session_id, Slot.desk_id, Slot.worker_id, Slot.room_id)
    cells = (Slot.cell, Slot.cells, Slot.for_walk_ins)
    return tuple(db.execute(sa.select(*columns, *cells).where(Slot.id == slot_id)).one())


def everything(db: Session) -> list[tuple[Any, ...]]:
    tables = (ServiceSession.__table__, Desk.__table__, Slot.__table__, Claim.__table__)
    return [tuple(row) for table in tables for row in sorted(db.execute(sa.select(table)), key=str)]


def offered(db: Session) -> set[tuple[Any, ...]]:
    """What can be booked, without the ids that another planning would have made otherwise."""
    return {
        (
            slot.kind,
            slot.purpose,
            slot.worker_id,
            slot.room_id,
            slot.cell,
            slot.cells,
            slot.for_walk_ins,
        )
        for slot in all_free(db)
    }


def check_nobody_is_at_two_times_at_once(db: Session) -> None:
    cells = [
        (slot.worker_id, cell)
        for slot in db.scalars(sa.select(Slot).where(~Slot.withdrawn))
        for cell in range(slot.cell, slot.cell + slot.cells)
    ]
    assert len(cells) == len(set(cells))


def check_the_reserve_s57(db: Session, desk: DeskPattern) -> None:
    mornings: dict[tuple[UUID, UUID], list[bool]] = defaultdict(list)
    given = sa.select(Slot).join(Desk).where(~Slot.withdrawn, Desk.purpose == Purpose.FULL)
    for slot in db.scalars(given):
        mornings[slot.session_id, slot.worker_id].append(slot.for_walk_ins)
    free_online = {(slot.session_id, slot.worker_id) for slot in all_free(db, online=True)}
    for morning, kinds in mornings.items():
        is_enough = 100 * sum(kinds) >= desk.walk_in_percent * len(kinds)
        assert is_enough or morning not in free_online


@given(st.lists(st.lists(STEPS, min_size=1, max_size=4), min_size=1, max_size=4))
@settings(
    max_examples=FEW, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_planning_keeps_its_promises(database: Database, acts: list[list[Step]]) -> None:
    with database.writing() as db:
        empty(db, TABLES)
        play = Play(db)
        plan_sessions(db, at=MONDAY, weeks=WEEKS)
        for act in acts:
            for step in act:
                play.do(step)
            plan_sessions(db, at=MONDAY, weeks=WEEKS)
            before = everything(db)
            assert plan_sessions(db, at=MONDAY, weeks=WEEKS).changed_nothing
            assert everything(db) == before
            for slot in play.taken.values():
                assert row_of(db, slot[0]) == slot
            check_nobody_is_at_two_times_at_once(db)
            check_the_reserve_s57(db, housing(play.scene))
        release(db, play.taken)
        plan_sessions(db, at=MONDAY, weeks=WEEKS)
        found = offered(db)
        empty(db, (Claim, Slot, Desk, ServiceSession))
        plan_sessions(db, at=MONDAY, weeks=WEEKS)
        assert found == offered(db)


def empty(db: Session, tables: Iterable[type[Base]]) -> None:
    for table in tables:
        db.execute(sa.delete(table))
    db.expunge_all()
