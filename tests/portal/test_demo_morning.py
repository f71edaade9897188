"""The demo opens in the middle of a morning, at whatever hour and on whatever day it is started."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from bookings.contact.models import ContactAnswer
from bookings.day.models import Arrival, CrecheStay, OfferedInterpreter
from bookings.people.models import CaseFact, CaseRecord
from bookings.people.queries.harm import who_harms
from bookings.people.queries.records import children_of, standing_of
from bookings.people.queries.risk import risk_of
from bookings.visits.models import Appointment, AppointmentStatus
from portal import demo
from portal.access import Actor, Role
from portal.db.engine import Database
from portal.demo_cases import WANTS, write_case
from portal.demo_contact import SAID, say
from portal.demo_morning import live_through
from portal.demo_staff import coordinator, employ
from portal.demo_things import bring_children, provide
from portal.staff.models import Account
from services_directory.sessions.models import ServiceSession

SUNDAY_NIGHT = datetime(2026, 11, 22, 2, 40, tzinfo=UTC)
HOURS = (
    datetime(2026, 11, 25, 10, 50, tzinfo=UTC),
    datetime(2026, 12, 25, 9, 3, tzinfo=UTC),
    datetime(2026, 11, 24, 0, 4, tzinfo=UTC),
    datetime(2026, 11, 24, 23, 51, tzinfo=UTC),
    SUNDAY_NIGHT,
)

# What was weeks ago says nothing of this morning.
A_MORNING_KNOWS = 1


MorningOf = Callable[[datetime], Database]


@pytest.fixture(scope="module")
def morning_of(fresh_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MorningOf]:
    """The demo as it opens at some moment; each made once, to be looked at only."""
    opened: dict[datetime, Database] = {}

    def morning(at: datetime) -> Database:
        if at not in opened:
            path = tmp_path_factory.mktemp("demo") / "demo.db"
            shutil.copyfile(fresh_file, path)
            opened[at] = Database(f"sqlite:///{path}")
            with opened[at].writing() as db:
                demo.fill(db, at=at, weeks_behind=A_MORNING_KNOWS)
                list(employ(db, at=at))
                provide(db, coordinator(db), at=at)
                say(db, coordinator(db), at=at)
                write_case(db, coordinator(db), at=at)
                live_through(db, coordinator(db), at=at)
                bring_children(db, coordinator(db), at=at)
        return opened[at]

    yield morning
    for database in opened.values():
        database.close()


@pytest.mark.parametrize("at", HOURS, ids=lambda at: f"{at:%a %H:%M}")
def test_there_is_a_morning_going_on_with_people_at_every_stage(
    morning_of: MorningOf, at: datetime
) -> None:
    with morning_of(at).reading() as db:
        now = sa.select(ServiceSession).where(
            ServiceSession.starts_at <= at, ServiceSession.ends_at > at
        )
        assert db.scalars(now).all()
        arrivals = db.scalars(sa.select(Arrival)).all()
        assert any(each.walked_in for each in arrivals)
        assert all(each.arrived_at <= at for each in arrivals)


def test_somebody_is_with_a_worker_somebody_was_seen_and_a_child_is_in_the_creche(
    morning_of: MorningOf,
) -> None:
    with morning_of(SUNDAY_NIGHT).reading() as db:
        stops = db.scalars(sa.select(Appointment)).all()
        assert any(stop.began_at and not stop.ended_at for stop in stops)
        assert any(stop.status is AppointmentStatus.SEEN for stop in stops)
        waiting = sa.select(Arrival).where(Arrival.welcomed_at.is_(None))
        assert db.scalars(waiting).all()
        assert db.scalars(sa.select(CrecheStay)).all()
        assert db.scalars(sa.select(OfferedInterpreter)).all()
        assert len(set(db.scalars(sa.select(ContactAnswer.client_id)))) == len(SAID)


def test_one_of_those_who_come_has_a_case_with_children_and_somebody_who_harms(
    morning_of: MorningOf,
) -> None:
    with morning_of(SUNDAY_NIGHT).reading() as db:
        case = db.scalars(sa.select(CaseRecord)).one()
        assert WANTS in [each.value for each in standing_of(db, CaseFact, case)]
        assert risk_of(db, case).review_since is not None
        assert [each.born for each in children_of(db, case)].count(False) >= 1
        account = db.get_one(Account, case.holder)
        seen = Actor(
            Role.COORDINATOR, account_id=account.id, organization_id=account.organization_id
        )
        assert len(who_harms(db, seen, case)) == 1
