"""The people of this issue, each with a phone, as they really come to be what they are."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa

from bookings.visits.models import Appointment, Draft, Visit
from bookings.visits.queries.journeys import fingerprint
from bookings.visits.rules import journey as journeys
from bookings.visits.rules.journey import Journey
from portal.db.engine import Database
from tests.bookings.visits.full import fill, wait_for_a_place
from tests.bookings.visits.town import Watch, open_house
from tests.bookings.visits.walking import book, walk_to
from tests.browsing import Browser

STRANGER = "a stranger"
VISITOR = "a visitor"
HOLDER = "the holder of a visit"
ANOTHER = "the holder of another visit"
WAITER = "somebody who waits for a place"
LEFT = "somebody who has left"
IDLE = "somebody whose ten minutes ran out"

PEOPLE = (STRANGER, VISITOR, HOLDER, ANOTHER, WAITER, LEFT, IDLE)
WITHOUT_JOURNEY = (STRANGER, LEFT, IDLE)


@dataclass(frozen=True)
class Morning:
    """A town on whose phones all this has happened, to be copied for each test."""

    path: Path
    now: datetime
    cookies: dict[str, str]
    holds: dict[str, UUID | None]


@dataclass(frozen=True)
class Cast:
    """Everybody's phone, without scripts, and what each one's journey holds."""

    town: Database
    phones: dict[str, Browser]
    holds: dict[str, UUID | None]

    def journey(self, who: str) -> Journey:
        """Where somebody's journey stands."""
        with self.town.reading() as db:
            return journeys.read(db.scalars(self._draft(who)).one().content or "{}")

    def stand_at(self, who: str, step: str) -> None:
        """Put somebody's journey at a step, holding what it held at first."""
        with self.town.writing() as db:
            draft = db.scalars(self._draft(who)).one()
            draft.visit_id, draft.is_holder = self.holds[who], self.holds[who] is not None
            journey = Journey(step=step, trail=["hours"], phrase=list("abcd"), digits="5027")
            draft.content = journeys.write(journey)

    def _draft(self, who: str) -> sa.Select[Draft]:
        return sa.select(Draft).where(Draft.token == fingerprint(self.phones[who].cookie))

    def visit_of(self, who: str) -> list[tuple[object, ...]]:
        """A visit and its stops as they are stored."""
        visits, stops = Visit.__table__, Appointment.__table__
        visit_id = self.holds[who]
        with self.town.reading() as db:
            rows = db.execute(sa.select(visits).where(Visit.id == visit_id)).all()
            more = db.execute(sa.select(stops).where(Appointment.visit_id == visit_id)).all()
            return sorted(map(tuple, [*rows, *more]), key=repr)


def live_through(town_file: Path, folder: Path) -> Morning:
    """Let everybody come to be what they are."""
    path = folder / "morning.db"
    shutil.copyfile(town_file, path)
    town, watch = Database(f"sqlite:///{path}"), Watch()
    phones = _phones(town, watch)
    cookies = {IDLE: begin(phones[IDLE])}
    watch.on(minutes=10)
    cookies[LEFT] = begin(phones[LEFT])
    phones[LEFT].press("leave")
    phones[STRANGER].open()
    begin(phones[VISITOR])
    for who in (HOLDER, ANOTHER):
        book(phones[who])
    fill(town, watch.now)
    wait_for_a_place(phones[WAITER])
    cookies |= {who: phones[who].cookie for who in PEOPLE if who not in cookies}
    holds = {who: held_by(town, cookies[who]) for who in (VISITOR, HOLDER, ANOTHER, WAITER)}
    town.close()
    return Morning(path, watch.now, cookies, holds)


@contextmanager
def gathered(morning: Morning, folder: Path) -> Iterator[Cast]:
    """The whole cast, each with the cookie that is left on the phone."""
    path = folder / "town.db"
    shutil.copyfile(morning.path, path)
    town = Database(f"sqlite:///{path}")
    phones = _phones(town, Watch(morning.now))
    for who, cookie in morning.cookies.items():
        phones[who].carry(cookie)
    yield Cast(town, phones, morning.holds)
    town.close()


def _phones(town: Database, watch: Watch) -> dict[str, Browser]:
    app = open_house(town, watch)
    networks = {who: f"198.18.{number}.7" for number, who in enumerate(PEOPLE)}
    return {who: Browser(app, scripts=False, network=networks[who]) for who in PEOPLE}


def begin(phone: Browser) -> str:
    """Begin a journey, and give its cookie."""
    walk_to(phone, "hours", needs={"need": ["housing"]})
    return phone.cookie


def held_by(town: Database, cookie: str) -> UUID | None:
    with town.reading() as db:
        return db.scalars(sa.select(Draft.visit_id).where(Draft.token == fingerprint(cookie))).one()
