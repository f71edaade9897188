"""A morning in Hounslow: people are booked at its desks through the portal's own actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.actions.replanning import Drawn, confirm, draw
from bookings.day.actions.walking_in import Wanted, book_ahead
from bookings.day.queries.today import SessionOfTheDay, session_at
from bookings.day.rules.sittings import Trouble
from bookings.visits.models import Appointment, AppointmentStatus, Visit
from bookings.visits.queries.openings import session_ahead
from portal.access import Actor, Role
from portal.db.engine import Database
from services_directory.sessions.models import ServiceSession, Slot, Worker
from services_directory.sessions.queries import ComingSession, FreeSlot, free_slots

TEN = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
COORDINATOR = Actor(Role.COORDINATOR, account_id=UUID(int=0xC0), sign_in_id=UUID(int=0xC1))


@dataclass
class Wednesday:
    """The town on that morning; `now` is the time there."""

    town: Database
    now: datetime = TEN
    by: Actor = field(default=COORDINATOR)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.town.writing() as db:
            yield db

    def coming(self, db: Session) -> ComingSession:
        found = session_ahead(db, self.id(db), self.now)
        assert found is not None
        return found

    def id(self, db: Session) -> UUID:
        return db.scalars(sa.select(ServiceSession.id).where(ServiceSession.starts_at == TEN)).one()

    def session(self, db: Session) -> SessionOfTheDay:
        found = session_at(db, self.id(db))
        assert found is not None
        return found

    def worker(self, db: Session, name: str) -> UUID:
        return db.scalars(sa.select(Worker.id).where(Worker.name == name)).one()

    def free(self, db: Session, name: str = "") -> list[FreeSlot]:
        """The free times of the morning, of one worker if named; the reserve too."""
        found = free_slots(db, [self.id(db)], TEN - timedelta(days=1), online=False)
        return [s for s in found if not name or s.worker_id == self.worker(db, name)]

    def book(
        self,
        name: str,
        *stops: tuple[str, str],
        gone_by: datetime | None = None,
        asks: str = "{}",
    ) -> UUID:
        """Book somebody at these workers and times, such as ("Tom", "10:25"); the visit's id."""
        with self.writing() as db:
            slots = [
                next(slot for slot in self.free(db, worker) if f"{slot.starts_at:%H:%M}" == wall)
                for worker, wall in stops
            ]
            return self.book_slots(db, name, slots, gone_by, asks)

    def book_slots(
        self,
        db: Session,
        name: str,
        slots: list[FreeSlot],
        gone_by: datetime | None = None,
        asks: str = "{}",
    ) -> UUID:
        needs = tuple(dict.fromkeys(slot.kind.value for slot in slots))
        wanted = Wanted(name, needs, gone_by, asks)
        early = self.now - timedelta(days=1)
        return book_ahead(db, self.coming(db), wanted, slots, by=self.by, at=early).id

    def free_names(self) -> set[str]:
        """The workers who have a free time left."""
        with self.town.reading() as db:
            free = {slot.worker_id for slot in self.free(db)}
            return set(db.scalars(sa.select(Worker.name).where(Worker.id.in_(free))))

    def draw(self, worker: str, minutes: int | None = None) -> Drawn:
        """What would be done now, with nothing done."""
        with self.town.reading() as db:
            trouble = Trouble(self.worker(db, worker), minutes)
            return draw(db, self.session(db), trouble, by=self.by, at=self.now)

    def confirm(self, worker: str, minutes: int | None, mark: str) -> Drawn:
        with self.writing() as db:
            trouble = Trouble(self.worker(db, worker), minutes)
            return confirm(db, self.session(db), trouble, mark, by=self.by, at=self.now)

    def replan(self, worker: str, minutes: int | None = None) -> Drawn:
        """Draw and confirm at once."""
        return self.confirm(worker, minutes, self.draw(worker, minutes).mark)

    def stops(self, visit_id: UUID) -> list[tuple[str, str]]:
        """Her stops that stand, by worker and wall time."""
        with self.town.reading() as db:
            rows = db.execute(
                sa.select(Worker.name, Slot)
                .join(Slot, Slot.worker_id == Worker.id)
                .join(Appointment, Appointment.slot_id == Slot.id)
                .where(Appointment.visit_id == visit_id)
                .where(Appointment.status != AppointmentStatus.CANCELLED)
                .order_by(Slot.cell)
            )
            return [(name, f"{slot.starts_at:%H:%M}") for name, slot in rows]

    def stop(self, db: Session, visit_id: UUID, worker: str) -> Appointment:
        mine = (
            sa.select(Appointment)
            .join(Slot, Slot.id == Appointment.slot_id)
            .where(
                Appointment.visit_id == visit_id,
                Slot.worker_id == self.worker(db, worker),
                Appointment.status == AppointmentStatus.BOOKED,
            )
        )
        return db.scalars(mine).one()

    def visit(self, db: Session, visit_id: UUID) -> Visit:
        return db.get_one(Visit, visit_id)
