"""A morning at a real server: what has happened by now, read straight from its tables, and what
must hold there after every step."""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from playwright.sync_api import Locator, Page

from bookings.day.actions.replanning import draw
from bookings.day.actions.walking_in import Wanted, book_ahead
from bookings.day.models import Outcome
from bookings.day.queries.board import everybody
from bookings.day.queries.moving import Fitting, times_that_fit
from bookings.day.queries.running import whole
from bookings.day.queries.today import session_at
from bookings.day.rules.sittings import Trouble
from bookings.day.rules.stops import Person, Stop, StopState
from bookings.visits.actions.change import cancel
from bookings.visits.models import Appointment, Visit
from bookings.visits.queries.openings import free_times, session_ahead
from bookings.visits.rules.itinerary import best_plans
from bookings.visits.rules.journey import Journey
from bookings.visits.rules.plans import Wish
from bookings.visits.steps.wishes import minutes, packed_answers
from portal.access import Actor, Role
from services_directory.sessions.models import ServiceSession, Worker
from services_directory.sessions.queries import FreeSlot
from tests.bookings.day.replan.whole_morning import faults
from tests.browser.server import Portal

LONDON = ZoneInfo("Europe/London")
COORDINATOR = Actor(Role.COORDINATOR)


def at(wall: str) -> datetime:
    """A time of the first Wednesday: "10:20"."""
    hours, past = map(int, wall.split(":"))
    return datetime(2026, 6, 17, hours, past, tzinfo=LONDON)


def clocks(first: str, last: str) -> Iterator[str]:
    """Every ten minutes: "09:50", "10:00"."""
    begins, ends = (int(each[:2]) * 60 + int(each[3:]) for each in (first, last))
    for minute in range(begins, ends + 1, 10):
        yield f"{minute // 60:02}:{minute % 60:02}"


@dataclass
class Morning:
    """One session at a portal; `known` are all who ever had a visit, in the order they came by."""

    portal: Portal
    session_id: UUID
    known: list[UUID] = field(default_factory=list)
    changes: int = 0

    @classmethod
    def of(cls, portal: Portal) -> "Morning":
        with portal.database.reading() as db:
            starts = ServiceSession.starts_at == at("10:00")
            return cls(portal, db.scalars(sa.select(ServiceSession.id).where(starts)).one())

    @property
    def now(self) -> datetime:
        return self.portal.clock()

    def until(self, wall: str) -> None:
        """Let the time pass."""
        self.portal.clock.put_forward(max(timedelta(0), at(wall) - self.now))

    def book(self, name: str, needs: tuple[str, ...], since: str, gone_by: str = "") -> UUID:
        """The best whole visit from then on, as somebody books it beforehand."""
        limit = at(gone_by) if gone_by else None
        wish = Wish(needs, minutes(at(since)), minutes(limit) if limit else None)
        with self.portal.database.writing() as db:
            free = free_times(db, [self.session_id], self.now, own_visit=None)[self.session_id]
            by_id = {each.slot.id: each.slot for each in free}
            plan = best_plans([each.opening for each in free], wish)[0]
            coming = session_ahead(db, self.session_id, self.now)
            assert coming is not None
            said = Wanted(name, needs, limit, packed_answers(Journey(needs=list(needs))))
            slots = [by_id[stop.id] for stop in plan.stops]
            visit = book_ahead(db, coming, said, slots, by=COORDINATOR, at=self.now)
            self.known.append(visit.id)
            return visit.id

    def cancels(self, visit_id: UUID) -> None:
        """She does, with her phrase."""
        with self.portal.database.writing() as db:
            cancel(db, db.get_one(Visit, visit_id), by=COORDINATOR, at=self.now)

    def people(self) -> list[Person]:
        with self.portal.database.reading() as db:
            return everybody(db, COORDINATOR, self.session_id)

    def person(self, visit_id: Hashable) -> Person:
        return next(each for each in self.people() if each.visit_id == visit_id)

    def fitting(self, stop: Stop) -> list[Fitting]:
        """The times that a stop could move to."""
        with self.portal.database.reading() as db:
            found = db.scalars(sa.select(Appointment).where(Appointment.id == stop.id)).one()
            return times_that_fit(db, COORDINATOR, whole(db, found), self.now)

    def stands_at(self, visit_id: Hashable, slot: FreeSlot) -> bool:
        """Whether she has a stop at that time with that worker."""
        wanted = (slot.starts_at, slot.worker_id)
        return wanted in {(each.starts, each.worker_id) for each in self.person(visit_id).stops}

    def worker(self, name: str) -> UUID:
        with self.portal.database.reading() as db:
            return db.scalars(sa.select(Worker.id).where(Worker.name == name)).one()

    def moved_by(self, worker: str, minutes: int | None) -> frozenset[UUID]:
        """Whose day would change if that worker were so late, or gone."""
        trouble = Trouble(self.worker(worker), minutes)
        with self.portal.database.reading() as db:
            session = session_at(db, self.session_id)
            assert session is not None
            return draw(db, session, trouble, by=COORDINATOR, at=self.now).proposal.moved

    def endings(self) -> set[str]:
        with self.portal.database.reading() as db:
            return {each.ending.value for each in db.scalars(sa.select(Outcome))}

    def holds(self, *, changed: bool = True) -> None:
        """Nobody is in two places, nothing is with two, nobody is kept past her time and nobody
        has vanished; and whoever watches this session has been told to look."""
        with self.portal.database.reading() as db:
            assert faults(db, self.session_id, self.known, COORDINATOR) == []
            changes = db.get_one(ServiceSession, self.session_id).changes
        assert changes > self.changes if changed else changes == self.changes
        self.changes = changes

    @contextmanager
    def step(self, page: Page, *, changed: bool = True) -> Iterator[None]:
        """Something is pressed that htmx sends; then everything holds."""
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            yield
        self.holds(changed=changed)

    def submits(self, button: Locator, *, changed: bool = True) -> None:
        """A plain form is sent, by keyboard; then everything holds."""
        with button.page.expect_navigation():
            button.press("Enter")
        self.holds(changed=changed)

    def takes_step(self, page: Page, step: str, stop: Stop) -> None:
        """Press a stop's button, on the board or at its desk."""
        with self.step(page):
            page.press(f"#{step}-{hex_of(stop.id)}", "Enter")


def of_state(people: list[Person], state: StopState) -> list[tuple[Person, Stop]]:
    """Stops of those who are here, by time and then by name."""
    found = [(one, stop) for one in people for stop in one.stops if stop.state is state]
    here = (each for each in found if each[0].is_here)
    return sorted(here, key=lambda each: (each[1].starts, each[0].name))


def hex_of(row_id: Hashable) -> str:
    """An id as it stands on a page."""
    return UUID(str(row_id)).hex
