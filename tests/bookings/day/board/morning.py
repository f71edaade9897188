"""A Wednesday morning that has begun: who is booked, who is here, and staff who are signed in."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.orm import Session

from bookings.day.models import Arrival
from bookings.people.models import Child, Client
from bookings.visits.actions.hold import take
from bookings.visits.models import Appointment, Visit, VisitChild, VisitStatus
from bookings.visits.queries.openings import need_key
from portal.access import Actor, Role
from portal.db.engine import Database
from portal.staff.models import Account, SignIn, Standing
from portal.staff.queries import fingerprint
from portal.web.headers import GuardedApplication
from services_directory.sessions.models import Purpose, ServiceSession, Slot, Worker
from services_directory.sessions.queries import FreeSlot, coming_sessions, free_slots
from tests.bookings.day.board.at_a_desk import Desk
from tests.bookings.visits.town import Watch

BEFORE = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
OPENS = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)


def at(clock: str) -> datetime:
    """A time of that Wednesday: "10:20"."""
    hours, minutes = map(int, clock.split(":"))
    return OPENS.replace(hour=hours, minute=minutes)


@dataclass
class Morning:
    """The session, and what a test does behind the portal's back."""

    town: Database
    app: GuardedApplication
    watch: Watch
    session_id: UUID
    desks: list[Desk] = field(default_factory=list)

    def book(self, name: str, *needs: str, since: str = "10:00", **visit: Any) -> UUID:
        """A visit with a stop for each need, one after another, each as early as can be."""
        with self.town.writing() as db:
            client = Client(made_at=BEFORE)
            client.chosen_name = name
            db.add(client)
            db.flush()
            made = Visit(
                client_id=client.id,
                session_id=self.session_id,
                status=VisitStatus.BOOKED,
                made_at=BEFORE,
                over_at=OPENS + timedelta(days=1),
                **visit,
            )
            db.add(made)
            db.flush()
            take(db, made, self._slots(db, needs, at(since)))
            return made.id

    def _slots(self, db: Session, needs: tuple[str, ...], since: datetime) -> list[FreeSlot]:
        free = free_slots(db, [self.session_id], BEFORE, online=False)
        found: list[FreeSlot] = []
        for need in needs:
            slot = next(each for each in free if _need(each) == need and each.starts_at >= since)
            found.append(slot)
            since = slot.ends_at
        return found

    def arrive(self, visit_id: UUID, when: str, *, welcomed: bool = True, **values: Any) -> None:
        with self.town.writing() as db:
            count = sa.select(sa.func.count()).select_from(Arrival)
            values = {"walked_in": False, **values}
            db.add(
                Arrival(
                    visit_id=visit_id,
                    session_id=self.session_id,
                    number=(db.scalar(count) or 0) + 1,
                    arrived_at=at(when),
                    welcomed_at=at(when) if welcomed else None,
                    **values,
                )
            )
            self.mark(db)

    def add(self, *rows: Any) -> None:
        with self.town.writing() as db:
            db.add_all(rows)
            self.mark(db)

    def mark(self, db: Session) -> None:
        session = db.get_one(ServiceSession, self.session_id)
        session.changes += 1

    def bring(self, visit_id: UUID, *ages: int) -> None:
        """Children who come along."""
        with self.town.writing() as db:
            visit = db.get_one(Visit, visit_id)
            for age in ages:
                child = Child(client_id=visit.client_id, born=True)
                child.age = str(age)
                db.add(child)
                db.flush()
                db.add(VisitChild(visit_id=visit_id, child_id=child.id, wants_creche=False))

    def stops(self, visit_id: UUID) -> list[UUID]:
        with self.town.reading() as db:
            mine = sa.select(Appointment.id).join(Slot, Slot.id == Appointment.slot_id)
            return list(
                db.scalars(mine.where(Appointment.visit_id == visit_id).order_by(Slot.cell))
            )

    def stop(self, stop_id: UUID) -> Appointment:
        with self.town.reading() as db:
            found = db.get_one(Appointment, stop_id)
            db.expunge(found)
            return found

    def worker_of(self, stop_id: UUID) -> UUID:
        with self.town.reading() as db:
            return db.get_one(Slot, db.get_one(Appointment, stop_id).slot_id).worker_id

    def desk_of(self, stop_id: UUID) -> UUID:
        with self.town.reading() as db:
            return db.get_one(Slot, db.get_one(Appointment, stop_id).slot_id).desk_id

    def worker(self, name: str) -> UUID:
        with self.town.reading() as db:
            return db.scalars(sa.select(Worker.id).where(Worker.name == name)).one()

    def signed_in(self, role: Role, name: str = "Bea", **of: Any) -> Desk:
        """Somebody of the staff at a browser of their own."""
        token = f"{role.name}-{uuid4()}"
        with self.town.writing() as db:
            account = Account(
                organization_id=uuid4(),
                role_name=role.name.lower(),
                standing=Standing.ACTIVE,
                made_at=BEFORE,
                login=uuid4().bytes * 2,
                **of,
            )
            account.name = name
            db.add(account)
            db.flush()
            now = self.watch.now
            db.add(
                SignIn(token=fingerprint(token), account_id=account.id, began_at=now, seen_at=now)
            )
            actor = Actor(role, account_id=account.id, **of)
        desk = Desk(self.app, token, actor)
        self.desks.append(desk)
        return desk


def _need(slot: FreeSlot) -> str:
    if slot.purpose is Purpose.WELCOME:
        return "welcome"
    return need_key(slot.kind, slot.service_name)


def first_session(town: Database) -> UUID:
    with town.reading() as db:
        return next(
            each.id for each in coming_sessions(db, BEFORE, limit=9) if each.starts_at == OPENS
        )
