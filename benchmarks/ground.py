"""The databases that are measured: the demo's weeks ahead, all free, and a past of any length."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from benchmarks import history
from benchmarks.journey import Booking
from benchmarks.plans import Choice, choices
from bookings.visits.actions.book import Particulars, book
from bookings.visits.actions.drafts import begin, end
from bookings.visits.actions.find import set_phrase
from bookings.visits.actions.hold import hold
from bookings.visits.models import AgeBand, Draft
from bookings.visits.queries import openings
from bookings.visits.queries.journeys import Opened, actor_of
from bookings.visits.rules.company import ChildComing
from bookings.visits.rules.journey import Journey
from portal.db.engine import Database
from portal.limits.models import Try
from portal.migrations import migrate
from portal.web.cookie import new_token
from services_directory.sessions.actions import plan_sessions
from services_directory.sessions.actions.demonstration import furnish

WEEKS_AHEAD = 8

# The sessions that the page of times shows first: nobody books there, so that it is always full.
SHOWN = 3

# One insert and durable commit, the least that keeps an answer of hers.
LINES = sa.Table(
    "bench_lines",
    sa.MetaData(),
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("said", sa.LargeBinary),
)


def lay(url: str, *, weeks_behind: int, at: datetime) -> None:
    """Lay every table, the demo's directory, its coming weeks, and so many weeks that are over."""
    migrate(url)
    database = Database(url)
    LINES.create(database.engine)
    with database.writing() as db:
        furnish(db, valid_from=at.date())
        plan_sessions(db, at=at, weeks=WEEKS_AHEAD)
        _fill_the_past(db, weeks_behind, at)
    _settle(database)
    database.close()


def _fill_the_past(db: Session, weeks: int, at: datetime) -> None:
    """The next week but one is booked by the portal's own actions, told back, and freed again."""
    week = [
        session
        for session in openings.sessions_ahead(db, at, 0, openings.FARTHEST)
        if timedelta(weeks=1) <= session.starts_at - at < timedelta(weeks=2)
    ]
    for choice in choices(db, week, at):
        _book(db, choice, at)
    ids = [session.id for session in week]
    history.repeat(db, ids, weeks_back=range(weeks + 1, 1, -1))
    history.forget_bookings(db, ids)


def _book(db: Session, choice: Choice, at: datetime) -> None:
    draft = begin(db, Opened(None, Journey()), new_token(), at=at)
    db.flush()
    hold(db, draft, choice.session, choice.slots, at=at)
    said = Particulars("Robin", choice.needs, AgeBand.ADULT, (ChildComing(4, True),), None, "{}")
    by = actor_of(draft)
    visit = book(db, draft, said, by=by, at=at)
    set_phrase(db, visit, ("the", "same", "four", "words"), str(visit.id), by=by, at=at)
    end(db, Opened(draft, Journey()))


def _settle(database: Database) -> None:
    """What PostgreSQL would have done by itself over the years."""
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.exec_driver_sql("VACUUM ANALYZE")
            db.exec_driver_sql("CHECKPOINT")


def bookings(url: str, at: datetime) -> list[Booking]:
    """Visits that can all be booked, one beside another, each asked for from its own network."""
    database = Database(url)
    with database.reading() as db:
        ahead = openings.sessions_ahead(db, at, SHOWN, openings.FARTHEST)
        found = [
            Booking(choice.needs, choice.code, f"198.{18 + number // 250}.{number % 250}.7")
            for number, choice in enumerate(choices(db, ahead, at))
        ]
    database.close()
    return found


def free_again(url: str, at: datetime) -> None:
    """As if nobody had booked yet: what one window took is there for the next."""
    database = Database(url)
    with database.writing() as db:
        ahead = openings.sessions_ahead(db, at, 0, openings.FARTHEST)
        history.forget_bookings(db, [session.id for session in ahead])
        db.execute(sa.delete(Draft).where(Draft.visit_id.is_not(None)))
        db.execute(sa.delete(Try))
        db.execute(sa.delete(LINES))
    database.close()


def sizes(url: str) -> dict[str, int]:
    """How many rows the larger tables hold."""
    database = Database(url)
    counted = ("service_sessions", "slots", "visits", "appointments", "claims", "record_entries")
    with database.reading() as db:
        rows = {name: _count(db, name) for name in counted}
    database.close()
    return rows


def _count(db: Session, table: str) -> int:
    return int(db.execute(sa.select(sa.func.count()).select_from(sa.table(table))).scalar_one())
